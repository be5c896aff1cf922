"""In which slots people could meet at all: not where they took a slot out, not where they sit in a
session, speak or give advice. Their meetings are no part of it; see `seats_of`."""

from bisect import bisect_left
from datetime import timedelta

from clusterhub.events.models import ExpertBooking, ExpertSlot, SessionPlace, Speaker
from clusterhub.events.models.choices import SessionFormat
from clusterhub.matchmaking.models import MeetingSeat, SlotOff

# Nobody is kept from a meeting by these: they are the time in which people meet.
FREE_TIME = (SessionFormat.BREAK, SessionFormat.MEETINGS)
LEAST = timedelta(minutes=1)
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
    off = SlotOff.objects.filter(slot__in=all_slots)
    if len(participants) <= FEW:
        off = off.filter(participant__in=found)
    for participant, slot in off.values_list("participant", "slot"):
        if participant in found:
            found[participant].discard(slot)
    for participant, starts_at, ends_at in _elsewhere(participants):
        found[participant] -= hours.touched(starts_at, ends_at)
    return found


def seats_of(participants):
    """{participant's key: keys of the slots in which she has a meeting}, in one statement."""
    found = {each.pk: set() for each in participants}
    rows = MeetingSeat.objects.filter(participant__in=found)
    for participant, slot in rows.values_list("participant", "slot"):
        found[participant].add(slot)
    return found


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


def _elsewhere(participants):
    """(participant's key, from, until) of all that keeps her somewhere else."""
    event = participants[0].matchmaking_id
    by_registration = {each.registration_id: each.pk for each in participants}
    by_account = {
        each.registration.attendee_id: each.pk
        for each in participants
        if each.registration.attendee_id
    }
    sources = [
        (SessionPlace.objects.filter(session__event=event, ended_at=None), "session",
         "registration", by_registration),
        (Speaker.objects.filter(event=event), "session", "person__account", by_account),
        (ExpertBooking.objects.filter(slot__expert__event=event, ended_at=None), "slot",
         "registration", by_registration),
        (ExpertSlot.objects.filter(expert__event=event), "", "expert__person__account",
         by_account),
    ]  # fmt: skip
    for rows, path, who, known in sources:
        if len(participants) <= FEW:
            rows = rows.filter(**{f"{who}__in": list(known)})
        if path == "session":
            rows = rows.filter(session__cancelled_at=None, session__starts_at__isnull=False)
            rows = rows.exclude(session__format__in=FREE_TIME)
        hours = [f"{path}__{name}" if path else name for name in ("starts_at", "ends_at")]
        for key, starts_at, ends_at in rows.values_list(who, *hours):
            if key in known:
                yield known[key], starts_at, ends_at
