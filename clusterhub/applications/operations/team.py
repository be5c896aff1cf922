"""Who writes an application: invited by mail, comes, gets another role, goes."""

from datetime import timedelta

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils import timezone

from clusterhub.applications.emails import invitation_letter, write_invitations
from clusterhub.applications.freezing import is_frozen
from clusterhub.applications.models import AccessVerb, Member, MemberRole, Outcome
from clusterhub.applications.operations.access import (
    SECOND_CLICK,
    demand_few_letters,
    record_access,
)
from clusterhub.applications.operations.hosting import has_read_others, lock_stages, works_for
from clusterhub.applications.operations.locks import demand_member, lock_application
from clusterhub.applications.refusals import (
    AlreadyThere,
    ConflictOfRoles,
    Frozen,
    LastLead,
    LinkOver,
    NotAllowed,
    TooMany,
)
from clusterhub.letters.operations import post

LINK_HOLDS = timedelta(days=30)


@transaction.atomic
def invite_member(application, *, email, role, by):
    """Ask an address to join the team; asked again, the old link ends and the role is the new one. A
    second click is the first."""
    application = lock_application(application)
    demand_member(by, application, MemberRole.LEAD)
    _demand_open_team(application)
    key, now = email.strip().casefold(), timezone.now()
    current = application.members.current()
    row = current.filter(address_key=key).first()
    if row is not None and row.joined_at is not None:
        raise AlreadyThere
    if row is not None and row.role == role and now - row.invited_at < SECOND_CLICK:
        return row
    demand_few_letters(by)
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


def _demand_open_team(application):
    """While it is judged nobody comes to a team: who judges was looked at beside those who applied.
    Once the decision is told, people come and go as the project needs them."""
    told = Outcome.objects.filter(application=application, told_at__isnull=False)
    if is_frozen(application) and not told.exists():
        raise Frozen


def still_holds(row, now=None):
    now = now or timezone.now()
    return row.joined_at is None and row.ended_at is None and now < row.invited_at + LINK_HOLDS


@transaction.atomic
def join_team(row, *, by):
    """Come to a team by a link that went to an address of one's own; nobody with a role in the call."""
    hosted = lock_stages(row.application.hosted)
    application = lock_application(row.application)
    row.refresh_from_db()
    if not still_holds(row):
        raise LinkOver
    proven = EmailAddress.objects.filter(user=by, verified=True, email__iexact=row.email)
    if not proven.exists():
        raise NotAllowed
    is_of_the_call = works_for(hosted, by) or has_read_others(hosted, by)
    if is_of_the_call and not application.is_test:
        raise ConflictOfRoles
    _demand_open_team(application)
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
