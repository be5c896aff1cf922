"""A seat, a table, a stand go to one: real transactions, one connection for each of many."""

import pytest

from clusterhub.events.models import ExhibitorStaff
from clusterhub.events.tests.exhibiting import make_exhibitor
from clusterhub.letters.models import Letter
from clusterhub.matchmaking.models import Meeting, Mode, Schedule
from clusterhub.matchmaking.moves import moves_of_repair
from clusterhub.matchmaking.operations.freed import HasTime, take_time
from clusterhub.matchmaking.operations.placing import cancel, place, unplace
from clusterhub.matchmaking.operations.placing_refusals import NoTableLeft
from clusterhub.matchmaking.operations.publishing import apply_repair
from clusterhub.matchmaking.operations.scheduling import ask_for_schedule
from clusterhub.matchmaking.scheduling_facts import Change, facts_of
from clusterhub.matchmaking.tests.rows import make_meeting
from clusterhub.matchmaking.tests.rush import at_once
from clusterhub.matchmaking.tests.seating import (
    assert_nobody_sits_twice,
    make_day,
    make_guest,
    slots_of,
)

pytestmark = [pytest.mark.concurrency, pytest.mark.django_db(transaction=True)]


def counted(matchmaking):
    return Meeting.objects.placed().filter(matchmaking=matchmaking).count()


def test_the_last_tables_go_to_as_many_meetings():
    day = make_day(slots=1, tables=3)
    slot = slots_of(day)[0]
    meetings = [make_meeting(make_guest(day), make_guest(day)) for _ in range(10)]

    answers = at_once(*[lambda each=each: place(each, slot) for each in meetings])

    assert counted(day) == 3
    assert sum(isinstance(each, Meeting) for each in answers) == 3
    assert {str(each) for each in answers if isinstance(each, type)} == {
        "<class 'clusterhub.matchmaking.operations.placing_refusals.NoTableLeft'>"
    }
    assert_nobody_sits_twice(day)


def test_one_person_wanted_by_everybody_at_once_sits_once_in_each_slot():
    day = make_day(slots=2, tables=20)
    star = make_guest(day)
    meetings = [make_meeting(make_guest(day), star) for _ in range(8)]
    slots = slots_of(day)

    at_once(*[lambda m=m, s=s: place(m, s) for m in meetings for s in slots])

    assert_nobody_sits_twice(day)
    assert star.seats.count() == 2


def test_a_stand_is_given_to_one_and_moving_meets_cancelling():
    day = make_day(slots=2, tables=5)
    nine, later = slots_of(day)
    stand = make_exhibitor(day.event)
    hosts = [make_guest(day) for _ in range(3)]
    for each in hosts:
        ExhibitorStaff.objects.create(exhibitor=stand, registration=each.registration)
    at_stand = [make_meeting(make_guest(day), host) for host in hosts]
    moving = place(make_meeting(make_guest(day), make_guest(day)), nine)

    at_once(
        *[lambda m=m: place(m, nine) for m in at_stand],
        *[lambda: place(moving, later), lambda: cancel(moving), lambda: cancel(moving)],
        lambda: unplace(moving),
    )

    assert Meeting.objects.placed().filter(slot=nine, stand=stand).count() == 1
    assert Letter.objects.filter(kind="meetings changed").count() == 2  # Each of the two once.
    assert not moving.seats.exists()
    assert_nobody_sits_twice(day)


def test_a_freed_time_goes_to_one_of_those_who_wait_for_it():
    day = make_day(slots=1, tables=1, mode=Mode.DIRECT)
    slot = slots_of(day)[0]
    meetings = [make_meeting(make_guest(day), make_guest(day)) for _ in range(4)]

    answers = at_once(*[lambda m=m: take_time(m, slot) for m in (*meetings, *meetings)])

    assert sum(isinstance(each, Meeting) for each in answers) == 1
    assert {each for each in answers if isinstance(each, type)} <= {NoTableLeft, HasTime}
    assert counted(day) == 1
    assert_nobody_sits_twice(day)


def test_the_button_pressed_by_many_at_once_makes_one_schedule():
    day = make_day()
    make_meeting(make_guest(day), make_guest(day))

    answers = at_once(*[lambda: ask_for_schedule(day, options={}, by=None)] * 6)

    assert sum(isinstance(each, Schedule) for each in answers) == 1
    assert day.schedules.count() == 1


def test_publishing_while_people_cancel_and_move_leaves_nobody_in_two_places():
    day = make_day(slots=3, tables=4)
    people = [make_guest(day) for _ in range(5)]
    meetings = [make_meeting(a, b) for at, a in enumerate(people) for b in people[at + 1 :]]
    facts = facts_of(day)
    moves = moves_of_repair(facts)
    slots = slots_of(day)

    at_once(
        lambda: apply_repair(
            day, change=Change(), moves=moves, fingerprint=facts.fingerprint, by=None
        ),
        *[lambda m=m: cancel(m) for m in meetings[:3]],
        *[lambda m=m, s=s: place(m, s) for m, s in zip(meetings[3:6], slots, strict=True)],
    )

    assert Meeting.objects.living().count() == len(meetings) - 3
    assert_nobody_sits_twice(day)
