"""How the organiser's pages begin: the event, and its meetings."""

from functools import wraps

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.views.decorators.cache import never_cache

from clusterhub.events.views.doors import event_for
from clusterhub.matchmaking.models import Matchmaking
from clusterhub.matchmaking.permissions import can_run_meetings, can_see_participants


def run_by(view=None, *, may=can_run_meetings):
    """A view of (request, matchmaking, …) for those who run the meetings of an event; 404 where
    nobody meets."""

    def with_door(view):
        @never_cache
        @login_required
        @wraps(view)
        def guarded(request, slug, *args, **kwargs):
            event = event_for(request, slug, may)
            matchmaking = Matchmaking.objects.filter(event=event).first()
            if matchmaking is None:
                raise Http404
            matchmaking.event = event
            # Not stored: which links this reader gets.
            matchmaking.sees_people = can_see_participants(request.user, event)
            return view(request, matchmaking, *args, **kwargs)

        return guarded

    return with_door(view) if view else with_door
