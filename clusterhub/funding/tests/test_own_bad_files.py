"""Bad files of our own, from the command to the rows: what is whole stays, what is not is said."""

import gzip
import json
from contextlib import suppress
from decimal import Decimal
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from clusterhub.funding.models import Call
from clusterhub.funding.tests.records import page, result

pytestmark = pytest.mark.django_db
FILES = Path(__file__).with_name("files")


def bring(*files):
    out = StringIO()
    call_command("import_calls", *map(str, files), stdout=out, stderr=out)
    return out.getvalue()


def calls():
    return {call.identifier: call for call in Call.objects.with_deadlines()}


def closes(call):
    return [row.closes_there.isoformat() for row in call.deadlines.all()]


@pytest.mark.parametrize("is_packed", [False, True])
def test_a_feed_that_was_cut_brings_what_was_whole_and_the_next_one_the_rest(tmp_path, is_packed):
    path = FILES / "cut-in-the-middle.json"
    if is_packed:
        packed = gzip.compress(path.read_bytes())
        path = tmp_path / "cut.json.gz"
        path.write_bytes(packed[:-3])  # The pack is damaged, too.

    said = bring(path)

    assert sorted(calls()) == ["CUT-1", "CUT-2"]
    assert "it ends in the middle of a record" in said
    assert ("was cut" in said) == is_packed
    whole = tmp_path / "whole.json"
    whole.write_bytes(page(*(result(f"CUT-{number}") for number in (1, 2, 3, 4))).read())
    assert "4 calls: 2 new" in bring(whole)


def test_days_that_do_not_exist_cost_only_themselves():
    said = bring(FILES / "days-that-do-not-exist.json")

    found = {name: closes(call) for name, call in calls().items()}
    assert found == {
        "DAY-1": ["2031-04-01T00:00:00+02:00"],
        "DAY-2": [],
        "DAY-3": ["2031-03-30T03:30:00+02:00"],  # The clocks skip half past two.
        "DAY-4": ["2031-05-02T00:00:00+02:00"],  # Of 25 o'clock only the day is believed.
        "DAY-5": [],
        "DAY-6": ["2031-06-30T17:00:00+02:00"],
    }
    for words in (
        "“2031-02-29” is in no calendar",
        "“31 June 2031” names no day",
        "“0000-00-00” is in no calendar",
        "the year of “9999-12-31” cannot be meant",
        "Mars/Olympus is no time zone",
    ):
        assert words in said, words


def test_budgets_in_words_are_said_and_left_out():
    said = bring(FILES / "budgets-as-words.csv")

    def money(name):
        call = calls()[name]
        return [call.budget_eur, call.min_eur, call.max_eur, call.rate, call.projects_expected]

    assert money("BUD-1") == [Decimal("1500000.50"), 5000, 60000, 70, 12]
    assert money("BUD-3") == [1_500_000, None, 60_000, 100, None]
    for name in ("BUD-2", "BUD-4", "BUD-5"):
        assert money(name) == [None] * 5, name
    assert "“one and a half million” is no amount" in said
    assert "it pays at least 60000.00 and at most 5000.00" in said


def test_copies_that_contradict_each_other_are_one_call_as_the_newest_says():
    said = bring(FILES / "twice-and-contradictory.json")
    again = bring(FILES / "twice-and-contradictory.json")

    [call] = Call.objects.all()
    assert (call.title, call.budget_eur, call.copies.count()) == ("As it is", 2000, 3)
    assert closes(call) == ["2031-05-07T00:00:00+02:00"]
    assert len(call.deadlines.get().moved_from()) == 2
    assert "1 calls: 1 new" in said
    assert "0 new, 0 changed, 1 the same as before" in again


def test_every_shape_of_the_portal_is_read_from_files_of_our_own():
    names = ("competitive-call.json", "grants-tenders.json", "topic-details.json")

    bring(*(FILES / name for name in names))

    found = {name: (call.kind, closes(call)) for name, call in calls().items()}
    assert found == {
        "COMPETITIVE-CALL-RESIN-1": ("cascade", ["2031-03-31T17:00:00+02:00"]),
        "RESIN-2031-GT": ("direct", ["2031-11-12T17:00:00+01:00"]),
        "RESIN-2031-TD": ("direct", ["2031-11-12T17:00:00+01:00"]),
    }
    assert calls()["COMPETITIVE-CALL-RESIN-1"].publisher_name == "Wood Forward"


def test_bombs_of_markup_in_a_feed_hold_up_no_other_record(tmp_path):
    bombs = ["<div>" * 100_000, "<a href='x'>" * 60_000, "&lt;" * 200_000, "<!--" * 100_000]
    records = [result(f"BOMB-{number}", descriptionByte=bomb) for number, bomb in enumerate(bombs)]
    path = tmp_path / "bombs.json"
    good = result("GOOD-1", descriptionByte="<p onclick='x()'>Fine<script>x()</script></p>")
    path.write_text(json.dumps({"results": [*records, good]}))

    bring(path)

    assert calls()["GOOD-1"].body == "<p>Fine</p>"
    assert len(calls()) == len(bombs) + 1
    assert all(
        "<script" not in call.body and len(call.body) < 3_000_000 for call in calls().values()
    )


@pytest.mark.parametrize(
    "content", [b"", b"\x00" * 999, b"%PDF-1.4", b"<html>503</html>", b'{"calls": ', b"null"]
)
def test_what_is_no_list_at_all_changes_nothing_and_is_said(tmp_path, content):
    path = tmp_path / "calls.json"
    path.write_bytes(content)
    out = StringIO()

    with suppress(CommandError):  # What could not be read at all ends the command with an error.
        call_command("import_calls", str(path), stdout=out, stderr=out)

    lines = out.getvalue().splitlines()
    assert [line for line in lines if line.startswith("calls.json: ") and line.endswith(".")]
    assert not Call.objects.exists()
