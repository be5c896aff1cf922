"""One's own meetings at an event, behind the link that came by mail."""

from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from clusterhub.events.views.own import kept_from_others
from clusterhub.matchmaking.models import Participant
from clusterhub.matchmaking.own_requests import by_turn, requests_of
from clusterhub.matchmaking.slot_words import slot_in_words
from clusterhub.matchmaking.views.doors import own_of


@never_cache
@require_safe
def own_meetings(request, token):
    own = own_of(token)
    context = own.context() | {"is_coming": own.is_coming, "people_count": _others(own).count()}
    if own.participant:
        zone = own.event.time_zone
        context |= by_turn(requests_of(own.participant, zone))
        context["with_time"] = [
            (each, slot_in_words(each.meeting.slot, zone)) for each in context["with_time"]
        ]
    return kept_from_others(render(request, "matchmaking/own_meetings.html", context))


def _others(own):
    others = Participant.objects.present().filter(matchmaking=own.matchmaking)
    return others.exclude(registration=own.registration)
