"""The most that any schedule could be worth, and which meetings a best one might hold.

The linear programme lets meetings be held in part. Nobody has more than her share of slots, stands and
tables; small problems are told which slot, too, which binds harder. Its dual prices prove the bound: a sum
of prices paid for all slots and tables, and for each meeting what it is worth beyond them. That sum holds
for any prices that are not negative, so it is no matter how exactly the solver reckoned.
"""

import math
from typing import NamedTuple

from clusterhub.matchmaking.scheduler.slots import bits

MOST_PLACES = 12_000  # Meetings times slots up to which the slots are told as well.
SAFETY = 1e-9


class Bound(NamedTuple):
    value: float
    share: list  # Of each meeting, how much of it the best programme holds.


def bound(problem):
    open_ones = [m for m in range(problem.meeting_count) if problem.allowed[m]]
    share = [0.0] * problem.meeting_count
    if not open_ones:
        return Bound(0, share)
    found, held = _by_degree(problem, open_ones)
    for m, part in zip(open_ones, held, strict=True):
        share[m] = part
    if sum(problem.allowed[m].bit_count() for m in open_ones) <= MOST_PLACES:
        found = min(found, _by_slot(problem, open_ones))
    return Bound(min(_rounded(problem, found), problem.total(open_ones)), share)


def _values(problem, meetings):
    return [problem.value[m] for m in meetings]


def _rounded(problem, found):
    """Nothing between two sums can be reached, and sums are whole hundredths where values are."""
    if problem.grain is None:
        return found
    units = math.floor(found * problem.grain + 1e-6)
    return units if problem.grain == 1 else units / problem.grain


def _by_degree(problem, meetings):
    """One column per meeting, one row per holder, one for all tables; with a bonus for first meetings."""
    rows = _Rows()
    for holder, its in enumerate(problem.meetings_of):
        if problem.degree[holder] < len(its):
            # A meeting of two stands is left out of their rows: it is held at one of the two.
            if holder >= problem.person_count:
                its = [m for m in its if not problem.is_at_two[m]]
            rows.add(its, problem.degree[holder])
    tables = [slot.tables for slot in problem.slots]
    if None not in tables:
        rows.add([m for m in meetings if problem.needs_table[m]], sum(tables))
    rows.add(meetings, sum(_pairs_in(problem)))
    column = {m: i for i, m in enumerate(meetings)}
    found, held = rows.solve(
        [[column[m] for m in row] for row in rows.members], _values(problem, meetings)
    )
    if problem.options.fairness:
        held = _fair_shares(problem, rows, column, meetings)
    return found, held


def _pairs_in(problem):
    """Of each slot, how many pairs there could be: of an odd number of people one sits out."""
    people = problem.usable[: problem.person_count]
    return [sum(mask >> slot & 1 for mask in people) // 2 for slot in range(problem.slot_count)]


def _fair_shares(problem, rows, column, meetings):
    """The same with three more columns per person, for her first, second and third meeting."""
    values, more, members = _values(problem, meetings), _Rows(), []
    more.limits, members = list(rows.limits), [[column[m] for m in row] for row in rows.members]
    costs = [[1.0] * len(row) for row in members]
    for holder in range(problem.person_count):
        if its := problem.meetings_of[holder]:
            start = len(values)
            values += problem.steps[:3]
            members.append([start, start + 1, start + 2, *(column[m] for m in its)])
            costs.append([1.0] * 3 + [-1.0] * len(its))
            more.limits.append(0)
    _, held = more.solve(members, values, costs)
    return held[: len(meetings)]


def _by_slot(problem, meetings):
    """One column per meeting and slot."""
    columns, values, of_meeting, of_holder, of_pool, of_slot = 0, [], [], {}, {}, {}
    per_person = [[] for _ in range(problem.person_count)]
    for m in meetings:
        places = range(columns, columns + problem.allowed[m].bit_count())
        columns = places.stop
        values += [problem.value[m]] * len(places)
        of_meeting.append(list(places))
        per_person[problem.a[m]] += places
        per_person[problem.b[m]] += places
        for slot, place in zip(bits(problem.allowed[m]), places, strict=True):
            of_slot.setdefault(slot, []).append(place)
            holders = problem.holders[m][: 2 if problem.is_at_two[m] else 3]
            for holder in holders:
                of_holder.setdefault((holder, slot), []).append(place)
            if problem.needs_table[m]:
                for pool in problem.pools_of[slot]:
                    of_pool.setdefault(pool, []).append(place)
    rows = _Rows()
    for row in of_meeting:
        rows.add(row, 1)
    for (holder, slot), row in of_holder.items():
        rows.add(row + _beside(problem, of_holder, holder, slot), 1)
    for slot, most in enumerate(_pairs_in(problem)):
        rows.add(of_slot.get(slot, []), most)
    for pool, row in of_pool.items():
        rows.add(row, problem.pools[pool][1])
    for i, row in enumerate(per_person):
        rows.add(row, problem.most[i])
    return rows.solve(rows.members, values)[0]


def _beside(problem, of_holder, holder, slot):
    """Places of the same holder in other slots that run when this one begins."""
    first = problem.slots[slot].starts
    return [
        place
        for other in bits(problem.conflicts[slot])
        if other < slot and problem.slots[other].ends > first
        for place in of_holder.get((holder, other), ())
    ]


class _Rows:
    def __init__(self):
        self.members, self.limits = [], []

    def add(self, members, limit):
        if len(members) > limit:
            self.members.append(members)
            self.limits.append(limit)

    def solve(self, members, values, costs=None):
        """(proven bound, how much of each column) of: most value, each row within its limit."""
        import numpy
        from scipy.optimize import linprog
        from scipy.sparse import csr_array

        values = numpy.array(values, dtype=float)
        if not members:
            return float(values.sum()), [1.0] * len(values)
        starts = numpy.cumsum([0, *(len(row) for row in members)])
        columns = numpy.concatenate([numpy.array(row, dtype=numpy.int32) for row in members])
        entries = numpy.ones(len(columns)) if costs is None else numpy.concatenate(costs)
        matrix = csr_array((entries, columns, starts), shape=(len(members), len(values)))
        limits = numpy.array(self.limits, dtype=float)
        scale = float(values.max()) or 1.0
        found = linprog(-values / scale, A_ub=matrix, b_ub=limits, bounds=(0, 1), method="highs")
        if found.x is None:
            return float(values.sum()), [0.5] * len(values)
        prices = numpy.maximum(0, -found.ineqlin.marginals) * scale
        beyond = numpy.maximum(0, values - matrix.T @ prices)
        proven = float(math.fsum(prices * limits) + math.fsum(beyond))
        return proven * (1 + SAFETY), found.x.tolist()
