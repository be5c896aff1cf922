"""Who writes an application: invited by mail, comes, gets another role, goes."""

from datetime import timedelta

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils import timezone

from clusterhub.applications.emails import invitation_letter, write_invitations
from clusterhub.applications.models import AccessVerb, Member, MemberRole
from clusterhub.applications.operations.access import demand_few_letters, record_access
from clusterhub.applications.operations.hosting import judges_call
from clusterhub.applications.operations.locks import (
    demand_member,
    lock_application,
    lock_hosted,
)
from clusterhub.applications.refusals import (
    AlreadyThere,
    ConflictOfRoles,
    LastLead,
    LinkOver,
    NotAllowed,
    TooMany,
)
from clusterhub.letters.operations import post

LINK_HOLDS = timedelta(days=30)


@transaction.atomic
def invite_member(application, *, email, role, by):
    """Ask an address to join the team; asked again, the old link ends and the role is the new one."""
    application = lock_application(application)
    demand_member(by, application, MemberRole.LEAD)
    demand_few_letters(by)
    key, now = email.strip().casefold(), timezone.now()
    current = application.members.current()
    row = current.filter(address_key=key).first()
    if row is not None and row.joined_at is not None:
        raise AlreadyThere
    if row is None:
        most = application.hosted.most_members
        if current.count() >= most:
            raise TooMany(most)
        row = Member(application=application, email=email.strip(), address_key=key)
    row.role, row.invited_by, row.invited_at = role, by, now
    row.link_version += 1
    row.save()
    what = row.get_role_display()
    record_access(application, AccessVerb.INVITED, by=by, as_what=MemberRole.LEAD, what=str(what))
    post(write_invitations, invitation_letter(row))
    return row


def still_holds(row, now=None):
    now = now or timezone.now()
    return row.joined_at is None and row.ended_at is None and now < row.invited_at + LINK_HOLDS


@transaction.atomic
def join_team(row, *, by):
    """Come to a team by a link that went to an address of one's own; nobody who judges the call."""
    hosted = lock_hosted(row.application.hosted)
    application = lock_application(row.application)
    row.refresh_from_db()
    if not still_holds(row):
        raise LinkOver
    proven = EmailAddress.objects.filter(user=by, verified=True, email__iexact=row.email)
    if not proven.exists():
        raise NotAllowed
    if judges_call(hosted, by):
        raise ConflictOfRoles
    if application.members.joined().filter(person=by).exists():
        raise AlreadyThere
    row.person, row.joined_at = by, timezone.now()
    row.save(update_fields=["person", "joined_at"])
    record_access(application, AccessVerb.JOINED, by=by, as_what=row.role)
    return row


@transaction.atomic
def change_member(row, *, role, by):
    """Give somebody another role; one lead stays."""
    application = lock_application(row.application)
    demand_member(by, application, MemberRole.LEAD)
    row.refresh_from_db()
    if row.ended_at is not None or row.role == role:
        return row
    if row.role == MemberRole.LEAD:
        _demand_another_lead(application, row)
    row.role = role
    row.save(update_fields=["role"])
    return row


@transaction.atomic
def end_member(row, *, by):
    """Leave, or take somebody off the team; an invitation is taken back the same way."""
    application = lock_application(row.application)
    row.refresh_from_db()
    if row.person_id is None or row.person_id != by.pk:
        demand_member(by, application, MemberRole.LEAD)
    if row.ended_at is not None:
        return row
    if row.role == MemberRole.LEAD and row.joined_at is not None:
        _demand_another_lead(application, row)
    row.ended_at = timezone.now()
    row.save(update_fields=["ended_at"])
    record_access(application, AccessVerb.LEFT, by=by, as_what=row.role, what=row.role)
    return row


def _demand_another_lead(application, row):
    leads = application.members.joined().filter(role=MemberRole.LEAD, person__is_active=True)
    if not leads.exclude(pk=row.pk).exists():
        raise LastLead
