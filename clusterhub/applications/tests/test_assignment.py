import random
from itertools import chain, combinations, product

import pytest

from clusterhub.applications.assignment import Case, Gap, Judge, assign
from clusterhub.applications.conflicts import (
    Applying,
    ConflictKind,
    Evaluator,
    conflicts_between,
    domain_of,
)

pytestmark = pytest.mark.pure


def test_loads_are_even_and_expertise_decides_among_even_ones():
    cases = [Case(number, frozenset({"food" if number % 2 else "steel"}), 1) for number in range(4)]
    judges = [Judge(1, frozenset({"food"})), Judge(2, frozenset({"steel"}))]

    found = assign(cases, judges, set())

    assert found.pairs == ((0, 2), (1, 1), (2, 2), (3, 1))
    assert found.loads == {1: 2, 2: 2}


def test_a_conflict_is_never_assigned_and_the_gap_says_why():
    cases = [Case(1, wants=2), Case(2, wants=2)]

    found = assign(cases, [Judge(1), Judge(2), Judge(3)], {(1, 1), (1, 2)})

    assert (1, 1) not in found.pairs and (1, 2) not in found.pairs
    assert found.gaps == (Gap(1, missing=1, able=0, conflicted=2),)
    assert found.gaps[0].is_for_conflicts


def test_nobody_gets_more_than_she_takes_and_what_she_has_counts():
    cases = [Case(number, wants=1) for number in range(6)]
    judges = [Judge(1, most=1), Judge(2, most=4, load=2), Judge(3, most=9)]

    found = assign(cases, judges, set())

    assert found.loads == {1: 1, 2: 3, 3: 4}
    assert found.gaps == ()


def test_it_is_as_good_as_the_best_of_all_assignments():
    chance = random.Random(5)
    for _round in range(12):
        cases = [Case(n, frozenset(chance.sample("abcd", 2)), 2) for n in range(3)]
        judges = [Judge(n, frozenset(chance.sample("abcd", 2))) for n in range(4)]
        conflicts = {(chance.randrange(3), chance.randrange(4)) for _ in range(3)}

        found = assign(cases, judges, conflicts)

        assert _worth(found.pairs, cases, judges) == _best(cases, judges, conflicts)
        assert found == assign(reversed(cases), reversed(judges), conflicts)


def _worth(pairs, cases, judges):
    loads = [sum(1 for _c, j in pairs if j == judge.number) for judge in judges]
    match = sum(len(cases[c].subjects & judges[j].subjects) for c, j in pairs)
    return (len(pairs), -max(loads), min(loads), match)


def _best(cases, judges, conflicts):
    choices = []
    for case in cases:
        free = [j.number for j in judges if (case.number, j.number) not in conflicts]
        teams = combinations(free, min(2, len(free)))
        choices.append([[(case.number, judge) for judge in team] for team in teams])
    return max(_worth(list(chain(*choice)), cases, judges) for choice in product(*choices))


def test_ties_between_evaluator_and_application_are_found():
    judge = Evaluator(
        *(7, {1: "Lab", 2: "Mill", 3: "Old employer"}, frozenset({"lab.example"})),
        *({"p1": "Green Steel"}, {"s1": "Opening"}),
    )
    applying = Applying(
        *(1, (1, "Lab"), {3: "Old employer", 9: "Other"}, frozenset({7})),
        *(frozenset({"lab.example"}), {"p1": "Green Steel"}, {"s1": "Opening", "s2": "End"}),
    )

    found = conflicts_between(judge, applying)

    assert {finding.kind for finding in found} == set(ConflictKind) - {ConflictKind.DECLARED}
    assert str(found[2].words()) == (
        "belongs or belonged to a partner of the application: Old employer"
    )
    assert conflicts_between(Evaluator(8), applying) == []


def test_a_public_mail_provider_ties_nobody():
    assert domain_of("anna@Gmail.com") == ""
    assert domain_of("anna@Mill.example") == "mill.example"
    assert domain_of("nonsense") == ""
