import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from clusterhub.accounts.tests.makers import sign_in
from clusterhub.events.models import Event
from clusterhub.summaries.comparing.rivals import find_rival
from clusterhub.summaries.models import EventSummary, Mention
from clusterhub.summaries.operations import (
    answer_finding,
    correct_summary,
    put_back,
    save_draft,
    take_document,
)
from clusterhub.summaries.refusals import EditedMeanwhile, IsPublished
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
MESSAGE = "Meeting in a room makes contacts that a screen does not."
BETTER = "Meeting in a room makes better contacts."
SECOND = TALK.replace(MESSAGE, BETTER).replace("Daniel Cosnita", "Rosa Blom")


def second(published, text=SECOND, **changes):
    return make_draft(
        text.replace("Industry Days:", f"{published.title.split(':')[0]}:"), **changes
    )


def taken(summary, draft):
    return fresh(take_document(summary, draft, by=None))


def upload(client, text):
    file = SimpleUploadedFile("second.txt", text.encode())
    return client.post(reverse("summaries:upload"), {"file": file})


def test_a_second_document_becomes_a_correction_with_its_own_doubts_and_links():
    published = make_published()
    people = Mention.objects.filter(summary=published, person__name="Nina Hoppmann").count()

    summary = taken(published, second(published))
    shown = summary.published_record["key_messages"]
    answer_everything(summary)
    correction = correct_summary(fresh(summary), what="The final text", by=None)

    summary = fresh(summary)
    assert shown[1] == MESSAGE
    assert summary.published_record["key_messages"][1] == BETTER
    assert summary.source.file_name == "talk.txt"
    assert {"place": "key_messages.1", "before": MESSAGE, "after": BETTER} in correction.changes
    assert summary.mentions.filter(person__name="Rosa Blom").count() == 1
    assert summary.mentions.filter(person__name="Nina Hoppmann").count() == people
    assert (EventSummary.objects.count(), Event.objects.count()) == (1, 1)


def test_the_old_text_and_its_document_stay_in_the_history():
    published = make_published()
    old, document = published.published_record, bytes(published.source.content)

    summary = taken(published, second(published))
    answer_everything(summary)
    correct_summary(fresh(summary), what="The final text", by=None)

    version = summary.versions.get()
    assert (version.record, version.was_published) == (old, True)
    assert (bytes(version.content), version.why) == (document, "The final text")
    assert len(version.findings) > 10


def test_doubts_about_the_old_document_are_over_when_the_correction_is_published(client):
    published = make_published()
    text = SECOND.replace("of 4 October 2023, 8:30", "of 11 October 2023, 8:30")

    summary = taken(published, second(published, text))
    before = client.get(published.get_absolute_url()).content.decode()
    answer_everything(summary)
    correct_summary(fresh(summary), what="One day only", by=None)
    after = client.get(published.get_absolute_url()).content.decode()

    assert "Two dates" in before
    assert "Two dates" not in after


def test_a_correction_that_was_being_written_is_kept():
    published = make_published()
    pending = published.record | {"topics": ["Written by hand"]}
    published = save_draft(published, pending, published.revision, None)

    summary = taken(published, second(published))

    assert [each.record["topics"] for each in summary.versions.filter(was_published=False)] == [
        ["Written by hand"]
    ]


def test_a_draft_is_replaced_and_kept_and_can_be_put_back():
    draft = make_draft()
    other = make_draft(SECOND)
    old = draft.record

    summary = taken(draft, other)
    version = summary.versions.get()
    replaced = summary.record["key_messages"][1]
    put_back(summary, version, by=None, revision=summary.revision)

    assert replaced == BETTER
    assert fresh(summary).record == old
    assert summary.versions.count() == 2
    assert EventSummary.objects.count() == 1
    assert fresh(summary).source.lines == other.source.lines


def test_answers_that_were_given_about_the_new_document_stay():
    published = make_published()
    draft = second(published)
    answer_finding(draft, finding_of(draft, "zone-label"), "dismissed", by=None)

    summary = taken(published, draft)

    open_ones = summary.findings.filter(standing="open", code="zone-label")
    assert [each.answer for each in open_ones] == ["dismissed"]


def test_an_empty_link_is_offered_the_target_that_it_had():
    published = make_published()
    known = "https://example.org/japan"
    record = fresh(published).record
    record["news"][1]["links"][0]["target"] = known
    published = save_draft(published, record, published.revision, None)

    summary = taken(published, second(published))

    (offered,) = [
        each
        for each in summary.findings.filter(standing="open", code="empty-link")
        if each.values[0] == "business with Japan in Africa"
    ]
    assert offered.proposal["value"] == known


def test_of_two_editors_who_take_it_the_second_is_refused():
    published = make_published()
    draft = second(published)
    take_document(published, draft, by=make_editor(), revision=published.revision)

    with pytest.raises(EditedMeanwhile):
        take_document(published, draft, by=make_editor(), revision=published.revision)


def test_a_text_that_somebody_saved_meanwhile_is_not_replaced():
    published = make_published()
    draft = second(published)
    save_draft(published, published.record | {"topics": []}, published.revision, make_editor())

    with pytest.raises(EditedMeanwhile):
        take_document(published, draft, by=None, revision=published.revision)

    assert EventSummary.objects.count() == 2


def test_what_is_published_is_taken_into_nothing():
    one, other = make_published(), make_published()

    with pytest.raises(IsPublished):
        take_document(one, other, by=None)


def test_another_talk_of_another_day_is_no_rival():
    make_published()
    draft = make_draft(
        SECOND.replace("11 October", "18 October").replace("4 October", "18 October")
    )

    assert find_rival(draft) is None


def test_no_second_event_is_proposed_for_a_talk_that_has_a_summary():
    draft = second(make_published())

    assert finding_of(draft, "event-summarised").proposal == {"do": "keep"}
    assert not draft.findings.filter(code="event-not-listed", proposal__is_talk=True).exists()


def test_dropping_a_second_document_offers_to_take_it_as_a_correction(client):
    sign_in(client, "editor")
    published = make_published()
    text = SECOND.replace("Industry Days:", f"{published.title.split(':')[0]}:")

    dropped = client.get(upload(client, text)["Location"]).content.decode()
    draft = EventSummary.objects.get(published_at=None)
    address = reverse("summaries:same-talk", args=[draft.pk])
    html = client.get(address).content.decode()
    stale = {"revision": draft.revision, "rival": published.pk, "rival_revision": 77}
    refused = client.post(address, stale, follow=True)
    response = client.post(address, stale | {"rival_revision": fresh(published).revision})

    assert f'href="{address}"' in dropped
    assert "Take it as a correction" in html
    assert BETTER in html
    assert "Somebody saved in the meantime" in refused.content.decode()
    assert response["Location"] == reverse("summaries:review", args=[published.pk])
    assert not EventSummary.objects.filter(pk=draft.pk).exists()


def test_for_a_draft_there_are_two_ways(client):
    sign_in(client, "editor")
    draft = make_draft()

    upload(client, SECOND)
    newest = EventSummary.objects.latest("pk")
    html = client.get(reverse("summaries:same-talk", args=[newest.pk])).content.decode()

    assert "Replace that draft" in html
    assert f'href="{reverse("summaries:review", args=[draft.pk])}"' in html


def test_without_another_summary_there_is_nothing_to_compare(client):
    sign_in(client, "editor")
    draft = make_draft()

    response = client.get(reverse("summaries:same-talk", args=[draft.pk]))

    assert response["Location"] == reverse("summaries:review", args=[draft.pk])


def test_an_earlier_version_is_shown_and_put_back(client):
    sign_in(client, "editor")
    draft = make_draft()
    summary = taken(draft, make_draft(SECOND))
    version = summary.versions.get()
    address = reverse("summaries:version", args=[summary.pk, version.pk])

    listed = client.get(reverse("summaries:versions", args=[summary.pk])).content.decode()
    shown = client.get(address).content.decode()
    client.post(address, {"revision": summary.revision - 1})
    unchanged = fresh(summary).record
    client.post(address, {"revision": summary.revision})

    assert "Before the text of “talk.txt”" in listed
    assert MESSAGE in shown
    assert unchanged == summary.record
    assert fresh(summary).record == version.record


@pytest.mark.parametrize("count", [1, 3])
def test_the_versions_need_the_same_queries_for_any_number(
    client, count, django_assert_num_queries
):
    sign_in(client, "editor")
    summary = make_published()
    for number in range(count):
        record = fresh(summary).record | {"topics": [str(number)]}
        save_draft(summary, record, fresh(summary).revision, None)
        correct_summary(fresh(summary), what=f"Correction {number}", by=make_editor())

    with django_assert_num_queries(5):  # Session, user, roles, the summary, its versions.
        html = client.get(reverse("summaries:versions", args=[summary.pk])).content.decode()

    assert html.count("was published") == count
