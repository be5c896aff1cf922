"""A day of meetings for tests: a conference whose slots follow one another, from nine on."""

from datetime import timedelta

from clusterhub.events.tests.makers import make_admission, make_event
from clusterhub.events.tests.programmes import NINE
from clusterhub.matchmaking.models import Matchmaking, Meeting, MeetingSlot
from clusterhub.matchmaking.tests.rows import make_participant


def make_day(*, slots=3, tables=2, minutes=20, starts_at=NINE, places=500, **facts):
    """Meetings of a conference in so many slots, one after the other, from nine on."""
    event = make_event(
        format="hybrid", starts_at=starts_at, ends_at=starts_at + timedelta(days=2, hours=8)
    )
    make_admission(event, places={"on_site": places, "online": None})
    matchmaking = Matchmaking.objects.create(event=event, **facts)
    length = timedelta(minutes=minutes)
    for number in range(slots):
        begins = starts_at + number * length
        MeetingSlot.objects.create(
            matchmaking=matchmaking, starts_at=begins, ends_at=begins + length, tables=tables
        )
    return matchmaking


def slots_of(matchmaking):
    return list(matchmaking.slots.order_by("starts_at"))


def make_guest(matchmaking, name=None, *, mode="on_site", attendee=None, **facts):
    """Somebody who takes part."""
    participant = make_participant(
        matchmaking, mode=mode, **({"name": name} if name else {}), **facts
    )
    if attendee:
        registration = participant.registration
        registration.attendee = attendee
        registration.save(update_fields=["attendee"])
    return participant


def assert_nobody_sits_twice(matchmaking):
    """Seats and meetings say the same, and nobody, no table and no stand is taken twice."""
    placed = list(
        Meeting.objects.placed().filter(matchmaking=matchmaking).prefetch_related("seats")
    )
    for meeting in placed:
        sits = {(seat.participant_id, seat.slot_id) for seat in meeting.seats.all()}
        assert sits == {(meeting.a_id, meeting.slot_id), (meeting.b_id, meeting.slot_id)}
        assert meeting.table is None or meeting.table <= meeting.slot.tables
    people = [(who, m.slot_id) for m in placed for who in (m.a_id, m.b_id)]
    tables = [(m.slot_id, m.table) for m in placed if m.table]
    stands = [(m.slot_id, m.stand_id) for m in placed if m.stand_id]
    for taken in (people, tables, stands):
        assert len(taken) == len(set(taken))
