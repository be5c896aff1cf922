"""Who keeps a profile: starting one, invitations, claims, leaving and handing over."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from clusterhub.accounts.invited import digest_of, token_of
from clusterhub.accounts.tests.makers import make_user
from clusterhub.directory.models import Invitation, Level, Organisation, State, Verdict
from clusterhub.directory.operations import editors
from clusterhub.directory.operations.claims import (
    MOST_OPEN_CLAIMS,
    claim_organisation,
    decide_claim,
)
from clusterhub.directory.operations.starting import start_profile
from clusterhub.directory.permissions import MOST_OPEN_DRAFTS
from clusterhub.directory.refusals import (
    AlreadyEditor,
    AnotherAddress,
    HasAdministrator,
    InvitationExpired,
    LastAdministrator,
    LikelyTwin,
    NotTheOwner,
    OwnCase,
    ReasonsMissing,
    TooManyClaims,
    TooManyDrafts,
)
from clusterhub.directory.tests.makers import make_country, make_editor, make_organisation
from clusterhub.directory.tests.reviewing import make_validator

pytestmark = pytest.mark.django_db


def start(by, name="Timber Valley", **changes):
    values = {"kind": "cluster_organisation", "country": make_country()}
    return start_profile(by=by, name=name, **values | changes)


def levels(organisation):
    rows = organisation.editorships.current()
    return {row.editor: row.level for row in rows}


def test_who_starts_a_profile_administers_its_draft():
    person = make_user()

    organisation = start(person)

    assert organisation.state == State.DRAFT
    assert levels(organisation) == {person: Level.ADMINISTRATOR}


def test_a_likely_twin_is_shown_before_a_second_profile_is_made():
    twin = make_organisation(name="Timber Valley e.V.")
    at_host = make_organisation(name="Holzcluster", website="https://www.timber.example/de")
    person = make_user()

    with pytest.raises(LikelyTwin) as refusal:
        start(person, website="https://timber.example")
    with pytest.raises(LikelyTwin):
        start(person, website="https://timber.example", others=[twin])
    start(person, website="https://timber.example", others=[twin, at_host])

    assert refusal.value.candidates == [twin, at_host]
    assert Organisation.objects.count() == 3


def test_a_twin_that_is_not_listed_is_not_given_away():
    make_organisation(is_published=False, name="Timber Valley")

    assert start(make_user()).slug == "timber-valley-2"


def test_nobody_starts_draft_after_draft():
    person = make_user()
    names = ["Alps", "Baltic", "Carpathia", "Dolomites", "Ebro", "Fjord"][:MOST_OPEN_DRAFTS]
    for name in names:
        start(person, name=f"{name} cluster")

    with pytest.raises(TooManyDrafts):
        start(person, name="Gotland")


def test_an_invited_colleague_without_account_becomes_editor(django_capture_on_commit_callbacks):
    organisation = make_organisation()
    owner = make_editor(organisation)

    with django_capture_on_commit_callbacks(execute=True):
        invitation = editors.invite_editor(
            organisation, email="New@Timber.example", level=Level.EDITOR, by=owner
        )
    token = token_of(invitation)
    colleague = make_user(email="new@timber.example")
    editors.accept_invitation(invitation, by=colleague)

    assert f"/invitations/{token}/" in mail.outbox[0].body
    assert Invitation.objects.get(token_digest=digest_of(token)) == invitation
    assert levels(organisation)[colleague] == Level.EDITOR


def test_an_invitation_works_once_and_only_for_its_address():
    organisation = make_organisation()
    owner = make_editor(organisation)
    invited, other = make_user(), make_user()
    invitation = editors.invite_editor(
        organisation, email=invited.email, level=Level.EDITOR, by=owner
    )

    with pytest.raises(AnotherAddress):
        editors.accept_invitation(invitation, by=other)
    invited.emailaddress_set.update(verified=False)
    with pytest.raises(AnotherAddress):
        editors.accept_invitation(invitation, by=invited)
    invited.emailaddress_set.update(verified=True)
    editors.accept_invitation(invitation, by=invited)
    with pytest.raises(InvitationExpired):
        editors.accept_invitation(invitation, by=invited)

    assert set(levels(organisation)) == {owner, invited}


def test_an_invitation_ends_with_time_with_a_newer_one_and_with_who_sent_it():
    organisation = make_organisation()
    owner, leaving, invited = make_editor(organisation), make_editor(organisation), make_user()

    def invite(by):
        return editors.invite_editor(
            organisation, email=invited.email, level=Level.ADMINISTRATOR, by=by
        )

    replaced, old = invite(owner), invite(owner)
    Invitation.objects.filter(pk=old.pk).update(expires_at=timezone.now() - timedelta(seconds=1))
    with pytest.raises(InvitationExpired):
        editors.accept_invitation(old, by=invited)
    with pytest.raises(InvitationExpired):
        editors.accept_invitation(replaced, by=invited)
    of_the_leaving = invite(leaving)
    editors.end_editorship(organisation.editorships.get(editor=leaving), by=owner)
    with pytest.raises(InvitationExpired):
        editors.accept_invitation(of_the_leaving, by=invited)

    assert invited not in levels(organisation)


def test_an_editor_invites_editors_but_no_administrators():
    organisation = make_organisation()
    make_editor(organisation)
    editor, stranger = make_editor(organisation, Level.EDITOR), make_user()

    editors.invite_editor(organisation, email="a@x.example", level=Level.EDITOR, by=editor)
    with pytest.raises(NotTheOwner):
        editors.invite_editor(
            organisation, email="b@x.example", level=Level.ADMINISTRATOR, by=editor
        )
    with pytest.raises(NotTheOwner):
        editors.invite_editor(organisation, email="b@x.example", level=Level.EDITOR, by=stranger)
    with pytest.raises(AlreadyEditor):
        editors.invite_editor(
            organisation, email=editor.email.upper(), level=Level.EDITOR, by=editor
        )

    assert organisation.invitations.open().count() == 1


def test_the_last_administrator_cannot_leave_editors_behind():
    organisation = make_organisation()
    owner, editor = make_editor(organisation), make_editor(organisation, Level.EDITOR)
    own = organisation.editorships.get(editor=owner)

    with pytest.raises(LastAdministrator):
        editors.end_editorship(own, by=owner)
    with pytest.raises(LastAdministrator):
        editors.change_level(own, level=Level.EDITOR, by=owner)
    editors.hand_over(organisation, to=editor, by=owner)

    assert levels(organisation) == {editor: Level.ADMINISTRATOR}


def test_when_the_last_one_goes_the_profile_can_be_claimed():
    organisation = make_organisation()
    owner = make_editor(organisation)

    editors.end_editorship(organisation.editorships.get(), by=owner)

    organisation.refresh_from_db()
    assert organisation.is_claimable
    assert levels(organisation) == {}


def test_a_member_of_a_removes_nobody_from_b():
    organisation = make_organisation()
    owner, editor = make_editor(organisation), make_editor(organisation, Level.EDITOR)
    stranger = make_editor(make_organisation())
    row = organisation.editorships.get(editor=owner)

    for person in (stranger, editor):
        with pytest.raises(NotTheOwner):
            editors.end_editorship(row, by=person)
        with pytest.raises(NotTheOwner):
            editors.change_level(row, level=Level.EDITOR, by=person)
        with pytest.raises(NotTheOwner):
            editors.hand_over(organisation, to=editor, by=person)

    assert levels(organisation)[owner] == Level.ADMINISTRATOR


@pytest.mark.parametrize(
    ("website", "email", "is_at_once"),
    [
        ("https://www.timber.example/en", "ines@timber.example", True),
        ("https://timber.example", "ines@mail.Timber.example", True),
        ("https://wood.university.example", "ines@university.example", False),
        ("https://gmail.com/timber", "ines@gmail.com", False),
        ("https://timber.example", "ines@nottimber.example", False),
        ("", "ines@timber.example", False),
    ],
)
def test_the_same_mail_domain_claims_at_once_and_a_free_mail_host_never(website, email, is_at_once):
    organisation = make_organisation(website=website)
    person = make_user(email=email)

    claim = claim_organisation(organisation, by=person)

    assert (claim.verdict == Verdict.GRANTED) == is_at_once
    assert levels(organisation) == ({person: Level.ADMINISTRATOR} if is_at_once else {})


def test_a_host_with_two_organisations_is_never_claimed_at_once():
    organisation = make_organisation(website="https://hub.example/timber")
    make_organisation(is_published=False, website="https://hub.example/steel")

    claim = claim_organisation(organisation, by=make_user(email="ines@hub.example"))

    assert claim.decided_at is None


def test_an_address_that_is_not_proven_claims_nothing_at_once():
    organisation = make_organisation(website="https://timber.example")
    person = make_user(email="ines@timber.example")
    person.emailaddress_set.update(verified=False)

    assert claim_organisation(organisation, by=person).decided_at is None


def test_a_claim_is_decided_by_a_validator_with_words(django_capture_on_commit_callbacks):
    organisation, person, validator = make_organisation(), make_user(), make_validator()
    claim = claim_organisation(organisation, reason="I direct it.", by=person)

    assert claim_organisation(organisation, by=person) == claim
    with pytest.raises(ReasonsMissing):
        decide_claim(claim, verdict=Verdict.REFUSED, by=validator)
    with django_capture_on_commit_callbacks(execute=True):
        decide_claim(claim, verdict=Verdict.GRANTED, by=validator)

    assert levels(organisation) == {person: Level.ADMINISTRATOR}
    assert [message.to for message in mail.outbox] == [[person.email]]
    with pytest.raises(HasAdministrator):
        claim_organisation(organisation, by=make_user())


def test_a_validator_does_not_decide_her_own_claim():
    validator = make_validator()
    claim = claim_organisation(make_organisation(), by=validator)

    with pytest.raises(OwnCase):
        decide_claim(claim, verdict=Verdict.GRANTED, by=validator)


def test_claims_of_one_person_are_few_and_only_on_what_is_listed():
    person = make_user()
    for _ in range(MOST_OPEN_CLAIMS):
        claim_organisation(make_organisation(), by=person)

    with pytest.raises(TooManyClaims):
        claim_organisation(make_organisation(), by=person)
    with pytest.raises(NotTheOwner):
        claim_organisation(make_organisation(is_published=False), by=person)
