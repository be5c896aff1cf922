"""Every address with a number of another call, application or file leads nowhere, for its own staff."""

import pytest
from django.urls import reverse
from django.utils import timezone

from clusterhub.applications.models import InfoSession
from clusterhub.applications.operations import (
    attaching,
    awards,
    deciding,
    partners,
    stages,
    ties,
    writing,
)
from clusterhub.applications.tests.evaluating import (
    applications,
    decide,
    judge_all,
    make_evaluator,
    make_judged,
)
from clusterhub.applications.tests.makers import make_application, make_hosted, make_publisher
from clusterhub.events.tests.makers import make_event

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4\n%%EOF\n"


def posted(client, name, *args, **sent):
    return client.post(reverse(name, args=args), sent).status_code


REASON = {"reason": "x", "day": "2030-01-01", "hour": "10:00", "title": "Stolen"}
REASON |= {"label": "Stolen", "kind": "short", "paid_on": "2026-01-01"}


@pytest.fixture
def two():
    """Two calls that are decided: one's own, and the other's with its one application."""
    mine, theirs = make_judged(count=1, evaluators=1), make_judged(count=1, evaluators=1)
    for hosted in (mine, theirs):
        judge_all(hosted, [("5", "5")])
        decide(hosted)
    return mine, theirs, applications(theirs)[0]


def test_the_desk_of_one_call_builds_and_names_nothing_in_another(client, two):
    mine, theirs, other = two
    slug, section = mine.call.slug, theirs.forms.get().sections.get()
    question = section.questions.get()
    facts = {"call": theirs.call, "event": make_event(), "added_at": timezone.now()}
    session = InfoSession.objects.create(**facts)
    client.force_login(mine.publisher)

    for name, args in {
        "role-end": [theirs.roles.first().pk],
        "exception": [other.uid],
        "build-section": [section.pk],
        "build-question": [question.pk],
        "new-question": [section.pk, "short"],
        "move": ["section", section.pk],
        "removal": ["question", question.pk],
        "info-session-removal": [session.pk],
    }.items():
        assert (name, posted(client, f"applications:{name}", slug, *args, **REASON)) == (name, 404)


def test_the_desk_of_one_call_judges_and_pays_nothing_in_another(client, two):
    mine, theirs, other = two
    award, assigned = other.outcome.award, other.assignments.get()
    awards.change_award(award, by=theirs.officer, signed_on=timezone.localdate())
    step = awards.add_step(award, by=theirs.officer, kind="payment", title="x", amount=1)
    tie = ties.declare_conflict(other, words="x", by=make_evaluator(theirs))[0]
    slug, person = mine.call.slug, theirs.roles.last().pk
    client.force_login(mine.publisher)
    assert posted(client, "evaluation:person-end", slug, person, **REASON) == 404
    client.force_login(mine.officer)
    rows = {"unassignment": assigned, "lifting": tie, "voiding": assigned.evaluation}

    for action, row in rows.items():
        status = posted(client, "evaluation:act", slug, 1, action, row=row.pk, **REASON)
        assert (action, status) == (action, 404)
    paid = posted(client, "evaluation:award-act", slug, 1, "payment", step=step.pk, **REASON)

    step.refresh_from_db()
    assert (paid, step.paid_on) == (404, None)


def test_a_team_reaches_nothing_of_another(client, tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path
    hosted = make_hosted(
        questions=[{"kind": "file", "label": "Plan"}, {"kind": "long", "label": "?"}]
    )
    mine, theirs = make_application(hosted), make_application(hosted)
    plan, why = hosted.forms.get().questions.all()
    lead = theirs.leader
    file = attaching.attach_file(theirs, key=plan.key, name="a.pdf", content=PDF, by=lead)
    partner = partners.add_partner(
        theirs, by=lead, name="Lab", task="x", contact_email="i@l.example"
    )
    _answer, rival = writing.write_answer(theirs, key=why.key, value="b", based_on=0, by=lead)
    client.force_login(mine.leader)
    uid = mine.uid

    statuses = [
        posted(client, "applications:rival", uid, rival.pk, take="this"),
        posted(client, "applications:file-removal", uid, file.uid),
        posted(client, "applications:partner-asking", uid, partner.pk),
        posted(client, "applications:partner-removal", uid, partner.pk),
        posted(client, "applications:member-role", uid, theirs.members.get().pk, role="reader"),
        posted(client, "applications:member-end", uid, theirs.members.get().pk),
        client.get(reverse("applications:file", args=[uid, file.uid])).status_code,
        client.get(reverse("applications:file", args=[theirs.uid, file.uid])).status_code,
        client.get(reverse("applications:receipt", args=[uid, 1])).status_code,
    ]

    assert set(statuses) == {404}
    assert theirs.partners.get().asked_at is None


def test_a_beneficiary_delivers_no_step_of_another(client):
    hosted = make_judged(count=2, evaluators=1)
    judge_all(hosted, [("5", "5"), ("4", "4")])
    decide(hosted)
    deciding.post_decision_letters(hosted, by=hosted.officer)
    mine, theirs = applications(hosted)
    step = awards.add_step(theirs.outcome.award, by=hosted.officer, kind="report", title="x")
    client.force_login(mine.created_by)

    assert posted(client, "evaluation:deliver", mine.uid, step.pk, words="Done") == 404


def test_an_observer_changes_nothing_at_either_desk(client):
    hosted = make_judged(count=1, evaluators=1)
    judge_all(hosted, [("5", "5")])
    decide(hosted)
    slug, [application] = hosted.call.slug, applications(hosted)
    client.force_login(make_publisher(hosted, "observer"))

    for name, args in {
        "applications:rules": [slug],
        "applications:opening": [slug],
        "applications:second-stage": [slug],
        "applications:people": [slug],
        "applications:exception": [slug, application.uid],
        "applications:draft": [slug],
        "applications:publication": [slug],
        "applications:trial": [slug],
        "applications:role-end": [slug, hosted.roles.first().pk],
        "evaluation:step": [slug, "letters"],
        "evaluation:award": [slug, 1],
        "evaluation:award-act": [slug, 1, "sending"],
        "evaluation:act": [slug, 1, "giving-back"],
    }.items():
        assert (name, posted(client, name, *args)) == (name, 404)
    assert not stages.HostedCall.objects.filter(stage=2).exists()
