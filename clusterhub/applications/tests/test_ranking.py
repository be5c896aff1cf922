import random
from dataclasses import replace
from decimal import Decimal

import pytest

from clusterhub.applications.ranking import (
    Entry,
    Place,
    Quota,
    Rules,
    TieKind,
    TieRule,
    Way,
    rank,
    who_moves_up,
)
from clusterhub.applications.ranking.choosing import _choose
from clusterhub.applications.ranking.limits import limits_of
from clusterhub.applications.ranking.order import in_order, lot
from clusterhub.applications.ranking.sentences import Names, sentence, tie_sentence
from clusterhub.applications.ranking.shapes import Reason

pytestmark = pytest.mark.pure
FIVE = 500_000  # €5,000 in cents


def entry(number, score, country="ES", amount=FIVE, **more):
    return Entry(number, Decimal(score), amount, {"country": country}, submitted_at=number, **more)


def test_the_choice_is_the_best_of_all_possible_ones():
    chance = random.Random(20261123)
    for _case in range(70):
        entries = [_random_entry(chance, number) for number in range(chance.randint(1, 8))]
        quotas = tuple(_random_quota(chance) for _ in range(chance.randint(0, 3)))
        budget, places = chance.choice([None, 1000, 2300]), chance.choice([None, 2, 4])
        for way in (Way.IN_ORDER, Way.GREATEST_TOTAL):
            rules = Rules(way, budget, places, quotas)

            got = _choose(in_order(entries, ()), rules, earlier=0)

            assert got.taken == _best_of_all(got.ordered, rules), (entries, rules)
            assert rank(entries, rules).funded == {got.ordered[place].number for place in got.taken}


def test_what_earlier_cut_offs_granted_counts_and_the_choice_is_still_the_best():
    chance, tried = random.Random(20261124), 0
    while tried < 40:
        entries = [_random_entry(chance, number) for number in range(chance.randint(1, 6))]
        before = [replace(_random_entry(chance, 90 + n), score=Decimal(0)) for n in range(2)]
        quotas = tuple(_random_quota(chance) for _ in range(chance.randint(0, 3)))
        rules = Rules(chance.choice(list(Way)[::2]), chance.choice([None, 2300]), None, quotas)
        ordered = [*in_order(entries, ()), *before]
        held = frozenset(range(len(entries), len(ordered)))
        if not _is_within(held, ordered, limits_of(ordered, rules)):
            continue  # They were granted under these rules, so they are within them.
        tried += 1

        ranking = rank(entries, rules, before)

        best = _best_of_all(ordered, rules, held)
        assert ranking.funded == {ordered[place].number for place in best - held}, (entries, rules)


def _random_entry(chance, number):
    groups = {"country": chance.choice("ABC"), "size": chance.choice("xy")}
    score, amount = Decimal(chance.randint(0, 12)) / 2, chance.choice([5, 5, 5, 3, 8, 1]) * 100
    return Entry(number, score, amount, groups, submitted_at=number)


def _random_quota(chance):
    values = chance.choice([(), ("A",), ("A", "x"), ("B", "C")])
    least, most = chance.choice([0, 0, 1, 2]), chance.choice([None, 1, 2, 3])
    return Quota(
        chance.choice(["country", "size"]), values, least, most, chance.choice([None, 900])
    )


def _best_of_all(ordered, rules, held=frozenset()):
    """Every subset is tried: minimums as far as they go, then the rule itself."""
    limits, size = limits_of(ordered, rules), range(len(ordered))
    every = [frozenset(i for i in size if bits >> i & 1) for bits in range(1 << len(ordered))]
    sets = [each for each in every if held <= each and _is_within(each, ordered, limits)]
    for limit in limits:
        reached = [min(len(each & limit.members), limit.at_least) for each in sets]
        sets = [each for each, count in zip(sets, reached, strict=True) if count == max(reached)]
    if rules.way == Way.GREATEST_TOTAL:
        greatest = max(sum(ordered[i].score for i in each) for each in sets)
        sets = [each for each in sets if sum(ordered[i].score for i in each) == greatest]
    return max(sets, key=lambda each: [i in each for i in size])


def _is_within(chosen, ordered, limits):
    for limit in limits:
        mine = chosen & limit.members
        if limit.at_most is not None and len(mine) > limit.at_most:
            return False
        if (
            limit.most_amount is not None
            and sum(ordered[i].amount for i in mine) > limit.most_amount
        ):
            return False
    return True


def test_the_strict_order_ends_at_the_first_that_does_not_fit():
    entries = [entry(1, 90), entry(2, 80, amount=2 * FIVE), entry(3, 70)]

    ranking = rank(entries, Rules(Way.STRICT, budget=2 * FIVE))

    assert ranking.funded == {1}
    words = [sentence(line) for line in ranking.lines]
    assert words[1] == (
        "Score 80, rank 2: it asks for €10,000, and €5,000 are left of the budget of €10,000."
    )
    assert words[2] == "Score 70, rank 3: the list ended at rank 2, which did not fit any more."


def test_a_full_country_is_named_with_the_ranks_that_filled_it():
    entries = [entry(1, 90), entry(2, 85, "PT"), entry(3, 84), entry(4, 82.5)]
    names = Names({("country", "ES"): "Spain"})

    ranking = rank(entries, Rules(quotas=(Quota("country", (), at_most=2),)))

    assert ranking.funded == {1, 2, 3}
    assert sentence(ranking.lines[3], names) == (
        "Score 82.5, rank 4: the places of Spain (2) were taken by ranks 1, 3."
    )
    assert "ranks 1" not in sentence(ranking.lines[3], names, with_ranks=False)


def test_the_reason_is_what_higher_ranks_filled_not_what_filled_up_later():
    entries = [entry(1, 90), entry(2, 85), entry(3, 80, "PT")]

    ranking = rank(entries, Rules(budget=2 * FIVE, quotas=(Quota("country", (), at_most=1),)))

    assert ranking.funded == {1, 3}
    assert sentence(ranking.lines[1]) == (
        "Score 85, rank 2: the places of ES (1) were taken by rank 1."
    )


def test_a_minimum_that_cannot_be_met_is_met_as_far_as_it_goes_and_said():
    entries = [entry(1, 90), entry(2, 60, "EL"), entry(3, 50)]
    rules = Rules(places=2, quotas=(Quota("country", ("EL",), at_least=2),))

    ranking = rank(entries, rules)

    assert ranking.funded == {1, 2}
    facts = {"group": "country", "values": ("EL",), "least": 2, "reached": 1}
    assert ranking.shortfalls == (Reason("shortfall", facts),)


def test_one_below_a_threshold_has_no_rank_and_fills_no_place():
    missed = (Reason("below_total", {"score": Decimal("9.5"), "least": Decimal(10)}),)
    entries = [entry(1, "9.5", misses=missed), entry(2, 10)]

    ranking = rank(entries, Rules(places=2))

    assert [(line.place, line.rank) for line in ranking.lines] == [
        (Place.FUNDED, 1),
        (Place.BELOW, None),
    ]
    assert sentence(ranking.lines[1]) == (
        "Score 9.5, not ranked: the sum of 9.5 is below the threshold of 10."
    )


def test_ties_go_by_the_rules_in_their_order():
    women = frozenset({"women_led"})
    entries = [
        entry(1, 80, scores={"impact": Decimal(7)}),
        entry(2, 80, scores={"impact": Decimal(8)}),
        entry(3, 80, scores={"impact": Decimal(8)}, flags=women),
    ]
    ties = (TieRule(TieKind.CRITERION, "impact"), TieRule(TieKind.FLAG, "women_led"))

    ranking = rank(entries, Rules(ties=ties))

    assert [line.entry.number for line in ranking.lines] == [3, 2, 1]
    names = Names(labels={"impact": "Impact", "women_led": "led by women"})
    assert [tie_sentence(line.tie, names) for line in ranking.lines[1:]] == [
        "Equal score as rank 1, which goes first: it answers yes to “led by women”.",
        "Equal score as rank 2, which goes first: it has the higher score in “Impact”.",
    ]


def test_fewer_from_a_country_goes_first_and_each_one_placed_counts():
    entries = [entry(1, 90), entry(2, 80), entry(3, 80), entry(4, 80, "PT"), entry(5, 80, "PT")]

    ordered = in_order(entries, (TieRule(TieKind.FEWER, "country"),))

    assert [each.number for each in ordered] == [1, 4, 2, 5, 3]


def test_a_lot_is_drawn_again_by_anybody_from_the_seed():
    entries = [entry(number, 80) for number in range(1, 7)]

    ordered = in_order(entries, (TieRule(TieKind.LOT, "2026-11-23"),))

    numbers = [each.number for each in ordered]
    assert numbers == sorted(numbers, key=lambda number: lot("2026-11-23", number))
    assert numbers != sorted(numbers)


def test_what_a_declined_place_frees_goes_to_the_next_whom_the_quotas_let_in():
    entries = [
        *(entry(1, 90), entry(2, 85), entry(3, 80, "PT")),
        *(entry(4, 75), entry(5, 70, "PT"), entry(6, 65, "EL")),
    ]
    rules = Rules(places=3, quotas=(Quota("country", (), at_most=2),))
    ranking = rank(entries, rules)

    assert ranking.funded == {1, 2, 3}
    assert who_moves_up(ranking, rules, standing={1, 2}, gone={3}) == [5]
    assert who_moves_up(ranking, rules, standing={2, 3}, gone={1}) == [4]
    assert who_moves_up(ranking, rules, standing={1, 2, 5}, gone={3, 5}) == []


def test_nobody_moves_up_from_below_the_reserve_list():
    rules = Rules(places=1, reserve=1)
    ranking = rank([entry(1, 90), entry(2, 80), entry(3, 70)], rules)

    assert [line.place for line in ranking.lines] == [Place.FUNDED, Place.RESERVE, Place.NOT_FUNDED]
    assert who_moves_up(ranking, rules, standing=set(), gone={1}) == [2]
    assert who_moves_up(ranking, rules, standing=set(), gone={1, 2}) == []


def test_an_empty_list_is_ranked_too():
    for way in Way:
        quotas = (Quota("country", ("EL",), at_least=1), Quota("country", (), at_most=1))
        ranking = rank([], Rules(way, budget=FIVE, quotas=quotas))

        assert ranking.lines == () and len(ranking.shortfalls) == 1
