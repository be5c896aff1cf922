from datetime import date

import pytest
from django.urls import reverse

from clusterhub.accounts.tests.makers import sign_in
from clusterhub.directory.models import Organisation, Person
from clusterhub.directory.tests.makers import make_person
from clusterhub.events.models import Event
from clusterhub.funding.models import Call
from clusterhub.summaries.operations import (
    answer_finding,
    check_again,
    correct_summary,
    publish_summary,
    save_draft,
    unpublish_summary,
    withdraw_answer,
)
from clusterhub.summaries.refusals import EditedMeanwhile, FindingsUnanswered, IsPublished
from clusterhub.summaries.tests.makers import (
    answer_everything,
    finding_of,
    fresh,
    make_editor,
    make_published,
)

pytestmark = pytest.mark.django_db
NEW = {"name": "Rosa Blom", "role": "Director", "organisation": "Silver Forest Cluster"}
CALL = {
    "text": "Vouchers for ports; deadline 3 May 2024", "links": [], "dates": [], "places": [],
    "deadlines": ["2024-05-03"], "programme": None, "partnership": None,
}  # fmt: skip


def with_newcomers(summary):
    agenda = [dict(item, speakers=list(item["speakers"])) for item in summary.record["agenda"]]
    agenda[2]["speakers"].append(NEW)
    changes = {"agenda": agenda, "funding": [*summary.record["funding"], CALL]}
    return save_draft(summary, summary.record | changes, summary.revision, None)


def answered(summary):
    check_again(summary, by=None)
    answer_everything(summary)
    return fresh(summary)


def corrected(summary, what="Somebody was missing."):
    return correct_summary(fresh(summary), what=what, by=None)


def test_a_correction_lists_and_links_whom_and_what_it_newly_names():
    summary = answered(with_newcomers(make_published()))

    correction = corrected(summary)

    assert Person.objects.get(name="Rosa Blom").mentions.get().place == "agenda.2.speakers.2"
    assert Organisation.objects.get(name="Silver Forest Cluster").mentions.count() == 1
    assert Call.objects.get(title="Vouchers for ports").deadlines.get().day == date(2024, 5, 3)
    linked = {each["after"] for each in correction.changes if "mentions" in each["place"]}
    assert linked == {"Rosa Blom", "Silver Forest Cluster", "Vouchers for ports"}


def test_a_listed_person_is_linked_and_not_made_again():
    known = make_person(name="Rosa Blom")
    summary = answered(with_newcomers(make_published()))

    corrected(summary)

    assert list(Person.objects.filter(name="Rosa Blom")) == [known]
    assert known.mentions.count() == 1


def test_nothing_is_corrected_while_something_new_has_no_answer():
    summary = with_newcomers(make_published())
    check_again(summary, by=None)

    with pytest.raises(FindingsUnanswered):
        corrected(summary)

    assert summary.corrections.count() == 0
    assert not Person.objects.filter(name="Rosa Blom").exists()


def test_without_asking_new_names_stay_words():
    corrected(with_newcomers(make_published()))

    assert not Person.objects.filter(name="Rosa Blom").exists()


def test_only_what_is_new_is_asked_and_what_was_published_stays_answered():
    summary = make_published()
    asked_before = check_again(summary, by=None)
    check_again(with_newcomers(summary), by=None)

    new = {str(each.values[0]) for each in summary.findings.unanswered()}
    settled = finding_of(summary, "conflicting-dates")

    assert asked_before == 0
    assert {"Rosa Blom", "Silver Forest Cluster", "Vouchers for ports"} <= new
    assert len(new) <= 4
    with pytest.raises(IsPublished):
        withdraw_answer(summary, settled, by=None)


def test_the_programme_of_the_event_follows_where_the_editor_says_so():
    summary = with_newcomers(make_published())
    check_again(summary, by=None)
    differs = finding_of(summary, "programme-differs")
    answer_finding(summary, differs, "changed", {"choice": "0"}, by=None)
    answer_everything(summary)

    correction = corrected(summary)

    panel = Event.objects.get().sessions.get(title="Panel debate")
    assert "Rosa Blom" in [each.person.name for each in panel.speakers.all()]
    assert [each for each in correction.changes if "event" in each["place"]] == [
        {
            "place": "event.agenda.2.speakers",
            "before": None,
            "after": "Rosa Blom, Director, Silver Forest Cluster",
        }
    ]


def test_the_event_stays_when_the_editor_keeps_it():
    summary = answered(with_newcomers(make_published()))

    correction = corrected(summary)

    assert not Event.objects.get().speakers.filter(person__name="Rosa Blom").exists()
    assert not [each for each in correction.changes if each["place"].startswith("event")]


def test_a_new_title_reaches_the_event_with_a_yes():
    summary = make_published()
    summary = save_draft(
        summary, summary.record | {"title": "What it left"}, summary.revision, None
    )
    check_again(summary, by=None)
    answer_finding(summary, finding_of(summary, "event-differs"), "accepted", by=None)
    answer_everything(summary)

    correction = corrected(summary)

    assert Event.objects.get().title == "What it left"
    assert "event.title" in [each["place"] for each in correction.changes]


def test_a_deadline_that_was_moved_meanwhile_is_not_moved_back_by_a_correction():
    summary = make_published()
    organisation = Organisation.objects.get(name="CLUSTERO")
    organisation.name = "Clustero of the Carpathians"
    organisation.save()
    summary = save_draft(summary, summary.record | {"topics": ["Ports"]}, summary.revision, None)

    corrected(summary)

    assert not Organisation.objects.filter(name="CLUSTERO").exists()
    assert organisation.mentions.count() == 1


def test_taken_off_and_published_again_the_programme_is_not_changed_twice():
    summary = with_newcomers(make_published())
    check_again(summary, by=None)
    answer_finding(
        summary, finding_of(summary, "programme-differs"), "changed", {"choice": "0"}, by=None
    )
    answer_everything(summary)
    corrected(summary)

    unpublish_summary(summary, by=None)
    again = publish_summary(fresh(summary), by=None)

    assert again.is_published
    assert Event.objects.get().speakers.filter(person__name="Rosa Blom").count() == 1


def test_the_old_text_stays_among_the_versions():
    summary = make_published()
    old = summary.published_record

    corrected(save_draft(summary, summary.record | {"topics": []}, summary.revision, None))

    version = summary.versions.get()
    assert (version.record, version.was_published) == (old, True)


def test_a_correction_on_a_revision_that_the_editor_has_not_seen_is_refused():
    summary = with_newcomers(make_published())

    with pytest.raises(EditedMeanwhile):
        correct_summary(summary, what="Late", by=make_editor(), revision=summary.revision - 1)


def test_the_page_of_the_correction_says_what_nobody_was_asked_about(client):
    sign_in(client, "editor")
    summary = with_newcomers(make_published())
    address = reverse("summaries:correct", args=[summary.pk])

    before = client.get(address).content.decode()
    client.post(reverse("summaries:check", args=[summary.pk]))
    during = client.get(address).content.decode()
    refused = client.post(address, {"what": "Rosa", "revision": fresh(summary).revision})
    answer_everything(summary)
    after = client.get(address).content.decode()
    client.post(address, {"what": "Rosa spoke, too.", "revision": fresh(summary).revision})
    public = client.get(summary.get_absolute_url()).content.decode()
    twin = client.get(f"{summary.get_absolute_url()[:-1]}.json").json()

    assert "“Rosa Blom” is not listed here." in before
    assert "have no answer yet" in during
    assert refused.status_code == 422
    assert "List “Rosa Blom” as a new person." in after
    assert "New link, person: <ins>Rosa Blom</ins>" in " ".join(public.split())
    assert {"place": "mentions.person", "before": None, "after": "Rosa Blom"} in twin[
        "corrections"
    ][0]["changes"]


def test_a_doubt_about_the_correction_shows_to_nobody_before_it_is_published(client):
    summary = make_published()
    summary.findings.create(
        position=99, code="conflicting-dates", message="m", values=["2020-01-01", "2020-01-02"]
    )
    answer_everything(summary)

    assert "1 January 2020" not in client.get(summary.get_absolute_url()).content.decode()
