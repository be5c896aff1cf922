"""Who has a part in a call applies nowhere in it; who is tied to an application has no part in it."""

from contextlib import suppress
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.urls import reverse
from django.utils import timezone

from clusterhub.accounts.tests.makers import make_user
from clusterhub.applications import judging_refusals, refusals
from clusterhub.applications.models import Conflict, RoleKind, Screening, Step
from clusterhub.applications.operations import (
    appeals,
    assigning,
    awards,
    deciding,
    engaging,
    hosting,
    partners,
    reserve,
    scoring,
    screening,
    submitting,
    team,
    ties,
)
from clusterhub.applications.permissions import may_judge_now
from clusterhub.applications.tests.evaluating import (
    applications,
    assign,
    decide,
    give,
    make_judged,
    make_officer,
)
from clusterhub.applications.tests.makers import (
    make_application,
    make_hosted,
    make_publisher,
    make_submitted,
    pass_deadline,
)
from clusterhub.directory.tests.makers import make_editor, make_organisation

pytestmark = pytest.mark.django_db
REFUSED = (
    *(refusals.NotAllowed, refusals.ConflictOfRoles, refusals.LinkOver),
    *(judging_refusals.HasConflict, judging_refusals.NotYet),
)


def tried(operation, *records, **facts):
    """An attack: whether it was let through."""
    with suppress(*REFUSED):
        operation(*records, **facts)
        return True
    return False


@pytest.mark.parametrize("role", RoleKind)
def test_nobody_with_a_role_in_a_call_writes_in_it(role):
    hosted = make_hosted()
    person = make_publisher(hosted, role)
    application = make_application(hosted)
    facts = {"name": "Institute", "contact_email": person.email, "task": "Sensors"}
    partner = partners.add_partner(application, by=application.leader, asks=True, **facts)
    asked = team.invite_member(
        application, email=person.email, role="reader", by=application.leader
    )

    attacks = [
        tried(make_application, hosted, by=person),
        tried(team.join_team, asked, by=person),
        tried(partners.answer_as_partner, partner, confirms=True, name="Me"),
    ]

    assert attacks == [False, False, False]


def test_who_has_read_the_others_from_a_chair_does_not_apply_after_leaving_it(client):
    hosted = make_hosted(officers_read="always")
    application = make_application(hosted)
    officer = make_officer(hosted)
    client.force_login(officer)
    assert client.get(reverse("applications:reading", args=[application.uid])).status_code == 200
    asked = team.invite_member(
        application, email=officer.email, role="reader", by=application.leader
    )

    hosting.end_role(hosted.roles.get(person=officer), by=officer)

    assert not tried(make_application, hosted, by=officer)
    assert not tried(team.join_team, asked, by=officer)


@pytest.mark.parametrize("role", RoleKind)
def test_nobody_who_takes_part_in_an_application_gets_a_role(role):
    hosted = make_hosted()
    application, contact = make_application(hosted), make_user()
    facts = {"name": "Institute", "contact_email": contact.email.upper(), "task": "Sensors"}
    partner = partners.add_partner(application, by=application.leader, asks=True, **facts)
    partners.answer_as_partner(partner, confirms=True, name="Ida")

    for person in (application.leader, contact):
        assert not tried(hosting.give_role, hosted, person=person, role=role, by=hosted.publisher)


def test_an_invitation_to_judge_goes_to_whoever_has_proven_the_address(client):
    hosted = make_hosted()
    thief, wanted = make_user(), "professor@university.example"
    EmailAddress.objects.create(user=thief, email=wanted, verified=False, primary=False)
    client.force_login(hosted.publisher)

    client.post(reverse("evaluation:people", args=[hosted.call.slug]), {"email": wanted})

    assert not hosted.roles.filter(person=thief).exists()


def make_tied(**facts):
    """A call with one application, and an officer whose tie to it nobody has looked for yet."""
    hosted = make_judged(count=1, evaluators=1, has_consensus=False)
    [application] = applications(hosted)
    officer = make_officer(hosted)
    domain = officer.email.partition("@")[2]
    application.members.update(email=f"ana@{domain}")
    return hosted, application, officer


def test_a_tie_of_an_officer_is_found_before_she_reads(client):
    hosted, application, officer = make_tied()
    client.force_login(officer)
    slug = hosted.call.slug

    pages = [
        reverse("applications:reading", args=[application.uid]),
        reverse("applications:json", args=[application.uid]),
        reverse("applications:docx", args=[application.uid]),
        reverse("evaluation:case", args=[slug, application.number]),
        reverse("evaluation:case-json", args=[slug, application.number]),
    ]
    statuses = {client.get(page).status_code for page in pages}

    assert statuses == {404}
    assert Conflict.objects.get().person == officer
    assert hosted.minutes.filter(kind="tie").count() == 1
    client.force_login(hosted.officer)
    assert client.get(pages[0]).status_code == 200


def test_a_tie_of_an_officer_is_found_before_she_does_anything():
    hosted, application, officer = make_tied()
    judge, until = hosted.evaluators[0], timezone.now() + timedelta(days=1)

    attacks = {
        "screening": tried(
            screening.screen_application, application, verdict="no", reason="x", by=officer
        ),
        "letting in": tried(
            submitting.grant_exception, application, until=until, reason="x", by=officer
        ),
        "assigning": tried(assigning.assign_one, application, person=judge, by=officer),
    }
    assign(hosted)
    [row] = application.assignments.all()
    attacks["taking back"] = tried(assigning.end_assignment, row, reason="x", by=officer)
    evaluation = give(application, judge)
    attacks["voiding"] = tried(scoring.void_evaluation, evaluation, reason="x", by=officer)
    attacks["deciding"] = tried(deciding.decide, hosted, by=officer)

    assert {name for name, is_let_in in attacks.items() if is_let_in} == set()
    assert Screening.objects.filter(verdict="no").count() == 0


def test_a_tied_officer_has_no_part_in_what_follows():
    hosted, application, officer = make_tied()
    assign(hosted)
    give(application, hosted.evaluators[0])
    decide(hosted)
    deciding.post_decision_letters(hosted, by=hosted.officer)
    outcome = application.outcome
    facts = {"words": "Wrong", "by": application.created_by, "received_at": timezone.now()}
    appeal = appeals.file_appeal(outcome, **facts)
    awards.change_award(outcome.award, by=hosted.officer, signed_on=timezone.localdate())
    step = {"kind": "payment", "title": "First", "amount": 100}

    attacks = [
        tried(appeals.decide_appeal, appeal, is_upheld=True, reasons="Yes", by=officer),
        tried(awards.add_step, outcome.award, by=officer, **step),
        tried(awards.change_award, outcome.award, by=officer, agreement_number="1"),
        tried(reserve.give_back, outcome, by=officer),
    ]

    assert attacks == [False, False, False, False]
    assert Step.objects.count() == 0


def test_a_tie_by_organisation_shuts_the_file_for_its_editor():
    hosted = make_hosted()
    body = make_organisation()
    application = make_submitted(hosted, lead_organisation=body)
    pass_deadline(hosted)
    officer = make_editor(body, email="eva@elsewhere.example")
    hosting.give_role(hosted, person=officer, role=RoleKind.OFFICER, by=hosted.publisher)

    screened = tried(screening.screen_application, application, verdict="yes", by=officer)

    assert not screened


def test_a_tie_that_is_found_takes_no_scores_away_until_somebody_says_so():
    hosted = make_judged(count=1, evaluators=1, has_consensus=False)
    assign(hosted)
    [application], [judge] = applications(hosted), hosted.evaluators
    evaluation = give(application, judge)
    domain = judge.email.partition("@")[2]
    application.members.update(email=f"ana@{domain}")

    assert ties.check_pair(application, judge)
    evaluation.refresh_from_db()
    shut = not may_judge_now(judge, application)
    undecided = tried(deciding.decide, hosted, by=hosted.officer)
    conflict = application.conflicts.get()
    ties.lift_conflict(conflict, reason="40,000 work there", by=hosted.officer)
    decision = decide(hosted)

    assert shut and evaluation.voided_at is None
    assert not undecided
    assert str(decision.outcomes.get().score) == "8.00"


def test_whom_an_applicant_merely_invites_ties_nobody():
    hosted = make_hosted()
    application = make_submitted(hosted)
    judge = make_user(email="judge@rival.example")
    team.invite_member(
        application, email="nobody@rival.example", role="reader", by=application.leader
    )
    pass_deadline(hosted)
    engagement = engaging.invite_evaluator(hosted, person=judge, by=hosted.publisher)

    engaging.answer_invitation(engagement, accepts=True, by=judge)

    assert not application.conflicts.exists()


def test_domains_tie_by_every_proven_address_and_below_one_roof_and_public_mailers_never():
    hosted = make_hosted()
    application = make_submitted(hosted)
    lead = application.leader
    application.members.update(email="ana@wood.university.example")
    EmailAddress.objects.create(user=lead, email="ana@duck.com", verified=True)
    pass_deadline(hosted)
    roof = make_user(email="x@university.example")
    second = make_user(email="y@other.example")
    EmailAddress.objects.create(user=second, email="y@university.example", verified=True)
    free = make_user(email="judge@duck.com")

    found = {each: ties.check_pair(application, each) for each in (roof, second, free)}

    assert list(found.values()) == [True, True, False]


def test_who_lifts_a_tie_has_none_herself():
    hosted = make_judged(count=1, evaluators=1)
    [application], [judge] = applications(hosted), hosted.evaluators
    domain = judge.email.partition("@")[2]
    application.members.update(email=f"ana@{domain}")
    ties.check_pair(application, judge)
    officer = make_officer(hosted)
    ties.declare_conflict(application, words="my firm", by=officer)

    conflict = application.conflicts.get(person=judge)
    assert not tried(ties.lift_conflict, conflict, reason="no matter", by=officer)
