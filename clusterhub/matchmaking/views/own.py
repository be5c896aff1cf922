"""One's own meetings at an event, behind the link that came by mail."""

from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from clusterhub.events.views.own import kept_from_others
from clusterhub.matchmaking.models import Participant
from clusterhub.matchmaking.views.doors import own_of


@never_cache
@require_safe
def own_meetings(request, token):
    own = own_of(token)
    others = Participant.objects.present().filter(matchmaking=own.matchmaking)
    context = own.context() | {
        "is_coming": own.is_coming,
        "people_count": others.exclude(registration=own.registration).count(),
    }
    return kept_from_others(render(request, "matchmaking/own_meetings.html", context))
