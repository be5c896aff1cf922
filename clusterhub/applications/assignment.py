"""Who evaluates what: everybody gets her share, the knowledgeable first, nobody against a conflict.

Pure. In this order: as many evaluations as asked for; the greatest load as small as possible and the
smallest as great as possible; then the best match of expertise. Exact, and the same for the same input.
"""

from dataclasses import dataclass

from clusterhub.web.later import later

np, optimize = later("numpy"), later("scipy.optimize")
sparse, csgraph = later("scipy.sparse"), later("scipy.sparse.csgraph")


class NotProven(Exception):
    """The solver gave no answer that could be checked."""


@dataclass(frozen=True)
class Judge:
    number: int
    subjects: frozenset = frozenset()  # What she knows.
    most: int | None = None  # How many she takes at most.
    load: int = 0  # How many she has already.


@dataclass(frozen=True)
class Case:
    number: int
    subjects: frozenset = frozenset()
    wants: int = 3  # How many evaluators it needs.
    has: frozenset = frozenset()  # Who has it already.


@dataclass(frozen=True)
class Gap:
    """An application that did not get all its evaluators, and why."""

    case: int
    missing: int
    able: int  # How many more have no conflict with it.
    conflicted: int

    @property
    def is_for_conflicts(self):
        return self.able < self.missing


@dataclass(frozen=True)
class Assignment:
    pairs: tuple  # (case, judge), in order
    gaps: tuple
    loads: dict


def assign(cases, judges, conflicts):
    """Pairs of case and judge; `conflicts` is a set of (case, judge) that must not be."""
    cases = sorted(cases, key=lambda each: each.number)
    judges = sorted(judges, key=lambda each: each.number)
    arcs = [
        (c, j)
        for c, case in enumerate(cases)
        for j, judge in enumerate(judges)
        if judge.number not in case.has and (case.number, judge.number) not in conflicts
    ]
    caps = [_cap(judge, len(cases)) for judge in judges]
    problem = _Problem(cases, judges, arcs, caps)
    chosen = problem.solve() if arcs else []
    pairs = sorted((cases[c].number, judges[j].number) for c, j in chosen)
    loads = {judge.number: judge.load for judge in judges}
    for _case, judge in pairs:
        loads[judge] += 1
    return Assignment(tuple(pairs), tuple(_gaps(cases, judges, pairs, conflicts)), loads)


def _cap(judge, most):
    return max(0, (judge.most if judge.most is not None else most + judge.load) - judge.load)


def _gaps(cases, judges, pairs, conflicts):
    given = {}
    for case, _judge in pairs:
        given[case] = given.get(case, 0) + 1
    for case in cases:
        missing = case.wants - len(case.has) - given.get(case.number, 0)
        if missing > 0:
            others = [judge for judge in judges if judge.number not in case.has]
            bad = sum((case.number, judge.number) in conflicts for judge in others)
            free = len(others) - bad - given.get(case.number, 0)
            yield Gap(case.number, missing, free, bad)


class _Problem:
    """A network: source → judges → cases → sink, with whole numbers on every arc."""

    def __init__(self, cases, judges, arcs, caps):
        self.cases, self.judges, self.arcs, self.caps = cases, judges, arcs, caps
        self.needs = [max(0, case.wants - len(case.has)) for case in cases]

    def solve(self):
        goal = self._flow(self.caps)
        tops = sorted({judge.load + cap for judge, cap in zip(self.judges, self.caps, strict=True)})
        high = _first(tops[-1], lambda top: self._flow(self._capped(top)) >= goal)
        caps = self._capped(high)
        low = high - _first(high, lambda step: self._can_have(high - step, caps))
        return self._best(caps, self._floors(low, caps), goal)

    def _capped(self, top):
        return [
            max(0, min(cap, top - judge.load))
            for judge, cap in zip(self.judges, self.caps, strict=True)
        ]

    def _floors(self, low, caps):
        return [
            min(cap, max(0, low - judge.load)) for judge, cap in zip(self.judges, caps, strict=True)
        ]

    def _flow(self, caps):
        judges, cases = len(self.judges), len(self.cases)
        source, sink = judges + cases, judges + cases + 1
        ends = [(source, j, cap) for j, cap in enumerate(caps)]
        ends += [(j, judges + c, 1) for c, j in self.arcs]
        ends += [(judges + c, sink, need) for c, need in enumerate(self.needs)]
        rows, columns, most = (np.array(each, np.int32) for each in zip(*ends, strict=True))
        graph = sparse.csr_array((most, (rows, columns)), shape=(sink + 1, sink + 1))
        return int(csgraph.maximum_flow(graph, source, sink).flow_value)

    def _can_have(self, low, caps):
        """Whether everybody may have `low`. What then fills up takes from nobody: a way that makes a
        flow greater never takes away what leaves the source."""
        floors = self._floors(low, caps)
        return self._flow(floors) == sum(floors)

    def _best(self, caps, floors, goal):
        """A flow problem has whole corners, and the simplex method ends in a corner."""
        count, judges, cases = len(self.arcs), len(self.judges), len(self.cases)
        gains = [len(self.cases[c].subjects & self.judges[j].subjects) for c, j in self.arcs]
        first = 1 + max(gains) * sum(
            self.needs
        )  # One more evaluation is worth more than every better match.
        costs = -np.array(gains, float) - first
        by_judge = [(j, number) for number, (_c, j) in enumerate(self.arcs)]
        by_case = [(judges + c, number) for number, (c, _j) in enumerate(self.arcs)]
        floored = [(j, number) for j, number in by_judge if floors[j]]
        cells = by_judge + by_case + [(judges + cases + j, number) for j, number in floored]
        rows, columns = zip(*cells, strict=True)
        signs = np.array([1.0] * (2 * count) + [-1.0] * len(floored))
        shape = (2 * judges + cases, count)
        found = optimize.linprog(
            costs,
            A_ub=sparse.coo_array((signs, (rows, columns)), shape=shape).tocsr(),
            b_ub=np.concatenate([caps, self.needs, -np.array(floors)]),
            bounds=(0, 1),
            method="highs-ds",
        )
        chosen = [arc for arc, share in zip(self.arcs, found.x, strict=True) if share > 0.5]
        if len(chosen) != goal:
            raise NotProven
        return chosen


def _first(top, holds):
    """The smallest number up to `top` for which it holds; it holds from there on."""
    low, high = 0, top
    while low < high:
        middle = (low + high) // 2
        if holds(middle):
            high = middle
        else:
            low = middle + 1
    return low
