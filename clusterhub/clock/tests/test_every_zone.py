"""Properties over all zones of the IANA database, drawn mostly around their clock changes."""

import itertools
from datetime import UTC, datetime, timedelta
from functools import cache

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from clusterhub.clock.labels import (
    ABBREVIATIONS,
    label_doubt,
    label_offsets,
    zone_label,
    zone_offsets,
)
from clusterhub.clock.moments import Moment, local_to_instant
from clusterhub.clock.printed import read_deadline, read_time_range
from clusterhub.clock.writing import deadline_as_text, range_as_text
from clusterhub.clock.zones import zone_info, zone_names

pytestmark = pytest.mark.pure

ZONES = st.sampled_from(sorted(zone_names()))
YEARS = st.integers(1975, 2037)
LABELS = st.sampled_from(sorted(ABBREVIATIONS)) | st.integers(-12, 14).map("UTC{:+}".format)


@cache
def clock_changes(zone, year):
    """The last minutes before the zone's offset changes within the year."""
    rules = zone_info(zone)
    days = [datetime(year, 1, 1, tzinfo=UTC) + timedelta(days=day) for day in range(366)]
    changes = []
    for before, after in itertools.pairwise(days):
        while after - before > timedelta(minutes=1):
            middle = (before + (after - before) / 2).replace(second=0, microsecond=0)
            if _offset(before, rules) == _offset(after, rules):
                break
            if _offset(before, rules) == _offset(middle, rules):
                before = middle
            else:
                after = middle
        else:
            changes.append(before)
    return changes


def _offset(instant, rules):
    return instant.astimezone(rules).utcoffset()


@st.composite
def instants(draw, zone):
    """Whole minutes: near a clock change where the zone has one that year, else anywhere."""
    year = draw(YEARS)
    near = clock_changes(zone, year)
    if near and draw(st.integers(0, 3)):
        return draw(st.sampled_from(near)) + timedelta(minutes=draw(st.integers(-200, 200)))
    return datetime(year, 1, 1, tzinfo=UTC) + timedelta(minutes=draw(st.integers(0, 525_599)))


@st.composite
def zones_and_instants(draw):
    zone = draw(ZONES)
    return zone, draw(instants(zone))


def naive(instant, zone):
    return instant.astimezone(zone_info(zone)).replace(tzinfo=None)


def is_label_unique(instant, zone):
    """Whether the printed hour and label fit one instant only."""
    local = naive(instant, zone)
    offsets = label_offsets(zone_label(zone, local))
    return len([each for each in zone_offsets(zone, local) if each in offsets]) == 1


@given(zones_and_instants())
def test_a_moment_comes_back_from_its_local_time_and_label(drawn):
    zone, instant = drawn
    assume(is_label_unique(instant, zone))
    local = naive(instant, zone)

    found, doubts = local_to_instant(local.replace(fold=0), zone, zone_label(zone, local))

    assert (found, doubts) == (instant, [])
    assert Moment(found, zone).local().replace(tzinfo=None) == local


@given(zones_and_instants())
def test_an_unlabelled_local_time_is_doubted_exactly_when_it_exists_twice(drawn):
    zone, instant = drawn
    local = naive(instant, zone)
    twice = len(zone_offsets(zone, local)) == 2

    found, doubts = local_to_instant(local, zone)

    assert [each.code for each in doubts] == (["time-fold"] if twice else [])
    assert found == instant or (twice and local.fold == 1 and found < instant)


@given(zones_and_instants(), st.integers(1, 12 * 60 - 1))
def test_a_printed_range_is_read_back_to_the_same_instants(drawn, minutes):
    zone, first = drawn
    last = first + timedelta(minutes=minutes)
    assume(is_label_unique(first, zone) and is_label_unique(last, zone))
    starts, ends = Moment(first, zone), Moment(last, zone)
    printed = range_as_text(starts, ends)

    found = read_time_range(printed, starts.local().date(), zone)

    assert (found.starts.instant, found.ends.instant) == (first, last)
    assert (found.printed, found.doubts) == (printed, [])


@given(zones_and_instants())
def test_a_printed_deadline_is_read_back_to_the_same_instant(drawn):
    zone, instant = drawn
    assume(is_label_unique(instant, zone))
    moment = Moment(instant, zone)
    printed = deadline_as_text(moment.local().date(), moment)

    found = read_deadline(printed, zone=zone)

    assert (found.moment.instant, found.day) == (instant, moment.local().date())
    assert (found.printed, found.doubts) == (printed, [])


@given(zones_and_instants(), LABELS)
def test_a_label_is_doubted_exactly_when_its_offset_did_not_hold(drawn, label):
    zone, instant = drawn
    local = naive(instant, zone)
    can_be_true = any(
        _offset((local - offset).replace(tzinfo=UTC), zone_info(zone)) == offset
        for offset in label_offsets(label)
    )

    found = label_doubt(label, zone, local)

    assert (found is None) == can_be_true


@given(zones_and_instants())
def test_no_zone_doubts_the_label_it_prints_itself(drawn):
    zone, instant = drawn
    local = naive(instant, zone)

    assert label_doubt(zone_label(zone, local), zone, local) is None


@given(ZONES, YEARS)
def test_an_hour_that_the_clocks_skip_is_moved_and_doubted(zone, year):
    for before in clock_changes(zone, year):
        rules = zone_info(zone)
        gap = _offset(before + timedelta(minutes=2), rules) - _offset(before, rules)
        if gap <= timedelta(minutes=2):
            continue
        skipped = naive(before, zone) + timedelta(minutes=2)

        found, doubts = local_to_instant(skipped, zone)

        assert [each.code for each in doubts] == ["time-gap"]
        assert naive(found, zone) == skipped + gap


def test_the_properties_do_meet_both_clock_changes():
    assert [str(each)[:16] for each in clock_changes("Europe/Brussels", 2023)] == [
        "2023-03-26 00:59",
        "2023-10-29 00:59",
    ]
