"""Hours of a file as instants. What it says beside an hour counts more than what it says above."""

import re
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from clusterhub.clock.dates import find_dates
from clusterhub.clock.hours import find_hours
from clusterhub.clock.moments import local_to_instant
from clusterhub.clock.zones import UTC_NAMES, is_zone, zone_info
from clusterhub.events.reading.said import CannotRead, Said

_FIRST_YEAR, _LAST_YEAR = 1970, 2199
_ISO = re.compile(
    r"(\d{4}-\d{2}-\d{2})(?:[T ]+(\d{1,2}):?(\d{2})(?::?(\d{2})(?:[.,]\d+)?)?"
    r"\s*(Z|UTC|[+-]\d{2}(?::?\d{2})?)?)?",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"(\d{1,2})[:.h]?(\d{2})(?::(\d{2}))?")
_DURATIONS = (
    re.compile(r"(?P<hours>\d{1,3}):(?P<minutes>\d{2})(?::\d{2})?"),
    re.compile(r"(?P<minutes>\d{1,4})\s*(?:min\.?|minuten?|minutes?|minuti|minutos?|minuut|m|′|')?"),
    re.compile(
        r"(?P<hours>\d{1,2})\s*(?:h|hrs?|hours?|std\.?|stunden?|heures?|ore|ora|horas?|godz\.?|uur)"
        r"\s*(?:(?P<minutes>\d{1,2})\s*(?:min\.?|m)?)?"
    ),
    re.compile(r"P(?:(?P<days>\d{1,2})D)?T?(?:(?P<hours>\d{1,3})H)?(?:(?P<minutes>\d{1,4})M)?(?:\d+S)?"),
)  # fmt: skip


class NoSuchDay(ValueError):
    pass


class NoSuchHour(ValueError):
    pass


class Clock:
    """Makes instants of what a file prints, and remembers what is to be said about that."""

    def __init__(self, notes, file_zone="", asked_zone=""):
        self.notes, self._named, self._asked = notes, file_zone, asked_zone
        self.zone = file_zone if is_zone(file_zone) else ""
        self._offsets, self._told = Counter(), set()

    @property
    def display_zone(self):
        """The zone that the programme is shown in."""
        return self.zone or self._asked

    def instant(self, printed, where="", zone=""):
        """Of an ISO text, with or without an offset; None for an empty one."""
        text = str(printed or "").strip()
        if not text:
            return None
        naive, offset = split_iso(text)
        if offset is None:
            return self.local(naive, where, zone)
        self._offsets[(naive - offset).replace(tzinfo=UTC), offset] += 1
        return (naive - offset).replace(tzinfo=UTC)

    def local(self, naive, where="", zone=""):
        """Of a local time; which clocks are meant is said beside it, above it or by the organiser."""
        _within_reason(naive)
        reading = local_to_instant(naive, self.zone_for(zone))
        for doubt in reading.doubts:
            self.notes.append(Said(doubt.code, where, **doubt.values))
        return reading.instant

    def zone_for(self, zone=""):
        named = zone or self._named
        if is_zone(named):
            return named
        if not self._asked:
            raise (
                CannotRead("zone-unknown", zone=named[:60]) if named else CannotRead("zone-needed")
            )
        self._tell_once(named)
        return self._asked

    def _tell_once(self, named):
        if named in self._told:
            return
        self._told.add(named)
        if named:
            self.notes.append(Said("zone-replaced", named=named[:60], zone=self._asked))
        else:
            self.notes.append(Said("zone-of-event", zone=self._asked))

    def conclude(self):
        """Says when all offsets contradict the zone that the file names."""
        if not self.zone or not self._offsets:
            return
        rules = zone_info(self.zone)
        if any(instant.astimezone(rules).utcoffset() == off for instant, off in self._offsets):
            return
        offsets = ", ".join(sorted({offset_words(off) for _instant, off in self._offsets}))
        self.notes.append(Said("zone-contradicts", zone=self.zone, offsets=offsets))


def offset_words(offset):
    minutes = int(offset.total_seconds() // 60)
    sign = "-" if minutes < 0 else "+"
    return f"{sign}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


def split_iso(text):
    """(local time, offset or None) of "2027-03-10T09:00+02:00", "2027-03-10 09:00" and the like."""
    found = _ISO.fullmatch(text)
    if not found:
        raise NoSuchDay(text)
    day = _day_of(found[1])
    hour, minute, second = (int(part or 0) for part in found.group(2, 3, 4))
    naive = at_hour(day, hour, minute, second)
    return naive, _offset(found[5])


def at_hour(day, hour, minute=0, second=0):
    """24:00 is the next midnight."""
    if not (hour < 24 or (hour, minute, second) == (24, 0, 0)) or minute > 59 or second > 60:
        raise NoSuchHour(f"{hour}:{minute:02}")
    return datetime(day.year, day.month, day.day) + timedelta(
        hours=hour, minutes=minute, seconds=min(second, 59)
    )


def _offset(words):
    if not words:
        return None
    if words.upper() in ("Z", "UTC"):
        return timedelta()
    figures = words[1:].replace(":", "").ljust(4, "0")
    hours, minutes = int(figures[:2]), int(figures[2:])
    if hours > 14 or minutes > 59:
        raise NoSuchHour(words)
    offset = timedelta(hours=hours, minutes=minutes)
    return -offset if words[0] == "-" else offset


def _day_of(figures):
    try:
        return date.fromisoformat(figures)
    except ValueError as error:
        raise NoSuchDay(figures) from error


@lru_cache(maxsize=512)
def printed_day(text):
    """A day as people write it, day before month; None for an empty text."""
    text = str(text or "").strip()
    if not text:
        return None
    if _ISO.fullmatch(text):
        return _day_of(text[:10])
    found = find_dates(text[:80])
    if not found or found[0].day is None:
        raise NoSuchDay(text)
    return found[0].day


@lru_cache(maxsize=512)
def printed_hour(text):
    """Seconds since midnight of "19:00", "0930", "9h30", "2 pm"; None for an empty text."""
    text = str(text or "").strip()
    if not text:
        return None
    if found := _CLOCK.fullmatch(text):
        hour, minute, second = (int(part or 0) for part in found.groups())
        if (hour < 24 and minute < 60 and second < 60) or (hour, minute, second) == (24, 0, 0):
            return hour * 3600 + minute * 60 + second
        raise NoSuchHour(text)
    found = find_hours(text[:60])
    if not found and text.isdigit() and int(text) < 25:
        return int(text) * 3600
    if not found or found[0].seconds is None:
        raise NoSuchHour(text)
    return found[0].seconds


@lru_cache(maxsize=512)
def duration_of(text):
    """A length of time: "1:30", "01:30", "90", "90 min", "1h30", "PT90M"; None for an empty text."""
    text = str(text if text is not None else "").strip()
    if not text:
        return None
    for pattern in _DURATIONS:
        found = pattern.fullmatch(text) or pattern.fullmatch(text.lower())
        if found:
            parts = {name: int(value) for name, value in found.groupdict().items() if value}
            return timedelta(**parts) or None
    raise NoSuchHour(text)


def _within_reason(naive):
    if not _FIRST_YEAR <= naive.year <= _LAST_YEAR:
        raise NoSuchDay(f"{naive:%Y-%m-%d}")


def is_utc(zone):
    return zone in UTC_NAMES
