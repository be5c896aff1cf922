from decimal import Decimal
from types import SimpleNamespace

import pytest

from clusterhub.applications.questions import (
    as_number,
    problem_of,
    shown,
    totals_of,
)
from clusterhub.applications.snapshots import canonical, digest_of

pytestmark = pytest.mark.pure


def question(kind="short", key="q", required=True, show_if=None, **settings):
    return SimpleNamespace(
        kind=kind, key=key, is_required=required, settings=settings, show_if=show_if or {}
    )


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("12500", "12500"),
        ("12 500,50", "12500.50"),
        ("12.500,50", "12500.50"),
        ("12,500.50", "12500.50"),
        ("€ 1'000", "1000"),
        ("0,5", "0.5"),
        ("-3", "-3"),
        ("12.5", "12.5"),
        ("1e9", None),
        ("NaN", None),
        ("twelve", None),
        ("", None),
        ("1" * 40, None),
        ("٣", None),
    ],
)
def test_a_number_is_read_as_people_write_it(words, number):
    assert as_number(words) == (Decimal(number) if number else None)


def test_what_hangs_on_a_hidden_question_is_hidden_too():
    rows = [
        question("one", "a", choices=["No", "Yes"]),
        question("one", "b", show_if={"key": "a", "is": ["Yes"]}, choices=["X", "Y"]),
        question("short", "c", show_if={"key": "b", "is": ["X"]}),
    ]

    assert [row.key for row in shown(rows, {"a": "No", "b": "X"})] == ["a"]
    assert [row.key for row in shown(rows, {"a": "Yes", "b": "X"})] == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("asked", "value", "is_wrong"),
    [
        (question("short", most_characters=3), "abc", False),
        (question("short", most_characters=3), "abcd", True),
        (question("long", most_words=2), "one  two\n", False),
        (question("long", most_words=2), "one two three", True),
        (question("long"), "", True),
        (question("long", required=False), "", False),
        (question("number", least="3", most="12"), "12", False),
        (question("number", least="3", most="12"), "12.01", True),
        (question("money"), "-1", True),
        (question("one", choices=["a"]), "b", True),
        (question("many", choices=["a", "b"], most_choices=1), ["a", "b"], True),
        (question("many", choices=["a", "b"]), ["a", "c"], True),
        (question("declaration"), False, True),
        (question("declaration"), True, False),
        (question("file", most_files=1), ["x", "y"], True),
        (question("budget", columns=["A"], most_total="10"), {"rows": [["x", "11"]]}, True),
        (question("budget", columns=["A"], most_total="10"), {"rows": [["x", "ten"]]}, True),
        (question("budget", columns=["A"]), {"rows": []}, True),
    ],
)
def test_an_answer_is_judged_by_its_kind_and_its_limits(asked, value, is_wrong):
    assert bool(problem_of(asked, value)) == is_wrong


def test_a_budget_sums_exactly():
    asked = question("budget", columns=["Cost", "Grant"])
    rows = [["a", "0.10", "1"], ["b", "0.20"], ["c", "nonsense", "2"]]

    assert totals_of(asked.settings, {"rows": rows}) == [Decimal("0.30"), Decimal(3)]


def test_partners_are_counted():
    asked = question("partners", least=1, most=2)

    assert problem_of(asked, None, [])
    assert not problem_of(asked, None, [1, 2])
    assert problem_of(asked, None, [1, 2, 3])


def test_the_digest_does_not_depend_on_the_order_of_keys():
    assert canonical({"b": 1, "a": "é"}) == '{"a":"é","b":1}'
    assert digest_of({"b": 1, "a": 2}) == digest_of({"a": 2, "b": 1})
