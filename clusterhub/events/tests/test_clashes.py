"""Pure: what cannot be at once, and the day of a conference."""

import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from clusterhub.events.clashes import Slot, clashes, clashes_of, overlap
from clusterhub.events.conference_days import conference_days

pytestmark = pytest.mark.pure
NINE = datetime(2030, 6, 5, 9, 0, tzinfo=UTC)


def slot(key, minute=0, length=60, **facts):
    starts_at = NINE + timedelta(minutes=minute)
    return Slot(
        key=key,
        title=f"Session {key}",
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=length),
        **facts,
    )


def pairs(*slots):
    return [(each.kind, each.first.key, each.second.key) for each in clashes(slots)]


@pytest.mark.parametrize(
    ("kind", "facts"),
    [
        ("room", {"room": "Hall"}),
        ("track", {"track": "Energy"}),
        ("person", {"people": ((7, "Ana"),)}),
    ],
)
def test_a_room_a_speaker_and_a_track_cannot_be_twice_at_once(kind, facts):
    first, second, third = (
        slot(1, **facts),
        slot(2, minute=30, **facts),
        slot(3, minute=90, **facts),
    )

    assert pairs(third, second, first) == [(kind, 1, 2)]


def test_back_to_back_and_other_rooms_are_no_clash():
    assert pairs(slot(1, room="Hall"), slot(2, minute=60, room="Hall")) == []
    assert pairs(slot(1, room="Hall"), slot(2, room="Cellar")) == []
    assert pairs(slot(1), slot(2)) == []


def test_a_room_is_the_same_however_it_is_written():
    assert pairs(slot(1, room="Hall A"), slot(2, room="hall a")) == [("room", 1, 2)]


def test_a_long_session_clashes_with_each_short_one_below_it():
    long = slot(1, length=180, room="Hall")

    found = pairs(long, slot(2, minute=10, length=10, room="Hall"), slot(3, 170, 10, room="Hall"))

    assert found == [("room", 1, 2), ("room", 1, 3)]


@pytest.mark.parametrize("format", ["parallel", "exhibition", "meetings"])
def test_one_track_may_hold_what_is_side_by_side_on_purpose(format):
    facts = {"track": "Energy", "format": format}

    assert pairs(slot(1, **facts), slot(2, **facts)) == []
    assert pairs(slot(1, room="Hall", **facts), slot(2, room="Hall", **facts)) == [("room", 1, 2)]


def test_breaks_cancelled_ones_and_those_without_an_hour_do_not_count():
    here = slot(1, room="Hall")

    assert pairs(here, slot(2, room="Hall", format="break")) == []
    assert pairs(here, slot(2, room="Hall", is_cancelled=True)) == []
    assert pairs(here, replace(slot(2, room="Hall"), starts_at=None)) == []
    assert pairs(here, replace(slot(2, room="Hall"), ends_at=None)) == []


def test_instants_count_and_not_what_clocks_show():
    cet = datetime.fromisoformat("2030-06-05T11:00:00+02:00")
    there = Slot(2, "There", cet, cet + timedelta(hours=1), room="Hall")

    assert pairs(slot(1, room="Hall"), there) == [("room", 1, 2)]


def test_what_is_typed_takes_the_place_of_what_was_stored():
    stored = [slot(1, room="Hall"), slot(2, minute=120, room="Hall")]

    moved = slot(2, minute=30, room="Hall")

    assert [(c.first.key, c.second.key) for c in clashes_of(moved, stored)] == [(1, 2)]
    assert clashes_of(slot(1, minute=10, room="Hall"), stored) == []


def test_less_than_a_minute_together_is_not_at_once():
    first = slot(1)
    second = replace(slot(2, minute=59), starts_at=NINE + timedelta(minutes=59, seconds=30))

    assert not overlap(first, second)
    assert overlap(first, slot(3, minute=59))


def test_a_thousand_sessions_are_looked_through_in_thirty_milliseconds():
    slots = [
        slot(n, minute=60 * (n // 20), room=f"Room {n % 20}", people=((n % 400, "x"),))
        for n in range(1000)
    ]

    begun = time.process_time()
    found = clashes(slots)
    took = time.process_time() - begun

    assert found == []
    assert took < 0.1  # Three times what it takes, for a machine that does other things, too.


def local(*hours):
    return tuple(datetime.fromisoformat(f"2030-06-{each}") if each else None for each in hours)


def test_a_night_belongs_to_its_evening():
    hours = [
        local("05T20:00", "05T23:30"),
        local("05T23:30", "06T01:00"),
        local("06T01:00", "06T02:00"),
        local("06T09:00", "06T10:00"),
    ]

    days = [day.day for day in conference_days(hours)]

    assert days == [5, 5, 5, 6]


def test_an_early_morning_after_a_quiet_night_is_its_own_day():
    hours = [local("05T09:00", "05T18:00"), local("06T04:00", "06T06:00"), local(None, None)]

    days = conference_days(hours)

    assert [day and day.day for day in days] == [5, 6, None]
