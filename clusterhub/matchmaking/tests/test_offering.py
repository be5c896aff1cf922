"""A time that comes free is offered by letter to those whose meeting has none: once, in one letter."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.utils import timezone

from clusterhub.accounts.tests.makers import make_user
from clusterhub.events.models import Registration
from clusterhub.events.operations.mail import set_wants_mail
from clusterhub.letters.models import Letter
from clusterhub.letters.operations import deliver
from clusterhub.matchmaking.free_times import times_of, waiting_at
from clusterhub.matchmaking.models import (
    FreedTime,
    Matchmaking,
    Meeting,
    Mode,
    Participant,
    SlotOff,
)
from clusterhub.matchmaking.operations.freed import take_time
from clusterhub.matchmaking.operations.offering import PAUSE, SETTLED_AFTER, offer_freed
from clusterhub.matchmaking.operations.placing import cancel, place, unplace
from clusterhub.matchmaking.tests.rows import make_matchmaking, make_meeting, make_participant

pytestmark = pytest.mark.django_db(transaction=True)
NOW = "2026-09-08T10:20:00Z"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def make_full(slots=1, **facts):
    """One table in each slot, all taken; Cleo and Dora wait. [the meetings held], theirs."""
    matchmaking = make_matchmaking(slots=slots, tables=1, mode=Mode.DIRECT, **facts)
    anna, bo, cleo, dora = (
        make_participant(matchmaking, name=name) for name in ("Anna", "Bo", "Cleo", "Dora")
    )
    held = []
    for slot in matchmaking.slots.all():
        a, b = (
            (anna, bo)
            if not held
            else (make_participant(matchmaking), make_participant(matchmaking))
        )
        held.append(place(make_meeting(a, b), slot))
    waits = make_meeting(cleo, dora)
    mail.outbox.clear()
    return held, waits


def offered(after=SETTLED_AFTER):
    with time_machine.travel(timezone.now() + after, tick=False):
        return offer_freed()


def freed_letters():
    return [each for each in mail.outbox if "come free" in each.subject]


def test_both_of_a_meeting_without_a_time_are_told_of_one_that_came_free():
    (held,), waits = make_full()

    cancel(held)
    at_once = offer_freed()
    count = offered()
    again = offered(timedelta(days=2))

    assert (at_once, count, again) == (0, 2, 0)
    of_cleo, of_dora = freed_letters()
    assert (of_cleo.to, of_dora.to) == (
        [waits.a.registration.email],
        [waits.b.registration.email],
    )
    assert of_cleo.subject.startswith("A time has come free for your meeting: ")
    assert "Dora" in of_cleo.body and f"/schedule/{waits.pk}/time/" in of_cleo.body
    stop = of_cleo.extra_headers["List-Unsubscribe"].strip("<>")
    assert stop.endswith("/mail/") and stop in of_cleo.body
    assert not FreedTime.objects.exists()


def test_a_day_of_cancellations_makes_one_letter_and_the_rest_comes_the_next_day():
    held, _waits = make_full(slots=3)

    cancel(held[0])
    cancel(held[1])
    first = offered()
    with time_machine.travel(timezone.now() + timedelta(hours=2), tick=False):
        cancel(held[2])
    soon, tomorrow = offered(timedelta(hours=3)), offered(timedelta(hours=1) + PAUSE)
    later = offered(timedelta(days=3))

    assert (first, soon, tomorrow, later) == (2, 0, 2, 0)
    one, _same, two, _same = freed_letters()
    assert one.body.count("\n  ") - 1 == 2  # Two hours and the address of the page.
    assert two.body.count("\n  ") - 1 == 1


def test_whoever_cannot_come_then_or_has_stopped_such_letters_is_not_told():
    (held,), waits = make_full()
    set_wants_mail(waits.a.registration, False)
    other = make_participant(waits.matchmaking)
    busy = make_meeting(other, make_participant(waits.matchmaking))
    SlotOff.objects.create(participant=busy.a, slot=held.slot)

    cancel(held)
    count = offered()

    assert count == 1
    assert [each.to for each in freed_letters()] == [[waits.b.registration.email]]


def test_who_has_as_many_meetings_as_she_wants_is_offered_none():
    (held,), waits = make_full(slots=1)
    Participant.objects.filter(pk=waits.a_id).update(most_meetings=1)
    more = waits.matchmaking.slots.create(
        starts_at=held.slot.ends_at, ends_at=held.slot.ends_at + timedelta(minutes=20), tables=3
    )
    place(make_meeting(waits.a, make_participant(waits.matchmaking)), more)

    cancel(held)

    assert offered() == 0


def test_nothing_is_told_that_is_taken_before_the_letter_leaves():
    (held,), waits = make_full()
    cancel(held)
    offered()
    letters = Letter.objects.filter(kind="meetings: times are free")
    letters.update(state="queued")
    mail.outbox.clear()

    take_time(waits, held.slot)
    mail.outbox.clear()
    deliver()

    assert letters.count() == 2 and freed_letters() == []


def test_once_the_event_has_begun_the_pages_alone_offer():
    (held,), waits = make_full()
    event = waits.matchmaking.event
    with time_machine.travel(event.starts_at - timedelta(minutes=10), tick=False):
        cancel(held)
    with time_machine.travel(event.starts_at + timedelta(hours=1), tick=False):
        count = offer_freed()

    assert (count, FreedTime.objects.count()) == (0, 0)


def test_before_there_is_a_schedule_nothing_is_offered():
    (held,), waits = make_full()
    Matchmaking.objects.filter(pk=waits.matchmaking_id).update(mode=Mode.SCHEDULED)

    cancel(held)

    assert offered() == 0


def test_a_meeting_that_loses_its_time_or_moves_frees_it_and_an_erased_person_does():
    (held,), waits = make_full()
    slot, event = held.slot, held.matchmaking.event
    found = []

    unplace(held)
    found.append(FreedTime.objects.count())
    FreedTime.objects.all().delete()
    place(Meeting.objects.get(pk=held.pk), slot)
    found.append(FreedTime.objects.count())
    Registration.objects.filter(pk=held.a.registration_id).delete()
    found.append(FreedTime.objects.count())

    assert found == [1, 0, 1]
    assert event.matchmaking.slots.get().freed.at == timezone.now()
    assert offered() == 2 and waits.slot is None


def test_hours_are_those_of_the_event_and_of_the_reader():
    (held,), waits = make_full()
    reader = make_user(time_zone="Asia/Tokyo")
    Registration.objects.filter(pk=waits.a.registration_id).update(attendee=reader)

    cancel(held)
    offered()

    hers, theirs = freed_letters()
    assert "where you are (Tokyo)" in hers.body
    assert "Tokyo" not in theirs.body


@pytest.mark.parametrize("pairs", [1, 8])
def test_looking_for_times_asks_as_often_for_many(django_assert_num_queries, pairs):
    (held,), waits = make_full()
    for _ in range(pairs - 1):
        make_meeting(make_participant(waits.matchmaking), make_participant(waits.matchmaking))
    cancel(held)
    slots = list(waits.matchmaking.slots.all())

    with django_assert_num_queries(7):
        found = times_of(waits.matchmaking, waiting_at(waits.matchmaking_id), slots)

    assert len(found) == pairs
