"""What two officers write on the same page is lost by neither."""

import pytest
from django.urls import reverse

from clusterhub.applications.models import Procedure, Question, Section
from clusterhub.applications.operations import hosting
from clusterhub.applications.tests.evaluating import decide, judge_all, make_judged
from clusterhub.applications.tests.makers import make_hosted
from clusterhub.web.older import SavedMeanwhile

pytestmark = pytest.mark.django_db


def test_an_older_page_of_an_award_shows_what_was_saved_since(client):
    hosted = make_judged(count=1, evaluators=1)
    judge_all(hosted, [("5", "5")])
    award = decide(hosted).outcomes.get().award
    client.force_login(hosted.officer)
    address = reverse("evaluation:award", args=[hosted.call.slug, 1])
    stamp = client.get(address).context["form"]["stamp"].value()
    first = {"result": "Wood dries in a day.", "agreement_number": "7", "stamp": stamp}

    saved = client.post(address, first)
    late = client.post(address, {"result": "Typed in the older tab", "stamp": stamp})
    award.refresh_from_db()
    kept = award.result
    again = {"result": "Typed in the older tab", "stamp": late.context["form"]["stamp"].value()}
    client.post(address, again)

    award.refresh_from_db()
    assert (saved.status_code, late.status_code) == (302, 422)
    page = late.content.decode()
    assert "Typed in the older tab" in page and "Wood dries in a day." in page
    assert (kept, award.result) == ("Wood dries in a day.", "Typed in the older tab")


def _stamp(client, address):
    return client.get(address).context["form"]["stamp"].value()


def _in_two_tabs(client, address, first, second):
    """One page is opened twice: the first is saved, then the second, and once more with what it shows."""
    stamp = _stamp(client, address)
    saved = client.post(address, first | {"stamp": stamp})
    late = client.post(address, second | {"stamp": stamp})
    newer = late.context["form"]["stamp"].value()
    again = client.post(address, second | {"stamp": newer})
    return [saved.status_code, late.status_code, again.status_code], late.content.decode()


def test_rules_of_the_evaluation_show_what_was_saved_since(client):
    hosted = make_hosted()
    client.force_login(hosted.publisher)
    address = reverse("evaluation:rules", args=[hosted.address])
    typed = {"step": "0.5", "scale": "points", "evaluators": "2", "way": "in_order"}
    typed |= {"budget": "10000", "appeal_days": "14"}
    first, second = typed | {"criteria": "Impact"}, typed | {"criteria": "Newness; 2"}

    statuses, page = _in_two_tabs(client, address, first, second)

    assert statuses == [302, 422, 302]
    assert "Criteria: Impact; 1; 5" in page and "Newness; 2" in page
    assert [row["label"] for row in Procedure.objects.get().criteria] == ["Newness"]


def test_a_question_and_a_section_show_what_was_saved_since(client):
    hosted = make_hosted(is_open=False)
    client.force_login(hosted.publisher)
    section, question = Section.objects.get(), Question.objects.get()
    of_section = reverse("applications:build-section", args=[hosted.address, section.pk])
    of_question = reverse("applications:build-question", args=[hosted.address, question.pk])

    one, page = _in_two_tabs(client, of_section, {"title": "Aims"}, {"title": "Means"})
    two, words = _in_two_tabs(
        client, of_question, {"label": "Why?", "help": "In\r\ntwo lines"}, {"label": "How?"}
    )
    question.refresh_from_db()

    assert (one[1], two[1]) == (422, 422)
    assert "Title of the section: Aims" in page and "Means" in page
    assert "Question: Why?" in words and "How?" in words
    assert (Section.objects.get().title, question.label) == ("Means", "How?")


def test_the_rules_of_a_hosted_call_show_what_was_saved_since(client):
    hosted = make_hosted()
    client.force_login(hosted.publisher)
    address = reverse("applications:rules", args=[hosted.address])
    typed = {"grace_minutes": "0", "late_rule": "never", "officers_read": "after"}
    typed |= {"most_members": "5", "keep_days": "400"}

    statuses, page = _in_two_tabs(
        client, address, typed | {"prefix": "ABC"}, typed | {"prefix": "XYZ"}
    )

    assert statuses == [302, 422, 302]
    assert "Before each number: ABC" in page
    assert "After that:" not in page  # Only what differs is said.


def test_without_a_stamp_nothing_is_refused_and_with_an_unknown_one_it_is():
    hosted = make_hosted()
    change = hosting.change_settings

    change(hosted, by=hosted.publisher, prefix="ABC")
    with pytest.raises(SavedMeanwhile):
        change(hosted, by=hosted.publisher, prefix="XYZ", based_on="0" * 16)

    hosted.refresh_from_db()
    assert hosted.prefix == "ABC"
