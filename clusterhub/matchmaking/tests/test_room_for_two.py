"""Where two can meet is asked of the database, and is the same as for who reads all meetings."""

import random
from contextlib import suppress
from itertools import combinations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clusterhub.events.models import ExhibitorStaff
from clusterhub.events.tests.exhibiting import make_exhibitor
from clusterhub.matchmaking.floor import RoomForTwo, Taken
from clusterhub.matchmaking.operations.answering import accept
from clusterhub.matchmaking.operations.asking import ask
from clusterhub.matchmaking.operations.placing import free_slots, place
from clusterhub.matchmaking.operations.placing_refusals import PlacingRefusal
from clusterhub.matchmaking.tests.rows import make_meeting
from clusterhub.matchmaking.tests.seating import (
    assert_nobody_sits_twice,
    make_day,
    make_guest,
    slots_of,
)

pytestmark = pytest.mark.django_db


def a_crowd(day, rng):
    """On site, at two stands, online; with meetings wherever there was room."""
    stands = [make_exhibitor(day.event, stand=name) for name in ("A1", "B2")]
    people = [make_guest(day, mode=rng.choice(["on_site"] * 3 + ["online"])) for _ in range(14)]
    for each in people[:5]:
        ExhibitorStaff.objects.create(exhibitor=rng.choice(stands), registration=each.registration)
    pairs = rng.sample(list(combinations(people, 2)), 25)
    for pair in pairs:
        with suppress(PlacingRefusal):
            place(make_meeting(*pair), rng.choice(slots_of(day)))
    return people


@pytest.mark.parametrize("seed", range(6))
def test_it_is_where_all_meetings_leave_room(seed):
    rng = random.Random(seed)
    day = make_day(slots=4, tables=2)
    people = a_crowd(day, rng)
    slots = slots_of(day)
    fewer = slots[0]
    type(fewer).objects.filter(pk=fewer.pk).update(tables=1)  # Meetings at the second one stay.
    slots, pks = slots_of(day), [slot.pk for slot in slots]

    taken = Taken(day.pk, pks)
    for _ in range(30):
        a, b = rng.sample(people, 2)
        room = RoomForTwo(a, b, pks)
        for slot in slots:
            known, found = taken.place(a, b, slot), room.place(slot)
            assert (known is None, known and known.stand) == (found is None, found and found.stand)
            assert room.is_in(slot) == (found is not None)
            assert found is None or found.table is None or found.table in taken.free_tables(slot)
    assert_nobody_sits_twice(day)


def test_who_sits_at_a_table_all_day_stays_there():
    day = make_day(tables=3)
    nine, later, last = slots_of(day)
    a, b, c, d, e = (make_guest(day) for _ in range(5))
    place(make_meeting(d, e), nine)
    assert place(make_meeting(a, b), nine).table == 2

    assert place(make_meeting(a, c), later).table == 2
    assert place(make_meeting(d, a), last).table == 1


def _statements_of_an_acceptance(others):
    day = make_day(slots=4, tables=50, most_pending=100, mode="direct")
    slots = slots_of(day)
    for number in range(others):
        place(make_meeting(make_guest(day), make_guest(day)), slots[number % 4])
    a, b = make_guest(day), make_guest(day)
    request = ask(a, b)
    with CaptureQueriesContext(connection) as queries:
        assert accept(request, by=b).slot == slots[0]
    return queries


def test_an_acceptance_asks_as_often_and_for_as_much_whoever_else_meets():
    few, many = _statements_of_an_acceptance(2), _statements_of_an_acceptance(60)

    assert len(few) == len(many) <= 28


def test_the_first_free_time_is_found_behind_full_ones():
    day = make_day(slots=3, tables=1, mode="direct")
    *full, free = slots_of(day)
    for slot in full:
        place(make_meeting(make_guest(day), make_guest(day)), slot)
    a, b = make_guest(day), make_guest(day)

    assert free_slots(a, b) == [free]
    assert accept(ask(a, b), by=b).slot == free
