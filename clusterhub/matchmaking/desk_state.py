"""What an organiser sees first: how far the meetings of an event are, and what to do now."""

from dataclasses import dataclass

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from clusterhub.matchmaking.models import (
    UNDER_WAY,
    Meeting,
    MeetingRequest,
    MeetingSlot,
    Participant,
    RequestState,
)


@dataclass(frozen=True)
class Step:
    label: str
    url: str
    words: str


@dataclass(frozen=True)
class State:
    people: int
    without: int  # People with no meeting and no request.
    pending: int
    with_time: int
    without_time: int
    slots: int
    tables: int  # In the slot with most of them.
    making: object  # The schedule that is being made, if one is.
    next: Step | None


def state_of(matchmaking):
    """In six statements."""
    living = Q(cancelled_at=None)
    counts = Meeting.objects.filter(living, matchmaking=matchmaking).aggregate(
        placed=Count("pk", filter=Q(slot__isnull=False)), waiting=Count("pk", filter=Q(slot=None))
    )
    requests = MeetingRequest.objects.filter(matchmaking=matchmaking, state=RequestState.PENDING)
    people = Participant.objects.present().filter(matchmaking=matchmaking)
    tables = list(
        MeetingSlot.objects.filter(matchmaking=matchmaking).values_list("tables", flat=True)
    )
    facts = {
        "people": people.count(),
        "without": without_any(people).count(),
        "pending": requests.count(),
        "with_time": counts["placed"],
        "without_time": counts["waiting"],
        "slots": len(tables),
        "tables": max(tables, default=0),
        "making": matchmaking.schedules.filter(state__in=UNDER_WAY).first(),
    }
    return State(**facts, next=_next(matchmaking, facts))


def without_any(participants):
    """Who has no meeting, and no request that waits for an answer."""
    living = MeetingRequest.objects.filter(state__in=(RequestState.PENDING, RequestState.ACCEPTED))
    return participants.exclude(pk__in=living.values("asker")).exclude(
        pk__in=living.values("asked")
    )


def _next(matchmaking, facts):
    def step(name, label, words):
        return Step(label, reverse(f"matchmaking:{name}", args=[matchmaking.event.slug]), words)

    if not facts["slots"]:
        return step(
            "desk-slots", _("Make the slots"), _("When people meet, and at how many tables.")
        )
    return None
