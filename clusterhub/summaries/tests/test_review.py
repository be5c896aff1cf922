import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from clusterhub.accounts.tests.makers import sign_in
from clusterhub.directory.tests.makers import make_person
from clusterhub.events.tests.makers import make_event, make_past_event
from clusterhub.summaries.editing import typed
from clusterhub.summaries.models import EventSummary
from clusterhub.summaries.operations import note_presence, save_draft
from clusterhub.summaries.tests.makers import (
    TALK,
    answer_everything,
    finding_of,
    fresh,
    make_draft,
    make_editor,
    make_published,
)

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def editor(client):
    return sign_in(client, "editor")


def page(name, summary, *more):
    return reverse(f"summaries:{name}", args=[summary.pk, *more])


def upload(client, content=TALK, name="talk.txt"):
    content = content.encode() if isinstance(content, str) else content
    return client.post(reverse("summaries:upload"), {"file": SimpleUploadedFile(name, content)})


def test_an_uploaded_document_leads_to_its_review(client, editor):
    response = upload(client)

    summary = EventSummary.objects.get()
    assert response["Location"] == page("review", summary)
    assert summary.created_by == editor


def test_pasted_text_is_read_like_a_file(client, editor):
    client.post(reverse("summaries:upload"), {"text": TALK})

    assert EventSummary.objects.get().source.file_name == "pasted text"


def test_the_same_document_again_leads_to_the_draft_that_is_there(client, editor):
    first, second = upload(client), upload(client)

    assert first["Location"] == second["Location"]
    assert EventSummary.objects.count() == 1


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The file is empty."),
        (b"\x00\x01\x02" * 50, "its content looks binary."),
        (b"Only a few words without any day", "has no date"),
    ],
)
def test_a_refused_document_gets_one_clear_sentence(client, editor, content, sentence):
    response = upload(client, content)

    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert EventSummary.objects.count() == 0


def test_nothing_handed_in_is_said(client, editor):
    response = client.post(reverse("summaries:upload"), {})

    assert "Choose a file, or paste the text" in response.content.decode()


def test_the_review_shows_source_doubt_and_record_and_marks_the_lines(client, editor):
    summary = make_draft()

    html = client.get(page("review", summary)).content.decode()

    assert 'id="L6"' in html
    assert re.search(r'id="L6"[^>]*is-marked is-open is-current', html)
    assert "Two dates" in html
    assert "What the days brought" in html


def test_an_answer_leads_to_the_next_doubt_without_javascript(client, editor):
    summary = make_draft()
    first, second = finding_of(summary, "conflicting-dates"), finding_of(summary, "zone-label")

    response = client.post(page("answer", summary, first.pk), {"answer": "accepted"})

    assert response["Location"] == f"{page('review', summary)}?finding={second.pk}#finding"


def test_htmx_gets_only_the_panel_with_the_next_doubt_and_the_counter(client, editor):
    summary = make_draft()
    finding = finding_of(summary, "conflicting-dates")
    total = summary.findings.count()

    response = client.post(
        page("answer", summary, finding.pk), {"answer": "accepted"}, headers=HTMX
    )

    html = response.content.decode()
    assert "<html" not in html
    assert f"1 of {total} answered" in html
    assert "A zone that was not in force" in html


def test_an_answer_that_is_not_understood_says_why_and_keeps_what_was_typed(client, editor):
    summary = make_draft()
    finding = finding_of(summary, "empty-link")
    typed_words = {"answer": "changed", "value": "not an address"}

    response = client.post(page("answer", summary, finding.pk), typed_words)

    html = response.content.decode()
    assert response.status_code == 422
    assert "begins with https://" in html
    assert 'value="not an address"' in html


def test_exact_matches_are_confirmed_with_one_click(client, editor):
    make_person(name="Daniel Cosnita")
    summary = make_draft()

    client.post(page("confirm-matches", summary))

    assert finding_of(summary, "person-matched").answered_by == editor


def test_publishing_from_the_review_leads_to_the_page(client, editor):
    summary = make_draft()
    early = client.post(page("publish", summary), {"revision": 1}, follow=True)
    answer_everything(summary)

    response = client.post(page("publish", summary), {"revision": fresh(summary).revision})

    assert "findings have no answer yet" in early.content.decode()
    assert response["Location"] == summary.get_absolute_url()
    assert fresh(summary).is_published


def test_the_form_is_saved_without_javascript(client, editor):
    summary = make_draft()
    fields = typed(summary.record) | {"title": "Another title", "revision": 1}

    client.post(page("edit", summary), fields)

    assert (fresh(summary).title, fresh(summary).revision) == ("Another title", 2)


def test_rows_are_added_and_removed_by_buttons(client, editor):
    summary = make_draft()
    fields = typed(summary.record) | {"revision": 1, "change": "add:key_messages"}

    added = client.post(page("edit", summary), fields)
    fields |= {"revision": 2, "change": "remove:key_messages.0"}
    client.post(page("edit", summary), fields, headers=HTMX)

    assert added.status_code == 200
    assert len(fresh(summary).record["key_messages"]) == 1


def test_autosave_answers_with_the_hour_and_the_new_revision(client, editor):
    summary = make_draft()
    fields = typed(summary.record) | {"title": "Another title", "revision": 1}

    html = client.post(page("draft", summary), fields, headers=HTMX).content.decode()

    assert re.match(r"Saved \d\d:\d\d", html)
    assert re.search(r'name="revision"[^>]*value="2"[^>]*hx-swap-oob="true"', html)


def test_a_lost_race_of_autosaves_is_said_and_both_texts_can_be_compared(client, editor):
    summary = make_draft()
    save_draft(summary, summary.record | {"title": "Theirs"}, 1, make_editor())
    fields = typed(summary.record) | {"title": "Mine", "revision": 1}

    saved = client.post(page("draft", summary), fields, headers=HTMX).content.decode()
    kept = summary.set_aside.get()
    compared = client.get(page("set-aside", summary, kept.pk)).content.decode()
    client.post(page("set-aside", summary, kept.pk), {"take": "mine", "revision": 2})

    assert "kept aside and overwrites nothing" in saved
    assert "Theirs" in compared
    assert "Mine" in compared
    assert fresh(summary).title == "Mine"


def test_a_lost_race_of_the_whole_form_leads_to_the_comparison(client, editor):
    summary = make_draft()
    save_draft(summary, summary.record | {"title": "Theirs"}, 1, make_editor())

    response = client.post(
        page("edit", summary), typed(summary.record) | {"title": "Mine", "revision": 1}
    )

    assert response["Location"] == page("set-aside", summary, summary.set_aside.get().pk)


def test_the_second_editor_is_warned_when_the_page_opens(client, editor):
    summary, other = make_draft(), make_editor()
    note_presence(summary, other)

    for name in ("review", "edit"):
        assert (
            f"{other} has this summary open since"
            in client.get(page(name, summary)).content.decode()
        )


def test_one_is_written_from_a_talks_agenda(client, editor):
    event = make_event()

    chosen = client.get(reverse("summaries:new"), {"event": event.slug})
    response = client.post(reverse("summaries:new"), {"event": event.slug})

    assert "Start writing" in chosen.content.decode()
    assert response["Location"] == page("edit", EventSummary.objects.get())
    assert EventSummary.objects.get().event == event


def test_what_was_held_last_is_offered_before_what_is_coming(client, editor):
    coming, held = make_event(title="Coming"), make_past_event(title="Held")

    events = client.get(reverse("summaries:new")).context["events"]

    assert events == [held, coming]


def test_a_correction_needs_a_sentence_and_shows_on_the_page(client, editor):
    summary = make_published()
    save_draft(summary, summary.record | {"title": "The right title"}, summary.revision, editor)
    revision = fresh(summary).revision

    refused = client.post(page("correct", summary), {"what": "", "revision": revision})
    client.post(page("correct", summary), {"what": "The title was wrong.", "revision": revision})

    html = client.get(summary.get_absolute_url()).content.decode()
    assert refused.status_code == 422
    assert "The title was wrong." in html
    assert "<ins>The right title</ins>" in html


def test_a_text_is_shown_as_it_will_look(client, editor):
    fields = {"name": "sections.0.text", "sections.0.text": "**Bold** and <script>"}

    html = client.post(page("preview-text", make_draft()), fields).content.decode()

    assert "<strong>Bold</strong> and &lt;script&gt;" in html


@pytest.mark.parametrize("count", [1, 3])
def test_the_desk_needs_the_same_queries_for_any_number_of_drafts(
    client, editor, count, django_assert_num_queries
):
    for number in range(count):
        make_draft(title=f"Days {number}")

    with django_assert_num_queries(5):  # Session, user, roles, drafts, published.
        response = client.get(reverse("summaries:desk"))

    assert response.content.decode().count("answered</span>") == count
