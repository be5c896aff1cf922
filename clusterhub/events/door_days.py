"""Which day of an event an instant belongs to, by the clocks there. Knows no database.

What happens before five in the morning belongs to the evening before. A short event is one day,
even across midnight.
"""

from datetime import datetime, time, timedelta

from clusterhub.clock.zones import zone_info

NIGHT_ENDS = timedelta(hours=5)
ONE_DAY = timedelta(hours=18)


def days_of(starts_at, ends_at, zone):
    """All days of the event, in order."""
    first = _day(starts_at, zone)
    last = first if ends_at - starts_at <= ONE_DAY else _day(ends_at, zone)
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def day_at(instant, starts_at, ends_at, zone):
    """The day of the event that `instant` belongs to, or None on any other day.

    Doors open in the morning of the first day, and the night after the last is still that day.
    """
    days = days_of(starts_at, ends_at, zone)
    if len(days) == 1 and starts_at <= instant <= ends_at:
        return days[0]
    day = _day(instant, zone)
    return day if day in days else None


def hours_of(day, zone):
    """From five in the morning to five in the next, as instants."""
    start = datetime.combine(day, time()) + NIGHT_ENDS
    there = zone_info(zone)
    return start.replace(tzinfo=there), (start + timedelta(days=1)).replace(tzinfo=there)


def _day(instant, zone):
    there = instant.astimezone(zone_info(zone)).replace(tzinfo=None)
    return (there - NIGHT_ENDS).date()
