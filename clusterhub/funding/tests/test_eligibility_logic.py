"""The verdict against every way in which what is not known may turn out."""

import random
from datetime import date
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from clusterhub.funding.eligibility import Answer, check
from clusterhub.funding.eligibility.leaves import answer_fact

TODAY = date(2026, 11, 23)
STATEMENT = {"kind": "statement", "id": "s", "question": "Is it new?", "expected": False}
# Each fact with all values it can take here, and rules that look at nothing else.
VALUES = {
    "kind": ["cluster_organisation", "university", "investor"],
    "country": ["AT", "DE", "TR"],
    "founded": ["2014-03-01", "2022-11-24", "2021-11-23"],
    "nace": [["62.10"], ["10.11", "62.20"], ["01"]],
    "member_of/*": [True, False],
    "label": ["none", "bronze", "gold"],
    "asked_eur": [1000, 90_000, 400_000],
    answer_fact(STATEMENT): [True, False],
}
LEAVES = {
    "kind": [
        {"kind": "applicant", "kinds": ["university"]},
        {"kind": "applicant", "kinds": ["university", "investor"]},
    ],
    "country": [
        {"kind": "country", "programmes": ["eu"]},
        {"kind": "country", "countries": ["TR"], "programmes": ["euro"], "except": ["DE"]},
        {"kind": "quota", "per": "country", "left": {"AT": 0, "DE": 2}},
    ],
    "founded": [
        {"kind": "age", "less_than_years": 5},
        {"kind": "age", "at_least_years": 4, "less_than_years": 9},
    ],
    "nace": [{"kind": "nace", "codes": ["62.1", "C"]}, {"kind": "nace", "codes": ["62.20"]}],
    "member_of/*": [{"kind": "cluster"}],
    "label": [{"kind": "label", "at_least": "bronze"}],
    "asked_eur": [{"kind": "aid"}],
    answer_fact(STATEMENT): [STATEMENT],
}
ALWAYS = {"aid": [{"granted_on": "2025-01-01", "amount_eur": 250_000}]}


def _tree(chance, facts):
    """Rules in which each fact stands once at most, so that its value alone decides its leaf."""
    if len(facts) == 1:
        leaf = chance.choice(LEAVES[facts[0]])
        return {"kind": "not", "rules": [leaf]} if chance.random() < 0.2 else leaf
    cut = chance.randrange(1, len(facts))
    parts = [_tree(chance, facts[:cut]), _tree(chance, facts[cut:])]
    node = {"kind": chance.choice(["all", "any"]), "rules": parts}
    return {"kind": "not", "rules": [node]} if chance.random() < 0.2 else node


def _case(seed):
    chance = random.Random(seed)
    names = chance.sample(list(VALUES), chance.randint(1, 5))
    cut = chance.randint(0, len(names) - 1)
    rules = [_tree(chance, part) for part in (names[:cut], names[cut:]) if part]
    known = {name: chance.choice(VALUES[name]) for name in names if chance.random() < 0.4}
    unknown = [name for name in names if name not in known]
    return chance, rules, ALWAYS | known, unknown


def _answer(rules, facts):
    return check(rules, facts, TODAY).answer


@given(st.integers(0, 10**9))
def test_the_verdict_is_what_all_completions_of_the_unknown_agree_on(seed):
    _chance, rules, facts, unknown = _case(seed)

    endings = {
        chosen: _answer(
            rules, facts | {name: VALUES[name][n] for name, n in zip(unknown, chosen, strict=True)}
        )
        for chosen in product(*(range(len(VALUES[name])) for name in unknown))
    }

    verdict = check(rules, facts, TODAY)
    answers = set(endings.values())
    assert Answer.UNSURE not in answers
    assert verdict.answer == (answers.pop() if len(answers) == 1 else Answer.UNSURE)
    for place, name in enumerate(unknown):
        assert (name in verdict.missing) == _matters(endings, place), name


def _matters(endings, place):
    """Whether there is a case in which this one answer alone turns the verdict."""
    seen = {}
    for values, answer in endings.items():
        seen.setdefault(values[:place] + values[place + 1 :], set()).add(answer)
    return any(len(answers) > 1 for answers in seen.values())


@given(st.integers(0, 10**9))
def test_a_fact_more_never_turns_a_yes_or_a_no_and_the_order_of_rules_does_not_matter(seed):
    chance, rules, facts, unknown = _case(seed)
    steps = [_answer(rules, facts)]
    chance.shuffle(unknown)

    for name in unknown:
        facts = facts | {name: chance.choice(VALUES[name])}
        steps.append(_answer(rules, facts))
        assert _answer(rules[::-1], dict(reversed(facts.items()))) == steps[-1]

    settled = [answer for answer in steps if answer != Answer.UNSURE]
    assert len(set(settled)) == 1
    assert settled == steps[len(steps) - len(settled) :]


@given(st.integers(0, 10**9))
def test_what_was_said_roughly_and_then_exactly_never_turns_a_verdict(seed):
    chance = random.Random(seed)
    finer = {
        "founded": ["2021", "2021-11", f"2021-11-{chance.randint(1, 30):02}"],
        "region": ["AT", "AT3", f"AT3{chance.randint(1, 4)}"],
        "nace": [["C"], ["10"], ["10.1"], [chance.choice(["10.11", "10.12"])]],
    }
    rules = [
        {"kind": "age", "less_than_years": 5},
        {"kind": "region", "regions": ["AT31", "AT33"]},
        {"kind": "nace", "codes": ["10.12", "62"]},
        {"kind": "quota", "per": "region", "left": {"AT": 1, "AT32": 0}},
    ]

    for rule in rules:
        told = [
            _answer(
                [rule], {name: steps[min(step, len(steps) - 1)] for name, steps in finer.items()}
            )
            for step in range(4)
        ]
        settled = [answer for answer in told if answer != Answer.UNSURE]
        assert settled == told[len(told) - len(settled) :]
        assert len(set(settled)) == 1
