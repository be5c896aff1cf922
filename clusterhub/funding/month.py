"""The deadlines of a month, day by day, as a leaf of a calendar."""

import calendar
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone
from django.utils.dates import MONTHS, WEEKDAYS

from clusterhub.clock.zones import DEFAULT_ZONE, zone_info
from clusterhub.funding.finding.wanted import is_month
from clusterhub.funding.finding.windows import month_bounds

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Day:
    day: date
    closing: tuple  # Pairs of a call and its deadline, the earliest first.
    is_today: bool
    is_outside: bool  # Of the month before or after, to fill the week.


class Month:
    def __init__(self, name, calls, now=None):
        """`name` is 2026-11; `calls` have their deadlines."""
        self.name = name
        self.year, self.number = (int(part) for part in name.split("-"))
        self.today = timezone.localdate(now, timezone=zone_info(DEFAULT_ZONE))
        closing = defaultdict(list)
        start, end = month_bounds(name)
        start, end = start - DAY, end + DAY  # A day of another zone may begin or end elsewhere.
        for call in calls:
            for deadline in call.deadlines.all():
                if start < deadline.closes_at <= end:
                    closing[deadline.day].append((deadline.closes_at, call.pk, call, deadline))
        self._closing = closing
        weeks = calendar.Calendar().monthdatescalendar(self.year, self.number)
        self.weeks = [[self._day(day) for day in week] for week in weeks]
        self.weekdays = [str(WEEKDAYS[number]) for number in range(7)]

    @property
    def words(self):
        return f"{MONTHS[self.number]} {self.year}"

    def days(self):
        """Those on which something closes."""
        return [day for week in self.weeks for day in week if day.closing and not day.is_outside]

    @property
    def before(self):
        return _name(self.year * 12 + self.number - 2)

    @property
    def after(self):
        return _name(self.year * 12 + self.number)

    def _day(self, day):
        is_outside = day.month != self.number
        rows = () if is_outside else sorted(self._closing.get(day, ()), key=lambda row: row[:2])
        closing = tuple((call, deadline) for _at, _pk, call, deadline in rows)
        return Day(day, closing, day == self.today, is_outside)


def month_asked(text, now=None):
    """The month of an address, else the present one in Brussels."""
    today = timezone.localdate(now, timezone=zone_info(DEFAULT_ZONE))
    return text if is_month(text) else f"{today:%Y-%m}"


def _name(count):
    return f"{count // 12}-{count % 12 + 1:02}"
