from datetime import UTC, datetime
from itertools import permutations

import pytest

from clusterhub.funding.merging import Copy, Line, contradictions, merge, paired

pytestmark = pytest.mark.pure


def copy(year, **facts):
    return Copy(datetime(year, 1, 1, tzinfo=UTC), "the portal", f"copy of {year}", facts)


def line(day, stage=None):
    return Line(f"2027-{day}T15:00:00+00:00", False, stage)


def test_the_newest_that_says_something_wins_in_whatever_order_copies_come():
    copies = [
        copy(2022, title="A", budget_eur="5.00"),
        copy(2023, title="B", kind="direct"),
        copy(2024, title="B", rate="70.00"),
    ]

    for each in permutations(copies):
        merged = merge(each)
        assert merged.values == {
            "title": "B", "budget_eur": "5.00", "kind": "direct", "rate": "70.00",
        }  # fmt: skip
        assert [change[:3] for change in merged.changes] == [("title", "A", "B")]
        assert merged.said_by["budget_eur"].at.year == 2022


@pytest.mark.parametrize(
    ("old", "new", "pairs"),
    [
        (["02-02"], ["05-05"], [("02-02", "05-05")]),
        (["02-02", "09-09"], ["09-09", "02-03"], [("09-09", "09-09"), ("02-02", "02-03")]),
        (["01-27", "12-26"], ["03-24"], [("01-27", "03-24")]),
        (["03-24"], ["01-27", "03-25", "12-26"], [("03-24", "03-25")]),
        (["01-01", "06-01"], ["01-02", "06-02", "12-02"], [("01-01", "01-02"), ("06-01", "06-02")]),
        ([], ["01-01"], []),
    ],
)
def test_deadlines_are_matched_by_instant_and_then_by_order_with_the_least_days_between(
    old, new, pairs
):
    found = paired([line(day) for day in old], [line(day) for day in new])

    assert [(a.instant[5:10], b.instant[5:10]) for a, b in found] == pairs


def test_stages_are_matched_before_anything_else():
    found = paired([line("02-02", 1), line("05-05", 2)], [line("05-05", 1), line("09-09", 2)])

    assert [(a.stage, b.stage) for a, b in found] == [(1, 1), (2, 2)]


def test_a_deadline_that_moved_twice_remembers_both():
    def said(year, day):
        return copy(year, deadlines=[[f"2027-{day}T15:00:00+00:00", False, None]])

    merged = merge([said(2024, "03-03"), said(2022, "01-01"), said(2023, "02-02")])

    assert [(was[:10], each.at.year) for was, _is_day, each in merged.lines[0].was] == [
        ("2027-01-01", 2023),
        ("2027-02-02", 2024),
    ]


def test_contradictions_name_every_value_with_its_copy_newest_first():
    rows = contradictions(
        [copy(2022, said_status="announced", title="A"), copy(2023, said_status="open", title="A")]
    )

    assert [(name, [value for value, _ in said]) for name, said in rows] == [
        ("said_status", ["open", "announced"])
    ]
