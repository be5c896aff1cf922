"""Reading printed times ("8:30 – 9:45 CET") and deadlines ("23 September 23:59 CET").

Pure module. What a label means: an abbreviation ("CET") is a habit, so the hour is taken as local
time of the zone, with a doubt if the label cannot be true on that day. A place ("Brussels time")
names a zone and is believed. UTC and offsets in figures ("UTC+2") are exact and believed, with a
doubt if the zone's clocks showed something else.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

from clusterhub.clock.dates import FoundDate, find_dates
from clusterhub.clock.doubts import Doubt, doubt
from clusterhub.clock.hours import DAY, are_joined, find_hours, with_half_day
from clusterhub.clock.labels import is_exact_label, label_doubt, label_offsets, label_zone
from clusterhub.clock.moments import Moment, local_to_instant
from clusterhub.clock.zones import DEFAULT_ZONE, zone_city, zone_info


@dataclass(frozen=True)
class PrintedTime:
    """A time or range on one day. `label` is as printed, `printed` the words of time and label."""

    starts: Moment | None = None
    ends: Moment | None = None
    label: str | None = None
    printed: str = ""
    doubts: list[Doubt] = field(default_factory=list)


@dataclass(frozen=True)
class PrintedDeadline:
    """A day, and the moment on it if an hour was printed. `text[start:end] == printed`."""

    day: date | None
    moment: Moment | None
    printed: str
    doubts: list[Doubt]
    start: int = 0
    end: int = 0
    label: str | None = None


def read_time_range(text: str, on: date, zone: str = DEFAULT_ZONE) -> PrintedTime:
    """The first range in the text, else its first hour. Dates in the text are passed over.

    An end before its start is on the next day if that makes it at most twelve hours long.
    ValueError for an unknown zone; never raises because of the text.
    """
    zone_info(zone)
    hours = find_hours(_without_dates(text, find_dates(text, on)))
    pairs = pairwise(hours)
    first, last = next((pair for pair in pairs if are_joined(text, *pair)), (None, None))
    if first is None:
        if not hours:
            return PrintedTime()
        first = hours[0]
    until = (last or first).until
    printed = text[first.start : until]
    if text[until : until + 1] == ")" and "(" in printed and ")" not in printed:
        printed += ")"
    return _range(first, last, printed, on, zone)


def read_deadline(
    text: str, near: date | None = None, zone: str = DEFAULT_ZONE
) -> PrintedDeadline | None:
    """The first deadline in the text, or None. See `find_deadlines`."""
    return next(iter(find_deadlines(text, near, zone)), None)


def find_deadlines(
    text: str, near: date | None = None, zone: str = DEFAULT_ZONE
) -> list[PrintedDeadline]:
    """Every day in order, with its hour. Of "4-6 October" and "9:00 – 17:00" only the end counts.

    An hour behind the last day of a list ("29 July, 2 December and 1 April, 18.00 CET") holds for
    all of them. ValueError for an unknown zone; never raises because of the text.
    """
    zone_info(zone)
    dates = find_dates(text, near)
    hours = _ends_of_ranges(text, find_hours(_without_dates(text, dates)))
    days = [each for each in dates if not each.is_range_start]
    pairs = _with_hours(text, days, hours)
    return [_deadline(text, day, hour, is_own, zone) for day, hour, is_own in pairs]


def _range(first, last, printed, on, zone):
    label = (last and last.label) or first.label
    doubts = []
    if last:
        first = with_half_day(first, last)
    starts = _read(first, on, zone, first.label or label, printed, doubts)
    ends = None
    if last:
        ends = _end(last, starts, on, zone, label, printed, doubts)
    if label is None and (starts or ends):
        doubts.append(doubt("zone-missing", printed=_one_line(printed), city=zone_city(zone)))
    return PrintedTime(starts, ends, label, printed, _once(doubts))


def _end(last, starts, on, zone, label, printed, doubts):
    for days in (0, 1):
        found = []
        ends = _read(last, on, zone, label, printed, found, days)
        if ends is None or starts is None or ends.instant > starts.instant:
            break
    if ends and starts and ends.instant <= starts.instant:
        ends = None
    if days and starts and (not ends or ends.instant - starts.instant > timedelta(hours=12)):
        doubts.append(doubt("ends-before-start", printed=_one_line(printed)))
        return None
    doubts.extend(found)
    return ends


def _read(hour, on, zone, label, printed, doubts, days=0):
    """The Moment of an hour, or None; adds to `doubts`."""
    if hour.seconds is None:
        doubts.append(doubt("impossible-time", printed=_one_line(hour.printed)))
        return None
    try:
        local = datetime.combine(on, time()) + timedelta(days=days, seconds=hour.seconds)
        place = label_zone(label) if label else None
        if label and not place and (found := label_doubt(label, zone, local)):
            doubts.append(found)
        if label and is_exact_label(label):
            return Moment((local - label_offsets(label)[0]).replace(tzinfo=UTC), zone, printed)
        instant, found = local_to_instant(local, place or zone, label)
    except OverflowError:  # Within a day of the year 1 or 9999.
        doubts.append(doubt("impossible-time", printed=_one_line(hour.printed)))
        return None
    doubts.extend(found)
    return Moment(instant, place or zone, printed)


_BEHIND_DAY = re.compile(
    r"T|[\s,;:(\-–—]{0,4}(?:at|by|until|till|before|à|um|bis|ore|alle|alle ore|a las|kl\.?|time:|"
    r"no later than|at the latest by)?[\s(]{0,3}",
    re.IGNORECASE,
)
_BEFORE_DAY = re.compile(
    r"[\s,;)]{0,4}(?:(?:on|of|am|le|den|del|am)\b)?\s{0,3}(?:the\b)?\s{0,3}", re.IGNORECASE
)
_LIST = re.compile(r"\s{0,3}(?:[,;/&]|and|or|und|et|,\s?and|;\s?and)\s{0,3}", re.IGNORECASE)


def _with_hours(text, days, hours):
    """(day, hour or None, whether the hour was printed beside this very day), in order."""
    claimed, pairs = set(), []
    for day in days:
        hour = _hour_of(text, day, hours, claimed)
        pairs.append((day, hour, hour is not None))
    for index in range(len(pairs) - 2, -1, -1):
        (day, hour, _), (following, shared, _) = pairs[index], pairs[index + 1]
        if hour is None and _LIST.fullmatch(text, day.end, following.start):
            pairs[index] = (day, shared, False)
    return pairs


def _ends_of_ranges(text, hours):
    ends = []
    for hour in hours:
        if ends and are_joined(text, ends[-1], hour):
            hour = replace(hour, start=ends.pop().start)
        ends.append(hour)
    return ends


def _hour_of(text, day, hours, claimed):
    behind = [h for h in _near(hours, day) if _BEHIND_DAY.fullmatch(text, day.end, h.start)]
    before = [h for h in _near(hours, day) if _BEFORE_DAY.fullmatch(text, h.until, day.start)]
    for hour in behind + before[-1:]:
        if hour.start not in claimed:
            claimed.add(hour.start)
            return hour
    return None


def _near(hours, day):
    """The hours within forty characters of a day: a search in a sorted list, then a few steps."""
    index = bisect_left(hours, day.start - 80, key=lambda hour: hour.start)
    near = []
    while index < len(hours) and hours[index].start <= day.end + 40:
        near.append(hours[index])
        index += 1
    return near


def _deadline(text, day, hour, is_own, zone):
    doubts = list(day.doubts)
    start, end = day.start, day.end
    if hour and is_own:
        start, end = min(start, hour.start), max(end, hour.until)
    if text[end : end + 1] == ")" and "(" in text[start:end]:
        end += 1
    printed, moment = text[start:end], None
    if hour and day.day:
        if hour.is_midnight:
            hour = _end_of_day(hour, doubts)
        moment = _read(hour, day.day, zone, hour.label, printed, doubts)
        if moment and hour.label is None:
            doubts.append(doubt("zone-missing", printed=_one_line(printed), city=zone_city(zone)))
    label = hour.label if hour else None
    return PrintedDeadline(day.day, moment, printed, _once(doubts), start, end, label)


def _end_of_day(hour, doubts):
    doubts.append(doubt("midnight", printed=_one_line(hour.printed)))
    return replace(hour, seconds=DAY)


def _without_dates(text: str, dates: list[FoundDate]) -> str:
    """The text with every date blotted out, so that "11.10.2023" is not read as an hour."""
    parts, position = [], 0
    for each in dates:
        parts += [text[position : each.start], "\x00" * (each.end - each.start)]
        position = each.end
    return "".join([*parts, text[position:]])


def _once(doubts):
    return [each for index, each in enumerate(doubts) if each not in doubts[:index]]


def _one_line(printed):
    return " ".join(printed.split())
