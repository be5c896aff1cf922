"""Who gets a hand on a profile that is not hers, and who decides in her own matter."""

from datetime import timedelta

import pytest
from django.utils import timezone

from clusterhub.accounts.models import Role
from clusterhub.accounts.tests.makers import make_user
from clusterhub.directory.models import Level, Organisation
from clusterhub.directory.operations import editors
from clusterhub.directory.operations.criteria import ask_opinion
from clusterhub.directory.operations.merging import merge, undo_merge
from clusterhub.directory.operations.review import decide
from clusterhub.directory.refusals import InvitationExpired, OwnCase
from clusterhub.directory.tests.makers import (
    make_contact,
    make_editor,
    make_organisation,
    make_organisation_in,
)
from clusterhub.directory.tests.reviewing import (
    REASONS,
    address,
    make_submission,
    make_validator,
    sign_in,
    words,
)
from clusterhub.directory.tests.tying import again

pytestmark = pytest.mark.django_db


def keepers(organisation):
    return {row.editor for row in organisation.editorships.current()}


def test_who_copies_a_listed_profile_as_a_draft_does_not_keep_it_after_a_merge():
    listed = make_organisation(name="Timber Cluster Styria")
    owner = make_editor(listed)
    copy = make_organisation_in("draft", name="Timber Cluster Steiermark")
    hostile, friend = make_editor(copy), make_user()
    make_contact(copy, name="Not of Styria")
    invitation = editors.invite_editor(
        copy, email=friend.email, level=Level.ADMINISTRATOR, by=hostile
    )

    row = merge(listed, copy, by=make_validator())
    editors.accept_invitation(again(invitation), by=friend)
    during = keepers(listed)
    contacts = [contact.name for contact in listed.contacts.all()]
    undo_merge(row, by=None)

    assert during == keepers(listed) == {owner}
    assert contacts == []
    assert keepers(copy) == {hostile, friend}
    assert [contact.name for contact in copy.contacts.all()] == ["Not of Styria"]


def test_the_people_of_two_listed_profiles_keep_the_one_that_is_left():
    kept, gone = make_organisation(), make_organisation()
    people = {make_editor(kept), make_editor(gone)}

    merge(kept, gone, by=None)

    assert keepers(kept) == people


@pytest.mark.parametrize("role", [Role.VALIDATOR, Role.EDITOR])
def test_nobody_merges_another_profile_into_the_one_she_keeps(role):
    own, rival = make_organisation(), make_organisation()
    person = make_user(roles=[role])
    own.editorships.create(editor=person, level=Level.ADMINISTRATOR)

    for pair in ((own, rival), (rival, own)):
        with pytest.raises(OwnCase):
            merge(*pair, by=person)
    row = merge(rival, own, by=None)
    with pytest.raises(OwnCase):
        undo_merge(row, by=person)

    assert Organisation.objects.filter(merged_into=rival).count() == 1


def test_who_keeps_both_of_two_twins_may_say_that_they_are_one():
    one, other = make_organisation(), make_organisation()
    person = make_user(roles=[Role.EDITOR])
    for organisation in (one, other):
        organisation.editorships.create(editor=person, level=Level.ADMINISTRATOR)

    assert merge(one, other, by=person).pk


def invite(organisation, by, invited):
    return editors.invite_editor(
        organisation, email=invited.email, level=Level.ADMINISTRATOR, by=by
    )


def test_who_is_made_an_editor_does_not_come_back_as_administrator_by_her_own_invitation():
    organisation = make_organisation()
    owner, lowered, second_self = make_editor(organisation), make_editor(organisation), make_user()
    invitation = invite(organisation, lowered, second_self)
    own = organisation.editorships.get(editor=lowered)
    editors.change_level(own, level=Level.EDITOR, by=owner)

    with pytest.raises(InvitationExpired):
        editors.accept_invitation(again(invitation), by=second_self)

    assert keepers(organisation) == {owner, lowered}


def test_an_invitation_by_an_account_that_was_closed_or_stopped_lets_nobody_in():
    organisation = make_organisation()
    stopped, closed, invited = make_editor(organisation), make_editor(organisation), make_user()
    of_the_stopped = invite(organisation, stopped, invited)
    stopped.is_active = False
    stopped.save()
    with pytest.raises(InvitationExpired):
        editors.accept_invitation(again(of_the_stopped), by=invited)
    of_the_closed = invite(organisation, closed, invited)
    closed.delete()
    with pytest.raises(InvitationExpired):
        editors.accept_invitation(again(of_the_closed), by=invited)

    assert invited not in keepers(organisation)


def test_a_validator_who_kept_the_profile_when_it_was_handed_in_does_not_decide_on_it():
    submission = make_submission()
    validator = make_validator()
    own = submission.organisation.editorships.create(editor=validator, level=Level.EDITOR)
    editors.end_editorship(own, by=validator)

    with pytest.raises(OwnCase):
        decide(submission, verdict="published", by=validator)

    assert again(submission).decided_at is None


def test_a_validator_who_kept_it_long_before_decides():
    submission = make_submission()
    validator = make_validator()
    before = timezone.now() - timedelta(days=100)
    submission.organisation.editorships.create(
        editor=validator, level=Level.EDITOR, ended_at=before
    )

    decide(submission, verdict="returned", reasons=REASONS, by=validator)

    assert again(submission).decided_at


def test_a_validator_does_not_read_what_others_think_of_her_own_organisation(client):
    submission = make_submission()
    one, other, own = make_validator(), make_validator(), make_validator()
    ask_opinion(submission, of=other, question="Is this a front of the firm next door?", by=one)
    submission.organisation.editorships.create(editor=own, level=Level.EDITOR)
    case = address("case", submission.pk)

    for_one = words(sign_in(client, one).get(case))
    for_own = words(sign_in(client, own).get(case))

    assert "the firm next door" in for_one
    assert "the firm next door" not in for_own
