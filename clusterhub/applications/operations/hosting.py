"""A call comes to be hosted here, is opened, and has people with roles."""

from allauth.account.models import EmailAddress
from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone

from clusterhub.activity.operations import record_activity
from clusterhub.applications.models import (
    AccessEntry,
    Application,
    Assignment,
    CallRole,
    HostedCall,
    Member,
    Partner,
    RoleKind,
)
from clusterhub.applications.operations.locks import demand_role, lock_hosted
from clusterhub.applications.permissions import can_administer, can_host, holds_now
from clusterhub.applications.refusals import (
    ConflictOfRoles,
    LastPublisher,
    NotAllowed,
    NothingToPublish,
    RulesOfThePast,
)
from clusterhub.web.older import demand_newest

SETTINGS = (
    *("prefix", "grace_minutes", "late_rule", "officers_read", "most_members"),
    *("most_per_organisation", "keep_days"),
)
SETTLED_BY_A_DEADLINE = {"grace_minutes", "late_rule"}


@transaction.atomic
def host_call(call, *, by, **settings):
    """Let applications to a call be written here; who does so is its first publisher. Once only."""
    if by is not None and not can_host(by, call):
        raise NotAllowed
    now = timezone.now()
    hosted, is_new = HostedCall.objects.get_or_create(
        call=call, stage=1, defaults={"hosted_at": now, "hosted_by": by, **settings}
    )
    if is_new:
        hosted.forms.create(number=1, made_at=now)
        if by is not None:
            hosted.roles.create(person=by, role=RoleKind.PUBLISHER, granted_by=by, granted_at=now)
        record_activity("hosts", call, by=by)
    return hosted


def said_in(hosted):
    """What a page shows of the rules of a hosted call to be changed."""
    return {name: getattr(hosted, name) for name in SETTINGS}


@transaction.atomic
def change_settings(hosted, *, by, based_on="", **settings):
    """Change the rules of a hosted call; each change stays in the trail."""
    hosted = lock_hosted(hosted)
    demand_role(by, hosted, RoleKind.PUBLISHER)
    demand_newest(said_in(hosted), based_on)
    changed = {name: value for name, value in settings.items() if getattr(hosted, name) != value}
    if SETTLED_BY_A_DEADLINE & set(changed) and _some_deadline_is_over(hosted):
        raise RulesOfThePast
    for name, value in changed.items():
        setattr(hosted, name, value)
    if changed:
        hosted.save(update_fields=list(changed))
        record_activity("changed the rules of", hosted.call, by=by, **changed)
    return hosted


def _some_deadline_is_over(hosted):
    now = timezone.now()
    return any(each.closes_at <= now for each in hosted.deadlines())


@transaction.atomic
def open_hosted(hosted, *, by):
    """From now on one can apply here; once is enough."""
    hosted = lock_hosted(hosted)
    demand_role(by, hosted, RoleKind.PUBLISHER)
    if not hosted.forms.published().exists():
        raise NothingToPublish
    if hosted.opened_at is None:
        hosted.opened_at, hosted.opened_by = timezone.now(), by
        hosted.save(update_fields=["opened_at", "opened_by"])
        record_activity("opened for applications", hosted.call, by=by)
    return hosted


@transaction.atomic
def give_role(hosted, *, person, role, by):
    """Make somebody publisher, officer, evaluator or observer of one call. Nobody who applies."""
    hosted = lock_stages(hosted)
    _demand_may_name(by, hosted)
    if _takes_part(hosted, person):
        raise ConflictOfRoles
    _demand_separate(hosted, person, role)
    defaults = {"granted_by": by, "granted_at": timezone.now()}
    row, is_new = hosted.roles.get_or_create(
        person=person, role=role, ended_at=None, defaults=defaults
    )
    if is_new:
        named = {"editor": str(person), "editor_number": person.pk}
        record_activity(f"named as {role} of", hosted.call, by=by, **named)
    return row


def lock_stages(hosted):
    """All stages of its call take turns: who joins one and who gets a role in the other."""
    rows = HostedCall.objects.select_for_update(of=("self",)).select_related("call")
    stages = list(rows.filter(call=hosted.call_id).order_by("stage"))
    return next(each for each in stages if each.pk == hosted.pk)


def _takes_part(hosted, person):
    """On a team, or as the contact by whom a partner has confirmed."""
    theirs = {"application__hosted__call": hosted.call_id, "application__is_test": False}
    if Member.objects.joined().filter(person=person, **theirs).exists():
        return True
    rows = EmailAddress.objects.filter(user=person, verified=True)
    addresses = {each.lower() for each in (person.email, *rows.values_list("email", flat=True))}
    named = Partner.objects.filter(removed_at=None, confirmed_at__isnull=False, **theirs)
    named = named.annotate(address=Lower("contact_email")).exclude(address="")
    return named.filter(address__in=addresses).exists()


def _demand_separate(hosted, person, role):
    """Whoever scores runs nothing of the call, and sees no more of the others than they of her."""
    others = hosted.roles.current().filter(person=person).exclude(role=role)
    if role != RoleKind.EVALUATOR:
        others = others.filter(role=RoleKind.EVALUATOR)
    if others.exists():
        raise ConflictOfRoles


@transaction.atomic
def end_role(row, *, by):
    """Take a role back, or leave; somebody stays who answers for the call."""
    hosted = lock_hosted(row.hosted)
    row.refresh_from_db()
    if row.person_id != getattr(by, "pk", None):
        _demand_may_name(by, hosted)
    if row.ended_at is not None:
        return row
    publishers = hosted.roles.current().filter(role=RoleKind.PUBLISHER)
    if row.role == RoleKind.PUBLISHER and not publishers.exclude(pk=row.pk).exists():
        raise LastPublisher
    row.ended_at, row.ended_by = timezone.now(), by
    row.save(update_fields=["ended_at", "ended_by"])
    if row.role == RoleKind.EVALUATOR:  # The others do not wait for her.
        mine = Assignment.objects.current().filter(application__hosted=hosted)
        mine.filter(evaluator=row.person_id).update(ended_at=row.ended_at)
    named = {"editor": str(row.person), "editor_number": row.person_id}
    record_activity(f"no longer {row.role} of", hosted.call, by=by, **named)
    return row


def _demand_may_name(by, hosted):
    if by is None or holds_now(by, hosted, RoleKind.PUBLISHER) or can_administer(by):
        return
    raise NotAllowed


def works_for(hosted, person):
    """Whether somebody has a role in this call now, in whichever of its stages."""
    rows = CallRole.objects.current().filter(hosted__call=hosted.call_id)
    return rows.filter(person=person).exists()


def has_read_others(hosted, person):
    """Whether she read applications to this call from a chair that she has left since."""
    rows = AccessEntry.objects.filter(person=person, application__hosted__call=hosted.call_id)
    from_a_chair = Q()
    for kind in RoleKind:
        from_a_chair |= Q(as_what__contains=kind)
    return rows.filter(from_a_chair, application__is_test=False).exists()


def next_number(hosted):
    """Under the lock of the hosted call."""
    hosted.last_number += 1
    hosted.save(update_fields=["last_number"])
    return hosted.last_number


def applications_of(hosted, organisation):
    return Application.objects.real().filter(hosted=hosted, lead_organisation=organisation)
