"""The criteria as rules: what counts as met, what is missing, what a validator must look at."""

from datetime import date
from types import SimpleNamespace

import pytest

from clusterhub.directory.criteria import Asked, Mark, asked, check

ON = date(2026, 11, 22)
COUNT = {"on": "2026-03-01", "sme": 12, "large": 1, "research": 2, "public": 1, "other": 0}
GOOD = {
    "staff_fte": "2.00",
    "english_website": "https://cluster.example/en",
    "services": "Study visits",
    "counts": [COUNT],
}


def marks(record=GOOD, mutual_members=0, evidence=None, is_waived=False, on=ON):
    criteria = check(
        record, mutual_members=mutual_members, evidence=evidence or {}, is_waived=is_waived, on=on
    )
    return {each.code: str(each.mark) for each in criteria}


def said(words="We run a mill together", url="", is_met=None):
    return SimpleNamespace(words=words, url=url, is_met=is_met)


def test_a_cluster_that_shows_everything_meets_all_five():
    assert set(marks().values()) == {Mark.MET}


def test_an_empty_profile_misses_all_five():
    assert set(marks({}).values()) == {Mark.MISSING}


@pytest.mark.parametrize(
    ("change", "code", "mark"),
    [
        ({"staff_fte": "0.49"}, "staff", "missing"),
        ({"staff_fte": "0.50"}, "staff", "met"),
        ({"english_website": ""}, "english_website", "missing"),
        ({"services": ""}, "english_website", "missing"),
        ({"services": "", "links": [{"url": "https://x.example"}]}, "english_website", "met"),
        ({"counts": [COUNT | {"sme": 10}]}, "members", "missing"),
        ({"counts": [COUNT | {"sme": 11}]}, "members", "met"),
        ({"counts": [COUNT | {"on": "2025-05-01"}]}, "members", "unclear"),
        ({"counts": [COUNT | {"on": "2025-05-01", "sme": 0}]}, "members", "missing"),
        (
            {"counts": [COUNT | {"large": 0, "research": 0, "public": 0, "sme": 20}]},
            "two_types",
            "missing",
        ),
        ({"counts": [COUNT | {"public": 0}]}, "public_tie", "missing"),
        ({"counts": [COUNT | {"on": "2026-10-01", "sme": 0}, COUNT]}, "members", "missing"),
    ],
)
def test_each_criterion_is_judged_by_its_own_number(change, code, mark):
    assert marks(GOOD | change)[code] == mark


def test_members_that_both_sides_confirm_count_without_a_declared_number():
    assert marks(GOOD | {"counts": []}, mutual_members=15)["members"] == "met"
    assert marks(GOOD | {"counts": []}, mutual_members=14)["members"] == "missing"


def test_evidence_leaves_a_criterion_unclear_until_a_validator_has_looked():
    found = [
        marks({}, evidence={"public_tie": said(is_met=is_met)})["public_tie"]
        for is_met in (None, True, False)
    ]

    assert found == ["unclear", "met", "missing"]


def test_a_finding_of_a_validator_counts_before_the_numbers():
    assert marks(evidence={"staff": said(is_met=False)})["staff"] == "missing"


def test_a_waived_criterion_never_says_met():
    assert set(marks(is_waived=True).values()) == {Mark.WAIVED}
    assert set(marks({}, is_waived=True).values()) == {Mark.WAIVED}


@pytest.mark.parametrize(
    ("standings", "answer"),
    [
        ([], Asked.NO),
        ([("eea", True)], Asked.NO),
        ([("eu", True)], Asked.YES),
        ([("smp", False)], Asked.UNCLEAR),
        ([("smp", False), ("eu", True)], Asked.YES),
        ([("cosme", True)], Asked.YES),
    ],
)
def test_criteria_are_asked_where_a_country_takes_part(standings, answer):
    rows = [
        SimpleNamespace(programme=name, is_certain=is_certain) for name, is_certain in standings
    ]

    assert asked(rows) == answer
