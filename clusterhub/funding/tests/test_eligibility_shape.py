from datetime import date

import pytest

from clusterhub.funding.eligibility import RulesRefused, clean_facts, clean_rules
from clusterhub.funding.eligibility.known import known_words
from clusterhub.funding.eligibility.words import rule_words

TODAY = date(2026, 11, 23)
EVERY_KIND = [
    {"kind": "applicant", "kinds": ["sme", "university"]},
    {"kind": "size", "sizes": ["micro", "small", "medium"], "binding": True},
    {"kind": "figure", "figure": "staff", "at_least": 5, "at_most": 0.5 + 40},
    {"kind": "age", "at_least_years": 2, "less_than_years": 5, "on": "2026-01-01"},
    {"kind": "country", "programmes": ["smp"], "countries": ["CH"], "except": ["HU"]},
    {"kind": "region", "regions": ["AT31", "ITC"]},
    {"kind": "quota", "per": "country", "left": {"AT": 3, "DE": 0}, "counted_on": "2026-11-20"},
    {"kind": "nace", "codes": ["62", "C"], "source": {"citation": "Call, 3.2", "url": "https://a.example/"}},
    {"kind": "cluster", "of": [{"id": "steel", "name": "Steel Hub"}]},
    {"kind": "label", "at_least": "silver"},
    {"kind": "aid", "amount_eur": 60_000},
    {"kind": "consortium", "at_least": 3, "needs": [{"at_least": 1, "programmes": ["eu"]}]},
    {"kind": "statement", "question": "Had you a voucher before?", "expected": False},
    {"kind": "any", "rules": [{"kind": "cluster"}, {"kind": "not", "rules": [{"kind": "cluster"}]}]},
]  # fmt: skip


def test_every_kind_of_rule_is_kept_said_in_words_and_kept_the_same_again():
    rules = clean_rules(EVERY_KIND)

    assert clean_rules(rules) == rules
    assert [rule["id"] for rule in rules[:2]] == ["rule-1", "rule-2"]
    said = [rule_words(rule, TODAY) for rule in rules]
    assert said[0] == "Open to: Small or medium-sized enterprise or University."
    assert said[3] == "Founded at least 2 and less than 5 years before."
    assert said[4] == (
        "Established in: countries in the Single Market Programme, SME pillar or Switzerland."
        " Not in: Hungary."
    )
    assert said[6] == (
        "A place must be left where you are: Austria 3 and Germany 0. Counted on 20 November 2026."
    )
    assert said[10] == (
        "De minimis aid: with €60,000 of this call, at most €300,000 in three years, linked"
        " enterprises counted."
    )
    assert said[11] == (
        "A consortium: at least 3 partners and at least 1 from Member States of the European Union."
    )
    assert said[13] == "At least one of these: Member of a cluster; Not: Member of a cluster."


def test_what_is_known_is_said_with_its_arithmetic():
    facts = {
        "staff": 40,
        "ties": [{"tie": "partner", "share": 25, "staff": 100}],
        "founded": "2021",
        "aid": [{"granted_on": "2025-05-01", "amount_eur": 120_000}],
    }
    size, age, aid = ({"kind": kind} for kind in ("size", "age", "aid"))

    assert known_words(size, facts, TODAY) == (
        "With linked and partner enterprises: Staff (full-time posts in a year) 65."
        " So it is: medium-sized enterprise or larger than an SME."
    )
    assert known_words(age, facts, TODAY) == "Founded 2021: 4–5 years old on 23 November 2026."
    assert known_words(aid, facts, TODAY) == (
        "€120,000 in the 3 years to 23 November 2026; €180,000 of €300,000 are left."
    )
    assert known_words(aid, {}, TODAY) == ""


@pytest.mark.parametrize(
    ("raw", "problems"),
    [
        ({}, ["Rules are a list."]),
        ([{"kind": "magic"}], ["Rule 1: There is no kind of rule called “magic”."]),
        ([{"kind": ["size"]}], ["Rule 1: There is no kind of rule called “['size']”."]),
        (["x"], ["Rule 1: A rule is an object with a kind."]),
        ([{"kind": "cluster", "version": 3}], [
            "Rule 1: It is written for another version of the format; this site reads 1."
        ]),
        ([{"kind": "size"}], ["Rule 1: It says nothing yet: fill in what it asks for."]),
        ([{"kind": "cluster", "id": "a"}, {"kind": "label", "id": "a", "at_least": "best"}], [
            "Rule 2: The id “a” is there twice.",
            "Rule 2, at_least: This is one of: bronze, silver, gold.",
        ]),
        ([{"kind": "country", "countries": ["XX"]}], ["Rule 1, countries: No country: XX."]),
        ([{"kind": "age", "at_least_years": 9, "less_than_years": 5}], [
            "Rule 1: The least is more than the most."
        ]),
        ([{"kind": "nace", "codes": ["62.10"], "revision": "2"}], [
            "Rule 1: A code does not belong to this revision of NACE."
        ]),
        ([{"kind": "any", "rules": [{"kind": "cluster", "colour": "red"}]}], [
            "Rule 1.1: It has a field that its kind does not know: colour."
        ]),
        ([{"kind": "figure", "figure": "staff", "at_least": float("nan")}], [
            "Rule 1, at_least: This is a number from 0 to 1000000000000."
        ]),
        ([{"kind": "cluster", "source": {"url": "javascript:alert(1)"}}], [
            "Rule 1, source: “javascript:alert(1)” is no address of a page on the web."
        ]),
        ([{"kind": "quota", "per": "country", "left": {"AT": True}}], [
            "Rule 1, left: This is a number from 0 to 1000000."
        ]),
        ([{"kind": "consortium", "needs": [{"at_least": 2}]}], [
            "Rule 1, needs: Say of which kinds, or from where."
        ]),
        ([{"kind": "cluster"}] * 61, ["A call has at most 60 rules."]),
    ],
)  # fmt: skip
def test_what_is_no_rule_is_refused_with_a_sentence(raw, problems):
    with pytest.raises(RulesRefused) as refused:
        clean_rules(raw)

    assert [str(problem) for problem in refused.value.problems] == problems


def test_rules_that_nest_without_end_are_refused():
    raw = {"kind": "cluster"}
    for _ in range(500):
        raw = {"kind": "not", "rules": [raw]}

    with pytest.raises(RulesRefused):
        clean_rules([raw])


def test_facts_that_are_not_as_they_should_be_are_left_out_and_named():
    facts, problems = clean_facts(
        {
            "kind": "sme",
            "staff": -1,
            "country": "XX",
            "founded": "2021-02-30",
            "aid": [{"granted_on": "2025-01-01"}],
            "ties": [{"tie": "partner", "share": 80}],
            "partners": [{"country": "AT", "kind": ""}],
            "member_of/steel": "yes",
            "public_share": False,
            "shoe_size": 43,
            "region": None,
        }
    )

    assert facts == {"kind": "sme", "partners": [{"country": "AT"}], "public_share": False}
    assert sorted(problems) == [
        "aid", "country", "founded", "member_of/steel", "shoe_size", "staff", "ties",
    ]  # fmt: skip
    assert problems["aid"] == "Each aid needs the day it was granted and its amount."
