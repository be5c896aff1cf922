"""What an organiser sees first: how far the meetings of an event are, and what to do now."""

from dataclasses import dataclass

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from clusterhub.matchmaking.models import (
    UNDER_WAY,
    Meeting,
    MeetingRequest,
    MeetingSlot,
    Mode,
    Participant,
    RequestState,
    RunState,
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
    last: object  # The schedule that was asked for last, if one was.
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
        "last": matchmaking.schedules.defer("result").first(),
    }
    return State(**facts, next=_next(matchmaking, facts))


def without_any(participants):
    """Who has no meeting, and no request that waits for an answer."""
    living = MeetingRequest.objects.filter(state__in=(RequestState.PENDING, RequestState.ACCEPTED))
    return participants.exclude(pk__in=living.values("asker")).exclude(
        pk__in=living.values("asked")
    )


def _next(matchmaking, facts):
    """What to do now: the one thing, or nothing."""

    def step(label, words, name, *numbers):
        page = reverse(f"matchmaking:{name}", args=[matchmaking.event.slug, *numbers])
        return Step(label, page, words)

    if not facts["slots"]:
        words = _("When people meet, and at how many tables.")
        return step(_("Make the slots"), words, "desk-slots")
    last, waiting = facts["last"], facts["without_time"]
    if last and last.state in UNDER_WAY:
        words = _("It goes on without you. What people see stays as it is.")
        return step(_("A schedule is being made"), words, "desk-schedule", last.number)
    if last and last.published_at is None and last.state in (RunState.DONE, RunState.STOPPED):
        words = _("Nobody sees it before you publish it.")
        return step(_("A schedule is made"), words, "desk-schedule", last.number)
    if not waiting:
        return None
    label = (
        ngettext("%d meeting waits for a time", "%d meetings wait for a time", waiting) % waiting
    )
    if matchmaking.mode == Mode.SCHEDULED and matchmaking.published_id is None:
        words = _("One press makes the schedule that holds as many of them as can be.")
        return step(label, words, "desk-schedules")
    words = _("A repair offers them what has come free; you see first what would happen.")
    return step(label, words, "desk-repair")
