"""What /api/v1/calls gives away, another ClusterHub reads without loss."""

import json
from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from clusterhub.funding.models import Call, CallDocument
from clusterhub.funding.operations import (
    add_deadline,
    change_rules,
    move_deadline,
    set_moment,
    update_call,
)
from clusterhub.funding.operations.rows import know_as
from clusterhub.funding.tests.makers import make_call
from clusterhub.vocabularies.models import Topic

pytestmark = pytest.mark.django_db
# What is of the place where a call stands, and not of the call.
OF_THE_PLACE = ("id", "slug", "page", "api_url", "calendar_url", "updated_at", "source", "aliases")


def run(name, *arguments):
    out = StringIO()
    call_command(name, *map(str, arguments), stdout=out, stderr=StringIO())
    return out.getvalue()


def printed():
    rows = [json.loads(line) for line in run("calls", "--json").splitlines()]
    return sorted(({**row, "copies": None} for row in rows), key=lambda row: row["title"])


def exported(path):
    path.write_bytes(Client().get("/api/v1/calls?limit=1000").content)
    return json.loads(path.read_bytes())["calls"]


def exported_in_pages(folder, limit):
    """Files of the pages as somebody takes them who follows `next`."""
    address, files = f"/api/v1/calls?limit={limit}", []
    while address:
        path = folder / f"page-{len(files)}.json"
        path.write_bytes(Client().get(address).content)
        address = json.loads(path.read_bytes())["next"]
        files.append(path)
    return files


def make_world():
    """Calls that differ in everything that may get lost on the way."""
    now = timezone.now().replace(microsecond=0)
    make_rich_call(now)
    day_only = make_call(title="Only a day", closes_at=None)
    add_deadline(day_only, closes_at=date(2031, 3, 30), time_zone="Atlantic/Azores", by=None)
    for label in ("Lot A", "Lot B"):  # Two of the same instant.
        add_deadline(day_only, closes_at=now + timedelta(days=400), label=label, by=None)
    for moment in ("suspended_at", "cancelled_at", "spent_at", "results_at"):
        call = make_call(title=f"A call with {moment}", closes_at=now + timedelta(days=9))
        set_moment(call, moment=moment, at=now - timedelta(hours=1), by=None)
    make_call(title="Nothing is known", closes_at=None)


RICH = {
    "title": "Vouchers for timber",
    "identifier": "WOOD-2031-01",
    "programme": "Wood & Co",
    "parent_identifier": "WOOD-2031",
    "publisher_name": "Timber cluster",
    "url": "https://wood.example/call",
    "procedure": "two_stage",
    "budget_eur": "1500000.50",
    "min_eur": 5000,
    "max_eur": 60000,
    "rate": "70",
    "money_form": "voucher",
    "projects_expected": 12,
    "summary": "For small firms.\nSecond line.",
    "body": "<p>Apply <strong>now</strong>.</p>",
    "contact_url": "https://wood.example/ask",
    "keywords": ["larch", "sawmills"],
}


def make_rich_call(now):
    topic = Topic.objects.create(slug="wood", name="Wood")
    opens_at = now - timedelta(days=3)
    rich = make_call(**RICH, opens_at=opens_at, topics=[topic], closes_at=None)
    first = add_deadline(rich, closes_at=now + timedelta(days=20), stage=1, by=None, source="x")
    add_deadline(
        *(rich,),
        closes_at=now + timedelta(days=90),
        stage=2,
        label="Second stage",
        as_printed="in spring, at 17:00",
        time_zone="Europe/Madrid",
        by=None,
    )
    for days in (21, 25):
        moved_to = now + timedelta(days=days)
        move_deadline(first, closes_at=moved_to, by=None, source=f"News {days}")
    rule = {"kind": "country", "countries": ["ES"], "id": "where"}
    change_rules(rich, change=lambda _rules: [rule], by=None)
    CallDocument.objects.create(call=rich, title="Guide", url="https://wood.example/guide.pdf")
    update_call(rich, by=None)


def test_calls_go_round_without_loss_and_a_second_time_changes_nothing(tmp_path):
    make_world()
    before, given = printed(), exported(tmp_path / "calls.json")
    Call.objects.all().delete()

    run("import_calls", tmp_path / "calls.json")
    after, again = printed(), exported(tmp_path / "again.json")
    out = run("import_calls", tmp_path / "calls.json")

    assert after == before

    def kept(rows):
        rows = [{k: v for k, v in row.items() if k not in OF_THE_PLACE} for row in rows]
        return sorted(rows, key=lambda row: row["title"])

    assert kept(again) == kept(given)
    assert "7 calls: 0 new, 0 changed, 7 the same as before" in out


def test_pages_one_after_the_other_bring_the_same_with_every_alias_and_word(tmp_path):
    make_world()
    rich = Call.objects.get(identifier="WOOD-2031-01")
    know_as(rich, "WOOD-OLD-NAME")
    make_call(title="A child of it", parent=rich)
    make_call(title="Of one without a name", parent=Call.objects.get(title="Only a day"))
    before, pages = printed(), exported_in_pages(tmp_path, limit=3)
    Call.objects.all().delete()

    run("import_calls", *reversed(pages))

    assert len(pages) == 3
    assert printed() == before
    again = Call.objects.get(identifier="WOOD-2031-01")
    assert {row.identifier for row in again.aliases.all()} >= {"WOOD-2031-01", "WOOD-OLD-NAME"}
    assert list(Call.objects.matching("larch")) == [again]
    assert [str(call) for call in again.children.all()] == ["A child of it"]
    assert str(Call.objects.get(title="Of one without a name").parent) == "Only a day"
    assert "9 the same as before" in run("import_calls", *pages)


def test_what_the_other_site_changes_later_is_taken_over_with_its_history(tmp_path):
    call = make_call(title="It will move", identifier="MOVES-1")
    now = timezone.now().replace(microsecond=0)
    set_moment(call, moment="suspended_at", at=now, by=None)
    exported(tmp_path / "first.json")
    deadline = call.deadlines.get()
    was = deadline.closes_at
    move_deadline(deadline, closes_at=was + timedelta(days=5), by=None, source="The portal")
    set_moment(call, moment="suspended_at", at=None, by=None)
    after = exported(tmp_path / "second.json")
    Call.objects.all().delete()

    for name in ("first", "second"):
        run("import_calls", tmp_path / f"{name}.json")

    row = Call.objects.get().deadlines.get()
    assert (row.closes_at, row.changes.get().was_at) == (was + timedelta(days=5), was)
    assert row.changes.get().source == "The portal"
    assert Call.objects.get().suspended_at is None
    assert exported(tmp_path / "third.json")[0]["deadlines"] == after[0]["deadlines"]


def test_a_harvest_with_nonsense_in_it_loses_only_that(tmp_path):
    good = {"closes_at": "2031-05-01T17:00:00+02:00", "time_zone": "Mars/Olympus", "stage": True}
    record = {
        "api_url": "https://other.example/api/v1/calls/x",
        "id": "0b6f",
        "identifier": None,
        "title": "Odd",
        "deadlines": [good, {"closes_at": "soon"}, 7],
        "rules": [{"kind": "no such kind"}, 5],
        "suspended_at": "yesterday",
        "documents": "none",
        "topics": [{"slug": "not-here"}],
        "text": "<script>alert(1)</script><p>Words</p>",
    }
    path = tmp_path / "odd.json"
    path.write_text(json.dumps({"calls": [record, {"api_url": "x", "deadlines": []}]}))

    out = run("import_calls", path)

    call = Call.objects.get()
    assert (call.identifier, call.title, call.rules, call.body) == ("", "Odd", [], "<p>Words</p>")
    assert call.deadlines.get().closes_there.isoformat() == "2031-05-01T17:00:00+02:00"
    assert "1 record, 1 refused" in out
