from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from clusterhub.accounts.tests.makers import make_user
from clusterhub.directory.tests.makers import make_person
from clusterhub.events.models import ExhibitorStaff
from clusterhub.events.operations.choosing import choose_session
from clusterhub.events.tests.exhibiting import make_exhibitor
from clusterhub.events.tests.programmes import make_session
from clusterhub.matchmaking.availability import availability
from clusterhub.matchmaking.models import MeetingSeat, SlotOff
from clusterhub.matchmaking.operations.placing import cancel, free_slots, place, unplace
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
from clusterhub.matchmaking.tests.rows import make_meeting
from clusterhub.matchmaking.tests.seating import (
    assert_nobody_sits_twice,
    make_day,
    make_guest,
    slots_of,
)

pytestmark = pytest.mark.django_db


def test_a_meeting_is_placed_moved_and_freed():
    day = make_day(tables=1)
    nine, later, _last = slots_of(day)
    a, b, c, d = (make_guest(day) for _ in range(4))
    meeting, other = make_meeting(a, b), make_meeting(c, d)

    assert free_slots(a, b) == slots_of(day)
    first = place(meeting, nine)
    assert (first.slot, first.table, first.sequence) == (nine, 1, 1)
    assert place(meeting, nine).sequence == 1  # Said twice is said once.

    with pytest.raises(NoTableLeft):
        place(other, nine)
    assert free_slots(c, d) == slots_of(day)[1:]
    assert free_slots(a, b, but=first) == slots_of(day)

    moved = place(meeting, later)
    assert (moved.slot, moved.sequence) == (later, 2)
    assert place(other, nine).table == 1
    assert_nobody_sits_twice(day)

    gone = unplace(meeting)
    assert (gone.slot, gone.table, gone.sequence) == (None, None, 3)
    assert MeetingSeat.objects.filter(participant=a).count() == 0


def test_who_is_somewhere_else_is_not_available():
    day = make_day(slots=6)
    nine, *slots = slots_of(day)
    speaker = make_user()
    person = make_person()
    person.account = speaker
    person.save()
    a = make_guest(day, attendee=speaker)
    b = make_guest(day)
    SlotOff.objects.create(participant=b, slot=nine)
    # 9:20 – 9:40 on the stage; 9:40 – 9:50 in a chair; a break and a cancelled session free her.
    make_session(day.event, hour=1 / 3, minutes=20, people=[person])
    choose_session(b.registration, session=make_session(day.event, hour=2 / 3, minutes=10))
    for hour, facts in ((1, {"format": "break"}), (4 / 3, {"cancelled_at": timezone.now()})):
        session = make_session(day.event, hour=hour, minutes=20)
        choose_session(b.registration, session=session)
        type(session).objects.filter(pk=session.pk).update(**facts)

    can = availability([a, b], slots_of(day))

    assert can[a.pk] == {nine.pk, *(slot.pk for slot in slots[1:])}
    assert can[b.pk] == {slots[0].pk, *(slot.pk for slot in slots[2:])}
    assert free_slots(a, b) == slots[2:]
    with pytest.raises(NotAvailable) as refusal:
        place(make_meeting(a, b), slots[0])
    assert refusal.value.participant == a


def test_a_stand_receives_one_at_a_time_and_needs_no_table():
    day = make_day(tables=0)
    nine, later, _last = slots_of(day)
    stand = make_exhibitor(day.event, stand="A4")
    host, second, a, b = (make_guest(day) for _ in range(4))
    for each in (host, second):
        ExhibitorStaff.objects.create(exhibitor=stand, registration=each.registration)

    held = place(make_meeting(a, host), nine)

    assert (held.stand, held.table) == (stand, None)
    with pytest.raises(StandTaken):
        place(make_meeting(b, second), nine)
    assert free_slots(b, second) == slots_of(day)[1:]
    with pytest.raises(NoTableLeft):
        place(make_meeting(a, b), later)
    assert place(make_meeting(make_guest(day, mode="online"), b), nine).table is None


def test_what_cannot_be_is_refused_by_name():
    day, elsewhere = make_day(most_meetings=1), make_day()
    nine, later, last = slots_of(day)
    a, b, c = (make_guest(day) for _ in range(3))
    place(make_meeting(a, b), nine)
    meeting = make_meeting(a, c)

    for slot, refusal in (
        (nine, HasMeeting), (later, HasEnough), (slots_of(elsewhere)[0], SlotGone),
    ):  # fmt: skip
        with pytest.raises(refusal):
            place(meeting, slot)
    assert place(meeting, later, by=make_user()).slot == later  # The organiser may.

    past = timezone.now() - timedelta(minutes=1)
    day.slots.filter(pk=last.pk).update(starts_at=past)
    with pytest.raises(SlotIsOver):
        place(meeting, last)
    c.left_at = timezone.now()
    c.save()
    with pytest.raises(DoesNotTakePart):
        place(make_meeting(b, c), later)


def test_a_cancelled_meeting_frees_its_place_and_both_are_told_once(
    django_capture_on_commit_callbacks,
):
    day = make_day(tables=1)
    nine = slots_of(day)[0]
    a, b, c, d = (make_guest(day, name) for name in ("Ada", "Béla", "Cleo", "Dora"))
    meeting = place(make_meeting(a, b), nine)
    mail.outbox.clear()

    with django_capture_on_commit_callbacks(execute=True):
        assert cancel(meeting, by_participant=a, words="I am\nill")
        assert not cancel(meeting, by_participant=b)

    assert sorted(letter.to[0] for letter in mail.outbox) == sorted(
        each.registration.email for each in (a, b)
    )
    to_b = next(m for m in mail.outbox if m.to == [b.registration.email])
    assert "Ada" in to_b.body and "“I am ill”" in to_b.body
    _name, content, _kind = to_b.attachments[0]
    assert "METHOD:CANCEL" in content and f"UID:{meeting.uid}" in content
    assert "SEQUENCE:2" in content and "STATUS:CANCELLED" in content
    assert place(make_meeting(c, d), nine).table == 1
    with pytest.raises(MeetingIsOff):
        place(meeting, nine)
    assert_nobody_sits_twice(day)


@pytest.mark.parametrize("people", [4, 40])
def test_availability_is_read_in_as_many_statements_for_any_number(
    people, django_assert_num_queries
):
    day = make_day()
    guests = [make_guest(day, attendee=make_user()) for _ in range(people)]
    slots = slots_of(day)

    with django_assert_num_queries(5):
        can = availability(guests, slots)

    assert all(len(each) == 3 for each in can.values())
