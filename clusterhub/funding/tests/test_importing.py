from datetime import UTC, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from clusterhub.funding.models import Call, CallCopy, DeadlineChange
from clusterhub.funding.operations import CallImporter, create_call, move_deadline, update_call
from clusterhub.funding.reading import read_calls
from clusterhub.funding.tests.records import as_file, overview, page, result

pytestmark = pytest.mark.django_db
BRUSSELS = ZoneInfo("Europe/Brussels")
APRIL = datetime(2027, 4, 6, 17, tzinfo=BRUSSELS)
MAY = "2027-05-04T00:00:00.000+0000"
LATER = "2026-09-01T10:00:00.000+0200"


def take(*records, **options):
    """Import one page; the importer with its counts, and what it said."""
    importer = CallImporter(source="the portal", **options)
    told = list(importer.take(read_calls(page(*records)), name="page.json"))
    return importer.summary(), [words for each in told for words in each.words]


def closings(call):
    return [row.closes_there for row in call.deadlines.all()]


def test_a_topic_becomes_a_published_call_with_all_that_its_record_says():
    budget = overview(("CLUSTER-2027-01 - Grants", {"2027": "6000000"}, 100_000, 500_000))
    record = result(
        budgetOverview=budget,
        callIdentifier="CLUSTER-2027",
        descriptionByte="<p>For <b>clusters</b>.</p><script>x</script>",
        keywords=["steel"],
        publicationDocuments='[{"nameDoc": "Guide", "docUrl": "https://p.example/1"}]',
    )

    counts, said = take(record)

    call = Call.objects.get()
    assert (counts["new"], counts["copies"], said) == (1, 1, [])
    assert call.published_at
    assert call.identifier == "CLUSTER-2027-01"
    assert call.parent_identifier == "CLUSTER-2027"
    assert call.programme == "Single Market Programme"
    assert closings(call) == [APRIL]
    assert call.opens_at == datetime(2026, 9, 1, tzinfo=BRUSSELS)
    assert (call.budget_eur, call.min_eur, call.max_eur) == (6_000_000, 100_000, 500_000)
    assert call.body == "<p>For <strong>clusters</strong>.</p>"
    assert call.summary == "For clusters."
    assert [(row.title, row.url) for row in call.documents.all()] == [
        ("Guide", "https://p.example/1")
    ]
    assert list(Call.objects.matching("steel")) == [call]
    assert call.by_hand == []
    assert not call.changes.exists()


@pytest.mark.parametrize("order", [1, -1])
def test_one_topic_is_one_call_and_its_newest_copy_wins_in_whatever_order_they_come(order):
    old = result(
        title="Old words", status="31094501", deadlineDate="2027-02-02T17:00:00.000+0000",
        esDA_IngestDate="2023-04-03T00:54:38.656+0200", budget="5000000", reference="1old",
    )  # fmt: skip
    new = result(title="New words", budget=None)
    twin = old["metadata"] | {"DATASOURCE": ["OTHER"]}

    for record in [old, new, old | {"metadata": twin}][::order]:
        take(record)

    call = Call.objects.get()
    assert call.title == "New words"
    assert call.budget_eur == 5_000_000  # Only the older copies say it.
    assert closings(call) == [APRIL]
    assert call.copies.count() == 3
    assert [row.was_at for row in DeadlineChange.objects.all()] == [
        datetime(2027, 2, 2, 17, tzinfo=BRUSSELS)
    ]
    assert ("title", "Old words", "New words") in call.changes.values_list("field", "was", "is_now")


def test_the_same_files_once_more_change_nothing_and_say_so():
    records = [
        result(f"C-{number}", keywords=["a"], descriptionByte="<p>x</p>") for number in range(3)
    ]
    take(*records, records[0])
    before = list(Call.objects.values())

    counts, _said = take(*records)

    assert (counts["new"], counts["changed"], counts["same"], counts["copies"]) == (0, 0, 3, 0)
    assert list(Call.objects.values()) == before
    assert CallCopy.objects.count() == 3


def test_a_later_import_moves_the_deadline_and_says_what_it_was_and_who_said_so():
    take(result(title="Vouchers"))
    deadline = Call.objects.get().deadlines.get()
    sequence = Call.objects.get().sequence

    counts, _said = take(result(title="Vouchers II", deadlineDate=MAY, esDA_IngestDate=LATER))

    call = Call.objects.get()
    moved = call.deadlines.get()
    change = moved.changes.get()
    assert counts["changed"] == 1
    assert moved.pk == deadline.pk  # Calendars know it by that.
    assert moved.closes_there == datetime(2027, 5, 4, 17, tzinfo=BRUSSELS)
    assert (change.was_at, change.source) == (APRIL, "the portal")
    assert change.changed_at == datetime(2026, 9, 1, 8, tzinfo=UTC)
    assert call.sequence == sequence + 1
    assert change.noted_at > change.changed_at
    assert {(row.field, row.source) for row in call.changes.all()} == {
        ("title", "the portal"),
        ("deadlines", "the portal"),
    }


def test_stages_and_cut_offs_are_matched_and_not_taken_away_and_added():
    first, second, third = (
        f"2027-0{month}-02T00:00:00.000+0000" for month in (2, 5, 9)
    )  # fmt: skip
    take(result("S", deadlineModel="two-stage", deadlineDate=[first, second]),
         result("M", deadlineModel="multiple cut-off", deadlineDate=[first, second, third]))  # fmt: skip
    rows = {row.call.identifier + str(row.closes_at.month): row.pk
            for call in Call.objects.all() for row in call.deadlines.all()}  # fmt: skip

    take(result("S", deadlineModel="two-stage", deadlineDate=[second, third], esDA_IngestDate=LATER),
         result("M", deadlineModel="multiple cut-off", esDA_IngestDate=LATER,
                deadlineDate=[first, "2027-05-20T00:00:00.000+0000"]))  # fmt: skip

    stages = list(Call.objects.get(identifier="S").deadlines.values_list("pk", "stage"))
    cut_offs = list(Call.objects.get(identifier="M").deadlines.values_list("pk", flat=True))
    assert stages == [(rows["S2"], 1), (rows["S5"], 2)]
    assert cut_offs == [rows["M2"], rows["M5"]]


def test_what_a_person_has_written_is_not_overwritten_and_the_rest_follows_the_source():
    take(result(title="Vouchers", budget="100"))
    call = Call.objects.get()
    update_call(call, by=None, title="Better words")
    corrected = datetime(2027, 4, 7, 17, tzinfo=BRUSSELS)
    move_deadline(call.deadlines.get(), closes_at=corrected, by=None, source="a letter")

    counts, _said = take(
        result(title="New words", budget="200", deadlineDate=MAY, esDA_IngestDate=LATER)
    )

    call = Call.objects.get()
    assert counts["changed"] == 1
    assert (call.title, call.budget_eur) == ("Better words", Decimal(200))
    assert closings(call) == [corrected]


def test_a_call_that_was_written_by_hand_is_filled_up_and_not_doubled():
    mine = create_call(title="Our vouchers", identifier="cluster-2027-01", by=None)

    counts, _said = take(result(programme=None))

    mine.refresh_from_db()
    assert Call.objects.count() == 1
    assert (mine.title, counts["changed"]) == ("Our vouchers", 1)
    assert mine.programme == "Single Market Programme"
    assert closings(mine) == [APRIL]


def test_copies_that_cannot_both_be_right_break_nothing():
    low = overview(("CLUSTER-2027-01 - G", {}, 0, 100))
    high = overview(("CLUSTER-2027-01 - G", {}, 900, 0))
    old = {"esDA_IngestDate": "2023-01-01T00:00:00Z", "reference": "1old"}

    counts, _said = take(
        result(budgetOverview=low, startDate="2027-04-06T00:00:00Z", **old),
        result(budgetOverview=high, startDate="2028-01-01T00:00:00Z"),
    )

    call = Call.objects.get()
    assert counts["refused"] == 0
    assert (call.min_eur, call.max_eur) == (900, None)
    assert call.is_open(datetime(2027, 4, 6, 16, tzinfo=BRUSSELS))


def test_what_is_refused_stops_nothing_and_a_trial_run_stores_nothing():
    counts, said = take(result(None), result("GOOD"), {"metadata": 7}, dry_run=True)

    assert (counts["new"], counts["refused"]) == (1, 2)
    assert said == ["it has no identifier", "it has neither identifier nor title"]
    assert not Call.objects.exists()


def test_a_source_that_dates_nothing_counts_as_it_was_seen_last():
    def own(title):
        importer = CallImporter()
        reads = read_calls(as_file([{"identifier": "V-1", "title": title}]))
        list(importer.take(reads, name="own.json"))
        return Call.objects.get().title

    assert [own(title) for title in ("A", "B", "A", "A")] == ["A", "B", "A", "A"]
    assert CallCopy.objects.count() == 3


def test_prospect_calls_are_found_under_their_number_too_and_parents_are_known():
    take(result("EuropeAid/1/ZA", type="2", callIdentifier="186571"), result("P"))

    take(result("186571", title="The same"), result("P-1", callIdentifier="P"))

    assert Call.objects.filter(identifier="EuropeAid/1/ZA").count() == 1
    assert not Call.objects.filter(identifier="186571").exists()
    assert Call.objects.get(identifier="P-1").parent.identifier == "P"


def test_a_second_import_needs_the_same_queries_for_any_number_of_calls(
    django_assert_max_num_queries,
):
    def records(count):
        return [result(f"C-{number}") for number in range(count)]

    take(*records(30))

    with django_assert_max_num_queries(16):
        take(*records(3))
    with django_assert_max_num_queries(16):
        take(*records(30))
