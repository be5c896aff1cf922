from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clusterhub.funding.eligibility import Answer, check
from clusterhub.funding.eligibility.sme import possible_sizes

TODAY = date(2026, 11, 23)
MILLION = 1_000_000
SME = [{"kind": "size", "sizes": ["micro", "small", "medium"]}]


def _facts(staff, turnover, balance, ties=(), **more):
    money = {"turnover_eur": turnover * MILLION, "balance_eur": balance * MILLION}
    return {"staff": staff, **money, "ties": list(ties), "public_share": False, **more}


@pytest.mark.parametrize(
    ("facts", "size"),
    [
        (_facts(9, 2, 99), "micro"),
        (_facts(10, 2, 2), "small"),
        (_facts(49, 99, 10), "small"),
        (_facts(50, 1, 1), "medium"),
        (_facts(249, 50, 99), "medium"),
        (_facts(249, 99, 43), "medium"),
        (_facts(249, 50.01, 43.01), "large"),
        (_facts(250, 1, 1), "large"),
        (_facts(3, 1, 1, public_share=True), "large"),
    ],
)
def test_the_ceilings_of_the_recommendation(facts, size):
    assert possible_sizes(facts) == {size}


def test_linked_enterprises_count_whole_and_partners_in_proportion():
    linked = {"tie": "linked", "staff": 200, "turnover_eur": 0, "balance_eur": 0}
    partner = {"tie": "partner", "share": 40, "staff": 100, "turnover_eur": 0, "balance_eur": 0}

    assert possible_sizes(_facts(49, 1, 1, [linked])) == {"medium"}
    assert possible_sizes(_facts(50, 1, 1, [linked])) == {"large"}
    assert possible_sizes(_facts(9, 1, 1, [partner])) == {"small"}
    assert possible_sizes(_facts(10, 1, 1, [partner])) == {"medium"}  # 10 and 40 % of 100.


def test_a_partner_whose_share_is_not_told_leaves_the_size_open():
    partner = {"tie": "partner", "staff": 100, "turnover_eur": 0, "balance_eur": 0}

    verdict = check([{"kind": "size", "sizes": ["small"]}], _facts(10, 1, 1, [partner]), TODAY)

    assert (verdict.answer, verdict.missing) == (Answer.UNSURE, ("ties",))


def test_who_began_to_work_it_out_is_asked_only_what_still_matters():
    asked = {
        "nothing": check(SME, {}, TODAY).missing,
        "staff": check(SME, {"staff": 12}, TODAY).missing,
        "turnover, too": check(SME, {"staff": 12, "turnover_eur": 1}, TODAY).missing,
        "no ties": check(SME, {"staff": 12, "turnover_eur": 1, "ties": []}, TODAY).missing,
        "too many": check(SME, {"staff": 300}, TODAY).missing,
    }

    assert asked == {
        "nothing": ("size",),
        "staff": ("size",),
        "turnover, too": ("balance_eur", "ties", "public_share"),
        "no ties": ("public_share",),
        "too many": (),
    }


def test_a_profile_that_says_sme_suffices_until_figures_say_otherwise():
    assert check(SME, {"kind": "sme"}, TODAY).answer == Answer.YES
    assert check(SME, {"kind": "large_company"}, TODAY).answer == Answer.NO
    assert check(SME, {"kind": "sme", "staff": 900}, TODAY).answer == Answer.NO
    only_small = [{"kind": "size", "sizes": ["small"]}]
    assert check(only_small, {"kind": "sme"}, TODAY).missing == ("size",)


@given(st.data())
def test_the_open_sizes_are_those_that_some_completion_has(data):
    values = {
        "staff": [5, 30, 300],
        "turnover_eur": [MILLION, 20 * MILLION, 90 * MILLION],
        "balance_eur": [MILLION, 20 * MILLION, 90 * MILLION],
        "public_share": [False, True],
    }
    known = {
        name: data.draw(st.sampled_from(row))
        for name, row in values.items()
        if data.draw(st.booleans())
    }
    unknown = [name for name in values if name not in known]
    wanted = set(
        data.draw(st.lists(st.sampled_from(["micro", "small", "medium", "large"]), min_size=1))
    )

    endings = [
        possible_sizes({"ties": [], **known, **dict(zip(unknown, row, strict=True))})
        for row in product(*(values[name] for name in unknown))
    ]

    seen = set().union(*endings)
    assert all(len(sizes) == 1 for sizes in endings)
    assert seen <= possible_sizes({"ties": [], **known})
    answer = check([{"kind": "size", "sizes": sorted(wanted)}], {"ties": [], **known}, TODAY).answer
    if answer != Answer.UNSURE:
        assert (seen <= wanted, not seen & wanted) == (answer == Answer.YES, answer == Answer.NO)
