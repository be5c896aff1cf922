"""In which slots people could meet at all: not where they took a slot out, not where they sit in a
session, speak or give advice. Their meetings are no part of it; see `seats_of`."""

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from clusterhub.events.models import ExpertBooking, ExpertSlot, SessionPlace, Speaker
from clusterhub.events.models.choices import SessionFormat
from clusterhub.matchmaking.models import MeetingSeat, SlotOff
from clusterhub.web.prepared import Prepared

# Nobody is kept from a meeting by these: they are the time in which people meet.
FREE_TIME = (SessionFormat.BREAK, SessionFormat.MEETINGS)
LEAST = timedelta(minutes=1)
SEAT, HOURS = ("participant", "slot"), ("starts_at", "ends_at")
NOBODY = 0  # In place of the account of who has none.
FEW = 200  # Of fewer people only their own rows are read, of more those of the whole event.


def availability(participants, slots):
    """{participant's key: keys of the slots in which she could meet}, in a fixed number of
    statements. `participants` come with their registrations, `slots` are those of one event."""
    participants, slots = list(participants), sorted(slots, key=lambda slot: slot.starts_at)
    if not participants or not slots:
        return {each.pk: set() for each in participants}
    all_slots = {slot.pk for slot in slots}
    hours = _Hours(slots)
    found = {each.pk: set(all_slots) for each in participants}
    for participant, slot in _taken_out(participants, all_slots):
        if participant in found:
            found[participant].discard(slot)
    for participant, starts_at, ends_at in _elsewhere(participants):
        found[participant] -= hours.touched(starts_at, ends_at)
    return found


def _taken_out(participants, slots):
    if len(participants) == 2:
        return _off_of_two(*(each.pk for each in participants))
    off = SlotOff.objects.filter(slot__in=slots)
    if len(participants) <= FEW:
        off = off.filter(participant__in=[each.pk for each in participants])
    return off.values_list("participant", "slot")


def seats_of(participants):
    """{participant's key: keys of the slots in which she has a meeting}, in one statement."""
    found = {each.pk: set() for each in participants}
    if len(found) == 2:
        rows = _seats_of_two(*found)
    else:
        rows = MeetingSeat.objects.filter(participant__in=found).values_list(*SEAT)
    for participant, slot in rows:
        found[participant].add(slot)
    return found


# Whoever answers asks of two people, under the lock of all: these are worked out once.
_off_of_two = Prepared(
    lambda a, b: SlotOff.objects.filter(participant__in=[a, b]).values_list(*SEAT)
)
_seats_of_two = Prepared(
    lambda a, b: MeetingSeat.objects.filter(participant__in=[a, b]).values_list(*SEAT)
)


class _Hours:
    """Slots in order of time; those of one event do not overlap."""

    def __init__(self, slots):
        self.slots = slots
        self.ends = [slot.ends_at for slot in slots]

    def touched(self, starts_at, ends_at):
        """Which of them share a minute or more with this time."""
        ends_at, touched = max(ends_at or starts_at, starts_at + LEAST), set()
        for slot in self.slots[bisect_left(self.ends, starts_at + LEAST) :]:
            if slot.starts_at > ends_at - LEAST:
                break
            touched.add(slot.pk)
        return touched


@dataclass(frozen=True)
class _Source:
    """What keeps people somewhere else: its rows at an event, where in them the hours and who stand."""

    at: Callable
    path: str
    who: str
    is_by_account: bool

    def hours(self, event, *keys):
        """(who, from, until) of those with these keys, or of everybody."""
        rows = self.at(event)
        if keys:
            rows = rows.filter(**{f"{self.who}__in": keys})
        if self.path == "session":
            rows = rows.filter(session__cancelled_at=None, session__starts_at__isnull=False)
            rows = rows.exclude(session__format__in=FREE_TIME)
        hours = [f"{self.path}__{name}" if self.path else name for name in HOURS]
        return rows.values_list(self.who, *hours)


SOURCES = [
    _Source(lambda event: SessionPlace.objects.filter(session__event=event, ended_at=None),
            "session", "registration", False),
    _Source(lambda event: Speaker.objects.filter(event=event), "session", "person__account", True),
    _Source(lambda event: ExpertBooking.objects.filter(slot__expert__event=event, ended_at=None),
            "slot", "registration", False),
    _Source(lambda event: ExpertSlot.objects.filter(expert__event=event), "", "expert__person__account",
            True),
]  # fmt: skip
_of_two = {source: Prepared(source.hours) for source in SOURCES}


def _elsewhere(participants):
    """(participant's key, from, until) of all that keeps her somewhere else."""
    event = participants[0].matchmaking_id
    for source in SOURCES:
        keys = [
            each.registration.attendee_id if source.is_by_account else each.registration_id
            for each in participants
        ]
        known = {key: each.pk for key, each in zip(keys, participants, strict=True) if key}
        for key, starts_at, ends_at in _asked(source, event, keys):
            if key in known:
                yield known[key], starts_at, ends_at


def _asked(source, event, keys):
    if not any(keys):
        return ()
    if len(keys) == 2:
        return _of_two[source](event, *(key or NOBODY for key in keys))
    if len(keys) > FEW:
        return source.hours(event)
    return source.hours(event, *filter(None, keys))
