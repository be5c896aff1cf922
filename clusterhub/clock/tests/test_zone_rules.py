from datetime import UTC, datetime, timedelta
from functools import cache
from io import StringIO

import pytest
from dateutil.tz import tzical

from clusterhub.clock.zone_rules import timezone_lines
from clusterhub.clock.zones import zone_info, zone_names

pytestmark = pytest.mark.pure
SOME = [
    "Europe/Brussels",
    "Europe/London",
    "Europe/Dublin",
    "Europe/Istanbul",
    "Europe/Moscow",
    "Africa/Casablanca",
    "America/New_York",
    "America/Sao_Paulo",
    "Asia/Tokyo",
    "Asia/Kolkata",
    "Australia/Lord_Howe",
    "Pacific/Auckland",
]


def read_back(lines):
    return tzical(StringIO("\n".join([*lines, ""]))).get()


@cache
def offsets(rules, instants):
    """What the rules of a zone, whatever its name, say at local `instants`."""
    ours = read_back(["BEGIN:VTIMEZONE", "TZID:Any", *rules])
    return [instant.replace(tzinfo=ours).utcoffset() for instant in instants]


@pytest.mark.parametrize("zone", SOME)
@pytest.mark.parametrize(
    ("first", "last"), [(2026, 2026), (2024, 2029), (2014, 2019), (2005, 2010)]
)
def test_another_reader_of_the_rules_has_the_same_hour_all_year(zone, first, last):
    rules, ours = zone_info(zone), read_back(timezone_lines(zone, first, last))
    local, end = datetime(first, 1, 1, 12), datetime(last, 12, 31, 12)

    wrong = []
    while local < end:
        if local.replace(tzinfo=ours).utcoffset() != local.replace(tzinfo=rules).utcoffset():
            wrong.append(local)
        local += timedelta(days=1)

    assert wrong == []


def test_brussels_has_two_yearly_rules_and_nothing_else():
    lines = timezone_lines("Europe/Brussels", 2026, 2027)

    assert [line for line in lines if line.startswith("RRULE")] == [
        "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
        "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
    ]
    assert lines.count("BEGIN:STANDARD") == lines.count("BEGIN:DAYLIGHT") == 1


def test_a_zone_that_leaves_its_clocks_alone_has_one_entry():
    lines = timezone_lines("Asia/Tokyo", 2026, 2026)

    assert [line for line in lines if line.startswith(("BEGIN", "TZOFFSET"))] == [
        "BEGIN:VTIMEZONE",
        "BEGIN:STANDARD",
        "TZOFFSETFROM:+0900",
        "TZOFFSETTO:+0900",
    ]


@pytest.mark.slow
def test_every_zone_of_the_database_has_rules_with_the_right_offset():
    instants = [datetime(2026, month, 15, 12, tzinfo=UTC) for month in range(1, 13)]

    wrong = []
    for zone in sorted(zone_names()):
        begin, name, *rules = timezone_lines(zone, 2026, 2026)
        there = [instant.astimezone(zone_info(zone)) for instant in instants]
        told = offsets(tuple(rules), tuple(each.replace(tzinfo=None) for each in there))
        if (begin, name) != ("BEGIN:VTIMEZONE", f"TZID:{zone}"):
            wrong.append((zone, name))
        wrong += [(zone, t) for t, one in zip(there, told, strict=True) if one != t.utcoffset()]

    assert wrong == []
