"""Who works on an event: invited, let in, raised, gone. Asked again under the event's lock."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from clusterhub.accounts import invited
from clusterhub.accounts.permissions import can_run_events
from clusterhub.activity.models import Entry
from clusterhub.activity.operations import record_activity
from clusterhub.events.emails.organisers import organiser_letter, write_organiser_letters
from clusterhub.events.models import OrganiserLevel
from clusterhub.events.operations.changing import lock
from clusterhub.events.operations.organiser_refusals import (
    AlreadyOrganiser,
    AnotherAddress,
    InvitationOver,
    LastLead,
    NotAnOrganiser,
    TooManyInvitations,
)
from clusterhub.letters.operations import post

HOLDS = timedelta(days=14)
INVITED = "invited an organiser to"
MOST_LETTERS = 30  # Of one person in a day; what she took back has been sent all the same.


@transaction.atomic
def add_organiser(event, *, person, level, by):
    """Let somebody work on an event; who works on it already gets the higher of the two levels."""
    event = lock(event)
    row = event.organisers.current().filter(person=person).first()
    if row is None:
        row = event.organisers.create(person=person, level=level, added_by=by)
    elif _rank(level) > _rank(row.level):
        row.level = level
        row.save(update_fields=["level"])
    record_activity("became an organiser of", event, by=person, level=str(row.level))
    return row


@transaction.atomic
def invite_organiser(event, *, email, level, by):
    """Ask somebody by e-mail to help, with or without an account; asked again, the old link ends."""
    event = lock(event)
    _demand_lead(event, by)
    _demand_few_letters(by)
    if event.organisers.current().filter(person__email__iexact=email).exists():
        raise AlreadyOrganiser
    invitation = invited.invite(
        event.organiser_invitations, email=email, by=by, holds=HOLDS, level=level
    )
    record_activity(INVITED, event, by=by, level=str(level))
    post(write_organiser_letters, organiser_letter(invitation))
    return invitation


@transaction.atomic
def accept_organiser_invitation(invitation, *, by):
    """Come to work on an event by a link that came to an address proven to be one's own."""
    event = lock(invitation.event)
    invitation.refresh_from_db()
    _demand_open(event, invitation)
    if not invited.has_proven(by, invitation.email):
        raise AnotherAddress
    invited.accept(invitation, by=by)
    return add_organiser(event, person=by, level=invitation.level, by=invitation.invited_by)


def still_holds(invitation):
    """Whether somebody could accept it now."""
    try:
        _demand_open(invitation.event, invitation)
    except InvitationOver:
        return False
    return True


@transaction.atomic
def withdraw_organiser_invitation(invitation, *, by):
    """End an invitation that nobody has accepted yet."""
    event = lock(invitation.event)
    _demand_lead(event, by)
    if invited.withdraw(invitation):
        record_activity("withdrew an invitation to", event, by=by)
    return invitation


@transaction.atomic
def change_organiser_level(organiser, *, level, by):
    """Raise somebody, or let her do less; one lead stays."""
    event = lock(organiser.event)
    _demand_lead(event, by)
    organiser.refresh_from_db()
    if organiser.ended_at is not None or organiser.level == level:
        return organiser
    if organiser.level == OrganiserLevel.LEAD:
        _demand_another_lead(event, organiser)
    organiser.level = level
    organiser.save(update_fields=["level"])
    record_activity(
        "changed a level in", event, by=by, level=str(level), **_named(organiser.person)
    )
    return organiser


@transaction.atomic
def end_organiser(organiser, *, by):
    """Leave, or end somebody's work; once is enough. The last lead hands over before she leaves;
    only the team may leave an event to nobody but itself."""
    event = lock(organiser.event)
    organiser.refresh_from_db()
    is_own = organiser.person_id == by.pk
    if not is_own:
        _demand_lead(event, by)
    if organiser.ended_at is not None:
        return organiser
    if organiser.level == OrganiserLevel.LEAD and (is_own or not can_run_events(by)):
        _demand_another_lead(event, organiser)
    organiser.ended_at = timezone.now()
    organiser.save(update_fields=["ended_at"])
    # Whom she invited comes in by somebody who may still invite.
    sent = event.organiser_invitations.open().filter(invited_by=organiser.person)
    sent.update(withdrawn_at=organiser.ended_at)
    record_activity("ended somebody's work on", event, by=by, **_named(organiser.person))
    return organiser


def _rank(level):
    return [OrganiserLevel.DOOR, OrganiserLevel.HELPER, OrganiserLevel.LEAD].index(level)


def _named(person):
    # By these keys the directory takes her name out of the trail when her account is erased.
    return {"editor": str(person), "editor_number": person.pk}


def _demand_lead(event, by):
    if by is None or can_run_events(by):
        return
    if not by.is_active or not event.organisers.leading().filter(person=by).exists():
        raise NotAnOrganiser


def _demand_another_lead(event, organiser):
    others = event.organisers.leading().filter(person__is_active=True).exclude(pk=organiser.pk)
    if not others.exists():
        raise LastLead


def _demand_few_letters(by):
    if by is None or can_run_events(by):
        return
    day = timezone.now() - timedelta(days=1)
    if Entry.objects.filter(actor=by, verb=INVITED, at__gte=day).count() >= MOST_LETTERS:
        raise TooManyInvitations


def _demand_open(event, invitation):
    inviter = invitation.invited_by
    if not invitation.is_open or inviter is None:
        raise InvitationOver
    try:  # Nobody comes back by what she sent while she could.
        _demand_lead(event, inviter)
    except NotAnOrganiser as over:
        raise InvitationOver from over
