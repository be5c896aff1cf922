"""Every call in the memory of this process: which filters it fits, where it stands today, and how
many fit each choice. Knows no database; `keeper` fills it."""

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from itertools import islice

from clusterhub.clock.zones import DEFAULT_ZONE, zone_info
from clusterhub.funding.finding.bits import bits_of, in_order, union
from clusterhub.funding.finding.board_changes import Change
from clusterhub.funding.finding.wanted import FACETS
from clusterhub.funding.finding.windows import windows_of
from clusterhub.funding.models.choices import TAKES_APPLICATIONS, CallStatus
from clusterhub.funding.models.deadline import end_of_day
from clusterhub.funding.models.state import status_of

FOR_EVER = datetime.max.replace(tzinfo=UTC)


@dataclass(slots=True)
class Closing:
    closes_at: datetime


@dataclass(slots=True)
class Row:
    """What the filters know of a call."""

    pk: int
    updated_at: datetime
    published_at: datetime | None
    opens_at: datetime | None
    suspended_at: datetime | None
    resumed_at: datetime | None
    cancelled_at: datetime | None
    spent_at: datetime | None
    results_at: datetime | None
    max_eur: object
    values: dict = field(default_factory=dict)  # {facet: values}; None where every value fits.
    deadlines: list = field(default_factory=list)  # Closings, the earliest first.

    def instants(self):
        """When its status may change by itself."""
        moments = (
            self.opens_at,
            self.suspended_at,
            self.resumed_at,
            self.cancelled_at,
            self.spent_at,
            self.results_at,
        )
        yield from (moment for moment in moments if moment is not None)
        yield from (each.closes_at for each in self.deadlines)

    def next_deadline(self, now):
        return next((row.closes_at for row in self.deadlines if row.closes_at > now), None)


@dataclass(frozen=True)
class Moment:
    """How all calls stand from one instant up to the next one that matters."""

    since: datetime
    until: datetime
    statuses: dict
    places: list  # Sorted: what closes next, then what has closed, with the position at the end.

    @cached_property
    def order(self):
        return [each[-1] for each in self.places]


def place_of(row, position, now):
    """Where a row stands in the order of deadlines: what closes next on top, then what closed last."""
    following = row.next_deadline(now)
    if following is not None:
        return (0, following.timestamp(), row.pk, position)
    last = row.deadlines[-1].closes_at.timestamp() if row.deadlines else 0
    return (1 if row.deadlines else 2, -last, row.pk, position)


def sort_key(name, row):
    if name == "money":
        return (-(row.max_eur or 0), row.pk)
    is_draft = row.published_at is None
    return (is_draft, 0 if is_draft else -row.published_at.timestamp(), -row.pk)


class Board:
    def __init__(self, rows):
        self.rows = sorted(rows, key=lambda row: row.pk)
        self.size = len(self.rows)
        self.all = (1 << self.size) - 1
        self.published = self._where(lambda row: row.published_at is not None)
        self._positions = {row.pk: position for position, row in enumerate(self.rows)}
        self.bits, self.everywhere = {}, {}
        for name in FACETS:
            if name != "status":
                self._file(name)
        self._closing = sorted(
            (each.closes_at, position)
            for position, row in enumerate(self.rows)
            for each in row.deadlines
        )
        self._instants = sorted({instant for row in self.rows for instant in row.instants()})
        self._moment, self._orders = None, {}

    def with_changes(self, changed):
        """The same with these rows as they are now; None where a row stands before others that were
        there, so that everything has to be put in order anew. Costs as many steps as rows changed."""
        new = [row for row in changed if row.pk not in self._positions]
        new.sort(key=lambda row: row.pk)
        if new and self.rows and new[0].pk <= self.rows[-1].pk:
            return None
        return Change(self).made([row for row in changed if row.pk in self._positions], new)

    def find(
        self, wanted, now, *, fits=None, sees_all=False, offset=0, limit=25, closing_after=None
    ):
        """Keys of the calls that are wanted, in order, and how many there are.

        `fits` is `among` of the keys that the words fit, or None; who `sees_all` sees drafts, too.
        `closing_after` leaves out what has no deadline after that instant.
        """
        found = self._narrowed(wanted, now, fits, sees_all)
        if closing_after is not None:
            found &= self._closing_between(closing_after, FOR_EVER)
        places = in_order(found, self._order(wanted.order, now), self.size)
        stop = None if limit is None else offset + limit
        keys = [self.rows[position].pk for position in islice(places, offset, stop)]
        return keys, found.bit_count()

    def counts(self, wanted, now, *, fits=None, sees_all=False):
        """{facet: {value: how many calls there would be if it alone were chosen there}}."""
        counts = {}
        for name in FACETS:
            rest = self._narrowed(wanted.without(name), now, fits, sees_all)
            anyone = rest & self.everywhere.get(name, 0)
            counts[name] = {
                value: (anyone | rest & taken).bit_count()
                for value, taken in self._values(name, now).items()
                if rest & taken
            }
        return counts

    def published_in(self, status, now):
        """Rows of the published calls that have this status."""
        found = self.published & self.at(now).statuses.get(status, 0)
        return [self.rows[position] for position in in_order(found, range(self.size), self.size)]

    def at(self, now):
        """How all calls stand; recounted when an instant that matters has come."""
        moment = self._moment
        if moment is None or not moment.since <= now < moment.until:
            moment = self._moment = self._moment_of(now)
        return moment

    def among(self, keys):
        """The calls with these keys, as `find` and `counts` take them."""
        places = (self._positions.get(pk) for pk in keys)
        return bits_of((place for place in places if place is not None), self.size)

    def _narrowed(self, wanted, now, fits, sees_all):
        found = self.all if sees_all else self.published
        if fits is not None:
            found &= fits
        for name in FACETS:
            if chosen := getattr(wanted, name):
                values = self._values(name, now)
                fitting = union(values.get(value, 0) for value in chosen)
                found &= fitting | self.everywhere.get(name, 0)
        for start, end in windows_of(wanted, now):
            found &= self._closing_between(start, end)
        return found

    def _closing_between(self, start, end):
        """With a deadline after `start` and up to `end`: midnight belongs to the day it ends."""
        first = bisect_right(self._closing, (start, self.size))
        last = bisect_right(self._closing, (end, self.size))
        return bits_of((position for _instant, position in self._closing[first:last]), self.size)

    def _values(self, name, now):
        return self.at(now).statuses if name == "status" else self.bits[name]

    def _moment_of(self, now):
        places = defaultdict(list)
        for position, row in enumerate(self.rows):
            places[status_of(row, row.deadlines, now)].append(position)
        statuses = {status.value: bits_of(each, self.size) for status, each in places.items()}
        statuses[CallStatus.OPEN.value] = union(
            statuses.get(s.value, 0) for s in TAKES_APPLICATIONS
        )
        order = sorted(place_of(row, position, now) for position, row in enumerate(self.rows))
        return Moment(now, self.until(now), statuses, order)

    place, key = staticmethod(place_of), staticmethod(sort_key)

    def until(self, now):
        """Up to when what is counted at `now` stays true: the next instant that matters to a call, or
        the day's end, when other calls come to close soon."""
        later = bisect_right(self._instants, now)
        until = end_of_day(now.astimezone(zone_info(DEFAULT_ZONE)).date())
        return min(until, self._instants[later]) if later < len(self._instants) else until

    def _order(self, name, now):
        if name == "deadline":
            return self.at(now).order
        if name not in self._orders:
            self._orders[name] = self._sorted(name)
        return self._orders[name]

    def _sorted(self, name):
        return sorted(range(self.size), key=lambda position: sort_key(name, self.rows[position]))

    def _file(self, name):
        places, everywhere = defaultdict(list), []
        for position, row in enumerate(self.rows):
            values = row.values.get(name, ())
            if values is None:
                everywhere.append(position)
                continue
            for value in values:
                places[value].append(position)
        self.bits[name] = {value: bits_of(each, self.size) for value, each in places.items()}
        self.everywhere[name] = bits_of(everywhere, self.size)

    def _where(self, is_so):
        places = (position for position, row in enumerate(self.rows) if is_so(row))
        return bits_of(places, self.size)
