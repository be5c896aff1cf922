"""Calls along a line of time: from when to when each takes applications, with its cut-offs."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.dates import MONTHS_3

from clusterhub.clock.zones import DEFAULT_ZONE, zone_info

WIDTH, MONTHS_SHOWN = 1200, 12


@dataclass(frozen=True)
class Bar:
    """One call; lengths in units of a drawing that is 1,200 wide, as text: numbers in a template
    are written in the reader's way, one by one."""

    call: object
    deadline: object  # The one that comes next, or the last one.
    starts: str
    length: str
    ticks: tuple
    opens_later: bool


class Timeline:
    """The months from this one on, and a bar for each call."""

    def __init__(self, calls, now=None):
        self.now = now or timezone.now()
        zone = zone_info(DEFAULT_ZONE)
        today = self.now.astimezone(zone)
        count = today.year * 12 + today.month - 1
        edges = [_first_of(count + step, zone) for step in range(MONTHS_SHOWN + 1)]
        self.start, self.end = edges[0], edges[-1]
        self.months = [
            {
                "x": str(self._x(edge)),
                "words": str(MONTHS_3[edge.month]).capitalize(),
                "year": edge.year,
            }
            for edge in edges[:-1]
        ]
        self.rules = "".join(f"M{month['x']} 0V22" for month in self.months)
        self.today = str(self._x(self.now))
        self.bars = [self._bar(call) for call in calls]
        self.width = str(WIDTH)

    def _bar(self, call):
        deadlines = list(call.deadlines.all())
        opens = call.opens_at if call.opens_at and call.opens_at > self.now else None
        last = deadlines[-1].closes_at if deadlines else self.end
        starts = self._x(opens or self.start)
        ticks = [self._x(each.closes_at) for each in deadlines if each.closes_at > self.start]
        return Bar(
            call,
            call.next_deadline(self.now),
            str(starts),
            str(max(6, self._x(last) - starts)),
            tuple(map(str, dict.fromkeys(ticks))),
            opens is not None,
        )

    def _x(self, instant):
        share = (instant - self.start) / (self.end - self.start)
        return round(WIDTH * min(1, max(0, share)))


def _first_of(count, zone):
    return datetime(count // 12, count % 12 + 1, 1, tzinfo=zone)
