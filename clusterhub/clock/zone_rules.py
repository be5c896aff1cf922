"""A VTIMEZONE out of the IANA time zone database, true for the years that are asked for.

Pure module. Changes that follow one yearly rule ("the last Sunday of March at 2:00") become an
RRULE, which every calendar program understands; what no rule covers is listed by date. A rule that
has ended is listed, too: some readers trip over the UNTIL in UTC that the standard wants here.
"""

from calendar import monthrange
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from clusterhub.clock import content_lines as lines
from clusterhub.clock.zones import zone_info

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
STEP = timedelta(days=1)


class Change(NamedTuple):
    """Clocks go from one offset to another; `at` is local by the clocks before the change."""

    at: datetime
    before: timedelta
    after: timedelta
    name: str
    is_summer: bool


@lru_cache(maxsize=256)
def timezone_lines(zone, first_year, last_year):
    """The content lines of one VTIMEZONE, for instants in these years."""
    # From a year before, so that the first instant already stands behind a change.
    changes = list(_changes(zone, first_year - 1, last_year))
    if not changes or changes[0].at.year >= first_year:
        changes.insert(0, _opening(zone, first_year - 1))
    result = ["BEGIN:VTIMEZONE", f"TZID:{zone}"]
    kinds = sorted(changes, key=lambda change: (change[1:], change.at))
    for _, group in groupby(kinds, key=lambda change: change[1:]):
        past, ruled = _split(list(group), last_year)
        result.extend(_observance(past) if past else ())
        result.extend(_observance(ruled, _rule(ruled)) if ruled else ())
    return (*result, "END:VTIMEZONE")


def _changes(zone, first_year, last_year):
    rules = zone_info(zone)
    day, end = datetime(first_year, 1, 1, tzinfo=UTC), datetime(last_year + 1, 1, 2, tzinfo=UTC)
    while day < end:
        following = day + STEP
        before, after = _kept(day, rules), _kept(following, rules)
        if before != after:
            at = _instant_between(day, following, rules)
            yield Change((at + before[0]).replace(tzinfo=None), before[0], *_kept(at, rules))
        day = following


def _kept(instant, rules):
    there = instant.astimezone(rules)
    return there.utcoffset(), there.tzname(), bool(there.dst())


def _instant_between(early, late, rules):
    """The first second of the new time; halving a day finds it in 17 steps."""
    before = _kept(early, rules)
    while late - early > timedelta(seconds=1):
        middle = early + timedelta(seconds=int((late - early).total_seconds()) // 2)
        early, late = (middle, late) if _kept(middle, rules) == before else (early, middle)
    return late


def _opening(zone, year):
    """What the zone kept all along, for zones whose clocks are left alone."""
    offset, name, is_summer = _kept(datetime(year, 1, 1, tzinfo=UTC), zone_info(zone))
    return Change(datetime(year, 1, 1), offset, offset, name, is_summer)


def _split(changes, last_year):
    """Changes of one kind: those to list, and the yearly rule that holds to the end, if any."""
    start = len(changes)
    while start and _is_yearly(changes[start - 1 :], last_year):
        start -= 1
    return (changes[:start], changes[start:]) if len(changes) - start > 1 else (changes, [])


def _is_yearly(run, last_year):
    years = [change.at.year for change in run]
    return years == list(range(years[0], last_year + 1)) and _rule(run) is not None


def _rule(run):
    """BYMONTH and BYDAY that all changes of a run share, or nothing."""
    first = run[0].at
    if {(each.at.month, each.at.weekday(), each.at.time()) for each in run} != {
        (first.month, first.weekday(), first.time())
    }:
        return None
    positions = {(each.at.day - 1) // 7 + 1 for each in run}
    is_last = all(each.at.day + 7 > monthrange(each.at.year, each.at.month)[1] for each in run)
    if not is_last and len(positions) > 1:
        return None
    position = -1 if is_last else positions.pop()
    return f"FREQ=YEARLY;BYMONTH={first.month};BYDAY={position}{DAYS[first.weekday()]}"


def _observance(changes, rule=""):
    first = changes[0]
    kind = "DAYLIGHT" if first.is_summer else "STANDARD"
    yield f"BEGIN:{kind}"
    yield f"DTSTART:{lines.local(first.at)}"
    if rule:
        yield f"RRULE:{rule}"
    elif len(changes) > 1:
        yield f"RDATE:{','.join(lines.local(change.at) for change in changes[1:])}"
    yield f"TZNAME:{lines.text(first.name)}"
    yield f"TZOFFSETFROM:{_offset(first.before)}"
    yield f"TZOFFSETTO:{_offset(first.after)}"
    yield f"END:{kind}"


def _offset(offset):
    seconds = int(offset.total_seconds())
    sign, seconds = ("-" if seconds < 0 else "+"), abs(seconds)
    hours, minutes, rest = seconds // 3600, seconds // 60 % 60, seconds % 60
    return f"{sign}{hours:02}{minutes:02}" + (f"{rest:02}" if rest else "")
