"""When the next event of a series is likely to be: as far from the last as the last ones were."""

from collections import Counter
from datetime import timedelta
from itertools import pairwise

USUAL = 14
LOOKED_AT = 8


def next_day(days, today):
    """The day to propose after `days` (those that were or are planned); never one that is over."""
    days = sorted(days)[-LOOKED_AT:]
    if not days:
        return None
    gaps = Counter((after - before).days for before, after in pairwise(days))
    gaps.pop(0, None)
    # The most usual gap; of several the shortest.
    gap = min(gaps, key=lambda each: (-gaps[each], each)) if gaps else USUAL
    day = days[-1] + timedelta(days=gap)
    while day <= today:
        day += timedelta(days=gap)
    return day
