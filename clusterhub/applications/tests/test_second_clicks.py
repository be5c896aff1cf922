"""A second click does nothing, and what somebody typed is never lost."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from clusterhub.applications.emails.evaluation import decision_text
from clusterhub.applications.models import Appeal, Consensus, Evaluation, Step
from clusterhub.applications.operations import (
    awards,
    deciding,
    partners,
    reserve,
    scoring,
    team,
    writing,
)
from clusterhub.applications.tests.evaluating import (
    applications,
    assign,
    decide,
    give,
    judge_all,
    make_judged,
)
from clusterhub.applications.tests.makers import (
    make_application,
    make_hosted,
    make_publisher,
    submit,
)
from clusterhub.letters.models import Letter

pytestmark = pytest.mark.django_db


def test_handing_in_twice_is_once():
    application = make_application()

    first, second = submit(application), submit(application)

    assert first == second
    assert application.submissions.count() == 1
    assert Letter.objects.filter(kind="application: receipt").count() == 1


def test_beginning_twice_is_one_application(client):
    hosted = make_hosted()
    client.force_login(make_publisher())
    start = reverse("applications:start", args=[hosted.call.slug])
    told = {"title": "Dry wood", "lead_name": "Teste Wood Ltd"}

    first, second = client.post(start, told), client.post(start, told)

    assert first.url == second.url
    assert hosted.applications.count() == 1


def test_a_partner_is_named_and_asked_once():
    application = make_application()
    facts = {"name": "Institute", "contact_email": "ida@institute.example", "task": "Sensors"}

    first = partners.add_partner(application, by=application.leader, asks=True, **facts)
    second = partners.add_partner(application, by=application.leader, asks=True, **facts)
    partners.ask_partner(first, by=application.leader)

    assert first == second
    assert application.partners.count() == 1
    assert Letter.objects.filter(kind="application: partner").count() == 1


def test_a_partner_who_has_confirmed_is_not_asked_again():
    application = make_application()
    facts = {"name": "Institute", "contact_email": "ida@institute.example", "task": "Sensors"}
    partner = partners.add_partner(application, by=application.leader, asks=True, **facts)
    partners.answer_as_partner(partner, confirms=True, name="Ida")
    application.partners.update(asked_at=timezone.now() - timedelta(days=1))

    partners.ask_partner(partner, by=application.leader)

    assert application.partners.get().confirmed_at is not None


def test_an_address_is_invited_once_by_two_clicks():
    application = make_application()
    facts = {"email": "zoe@team.example", "role": "writer", "by": application.leader}

    first, second = (team.invite_member(application, **facts) for _click in range(2))

    assert (first.link_version, second.link_version) == (1, 1)
    assert Letter.objects.filter(kind="application: invitation").count() == 1


def test_a_payment_is_planned_and_made_once_and_none_after_it_was_stopped():
    hosted = make_judged(count=1, evaluators=1)
    judge_all(hosted, [("5", "5")])
    award = decide(hosted).outcomes.get().award
    by, today = hosted.officer, timezone.localdate()
    awards.change_award(award, by=by, signed_on=today)
    facts = {"kind": "payment", "title": "First", "amount": 100, "due_on": today}

    first, second = (awards.add_step(award, by=by, **facts) for _click in range(2))
    last = awards.add_step(award, by=by, **facts | {"title": "Last"})
    awards.pay_step(first, paid_on=today, by=by)
    awards.close_award(award, by=by, stops=True)
    with pytest.raises(Exception):  # noqa: B017 – before: nothing at all.
        awards.pay_step(last, paid_on=today, by=by)
    awards.close_award(award, by=by)

    assert first == second
    assert Step.objects.count() == 2
    last.refresh_from_db()
    award.refresh_from_db()
    assert last.paid_on is None
    assert award.closed_at is None  # It was stopped; it does not end as planned, too.


def test_letters_of_what_was_given_back_say_so():
    hosted = make_judged(count=2, evaluators=1, budget=5000)
    judge_all(hosted, [("5", "5"), ("4", "4")])
    decide(hosted)
    first, second = applications(hosted)
    reserve.give_back(first.outcome, by=hosted.officer)
    for each in (first, second):
        each.outcome.refresh_from_db()

    assert "Your application is funded." not in decision_text(first.outcome)[1]
    assert "Your application is funded." in decision_text(second.outcome)[1]


@pytest.fixture
def sheet():
    """An evaluator's sheet that was saved since an older tab was opened."""
    hosted = make_judged(count=1, evaluators=1)
    assign(hosted)
    [application], [judge] = applications(hosted), hosted.evaluators
    for words in ("Older", "Newer words"):
        scoring.save_evaluation(application, scores={"c1": "4"}, comments={"c1": words}, by=judge)
    return hosted, application, judge


def test_what_an_older_tab_says_of_an_application_is_shown_beside_what_is_stored(client, sheet):
    _hosted, application, judge = sheet
    client.force_login(judge)
    typed = {"s_c1": "3", "w_c1": "Typed in the older tab", "words": "", "number": "1"}

    page = client.post(reverse("evaluation:file", args=[application.uid]), typed)

    assert page.status_code == 409
    body = page.content.decode()
    assert "Typed in the older tab" in body and "Newer words" in body
    assert Evaluation.objects.get().comments["c1"] == "Newer words"
    again = page.context["form"]["number"].value()
    client.post(reverse("evaluation:file", args=[application.uid]), typed | {"number": again})
    assert Evaluation.objects.get().comments["c1"] == "Typed in the older tab"


def test_a_wording_that_came_second_is_shown_beside_the_first(client):
    hosted = make_judged(count=1)
    assign(hosted)
    [application], (first, second) = applications(hosted), hosted.evaluators
    for person in (first, second):
        give(application, person)
    address = reverse("evaluation:consensus", args=[application.uid])
    typed = {"together-s_c1": "4", "together-s_c2": "4", "together-number": "0"}

    client.force_login(first)
    client.post(address, typed | {"together-words": "First wording"})
    client.force_login(second)
    page = client.post(address, typed | {"together-words": "Second wording"})
    anew = {"together-number": "1"}
    bad = client.post(
        address, typed | {"together-words": "Third wording", "together-s_c1": "4.3"} | anew
    )

    body = page.content.decode()
    assert page.status_code == 409
    assert "First wording" in body and "Second wording" in body
    assert bad.status_code == 422 and "Third wording" in bad.content.decode()
    assert Consensus.objects.get().words == "First wording"


def test_an_appeal_or_a_reason_that_is_too_long_is_not_lost(client):
    hosted = make_judged(count=1, evaluators=1)
    judge_all(hosted, [("2", "2")])
    decide(hosted)
    deciding.post_decision_letters(hosted, by=hosted.officer)
    [application] = applications(hosted)
    client.force_login(application.created_by)
    words = "We object. " + "x" * 5000

    page = client.post(reverse("evaluation:appeal", args=[application.uid]), {"words": words})

    assert page.status_code == 422
    assert "We object." in page.content.decode()
    assert not Appeal.objects.exists()


def test_two_old_tabs_of_one_person_keep_both_texts():
    application = make_application()
    key, lead = application.form.questions.get().key, application.leader
    write = {"key": key, "by": lead}
    writing.write_answer(application, value="The newest", based_on=1, **write)

    writing.write_answer(application, value="Typed in the second tab", based_on=1, **write)
    writing.write_answer(application, value="Typed in the second tab, more", based_on=1, **write)
    writing.write_answer(application, value="Other words of the third", based_on=1, **write)

    rivals = application.answer_versions.filter(is_rival=True, settled_at=None)
    assert {row.value for row in rivals} == {
        "Typed in the second tab, more",
        "Other words of the third",
    }


def test_an_older_tab_does_not_change_title_and_lead_unseen(client):
    application = make_application()
    client.force_login(application.leader)
    address = reverse("applications:facts", args=[application.uid])
    stamp = client.get(address).context["form"]["stamp"].value()
    told = {"lead_name": "Teste Wood Ltd", "stamp": stamp}

    client.post(address, told | {"title": "First tab"})
    late = client.post(address, told | {"title": "Second tab"})

    application.refresh_from_db()
    assert application.title == "First tab"
    assert late.status_code == 422
    assert "Second tab" in late.content.decode() and "First tab" in late.content.decode()
