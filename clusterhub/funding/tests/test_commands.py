import json
from datetime import datetime
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
from django.core.management import CommandError, call_command

from clusterhub.funding.models import Call, CallImport
from clusterhub.funding.operations import create_call, set_moment
from clusterhub.funding.tests.makers import make_call
from clusterhub.funding.tests.records import page, result

pytestmark = pytest.mark.django_db
BRUSSELS = ZoneInfo("Europe/Brussels")


def run(name, *arguments):
    out, err = StringIO(), StringIO()
    call_command(name, *map(str, arguments), stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def printed(*arguments):
    return [json.loads(line) for line in run("calls", "--json", *arguments)[0].splitlines()]


@pytest.fixture
def file(tmp_path):
    def written(*records, name="page.json"):
        path = tmp_path / name
        path.write_bytes(page(*records).read())
        return path

    return written


def test_files_are_taken_over_with_a_report_and_the_second_time_nothing_changes(file, tmp_path):
    first, second = file(result("A"), result("B", budget="plenty")), tmp_path / "missing.json"
    report = tmp_path / "report.csv"

    with pytest.raises(CommandError, match=r"1 of 2 files could not be read\."):
        run("import_calls", first, second, "--report", report)
    again, _err = run("import_calls", first)

    assert again.splitlines() == [
        "page.json: 2 records",
        "2 calls: 0 new, 0 changed, 2 the same as before",
        "0 copies that were not known, 0 refused",
        "Nothing has changed since the last time.",
    ]
    assert report.read_text().splitlines()[2] == "page.json,2,B,new,“plenty” is no amount."
    assert [row.counts["new"] for row in CallImport.objects.all()] == [0, 2]


def test_refusals_and_remarks_name_file_record_and_reason(file):
    out, err = run("import_calls", file(result("A", budget="plenty"), result(None)), "--dry-run")

    assert err.splitlines() == [
        "page.json, record 1 (A): “plenty” is no amount.",
        "page.json, record 2: it has no identifier.",
    ]
    assert out.splitlines()[0] == "page.json: 1 record, 1 refused"
    assert out.splitlines()[-1] == "Nothing was changed."
    assert not Call.objects.exists()


def test_calls_are_printed_as_of_an_instant_with_the_offsets_of_their_zone(file):
    run("import_calls", file(
        result("A", budget="1500000.50", deadlineModel="multiple cut-off",
               deadlineDate=["2027-04-06T00:00:00.000+0000", "2027-01-12T00:00:00.000+0000"]),
        result("A", esDA_IngestDate="2020-01-01T00:00:00Z", reference="2"),
    ))  # fmt: skip
    make_call(is_published=False, closes_at=None, title="Draft")

    (said,) = printed("--on", "2027-01-12T16:59:59+01:00")

    assert said == {
        "identifier": "A",
        "title": "Vouchers for clusters",
        "programme": "Single Market Programme",
        "status": "closing_soon",
        "cut_offs": ["2027-01-12T17:00:00+01:00", "2027-04-06T17:00:00+02:00"],
        "budget_eur": 1500000.5,
        "min_eur": None,
        "max_eur": None,
        "copies": 2,
    }
    assert printed("--on", "2027-01-12T17:00:00+01:00")[0]["status"] == "open"
    assert printed("--on", "2027-04-06T17:00")[0]["status"] == "closed"  # In the site's zone.
    assert printed("--on", "2026-08-31T23:59:59+02:00")[0]["status"] == "announced"
    assert [row["title"] for row in printed("--drafts")] == ["Draft", "Vouchers for clusters"]


def test_moments_decide_the_status_that_is_printed():
    call = create_call(title="T", identifier="T", by=None)
    at = datetime(2026, 7, 1, tzinfo=BRUSSELS)
    set_moment(call, moment="suspended_at", at=at, by=None)
    set_moment(call, moment="cancelled_at", at=at.replace(day=2), by=None)

    statuses = [
        printed("--drafts", "--on", f"2026-{day}")[0]["status"]
        for day in ("06-30", "07-01", "07-02")
    ]

    assert statuses == ["announced", "suspended", "cancelled"]


@pytest.mark.parametrize(
    "instant", ["tomorrow", "2026-02-30", "2026-01-01T25:00", "0001-01-01T00:00"]
)
def test_an_instant_that_is_none_gives_a_sentence_and_exit_code_2(instant):
    with pytest.raises(CommandError, match=f"“{instant}” is no instant") as refusal:
        run("calls", "--json", "--on", instant)

    assert refusal.value.returncode == 2
