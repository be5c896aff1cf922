import pytest

from clusterhub.events.operations import Part, set_programme
from clusterhub.events.tests.makers import make_event, make_speaker
from clusterhub.summaries.models import EventSummary, SetAsideDraft, SourceDocument
from clusterhub.summaries.operations import (
    check_again,
    copy_speakers,
    delete_draft,
    drop_set_aside,
    note_presence,
    save_draft,
    save_reading,
    start_summary,
    take_set_aside,
)
from clusterhub.summaries.refusals import AlreadySummarised, EditedMeanwhile, IsPublished
from clusterhub.summaries.tests.makers import (
    TALK,
    fresh,
    make_draft,
    make_editor,
    make_published,
)

pytestmark = pytest.mark.django_db


def with_title(summary, title):
    return summary.record | {"title": title}


def test_the_same_file_twice_is_one_draft_and_says_so():
    first = make_draft()

    again = save_reading(f"{TALK}\n".encode(), "other-name.txt", None)

    assert (again.pk, again.is_known, first.is_known) == (first.pk, True, False)
    assert SourceDocument.objects.count() == 1


def test_a_reading_keeps_the_document_and_its_lines():
    summary = make_draft()

    assert bytes(summary.source.content).decode() == f"{TALK}\n"
    assert summary.source.lines[0].startswith("Industry Days")
    assert summary.record["findings"] == []


def test_a_title_of_five_thousand_characters_is_kept_whole_in_the_record():
    summary = make_draft(title="Industry " * 550)

    assert len(summary.title) <= 250
    assert len(summary.record["title"]) > 4900


def test_saving_raises_the_revision_and_saving_the_same_does_not():
    editor, summary = make_editor(), make_draft()

    save_draft(summary, with_title(summary, "Other"), 1, editor)
    save_draft(summary, with_title(summary, "Other"), 1, editor)

    saved = fresh(summary)
    assert (saved.revision, saved.title, saved.updated_by) == (2, "Other", editor)


def test_a_save_on_an_older_revision_overwrites_nothing_and_is_kept_beside():
    one, other, summary = make_editor(), make_editor(), make_draft()
    save_draft(summary, with_title(summary, "First"), 1, one)

    with pytest.raises(EditedMeanwhile) as refusal:
        save_draft(summary, with_title(summary, "Second"), 1, other)

    assert fresh(summary).title == "First"
    assert refusal.value.set_aside.record["title"] == "Second"
    assert SetAsideDraft.objects.get().by == other


def test_typing_on_after_a_conflict_keeps_one_version_aside_the_newest():
    one, other, summary = make_editor(), make_editor(), make_draft()
    save_draft(summary, with_title(summary, "First"), 1, one)

    for title in ("Second", "Second and more"):
        with pytest.raises(EditedMeanwhile):
            save_draft(summary, with_title(summary, title), 1, other)

    assert SetAsideDraft.objects.get().record["title"] == "Second and more"


def test_a_version_kept_aside_can_be_taken_or_dropped():
    editor, summary = make_editor(), make_draft()
    save_draft(summary, with_title(summary, "First"), 1, editor)
    kept = [
        SetAsideDraft.objects.create(
            summary=summary, by=None, revision=n, record=with_title(summary, t)
        )
        for n, t in ((1, "Taken"), (0, "Dropped"))
    ]

    with pytest.raises(EditedMeanwhile):
        take_set_aside(summary, kept[0], by=editor, revision=1)
    take_set_aside(summary, kept[0], by=editor, revision=2)
    drop_set_aside(kept[1], by=editor)

    assert fresh(summary).title == "Taken"
    assert SetAsideDraft.objects.count() == 0


def test_the_second_editor_is_told_of_the_first():
    one, other, summary = make_editor(), make_editor(), make_draft()

    alone = note_presence(summary, one)
    together = note_presence(summary, other)

    assert alone == []
    assert [each.editor for each in together] == [one]


def make_talk():
    event = make_event()
    set_programme(event, sessions=[Part(title="Welcome"), Part(title="Panel")], by=None)
    make_speaker(event, "Ines Chair", part="moderator", role="Host")
    make_speaker(
        event,
        "Ola Guest",
        session=event.sessions.get(number=2),
        role="Head",
        organisation_as_printed="Valley",
    )
    return event


def test_a_summary_starts_from_the_talks_own_agenda():
    event = make_talk()

    summary = start_summary(event, by=None)

    record = summary.record
    assert record["title"] == event.title
    assert [item["title"] for item in record["agenda"]] == ["Welcome", "Panel"]
    assert record["agenda"][1]["speakers"] == [
        {"name": "Ola Guest", "role": "Head", "organisation": "Valley"}
    ]
    assert [person["name"] for person in record["moderators"]] == ["Ines Chair"]
    assert record["sections"][1]["text"] == ""


def test_a_talk_has_one_summary():
    event = make_talk()
    summary = start_summary(event, by=None)

    with pytest.raises(AlreadySummarised) as refusal:
        start_summary(event, by=None)

    assert refusal.value.summary == summary


def test_copying_the_invitations_speakers_keeps_what_was_written():
    event = make_talk()
    summary = start_summary(event, by=None)
    record = summary.record
    record["sections"][1]["text"] = "The panel agreed."
    record["moderators"] = []
    summary = save_draft(summary, record, summary.revision, None)

    copy_speakers(summary, by=None, revision=summary.revision)

    copied = fresh(summary).record
    assert copied["moderators"][0]["name"] == "Ines Chair"
    assert copied["sections"][1]["text"] == "The panel agreed."


def test_a_written_summary_gets_its_findings_when_it_is_checked_and_answers_stay():
    summary = start_summary(make_talk(), by=None)

    first = check_again(summary, by=None)
    again = check_again(summary, by=None)

    # Both speakers are listed by name already; the organisation as printed is not.
    codes = sorted(summary.findings.values_list("code", flat=True))
    assert codes == ["organisation-not-listed", "person-matched", "person-matched"]
    assert (first, again) == (3, 3)


def test_a_draft_can_be_deleted_and_a_published_summary_cannot():
    draft, published = make_draft(), make_published()

    delete_draft(draft, by=None)
    with pytest.raises(IsPublished):
        delete_draft(published, by=None)

    assert list(EventSummary.objects.all()) == [published]
