import pytest

from clusterhub.directory.tests.makers import make_organisation, make_person
from clusterhub.summaries.operations import (
    answer_all_matched,
    answer_finding,
    withdraw_answer,
)
from clusterhub.summaries.refusals import AnswerNotUnderstood, EditedMeanwhile, IsPublished
from clusterhub.summaries.tests.makers import (
    TALK,
    finding_of,
    fresh,
    make_draft,
    make_editor,
    make_published,
)

pytestmark = pytest.mark.django_db


def test_accepting_the_proposed_day_keeps_it_and_says_who_decided():
    editor, summary = make_editor(), make_draft()
    finding = finding_of(summary, "conflicting-dates")

    answered = answer_finding(summary, finding, "accepted", by=editor)

    assert (answered.answer, answered.answered_by) == ("accepted", editor)
    assert fresh(summary).record["starts_at"] == "2023-10-11T08:30:00+02:00"
    assert fresh(summary).revision == 1


def test_another_of_the_printed_days_moves_both_ends_of_the_talk():
    summary = make_draft()

    answer_finding(
        summary, finding_of(summary, "conflicting-dates"), "changed", {"choice": "0"}, by=None
    )

    record = fresh(summary).record
    assert record["starts_at"] == "2023-10-04T08:30:00+02:00"
    assert record["ends_at"] == "2023-10-04T09:45:00+02:00"
    assert fresh(summary).revision == 2


def test_a_typed_day_is_taken_in_the_talks_own_zone():
    summary = make_draft()
    typed = {"day": "2023-12-06", "starts": "09:00", "ends": "10:15", "choice": ""}

    answer_finding(summary, finding_of(summary, "conflicting-dates"), "changed", typed, by=None)

    assert fresh(summary).record["starts_at"] == "2023-12-06T09:00:00+01:00"


@pytest.mark.parametrize(
    "typed",
    [
        {},
        {"day": "31 February", "starts": "9", "ends": "10"},
        {"day": "2023-10-11", "starts": "10:00", "ends": "09:00"},
    ],
)
def test_a_day_that_cannot_be_is_refused_and_nothing_changes(typed):
    summary = make_draft()
    finding = finding_of(summary, "conflicting-dates")

    with pytest.raises(AnswerNotUnderstood):
        answer_finding(summary, finding, "changed", typed, by=None)

    assert finding_of(summary, "conflicting-dates").answer == ""


def test_taking_the_printed_zone_at_its_word_moves_the_hour():
    summary = make_draft()

    answer_finding(summary, finding_of(summary, "zone-label"), "changed", {"choice": "0"}, by=None)

    assert fresh(summary).record["starts_at"] == "2023-10-11T09:30:00+02:00"


def test_a_target_goes_into_the_item_and_into_the_text():
    summary = make_draft()
    typed = {"value": "https://example.org/news"}

    answer_finding(summary, finding_of(summary, "empty-link"), "changed", typed, by=None)

    record = fresh(summary).record
    assert record["news"][0]["links"][0]["target"] == "https://example.org/news"
    assert "[platform's news](https://example.org/news)" in record["sections"][0]["text"]


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "//evil.example", "/\\evil", "news", ""]
)
def test_an_address_that_leads_elsewhere_is_refused(address):
    summary = make_draft()
    finding = finding_of(summary, "empty-link")

    with pytest.raises(AnswerNotUnderstood):
        answer_finding(summary, finding, "changed", {"value": address}, by=None)

    assert fresh(summary).record["news"][0]["links"][0]["target"] == "#"


def test_a_slip_in_a_name_is_put_right_with_the_link_to_the_listed_organisation():
    make_organisation(name="MetaIndustry4")
    summary = make_draft()
    finding = summary.findings.get(code="organisation-not-listed", values__0="MetalIndustry4")

    answer_finding(summary, finding, "accepted", by=None)

    speaker = fresh(summary).record["agenda"][2]["speakers"][1]
    assert (speaker["organisation"], speaker["also"]) == ("MetaIndustry4", ["MetalIndustry4"])


def test_taking_an_answer_back_takes_back_what_it_set():
    make_organisation(name="MetaIndustry4")
    summary = make_draft()
    before = summary.record
    finding = summary.findings.get(code="organisation-not-listed", values__0="MetalIndustry4")
    answer_finding(summary, finding, "accepted", by=None)

    withdraw_answer(summary, finding, by=None)

    finding.refresh_from_db()
    assert (finding.answer, finding.answered_at) == ("", None)
    assert fresh(summary).record["agenda"][2]["speakers"][1]["organisation"] == "MetalIndustry4"
    assert fresh(summary).record["sections"] == before["sections"]


def test_the_same_answer_twice_changes_nothing():
    summary = make_draft()
    finding = finding_of(summary, "conflicting-dates")
    first = answer_finding(summary, finding, "changed", {"choice": "0"}, by=None)

    second = answer_finding(summary, finding, "changed", {"choice": "0"}, by=None)

    assert second.answered_at == first.answered_at
    assert fresh(summary).revision == 2


def test_an_answer_on_top_of_somebody_elses_newer_one_is_refused():
    one, other, summary = make_editor(), make_editor(), make_draft()
    finding = finding_of(summary, "conflicting-dates")
    answer_finding(summary, finding, "changed", {"choice": "0"}, by=one, revision=1)

    with pytest.raises(EditedMeanwhile):
        answer_finding(summary, finding, "dismissed", by=other, revision=1)

    assert finding_of(summary, "conflicting-dates").answered_by == one


def test_one_yes_confirms_every_exact_match_and_no_doubt():
    make_organisation(name="CLUSTERO")
    make_person(name="Daniel Cosnita")
    summary = make_draft()
    doubts = summary.findings.doubts().count()

    count = answer_all_matched(summary, by=None)

    assert count == 2
    assert summary.findings.unanswered().count() == doubts


def test_the_findings_of_a_published_summary_are_settled():
    summary = make_published()
    finding = finding_of(summary, "conflicting-dates")

    with pytest.raises(IsPublished):
        answer_finding(summary, finding, "dismissed", by=None)
    with pytest.raises(IsPublished):
        withdraw_answer(summary, finding, by=None)
    assert answer_all_matched(summary, by=None) == 0
    assert finding_of(summary, "conflicting-dates").answer == "accepted"


def test_confirming_the_read_hours_does_not_undo_another_answer_about_the_day():
    text = TALK.replace("4 October 2023, 8:30 – 9:45 CET", "4 October 2023, 9:00 – 10:00 CET")
    summary = make_draft(text)
    answer_finding(
        summary, finding_of(summary, "conflicting-dates"), "changed", {"choice": "0"}, by=None
    )
    moved = fresh(summary).record["starts_at"]

    answer_finding(summary, finding_of(summary, "conflicting-times"), "accepted", by=None)

    assert moved == "2023-10-04T08:30:00+02:00"
    assert fresh(summary).record["starts_at"] == moved
