from functools import partial
from secrets import token_urlsafe

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from clusterhub.accounts.consents import WORDINGS
from clusterhub.accounts.demo import DEMO_PEOPLE
from clusterhub.accounts.emails import email_account_closed
from clusterhub.accounts.models import ConsentPurpose, Role, RoleGrant, User
from clusterhub.activity.models import Entry
from clusterhub.activity.operations import record_activity


class LastAdministrator(Exception):
    """Nobody would be left who can give roles."""


class TermsNeeded(Exception):
    """The terms cannot be withdrawn while the account is open."""


@transaction.atomic
def open_account(user):
    """Keep a new account; it has no password and signs in by code, passkey or another service."""
    user.set_unusable_password()
    user.save()
    return user


@transaction.atomic
def complete_sign_up(person, *, name, purposes):
    """Keep the name and each consent that was given on the first visit, or when the terms changed."""
    person.name = name
    person.save(update_fields=["name"])
    for purpose in [ConsentPurpose.TERMS, *purposes]:
        give_consent(person, purpose)


@transaction.atomic
def change_profile(person, *, name, languages, time_zone):
    """Change what a person says about herself."""
    person.name, person.languages, person.time_zone = name, languages, time_zone
    person.save(update_fields=["name", "languages", "time_zone"])


@transaction.atomic
def set_photo(person, portrait):
    """Put a drawn-anew portrait (JPEG bytes) in place of the old one."""
    _forget_file_after_commit(person.photo)
    person.photo.save(f"{token_urlsafe(12)}.jpg", ContentFile(portrait), save=False)
    person.save(update_fields=["photo"])


@transaction.atomic
def remove_photo(person):
    """Delete the photo; doing it twice is harmless."""
    _forget_file_after_commit(person.photo)
    person.photo = ""
    person.save(update_fields=["photo"])


def _forget_file_after_commit(photo):
    if photo:
        transaction.on_commit(partial(photo.storage.delete, photo.name))


@transaction.atomic
def give_consent(person, purpose):
    """Note a yes to today's words; a yes to older words is closed, a second click changes nothing."""
    _lock(person)
    version = WORDINGS[purpose].version
    current = person.consents.current().filter(purpose=purpose)
    if consent := current.filter(version=version).first():
        return consent
    current.update(withdrawn_at=timezone.now())
    return person.consents.create(purpose=purpose, version=version)


@transaction.atomic
def withdraw_consent(person, purpose):
    """Take a yes back; the row stays and says from when to when it held."""
    if purpose == ConsentPurpose.TERMS:
        raise TermsNeeded
    person.consents.current().filter(purpose=purpose).update(withdrawn_at=timezone.now())


@transaction.atomic
def grant_role(holder, role, *, by):
    """Give a role, its group and, to an administrator, the repair desk; twice changes nothing."""
    _lock(holder)
    grant, is_new = RoleGrant.objects.current().get_or_create(
        holder=holder, role=role, defaults={"granted_by": by}
    )
    if is_new:
        # News hangs its Wagtail permissions on the group of this name.
        holder.groups.add(Group.objects.get_or_create(name=role)[0])
        _sync_repair_desk(holder)
        record_activity("role granted", holder, by=by, role=str(role))
    return grant


@transaction.atomic
def make_administrator(email):
    """The first administrator of an installation, named by whoever runs it; idempotent."""
    person = User.objects.filter(email__iexact=email).first()
    person = person or open_account(User(email=User.objects.normalize_email(email).lower()))
    # The first code that is entered confirms the address.
    EmailAddress.objects.get_or_create(user=person, email=person.email, defaults={"primary": True})
    grant_role(person, Role.ADMINISTRATOR, by=None)
    return person


@transaction.atomic
def revoke_role(holder, role, *, by):
    """Take a role back; the last administrator keeps hers."""
    if role == Role.ADMINISTRATOR:
        _refuse_if_last_administrator(holder)
    ended = RoleGrant.objects.current().filter(holder=holder, role=role)
    if ended.update(revoked_at=timezone.now()):
        holder.groups.remove(*holder.groups.filter(name=role))
        _sync_repair_desk(holder)
        record_activity("role revoked", holder, by=by, role=str(role))


def _refuse_if_last_administrator(person):
    # Every administrator's grant is locked: two who revoke each other take turns.
    grants = RoleGrant.objects.current().filter(role=Role.ADMINISTRATOR, holder__is_active=True)
    holders = set(grants.select_for_update(of=("self",)).values_list("holder_id", flat=True))
    if holders == {person.pk}:
        raise LastAdministrator


def _sync_repair_desk(holder):
    holder.__dict__.pop("roles", None)  # Remembered from before the change.
    holder.is_staff = holder.is_superuser or Role.ADMINISTRATOR in holder.roles
    holder.save(update_fields=["is_staff"])


@transaction.atomic
def close_account(person):
    """Erase a person: account, photo, consents, roles and sessions go, her name leaves the trail."""
    _refuse_if_last_administrator(person)
    address, name = person.email, person.get_short_name()
    gone = _("closed account")
    Entry.objects.filter(actor=person).update(actor_label=gone)
    Entry.objects.about(person).update(target_label=gone)
    for session in UserSession.objects.filter(user=person):
        session.end()
    _forget_file_after_commit(person.photo)
    record_activity("account closed", person, by=None)
    Entry.objects.about(person).update(target_label=gone)
    person.delete()
    transaction.on_commit(partial(email_account_closed.enqueue, address, name))


@transaction.atomic
def make_demo_people():
    """The people of the demonstration, with verified addresses, consents and roles; idempotent."""
    return [_make_demo_person(demo) for demo in DEMO_PEOPLE]


def _make_demo_person(demo):
    person = User.objects.filter(email=demo.email).first()
    if person is None:
        person = open_account(User(email=demo.email))
        profile = {"languages": list(demo.languages), "time_zone": demo.time_zone}
        change_profile(person, name=demo.name, **profile)
    EmailAddress.objects.get_or_create(
        user=person, email=demo.email, defaults={"verified": True, "primary": True}
    )
    give_consent(person, ConsentPurpose.TERMS)
    for role in demo.roles:
        grant_role(person, role, by=None)
    return person


def _lock(person):
    return User.objects.select_for_update().get(pk=person.pk)
