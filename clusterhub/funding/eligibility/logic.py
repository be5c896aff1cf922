"""Three values: True, False, and None for what nobody knows yet (Kleene's strong logic).

A number of which only the bounds are known is a pair of its least and its most.
"""

from math import inf
from typing import NamedTuple

NOTHING_KNOWN = (0, inf)


class Seen(NamedTuple):
    """What a rule says of some facts; what would decide it, if it is open; and what no answer of
    the applicant can settle."""

    truth: bool | None
    missing: tuple = ()
    doubts: tuple = ()


def every(values):
    """False beats unknown, unknown beats True; of nothing it is True."""
    is_known = True
    for value in values:
        if value is False:
            return False
        is_known = is_known and value is not None
    return True if is_known else None


def some(values):
    """True beats unknown, unknown beats False; of nothing it is False."""
    is_known = True
    for value in values:
        if value is True:
            return True
        is_known = is_known and value is not None
    return False if is_known else None


def opposite(value):
    return None if value is None else not value


def bounds(number):
    return NOTHING_KNOWN if number is None else (number, number)


def below(pair, limit):
    return _told(pair[1] < limit, pair[0] >= limit)


def at_most(pair, limit):
    return _told(pair[1] <= limit, pair[0] > limit)


def at_least(pair, limit):
    return _told(pair[0] >= limit, pair[1] < limit)


def _told(is_sure, is_impossible):
    if is_sure:
        return True
    return False if is_impossible else None


def open_or(truth, missing, doubts=()):
    """What is decided asks nothing and doubts nothing."""
    return Seen(truth, missing, doubts) if truth is None else Seen(truth)
