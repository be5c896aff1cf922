"""Anybody may name a listed organisation as the one that applies; only its editors say that it does."""

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from clusterhub.accounts.tests.makers import make_user
from clusterhub.applications.lead_words import states_of
from clusterhub.applications.models import LeadWord, RoleKind
from clusterhub.applications.operations import lead_words, writing
from clusterhub.applications.refusals import ConflictOfRoles, NotAllowed
from clusterhub.applications.tests.evaluating import make_judged
from clusterhub.applications.tests.makers import make_application, make_hosted, make_publisher
from clusterhub.directory.models.editing import Editorship, Level
from clusterhub.directory.tests.makers import make_organisation

pytestmark = pytest.mark.django_db


def make_kept(**changes):
    """A listed organisation, and who keeps its profile."""
    body, editor = make_organisation(**changes), make_user()
    Editorship.objects.create(organisation=body, editor=editor, level=Level.ADMINISTRATOR)
    return body, editor


def name_it(body, hosted=None, by=None):
    facts = {"lead_organisation": body, "lead_name": body.name}
    return make_application(hosted, by=by, **facts)


def state(application):
    application.refresh_from_db()
    return states_of([application]).get(application.pk)


def test_its_editors_are_asked_once_and_their_word_is_seen(django_capture_on_commit_callbacks):
    body, editor = make_kept()
    with django_capture_on_commit_callbacks(execute=True):
        application = name_it(body)
        facts = {"title": "Drier wood", "lead_organisation": body, "by": application.leader}
        writing.change_facts(application, **facts)
    before = state(application)

    lead_words.answer_for_organisation(LeadWord.objects.get(), confirms=True, by=editor)

    letters = [each for each in mail.outbox if "Does your organisation apply?" in each.subject]
    assert [letter.to for letter in letters] == [[editor.email]]
    assert (before, state(application)) == ("waiting", "confirmed")
    assert application.accesses.filter(as_what="organisation", person=editor).exists()


def test_where_its_editor_applies_that_is_its_word():
    body, editor = make_kept()

    application = name_it(body, by=editor)

    assert state(application) == "confirmed"
    assert LeadWord.objects.get().answered_by == editor


def test_another_organisation_is_asked_anew_and_the_word_of_the_first_does_not_count_for_it():
    (first, editor), (second, _other) = make_kept(), make_kept()
    application = name_it(first, by=editor)

    writing.change_facts(application, lead_organisation=second, by=editor)
    for_second = state(application)
    writing.change_facts(application, lead_organisation=first, by=editor)

    assert (for_second, state(application)) == ("waiting", "confirmed")
    assert LeadWord.objects.count() == 2


def test_nobody_can_confirm_what_nobody_keeps_and_what_is_not_listed_is_not_asked():
    unkept = name_it(make_organisation())
    unlisted = make_application()

    assert (state(unkept), state(unlisted)) == ("unkept", None)
    assert mail.outbox == []


def test_an_editor_may_think_again_until_it_is_decided():
    body, editor = make_kept()
    application = name_it(body)
    word = LeadWord.objects.get()

    lead_words.answer_for_organisation(word, confirms=True, by=editor)
    lead_words.answer_for_organisation(word, confirms=False, by=editor)

    assert state(application) == "declined"


def test_neither_a_stranger_nor_a_former_editor_nor_the_team_answers():
    body, editor = make_kept()
    application = name_it(body)
    word = LeadWord.objects.get()
    Editorship.objects.update(ended_at=timezone.now())

    for person in (make_user(), editor, application.leader):
        with pytest.raises(NotAllowed):
            lead_words.answer_for_organisation(word, confirms=True, by=person)

    assert LeadWord.objects.get().is_open


def test_whoever_works_for_the_call_does_not_confirm_that_her_organisation_applies():
    hosted, (body, editor) = make_hosted(), make_kept()
    name_it(body, hosted)
    make_role = make_publisher(hosted, RoleKind.OFFICER)
    Editorship.objects.update(editor=make_role)

    with pytest.raises(ConflictOfRoles):
        lead_words.answer_for_organisation(LeadWord.objects.get(), confirms=True, by=make_role)

    assert editor != make_role


def test_the_page_is_for_editors_and_shows_the_title_and_nothing_of_the_answers(client):
    body, editor = make_kept()
    application = name_it(body)
    address = reverse("applications:naming", args=[LeadWord.objects.get().pk])
    hosted = application.hosted
    strangers = [make_user(), application.leader, make_publisher(hosted, RoleKind.OFFICER)]

    seen = []
    for person in strangers:
        client.force_login(person)
        seen.append(client.get(address).status_code)
    client.force_login(editor)
    page = client.get(address).content.decode()
    listed = client.get(reverse("applications:mine")).content.decode()
    reading = client.get(reverse("applications:reading", args=[application.uid]))
    answered = client.post(address, {"answer": "yes"})

    assert seen == [404, 404, 404]
    assert application.title in page and "About:" not in page
    assert address in listed
    assert (reading.status_code, answered.status_code) == (404, 302)
    assert state(application) == "confirmed"
    client.logout()
    assert client.get(address).status_code == 302


def test_officers_see_which_is_not_confirmed(client):
    hosted = make_judged(count=2, evaluators=1)
    first, _second = hosted.applications.order_by("number")
    body, editor = make_kept()
    snapshot = first.submissions.get()
    snapshot.snapshot["lead"]["organisation"] = body.pk
    snapshot.save()
    client.force_login(hosted.officer)

    desk = client.get(reverse("evaluation:desk", args=[hosted.address])).content.decode()
    rows = client.get(reverse("evaluation:desk-json", args=[hosted.address])).json()
    case = client.get(reverse("evaluation:case-json", args=[hosted.address, 1])).json()

    assert desk.count("not confirmed by the organisation") == 1
    assert [row["lead_confirmed"] for row in rows["applications"]] == ["waiting", None]
    assert case["lead_confirmed"] == "waiting"
    assert editor.email not in desk


def test_a_trial_asks_nobody():
    hosted, (body, _editor) = make_hosted(), make_kept()
    facts = {"title": "Trial", "lead_organisation": body, "is_test": True}

    writing.start_application(hosted, by=hosted.publisher, **facts)

    assert LeadWord.objects.count() == 0
