from datetime import date

import pytest

from clusterhub.funding.eligibility import Answer, Standings, check, questions_of
from clusterhub.funding.eligibility.days import full_years

TODAY = date(2026, 11, 23)
YES, NO, UNSURE = Answer.YES, Answer.NO, Answer.UNSURE


def _aid(*grants, **more):
    lines = [{"granted_on": day, "amount_eur": amount, "country": "AT"} for day, amount in grants]
    return {"aid": lines, **more}


@pytest.mark.parametrize(
    ("on", "facts", "answer"),
    [
        ("2026-11-23", _aid(("2023-11-23", 250_000)), NO),  # The very day still counts.
        ("2026-11-24", _aid(("2023-11-23", 250_000)), YES),
        ("2026-11-23", _aid(("2026-11-24", 250_000)), YES),  # Granted later.
        ("2026-11-23", _aid(("2024-02-29", 240_000)), YES),
        ("2026-11-23", _aid(("2024-02-29", 240_001)), NO),
        ("2027-02-28", _aid(("2024-02-29", 240_001)), NO),
        ("2027-03-01", _aid(("2024-02-29", 240_001)), YES),
        # Until 2023: 200,000 in the fiscal year and the two before it.
        ("2023-12-31", _aid(("2021-01-01", 140_000), fiscal_year_month=1), YES),
        ("2023-12-31", _aid(("2021-01-01", 140_001), fiscal_year_month=1), NO),
        ("2023-12-31", _aid(("2021-01-01", 150_000), fiscal_year_month=7), YES),
        ("2023-12-31", _aid(("2021-01-01", 150_000)), UNSURE),
        ("2023-12-31", _aid(("2023-10-01", 150_000)), NO),  # In whichever month it begins.
        ("2024-01-01", _aid(("2023-10-01", 150_000)), YES),
    ],
)
def test_de_minimis_aid_counts_by_the_rule_of_the_day(on, facts, answer):
    rule = {"kind": "aid", "amount_eur": 60_000}

    assert check([rule], facts, date.fromisoformat(on)).answer == answer


def test_aid_of_another_member_state_does_not_count_where_the_rule_names_one():
    facts = _aid(("2025-01-01", 290_000))
    rule = {"kind": "aid", "amount_eur": 60_000}
    unnamed = {"aid": [{"granted_on": "2025-01-01", "amount_eur": 290_000}]}

    assert check([{**rule, "member_state": "AT"}], facts, TODAY).answer == NO
    assert check([{**rule, "member_state": "DE"}], facts, TODAY).answer == YES
    assert check([{**rule, "member_state": "DE"}], unnamed, TODAY).missing == ("aid",)


def test_who_has_used_it_up_is_not_asked_how_much_she_wants():
    full = check([{"kind": "aid"}], _aid(("2025-01-01", 300_000)), TODAY)
    nearly = check([{"kind": "aid"}], _aid(("2025-01-01", 299_999)), TODAY)

    assert (full.answer, nearly.missing) == (NO, ("asked_eur",))


def test_age_is_counted_in_completed_years_also_from_29_february():
    assert full_years(date(2020, 2, 29), date(2021, 2, 27)) == 0
    assert full_years(date(2020, 2, 29), date(2021, 2, 28)) == 1
    young = [{"kind": "age", "less_than_years": 5, "on": "2026-01-01"}]
    assert check(young, {"founded": "2021-01-02"}, TODAY).answer == YES
    assert check(young, {"founded": "2021-01-01"}, TODAY).answer == NO
    assert check(young, {"founded": "2021"}, TODAY).missing == ("founded",)


def test_a_country_takes_part_by_the_day_and_what_is_uncertain_is_asked_of_nobody():
    spans = Standings(
        [
            ("GB", "eu", date(1973, 1, 1), date(2020, 1, 31), True),
            ("TR", "smp", date(2021, 1, 1), None, False),
        ]
    )
    eu, smp = ({"kind": "country", "programmes": [name]} for name in ("eu", "smp"))

    assert check([eu], {"country": "GB"}, date(2020, 1, 31), spans).answer == YES
    assert check([eu], {"country": "GB"}, date(2020, 2, 1), spans).answer == NO
    doubtful = check([smp], {"country": "TR"}, TODAY, spans)
    assert (doubtful.answer, doubtful.missing, doubtful.doubts) == (UNSURE, (), ("standing",))


def test_a_region_follows_nuts_and_greece_has_two_letters_of_its_own():
    rule = [{"kind": "region", "regions": ["EL30", "AT31"], "except": ["AT312"]}]

    told = {
        "Attica": check(rule, {"region": "EL303"}, TODAY).answer,
        "Greece": check(rule, {"country": "GR"}, TODAY).answer,
        "Germany": check(rule, {"country": "DE"}, TODAY).answer,
        "Linz": check(rule, {"region": "AT312"}, TODAY).answer,
        "Upper Austria": check(rule, {"region": "AT31"}, TODAY).answer,
    }

    assert list(told.values()) == [YES, UNSURE, NO, NO, UNSURE]
    assert (
        check([{"kind": "country", "countries": ["GR"]}], {"region": "EL303"}, TODAY).answer == YES
    )


def test_a_quota_that_is_used_up_says_no_and_elsewhere_decides_the_rest():
    rule = {"kind": "quota", "per": "country", "left": {"AT": 2, "DE": 0}}
    told = [
        check([rule | more], {"country": country}, TODAY).answer
        for more in ({}, {"otherwise": 0})
        for country in ("AT", "DE", "FR")
    ]

    assert told == [YES, NO, YES, YES, NO, NO]


def test_a_consortium_is_counted_with_what_is_known_of_its_partners():
    rule = {
        "kind": "consortium",
        "at_least": 3,
        "countries_at_least": 3,
        "independent_at_least": 3,
        "needs": [{"at_least": 1, "programmes": ["eu"]}, {"at_least": 2, "kinds": ["sme"]}],
    }
    full = [
        {"country": "TR", "kind": "sme"},
        {"country": "RS", "kind": "sme"},
        {"country": "AT", "kind": "university"},
    ]
    gap = [*full[:2], {"kind": "university"}]

    def told(partners, **more):
        verdict = check([rule], {"partners": partners, **more}, TODAY)
        return verdict.answer, verdict.missing

    assert told(full, dependent_partners=0) == (YES, ())
    assert told(full) == (UNSURE, ("dependent_partners",))
    assert told(full, dependent_partners=1) == (NO, ())
    assert told(full[:2]) == (NO, ())
    assert told(gap, dependent_partners=0) == (UNSURE, ("partners",))
    assert told([*full[:2], {"country": "RS"}], dependent_partners=0) == (NO, ())


def test_membership_of_one_cluster_is_membership_and_of_none_is_of_no_named_one():
    named = {"kind": "cluster", "of": [{"id": "steel", "name": "Steel Hub"}, {"id": "wood"}]}

    assert check([{"kind": "cluster"}], {"member_of/wood": True}, TODAY).answer == YES
    assert check([named], {"member_of/*": False}, TODAY).answer == NO
    asked = check([named], {"member_of/steel": False}, TODAY)
    assert [question.words for question in questions_of(asked.missing, [named])] == [
        "Are you a member of wood?"
    ]


def test_activities_lie_under_sections_and_rough_ones_leave_it_open():
    rule = [{"kind": "nace", "codes": ["C", "62.20"]}]

    told = [
        check(rule, {"nace": codes}, TODAY).answer for codes in (["10.11"], ["62"], ["62.10"], [])
    ]

    assert told == [YES, UNSURE, NO, UNSURE]


@pytest.mark.parametrize(
    "rule",
    [
        {}, [], "x", None, {"kind": "size"}, {"kind": "age", "less_than_years": "x"},
        {"kind": "not", "rules": []}, {"kind": "all"}, {"kind": "age", "on": "never"},
        {"kind": "consortium", "needs": [3]}, {"kind": ["size"]},
    ],
)  # fmt: skip
def test_a_rule_that_cannot_be_read_is_a_doubt_and_never_a_fault(rule):
    facts = {"founded": "2020", "partners": [{"country": "AT"}], "kind": "sme"}

    verdict = check([rule], facts, TODAY)

    assert (verdict.answer, verdict.doubts) == (UNSURE, ("unreadable",))


def test_only_a_rule_that_the_publisher_made_binding_is_a_wall():
    rule = {"kind": "applicant", "kinds": ["university"]}

    assert not check([rule], {"kind": "investor"}, TODAY).is_wall
    assert check([rule | {"binding": True}], {"kind": "investor"}, TODAY).is_wall
    assert not check([rule | {"binding": True}], {}, TODAY).is_wall
