"""After the decision, by the forms: agreement, steps, payments; what is refused, and who may."""

from datetime import timedelta

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import timezone

from clusterhub.accounts.tests.makers import make_user
from clusterhub.applications.models import Award, RoleKind, Step
from clusterhub.applications.operations import deciding, ties
from clusterhub.applications.tests.evaluating import (
    decide,
    judge_all,
    make_judged,
    make_officer,
)
from clusterhub.applications.tests.makers import make_publisher

pytestmark = pytest.mark.django_db
GOOD, POOR = ("5", "4.5"), ("2.5", "5")


def make_awarded():
    """A call that was decided and told: the first application is funded, the second is not."""
    hosted = make_judged(count=2, evaluators=1)
    judge_all(hosted, [GOOD, POOR])
    decide(hosted)
    deciding.post_decision_letters(hosted, by=hosted.officer)
    return hosted


def award_page(hosted, number=1):
    return reverse("evaluation:award", args=[hosted.address, number])


def act(client, hosted, action, **typed):
    """What the page says afterwards."""
    address = reverse("evaluation:award-act", args=[hosted.address, 1, action])
    response = client.post(address, typed)
    assert response.status_code == 302, action
    return [str(message) for message in get_messages(response.wsgi_request)][-1:]


def today(days=0):
    return (timezone.localdate() + timedelta(days=days)).isoformat()


def test_an_award_goes_from_agreement_to_the_last_payment(client):
    hosted = make_awarded()
    team = hosted.applications.get(number=1).created_by
    client.force_login(hosted.officer)

    act(client, hosted, "sending")
    agreed = {"agreement_number": "GA-1", "signed_on": today(), "starts_on": today(1)}
    saved = client.post(award_page(hosted), agreed | {"ends_on": today(200), "result_url": ""})
    act(client, hosted, "steps", kind="report", title="Interim report", due_on=today(90))
    act(client, hosted, "steps", kind="payment", title="First half", amount="2500")
    report, payment = Step.objects.order_by("kind").reverse()
    client.force_login(team)
    outcome = reverse("evaluation:outcome", args=[hosted.applications.get(number=1).uid])
    assert "Interim report" in client.get(outcome).content.decode()
    client.post(f"{outcome}steps/{report.pk}/", {"words": "Sent by post."})
    client.force_login(hosted.officer)
    act(client, hosted, "return", step=report.pk, reason="Page 3 is missing.")
    returned = Step.objects.get(pk=report.pk).state
    client.force_login(team)
    assert "Page 3 is missing." in client.get(outcome).content.decode()
    client.post(f"{outcome}steps/{report.pk}/", {"words": "With page 3."})
    client.force_login(hosted.officer)
    act(client, hosted, "acceptance", step=report.pk)
    act(client, hosted, "payment", step=payment.pk, paid_on=today())
    act(client, hosted, "closing")

    award = Award.objects.get()
    assert saved.status_code == 302
    assert (award.agreement_number, str(award.signed_on)) == ("GA-1", agreed["signed_on"])
    assert award.sent_at and award.closed_at
    assert (str(returned), str(Step.objects.get(pk=report.pk).state)) == ("Sent back", "Accepted")
    page = client.get(award_page(hosted)).content.decode()
    assert "Interim report" in page and "With page 3." in page
    [row] = client.get(reverse("evaluation:awards-json", args=[hosted.address])).json()["awards"]
    assert (row["paid"], row["state"]) == ("2500.00", "Closed")


def test_what_cannot_be_is_refused_with_a_sentence_and_changes_nothing(client):
    hosted = make_awarded()
    client.force_login(hosted.officer)
    page = award_page(hosted)

    backwards = client.post(page, {"starts_on": today(9), "ends_on": today(1)})
    script = client.post(page, {"result_url": "javascript:alert(1)"})
    nothing = act(client, hosted, "steps", kind="payment", title="No amount")
    negative = act(client, hosted, "steps", kind="payment", title="Less", amount="-5")
    nameless = act(client, hosted, "steps", kind="report", title=" ")
    assert not Step.objects.exists()
    act(client, hosted, "steps", kind="payment", title="Half", amount="10")
    act(client, hosted, "steps", kind="report", title="Report")
    report, payment = Step.objects.order_by("kind").reverse()
    too_early = act(client, hosted, "payment", step=payment.pk, paid_on=today())
    no_day = act(client, hosted, "payment", step=payment.pk, paid_on="")
    no_payment = act(client, hosted, "payment", step=report.pk, paid_on=today())
    undelivered = act(client, hosted, "acceptance", step=report.pk)
    no_reason = act(client, hosted, "return", step=report.pk, reason="")

    assert (backwards.status_code, script.status_code) == (422, 422)
    assert nothing == negative == nameless == ["A step has a title, and a payment an amount."]
    assert too_early == no_payment == undelivered == ["This cannot be done yet."]
    assert no_day == ["Say on which day it was paid."]
    assert no_reason == ["Give the reason."]
    award = Award.objects.get()
    assert (award.starts_on, award.result_url) == (None, "")
    assert not Step.objects.filter(paid_on__isnull=False).exists()


@pytest.mark.parametrize("step", ["", "0", "x", "9" * 30, "٣"])
def test_a_step_that_is_not_there_is_not_found(client, step):
    hosted = make_awarded()
    client.force_login(hosted.officer)
    address = reverse("evaluation:award-act", args=[hosted.address, 1, "acceptance"])

    assert client.post(address, {"step": step}).status_code == 404


def test_only_officers_without_a_tie_change_awards_and_only_the_desk_reads_them(client):
    hosted = make_awarded()
    first = hosted.applications.get(number=1)
    tied = make_officer(hosted)
    ties.declare_conflict(first, words="My sister's firm", by=tied)
    people = {
        "officer": hosted.officer,
        "publisher": hosted.publisher,
        "observer": make_publisher(hosted, RoleKind.OBSERVER, email="watch@afar.example"),
        "tied officer": tied,
        "evaluator": hosted.evaluators[0],
        "applicant": first.created_by,
        "member": make_user(),
    }
    sending = reverse("evaluation:award-act", args=[hosted.address, 1, "sending"])
    typed = {"agreement_number": "X"}
    seen = {}
    for who, person in people.items():
        client.force_login(person)
        seen[who] = (
            client.get(award_page(hosted)).status_code,
            client.post(award_page(hosted), typed).status_code,
            client.post(sending).status_code,
        )

    assert seen == {
        "officer": (200, 302, 302),
        "publisher": (200, 404, 404),
        "observer": (200, 404, 404),
        **dict.fromkeys(("tied officer", "evaluator", "applicant", "member"), (404, 404, 404)),
    }


def test_who_is_not_funded_has_no_award_and_an_unknown_action_is_none(client):
    hosted = make_awarded()
    client.force_login(hosted.officer)

    assert client.get(award_page(hosted, number=2)).status_code == 404
    unknown = reverse("evaluation:award-act", args=[hosted.address, 1, "gift"])
    assert client.post(unknown).status_code == 404
    assert (
        client.get(reverse("evaluation:award-act", args=[hosted.address, 1, "sending"])).status_code
        == 405
    )
