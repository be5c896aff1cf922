"""When a call opens and closes, out of the ways in which its sources write it.

The portal's topics close at 17:00 in Brussels. Newer records say only the day ("…T00:00:00+0000"),
older ones 17:00 as if Brussels were in UTC, the oldest turned that into Brussels time ("19:00+0200").
All three mean 17:00 there. Other sources mean the instant that they write.
"""

import re
from datetime import UTC, date, datetime, time, timedelta

from django.utils.translation import gettext as _

from clusterhub.clock.moments import local_to_instant
from clusterhub.clock.zones import DEFAULT_ZONE, zone_info

CLOSING_HOUR = time(17)
EARLIEST, LATEST = 1990, 2100
_WRITTEN = re.compile(
    r"(\d{4})-(\d{1,2})-(\d{1,2})"
    r"(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s?(Z|[+-]\d{2}:?\d{2})?)?"
)


class CannotTell(Exception):
    """What stands there names no moment; the words say why."""


def closing(value, *, is_topic, zone=DEFAULT_ZONE):
    """(instant, whether only the day is known) of a deadline; `is_topic` reads it as the portal's
    topics are meant, else it is taken as it is written."""
    day, clock = _parts(value, zone)
    if is_topic:
        return _of_topic(day, clock, zone), False
    if clock is None or (clock.timetz() == time(tzinfo=UTC) and _has_no_zone_of_its_own(value)):
        return _local(day + timedelta(days=1), time(), zone), True
    return clock, False


def opening(value, *, is_topic, zone=DEFAULT_ZONE):
    """The instant from which applications are taken: the first of its day if only that is known."""
    day, clock = _parts(value, zone)
    if clock is None:
        return _local(day, time(), zone)
    if is_topic and clock.time() == time():
        return _local(clock.date(), time(), zone)
    return clock


def moment(value):
    """An instant that a source writes about itself: never guessed at."""
    day, clock = _parts(value, DEFAULT_ZONE)
    return clock or _local(day, time(), DEFAULT_ZONE)


def _of_topic(day, clock, zone):
    if clock is None:
        return _local(day, CLOSING_HOUR, zone)
    if clock.time() in (time(), CLOSING_HOUR):
        return _local(clock.date(), CLOSING_HOUR, zone)
    there = clock.astimezone(zone_info(zone))
    if there.time() == time():
        return _local(there.date(), CLOSING_HOUR, zone)
    return clock


def _parts(value, zone):
    """The day, and the instant in UTC if an hour is written, else None."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        instant = _of_milliseconds(value)
        return instant.date(), instant
    found = _WRITTEN.fullmatch(value.strip()) if isinstance(value, str) else None
    if not found:
        raise CannotTell(_("“%s” names no day") % str(value)[:60])
    year, month, number, hour, minute, second, offset = found.groups()
    try:
        day = date(int(year), int(month), int(number))
        clock = None
        if hour is not None:
            naive = datetime.combine(day, time(int(hour), int(minute), int(second or 0)))
            clock = _instant(naive, offset, zone)
    except (ValueError, OverflowError):
        raise CannotTell(_("“%s” is in no calendar") % value[:60]) from None
    if not EARLIEST <= day.year <= LATEST:
        raise CannotTell(_("the year of “%s” cannot be meant") % value[:60])
    return day, clock


def _of_milliseconds(value):
    try:
        instant = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=value)
    except (ValueError, OverflowError):
        raise CannotTell(_("“%s” is no number of milliseconds") % str(value)[:40]) from None
    if not EARLIEST <= instant.year <= LATEST:
        raise CannotTell(_("the year of “%s” cannot be meant") % str(value)[:40])
    return instant


def _instant(naive, offset, zone):
    if offset is None:
        return local_to_instant(naive, zone).instant
    if offset == "Z":
        return naive.replace(tzinfo=UTC)
    sign = -1 if offset[0] == "-" else 1
    hours, minutes = int(offset[1:3]), int(offset[-2:])
    if hours > 15 or minutes > 59:
        raise ValueError(offset)
    return (naive - sign * timedelta(hours=hours, minutes=minutes)).replace(tzinfo=UTC)


def _local(day, clock, zone):
    return local_to_instant(datetime.combine(day, clock), zone).instant


def _has_no_zone_of_its_own(value):
    """Midnight in UTC is how a source writes a day; midnight with an offset is an hour."""
    return not isinstance(value, str) or value.strip().endswith(("Z", "+0000", "+00:00"))
