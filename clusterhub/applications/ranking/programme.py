"""The integer programme behind a choice, solved by HiGHS and checked in whole numbers.

The solver counts in floating point, so nothing it says is believed: each answer is checked against
the limits in integers, and its bound must prove in integers that no better one exists.
"""

from dataclasses import dataclass
from functools import reduce
from math import floor, gcd

from clusterhub.web.later import later

np, optimize, sparse = later("numpy"), later("scipy.optimize"), later("scipy.sparse")
MOST_TRIES = 40
SURE = 1e-2  # What a bound may be off; values are whole numbers, so half of 1 would do.


class NotProven(Exception):
    """The solver gave no answer that could be checked."""


@dataclass
class Row:
    weights: dict  # {place: whole number}
    low: int | None = None
    high: int | None = None

    def holds(self, chosen):
        value = sum(weight for place, weight in self.weights.items() if place in chosen)
        return (self.low is None or value >= self.low) and (self.high is None or value <= self.high)


def rows_of(limits, amounts, minimums):
    """Each limit as one or two rows; amounts as small as they can be said."""
    rows = []
    for number, limit in enumerate(limits):
        least = minimums.get(number, 0)
        if least or limit.at_most is not None:
            rows.append(Row(dict.fromkeys(limit.members, 1), least or None, limit.at_most))
        if limit.most_amount is not None:
            unit = reduce(gcd, (amounts[place] for place in limit.members), 0) or 1
            weights = {place: amounts[place] // unit for place in limit.members}
            rows.append(Row(weights, None, limit.most_amount // unit))
    return rows


def best(gains, rows, *, held, free):
    """The subset of `free` that, with `held`, keeps all rows and gains most; None if there is none.

    `gains` are whole numbers by place. Proven: checked, and no better one can exist.
    """
    free = sorted(free)
    cuts = []
    for _try in range(MOST_TRIES):
        answer = _solve(gains, [*rows, *cuts], held, free)
        if answer is None:
            return None
        chosen, bound = answer
        if all(row.holds(chosen | held) for row in rows):
            value = sum(gains.get(place, 0) for place in chosen)
            if floor(bound + SURE) > value:
                raise NotProven
            return chosen
        cuts.append(_not_again(chosen, free))
    raise NotProven


def surely_out(gains, rows, *, held, free, value):
    """Those of `free` that no set of this value can hold, and those that each such set must hold."""
    free = sorted(free)
    if not free or not rows:
        return set(), set()
    matrix, low, high = _matrix(rows, held, free)
    upper, lower = np.isfinite(high), np.isfinite(low)
    found = optimize.linprog(
        -_gains(gains, free),
        A_ub=_stacked(matrix, upper, lower),
        b_ub=np.concatenate([high[upper], -low[lower]]),
        bounds=(0, 1),
        method="highs",
    )
    if found.status != 0:
        return set(), set()
    bound, near = -found.fun, value - SURE
    out = {p for p, r in zip(free, found.lower.marginals, strict=True) if bound - r < near}
    must = {p for p, r in zip(free, found.upper.marginals, strict=True) if bound + r < near}
    return out, must


def _solve(gains, rows, held, free):
    if not free:
        return (set(), 0) if all(row.holds(held) for row in rows) else None
    matrix, low, high = _matrix(rows, held, free)
    found = optimize.milp(
        -_gains(gains, free),
        integrality=np.ones(len(free)),
        bounds=optimize.Bounds(0, 1),
        constraints=optimize.LinearConstraint(matrix, low, high) if rows else None,
        options={"mip_rel_gap": 0},
    )
    if found.status == 2:
        return None
    if found.status != 0:
        raise NotProven
    chosen = {place for place, x in zip(free, found.x, strict=True) if x > 0.5}
    return chosen, -found.mip_dual_bound


def _matrix(rows, held, free):
    column = {place: number for number, place in enumerate(free)}
    cells, low, high = [], [], []
    for number, row in enumerate(rows):
        fixed = sum(weight for place, weight in row.weights.items() if place in held)
        cells += [(w, number, column[p]) for p, w in row.weights.items() if p in column and w]
        low.append(-np.inf if row.low is None else row.low - fixed)
        high.append(np.inf if row.high is None else row.high - fixed)
    weights, ys, xs = zip(*cells, strict=True) if cells else ((), (), ())
    shape = (len(rows), len(free))
    matrix = sparse.coo_array((np.array(weights, float), (ys, xs)), shape=shape).tocsr()
    return matrix, np.array(low, float), np.array(high, float)


def _stacked(matrix, upper, lower):
    return sparse.vstack([matrix[np.flatnonzero(upper)], -matrix[np.flatnonzero(lower)]])


def _gains(gains, free):
    return np.array([gains.get(place, 0) for place in free], float)


def _not_again(chosen, free):
    weights = {place: 1 if place in chosen else -1 for place in free}
    return Row(weights, None, len(chosen) - 1)
