from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.utils import timezone

from clusterhub.accounts.tests.makers import make_user
from clusterhub.applications.forms.applying import PartnerForm
from clusterhub.applications.jobs import forget_in_time
from clusterhub.applications.links import member_behind, partner_behind, token_of
from clusterhub.applications.models import AccessVerb, Application, Member, MemberRole, RoleKind
from clusterhub.applications.operations import hosting, partners, submitting, team, writing
from clusterhub.applications.operations.access import MOST_LETTERS, record_access
from clusterhub.applications.refusals import (
    ConflictOfRoles,
    LastLead,
    LastPublisher,
    LinkOver,
    NotAllowed,
    TooManyLetters,
)
from clusterhub.applications.tests.makers import (
    make_application,
    make_hosted,
    make_publisher,
    make_submitted,
    pass_deadline,
)
from clusterhub.letters.models import Letter

pytestmark = pytest.mark.django_db


def _invited(application, role=MemberRole.WRITER):
    person = make_user()
    EmailAddress.objects.get_or_create(
        user=person, email=person.email, defaults={"verified": True, "primary": True}
    )
    row = team.invite_member(
        application, email=person.email.upper(), role=role, by=application.leader
    )
    return row, person


def test_who_is_invited_joins_once_with_a_proven_address_and_writes():
    application = make_application()
    row, person = _invited(application)
    first = token_of(row)
    Member.objects.update(invited_at=timezone.now() - timedelta(hours=1))
    row = team.invite_member(
        application, email=person.email, role=MemberRole.WRITER, by=application.leader
    )

    with pytest.raises(NotAllowed):
        team.join_team(row, by=make_user())
    team.join_team(row, by=person)

    assert member_behind(first) is None  # Asked again, the old link ends.
    assert member_behind(token_of(row)) == row
    with pytest.raises(LinkOver):
        team.join_team(row, by=person)
    key = application.form.questions.get().key
    answer, rival = writing.write_answer(application, key=key, value="More", based_on=1, by=person)
    assert (answer.number, rival) == (2, None)
    with pytest.raises(NotAllowed):
        submitting.submit_application(application, by=person, received_at=application.created_at)


def test_who_judges_does_not_apply_and_who_applies_does_not_judge():
    hosted = make_hosted()
    application = make_application(hosted)
    officer = make_publisher(hosted, role=RoleKind.OFFICER)

    with pytest.raises(ConflictOfRoles):
        make_application(hosted, by=officer)
    with pytest.raises(ConflictOfRoles):
        hosting.give_role(
            hosted, person=application.leader, role=RoleKind.EVALUATOR, by=hosted.publisher
        )


def test_a_role_that_was_lost_in_the_middle_refuses_the_next_write_and_keeps_what_was_there():
    application = make_application()
    row, person = _invited(application)
    team.join_team(row, by=person)
    team.end_member(row, by=application.leader)

    with pytest.raises(NotAllowed):
        writing.write_answer(
            application,
            key=application.form.questions.get().key,
            value="Too late",
            based_on=1,
            by=person,
        )

    assert application.answers.get().value.startswith("About")


def test_somebody_is_always_left_who_leads_and_who_answers_for_the_call():
    hosted = make_hosted()
    application = make_application(hosted)

    with pytest.raises(LastLead):
        team.end_member(application.members.get(), by=application.leader)
    with pytest.raises(LastPublisher):
        hosting.end_role(hosted.roles.get(), by=hosted.publisher)


def test_a_partner_confirms_once_without_an_account_and_the_link_of_another_is_none(client):
    application = make_application()
    facts = {"name": "Institute", "contact_email": "ida@institute.example", "task": "Sensors"}
    partner = partners.add_partner(application, by=application.leader, asks=True, **facts)
    token = token_of(partner)
    address = f"/application-partners/{token}/"

    page = client.get(address)
    client.post(address, {"name": "Ida", "answer": "yes"})
    client.post(address, {"name": "Eve", "answer": "no"})

    partner.refresh_from_db()
    assert page["Referrer-Policy"] == "same-origin"
    assert page["X-Robots-Tag"] == "noindex"
    assert "no-store" in page["Cache-Control"]
    assert (partner.answered_by, partner.declined_at) == ("Ida", None)
    assert partner.confirmed_at is not None
    assert partner_behind(token[:-1] + ("a" if token[-1] != "a" else "b")) is None
    partners.remove_partner(partner, by=application.leader)
    assert client.get(address).status_code == 404
    assert not Letter.objects.filter(about_kind="applications.partner").exists()


def test_nobody_sends_letters_to_half_the_world_or_leads_elsewhere_by_them():
    application = make_application()
    for _letter in range(MOST_LETTERS):
        record_access(application, AccessVerb.INVITED, by=application.leader, as_what="lead")

    with pytest.raises(TooManyLetters):
        _invited(application)
    form = PartnerForm({"name": "Win at www.evil.example/x", "task": "Sensors"})
    assert "without addresses" in str(form.errors["name"])


def test_with_an_account_goes_what_she_alone_was_writing_and_the_rest_is_led_by_others():
    alone, together = make_application(), make_application()
    row, heir = _invited(together)
    team.join_team(row, by=heir)
    handed_in = make_submitted()

    for one in (alone, together, handed_in):
        one.leader.delete()

    assert set(Application.objects.all()) == {together, handed_in}
    assert together.members.get().role == MemberRole.LEAD
    assert together.members.get().person == heir


def test_after_its_days_nothing_is_left_of_the_applications_but_how_many_there_were():
    hosted = make_hosted()
    make_submitted(hosted)
    make_application(hosted)
    pass_deadline(hosted, by=timedelta(days=hosted.keep_days - 1))
    forget_in_time()
    assert Application.objects.count() == 2
    pass_deadline(hosted, by=timedelta(days=hosted.keep_days + 1))

    forget_in_time()

    assert not Application.objects.exists()
    assert not Letter.objects.filter(kind__startswith="application").exists()
    hosted.refresh_from_db()
    assert hosted.forgotten_at is not None
    forget_in_time()  # Once is enough.
