"""What goes into a ranking and what comes out. Money is whole cents, scores are decimals."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any


class Way(StrEnum):
    """How the places are given away; the publisher says it before the first score."""

    IN_ORDER = "in_order"  # From the top; whom a cap or the rest of the budget excludes is skipped.
    STRICT = "strict"  # From the top; it ends at the first that does not fit.
    GREATEST_TOTAL = "greatest_total"  # The set with the greatest sum of scores; ties by order.


class TieKind(StrEnum):
    CRITERION = "criterion"  # The higher score in one criterion goes first.
    EARLIER = "earlier"  # Who handed in earlier goes first.
    FEWER = "fewer"  # Whose group (country, region) has fewer applications ranked above.
    FLAG = "flag"  # Who answered yes (women-led, SME) goes first.
    LOT = "lot"  # Drawn with a published seed: the lower SHA-256 of "seed:number" goes first.


@dataclass(frozen=True)
class TieRule:
    kind: TieKind
    of: str = ""  # The criterion, the group, the flag, or the seed.


@dataclass(frozen=True)
class Entry:
    """One application as the ranking sees it."""

    number: int
    score: Decimal  # As published: whoever reads two equal scores sees a tie.
    amount: int = 0
    groups: Mapping[str, str] = field(default_factory=dict)  # {"country": "ES"}
    scores: Mapping[str, Decimal] = field(default_factory=dict)
    flags: frozenset = frozenset()
    submitted_at: Any = 0
    misses: tuple = ()  # Thresholds that it does not reach; with one of them it is not ranked.


@dataclass(frozen=True)
class Quota:
    """At most, or at least, so many of one group; without values, of each value for itself."""

    group: str
    values: tuple = ()
    at_least: int = 0
    at_most: int | None = None
    most_amount: int | None = None


@dataclass(frozen=True)
class Rules:
    way: Way = Way.IN_ORDER
    budget: int | None = None
    places: int | None = None
    quotas: tuple = ()
    ties: tuple = ()
    reserve: int | None = None  # How many stand on the reserve list; None: everybody left.


class Place(StrEnum):
    FUNDED = "funded"
    RESERVE = "reserve"
    NOT_FUNDED = "not_funded"
    BELOW = "below"  # Misses a threshold, and has no rank.


@dataclass(frozen=True)
class Reason:
    """Why, as data; `reasons.sentence` says it in words."""

    kind: str
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Line:
    entry: Entry
    place: Place
    rank: int | None = None
    reasons: tuple = ()
    tie: Reason | None = None  # What put it behind the one above with the same score.


@dataclass(frozen=True)
class Ranking:
    lines: tuple
    shortfalls: tuple = ()  # Minimums that cannot be met, and how far they are.

    def in_place(self, place):
        return [line for line in self.lines if line.place == place]

    @property
    def funded(self):
        return frozenset(line.entry.number for line in self.in_place(Place.FUNDED))

    @property
    def amount(self):
        return sum(line.entry.amount for line in self.in_place(Place.FUNDED))
