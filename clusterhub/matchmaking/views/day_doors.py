"""How the pages of one's own day begin: the word of the link, who takes part, which meeting."""

from functools import wraps

from django.http import Http404
from django.views.decorators.cache import never_cache

from clusterhub.events.links import registration_for
from clusterhub.events.views.own import kept_from_others, own_or_404
from clusterhub.matchmaking.day_shown import own_meetings
from clusterhub.matchmaking.models import Participant


def by_own_link(view, purpose=""):
    """A view of (request, participant, token, …); 404 for who does not take part. A token of
    `purpose` opens it, too, and the view gets none."""

    @wraps(view)
    def answer(request, token, **named):
        registration = registration_for(token, purpose) if purpose else None
        token = "" if registration else token
        registration = registration or own_or_404(token)
        rows = Participant.objects.filter(registration=registration).select_related("matchmaking")
        participant = rows.first()
        if participant is None:
            raise Http404
        participant.registration = registration
        response = view(request, participant, token, **named)
        return response if response.has_header("Referrer-Policy") else kept_from_others(response)

    return never_cache(answer)


def meeting_or_404(participant, pk):
    """One of her own meetings that has a time, as she sees it."""
    found = own_meetings(participant, only=pk)
    if not found:
        raise Http404
    return found[0]
