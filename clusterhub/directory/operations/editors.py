"""Who keeps a profile: invited, let in, raised, handed over, gone."""

from datetime import timedelta
from functools import partial

from django.db import transaction
from django.utils import timezone

from clusterhub.accounts import invited
from clusterhub.accounts.permissions import can_administer
from clusterhub.activity.operations import record_activity
from clusterhub.directory.emails.editors import email_invitation
from clusterhub.directory.models import Level
from clusterhub.directory.operations.changes import lock
from clusterhub.directory.operations.history import named
from clusterhub.directory.operations.letters import INVITED, demand_few_letters
from clusterhub.directory.operations.ownership import (
    demand_administrator,
    demand_editor,
    grant,
    level_in,
    mark_claimable,
)
from clusterhub.directory.refusals import (
    AlreadyEditor,
    AnotherAddress,
    InvitationExpired,
    LastAdministrator,
    NotTheOwner,
)

INVITATION_HOLDS = timedelta(days=14)


@transaction.atomic
def invite_editor(organisation, *, email, level, by):
    """Ask somebody by e-mail to help, with or without an account; asked again, the old link ends."""
    lock(organisation)
    _demand_inviter(organisation, level, by)
    demand_few_letters(by)
    if organisation.editorships.current().filter(editor__email__iexact=email).exists():
        raise AlreadyEditor
    invitation = invited.invite(
        organisation.invitations, email=email, by=by, holds=INVITATION_HOLDS, level=level
    )
    record_activity(INVITED, organisation, by=by, level=str(level))
    transaction.on_commit(partial(email_invitation.enqueue, invitation.pk))
    return invitation


def _demand_inviter(organisation, level, by):
    if level == Level.ADMINISTRATOR:
        demand_administrator(organisation, by)
    elif level_in(organisation, by) is None and not can_administer(by):
        raise NotTheOwner


@transaction.atomic
def accept_invitation(invitation, *, by):
    """Become an editor by a link that came to an address which is proven to be one's own."""
    organisation = lock(invitation.organisation)
    invitation.refresh_from_db()
    _demand_open(organisation, invitation)
    if not invited.has_proven(by, invitation.email):
        raise AnotherAddress
    invited.accept(invitation, by=by)
    editorship = grant(organisation, by, invitation.level, by=invitation.invited_by)
    record_activity("became an editor of", organisation, by=by, level=invitation.level)
    return editorship


def still_holds(invitation):
    """Whether somebody could accept it now."""
    try:
        _demand_open(invitation.organisation, invitation)
    except InvitationExpired:
        return False
    return True


def _demand_open(organisation, invitation):
    if not invitation.is_open:
        raise InvitationExpired
    _demand_living_word(organisation, invitation)


def _demand_living_word(organisation, invitation):
    """Whoever invited may still do so: nobody comes back by what she sent while she could."""
    inviter = invitation.invited_by
    if inviter is None or not inviter.is_active:
        raise InvitationExpired
    try:
        _demand_inviter(organisation, invitation.level, inviter)
    except NotTheOwner as over:
        raise InvitationExpired from over


@transaction.atomic
def withdraw_invitation(invitation, *, by):
    """End an invitation that nobody has accepted yet."""
    organisation = lock(invitation.organisation)
    demand_editor(organisation, by)
    if invitation.level == Level.ADMINISTRATOR:
        demand_administrator(organisation, by)
    if invited.withdraw(invitation):
        record_activity("withdrew an invitation to", organisation, by=by)
    return invitation


@transaction.atomic
def change_level(editorship, *, level, by):
    """Raise an editor, or step down; one administrator stays."""
    organisation = lock(editorship.organisation)
    demand_administrator(organisation, by)
    editorship.refresh_from_db()
    if editorship.ended_at is not None or editorship.level == level:
        return editorship
    if level == Level.EDITOR:
        _demand_another_administrator(organisation, editorship)
    editorship.level = level
    editorship.save(update_fields=["level"])
    mark_claimable(organisation)
    record_activity(
        "changed a level in",
        organisation,
        by=by,
        level=str(level),
        **named("editor", editorship.editor),
    )
    return editorship


@transaction.atomic
def end_editorship(editorship, *, by):
    """Leave, or take somebody's right away; once is enough.

    The last administrator hands over while others work on the profile. Alone she may go: then the
    profile waits for somebody to claim it.
    """
    organisation = lock(editorship.organisation)
    editorship.refresh_from_db()
    if editorship.editor_id != by.pk:
        demand_administrator(organisation, by)
    if editorship.ended_at is not None:
        return editorship
    others = organisation.editorships.current().exclude(pk=editorship.pk)
    if editorship.level == Level.ADMINISTRATOR and others.exists() and not can_administer(by):
        _demand_another_administrator(organisation, editorship)
    editorship.ended_at, editorship.ended_by = timezone.now(), by
    editorship.save(update_fields=["ended_at", "ended_by"])
    # Whom she invited comes in by somebody who may still invite.
    sent = organisation.invitations.open().filter(invited_by=editorship.editor)
    sent.update(withdrawn_at=editorship.ended_at)
    mark_claimable(organisation)
    record_activity(
        "ended an editorship of", organisation, by=by, **named("editor", editorship.editor)
    )
    return editorship


def _demand_another_administrator(organisation, editorship):
    administrators = organisation.editorships.administrators().filter(editor__is_active=True)
    if not administrators.exclude(pk=editorship.pk).exists():
        raise LastAdministrator


@transaction.atomic
def hand_over(organisation, *, to, by):
    """Make one of the editors administrator and leave, in one step."""
    lock(organisation)
    own = organisation.editorships.administrators().filter(editor=by).first()
    if own is None or level_in(organisation, to) is None or to.pk == by.pk:
        raise NotTheOwner
    grant(organisation, to, Level.ADMINISTRATOR, by=by)
    record_activity("handed over", organisation, by=by, **named("to", to))
    return end_editorship(own, by=by)
