"""When and where people meet: the one module that writes slot, table, stand and seats of a meeting.

Everything here begins with `lock_meetings`: on PostgreSQL FOR NO KEY UPDATE of the matchmaking's row,
on SQLite the one lock for writing with which a transaction begins. Then it alone knows who sits
where, until it commits. UNIQUE constraints of seats, tables and stands are the second net.
"""

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from clusterhub.events.operations.text import one_line
from clusterhub.matchmaking.availability import availability, seats_of
from clusterhub.matchmaking.floor import RoomForTwo, limit_of
from clusterhub.matchmaking.models import (
    FreedTime,
    Matchmaking,
    Meeting,
    MeetingRequest,
    MeetingSeat,
    MeetingSlot,
    Participant,
    RequestState,
)
from clusterhub.matchmaking.operations.placing_refusals import (
    DoesNotTakePart,
    HasEnough,
    HasMeeting,
    MeetingIsOff,
    NoTableLeft,
    NotAvailable,
    SlotGone,
    SlotIsOver,
    StandTaken,
)
from clusterhub.matchmaking.operations.telling import tell
from clusterhub.web.prepared import Prepared

PLACE = ["slot", "table", "stand", "sequence"]


def lock_meetings(event_pk):
    """Everyone who wants slots and tables of this event takes turns until we commit."""
    return Matchmaking.objects.select_for_update(no_key=True).get(pk=event_pk)


def free_slots(a, b, *, now=None, but=None):
    """Slots to come in which the two can meet, soonest first, in a fixed number of statements: both
    available and without a meeting, and a table left, or the stand, where they need it. A meeting
    `but` is passed over, as if it were not held."""
    pair = _with_registrations(a.pk, b.pk)
    if len(pair) < 2:
        return []
    two = [pair[each.pk] for each in (a, b)]
    slots = _common(*two, now or timezone.now(), but)
    room = RoomForTwo(*two, [slot.pk for slot in slots], but=but.pk if but else None)
    return [slot for slot in slots if room.is_in(slot)]


def first_free_slot(a, b):
    """The first of these slots, or None; the two come as they are now, with their registrations."""
    slots = _common(a, b, timezone.now())
    for some in (slots[:1], slots[1:]):  # Mostly it is the first, whoever else meets at the event.
        room = RoomForTwo(a, b, [slot.pk for slot in some])
        for slot in filter(room.is_in, some):
            return slot
    return None


def _common(a, b, now, but=None):
    """Slots to come in which both are available and have no meeting, soonest first."""
    slots = _coming(a.matchmaking_id, now)
    can, seats = availability((a, b), slots), seats_of((a, b))
    if but is not None and but.slot_id:
        for each in seats.values():
            each.discard(but.slot_id)
    common = (can[a.pk] - seats[a.pk]) & (can[b.pk] - seats[b.pk])
    return [slot for slot in slots if slot.pk in common]


def _with_registrations(*pks):
    return {each.pk: each for each in present_two(*pks)}


_coming = Prepared(
    lambda matchmaking, now: MeetingSlot.objects.filter(
        matchmaking=matchmaking, starts_at__gt=now
    ).order_by("starts_at")
)
present_two = Prepared(
    lambda a, b: Participant.objects.present().filter(pk__in=[a, b]).select_related("registration")
)


@transaction.atomic
def place(meeting, slot, *, by=None):
    """Give a meeting its time and place, or another one; a PlacingRefusal says why not. The same
    again changes nothing. `by` an organiser: how many meetings people want does not count. Tells
    nobody: see `operations.telling`."""
    matchmaking = lock_meetings(meeting.matchmaking_id)
    meeting = _again(meeting)
    if meeting.cancelled_at:
        raise MeetingIsOff
    if meeting.slot_id == slot.pk:
        return meeting
    slot = _slot_to_come(matchmaking, slot)
    a, b = _the_two(meeting)
    _demand_free(a, b, slot)
    if by is None:
        _demand_fewer(matchmaking, a, b, meeting)
    return _put(meeting, slot, a, b)


def place_new(matchmaking, meeting, slot, two):
    """The same for a meeting that was just made, in a slot that was just found free for the two: by
    who holds the lock since before."""
    _demand_fewer(matchmaking, *two, meeting)
    return _put(meeting, slot, *two)


def _put(meeting, slot, a, b):
    room = RoomForTwo(a, b, [slot.pk], but=meeting.pk)
    found = room.place(slot)
    if found is None:
        raise StandTaken if room.used else NoTableLeft
    if meeting.slot_id is not None:
        _free(meeting)
    meeting.slot, meeting.table, meeting.stand_id = slot, found.table, found.stand
    _sit(meeting)
    return meeting


@transaction.atomic
def place_and_tell(meeting, slot, *, by=None):
    """The same, and both learn of it at once."""
    lock_meetings(meeting.matchmaking_id)
    before = _again(meeting).slot
    placed = place(meeting, slot, by=by)
    tell([placed], was={placed.pk: (before.starts_at, before.ends_at)} if before else None)
    return placed


def _again(meeting):
    """As it is after the lock; gone where one of the two was erased meanwhile."""
    found = Meeting.objects.select_related("slot").filter(pk=meeting.pk).first()
    if found is None:
        raise MeetingIsOff
    return found


def _slot_to_come(matchmaking, slot):
    slot = matchmaking.slots.filter(pk=slot.pk).first()
    if slot is None:
        raise SlotGone
    if slot.starts_at <= timezone.now():
        raise SlotIsOver
    return slot


def _the_two(meeting):
    found = _with_registrations(meeting.a_id, meeting.b_id)
    for pk in (meeting.a_id, meeting.b_id):
        if pk not in found:
            raise DoesNotTakePart(Participant.objects.filter(pk=pk).first())
    return found[meeting.a_id], found[meeting.b_id]


def _demand_free(a, b, slot):
    can, seats = availability([a, b], [slot]), seats_of([a, b])
    for each in (a, b):
        if slot.pk not in can[each.pk]:
            raise NotAvailable(each)
        if slot.pk in seats[each.pk]:
            raise HasMeeting(each)


def _demand_fewer(matchmaking, a, b, meeting):
    if meeting.slot_id:
        return  # It moves; there are no more of them.
    seats = seats_of([a, b])
    for each in (a, b):
        limit = limit_of(matchmaking, each)
        if limit is not None and len(seats[each.pk]) >= limit:
            raise HasEnough(each)


def _free(meeting):
    seats = MeetingSeat.objects.filter(meeting=meeting)
    slots = set(seats.values_list("slot", flat=True))
    seats.delete()
    note_freed(slots)


def note_freed(slots):
    """Others may want these times; the meetings are locked. See `operations.offering`."""
    now = timezone.now()
    coming = MeetingSlot.objects.filter(pk__in=slots, starts_at__gt=now)
    FreedTime.objects.bulk_create(
        [FreedTime(slot=slot, at=now) for slot in coming],
        update_conflicts=True,
        unique_fields=["slot"],
        update_fields=["at"],
    )


def _sit(meeting):
    meeting.sequence += 1
    meeting.save(update_fields=PLACE)
    MeetingSeat.objects.bulk_create(seats_in(meeting))


def seats_in(meeting):
    pair = (meeting.a_id, meeting.b_id)
    return [
        MeetingSeat(meeting=meeting, participant_id=each, slot_id=meeting.slot_id) for each in pair
    ]


@transaction.atomic
def unplace(meeting):
    """It is still to be, but has no time any more."""
    lock_meetings(meeting.matchmaking_id)
    meeting = _again(meeting)
    if meeting.cancelled_at or meeting.slot_id is None:
        return meeting
    _free(meeting)
    meeting.slot, meeting.table, meeting.stand = None, None, None
    meeting.sequence += 1
    meeting.save(update_fields=PLACE)
    return meeting


@transaction.atomic
def cancel(meeting, *, by_participant=None, words=""):
    """It will not be: seats and place are free, the slot stays written for calendars, the two may ask
    each other again, and are told. True where it was living until now."""
    lock_meetings(meeting.matchmaking_id)
    if not _cancelled(meeting, by_participant, words):
        return False
    tell([meeting])
    return True


@transaction.atomic
def cancel_all(matchmaking_pk, meetings, *, by_participant=None):
    """The same for many of one event: whoever loses several of them is told once."""
    lock_meetings(matchmaking_pk)
    ended = [each for each in meetings if _cancelled(each, by_participant, "")]
    tell(ended)
    return ended


def _cancelled(meeting, by_participant, words):
    off = Meeting.objects.living().filter(pk=meeting.pk)
    if not off.update(
        cancelled_at=timezone.now(),
        cancelled_by=by_participant,
        cancel_words=one_line(words)[:300],
        sequence=F("sequence") + 1,
    ):
        return False
    _free(meeting)
    MeetingRequest.objects.filter(meeting=meeting.pk).update(state=RequestState.WITHDRAWN)
    return True


def forget_slots(slots):
    """Delete slots in which nobody meets; what was cancelled in them has no hour any more. The
    meetings are locked."""
    Meeting.objects.filter(slot__in=slots, cancelled_at__isnull=False).update(
        slot=None, table=None, stand=None
    )
    return slots.delete()[1].get(MeetingSlot._meta.label, 0)
