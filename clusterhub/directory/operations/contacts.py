"""Contacts are people: each is shown to others only after she said yes, until she says no."""

from functools import partial

from django.db import transaction
from django.utils import timezone

from clusterhub.activity.operations import record_activity
from clusterhub.directory.consent_links import digest_of, token_of
from clusterhub.directory.emails.contacts import email_consent_request
from clusterhub.directory.kinds import Part
from clusterhub.directory.models import Contact
from clusterhub.directory.operations.changes import lock, settle
from clusterhub.directory.operations.ownership import lock_for
from clusterhub.directory.operations.profile import confirm_locked


@transaction.atomic
def add_contact(organisation, *, by, **fields):
    """Add a contact, whom nobody else sees yet, and ask her by mail where she has an address."""
    lock_for(organisation, by=by)
    contact = organisation.contacts.create(position=organisation.contacts.count(), **fields)
    _settle(organisation, by, "added a contact to")
    if contact.email:
        ask_consent(contact, by=by)
    return contact


@transaction.atomic
def update_contact(contact, *, by, **fields):
    """Change a contact; another name or address, or more readers, needs a new yes."""
    organisation = lock_for(contact.organisation, by=by)
    asked_about = ("name", "email", "phone", "audience")
    needs_yes = any(getattr(contact, name) != fields.get(name) for name in asked_about)
    for name, value in fields.items():
        setattr(contact, name, value)
    if needs_yes:
        contact.consented_at = None
    contact.save(update_fields=[*fields, "consented_at"])
    _settle(organisation, by, "changed a contact of")
    if needs_yes and contact.email:
        ask_consent(contact, by=by)
    return contact


@transaction.atomic
def remove_contact(contact, *, by):
    """Take a contact away for good; history never had her."""
    organisation = lock_for(contact.organisation, by=by)
    contact.delete()
    _settle(organisation, by, "removed a contact from")


@transaction.atomic
def ask_consent(contact, *, by):
    """Send her a link with which she says yes or no; one to an older address no longer works."""
    contact.consent_token_digest = digest_of(token_of(contact))
    contact.save(update_fields=["consent_token_digest"])
    record_activity("asked a contact of", contact.organisation, by=by)
    transaction.on_commit(partial(email_consent_request.enqueue, contact.pk))


@transaction.atomic
def give_consent(contact):
    """She agrees to be shown; once is enough."""
    return _answer(contact, "consented as a contact of", yes=True)


@transaction.atomic
def withdraw_consent(contact):
    """She is shown to nobody any more; her link keeps working, should she change her mind."""
    return _answer(contact, "withdrew as a contact of", yes=False)


def _answer(contact, verb, *, yes):
    organisation = lock(contact.organisation)
    contact = Contact.objects.get(pk=contact.pk)
    if contact.has_consented == yes and (yes or contact.consent_withdrawn_at):
        return contact
    now = timezone.now()
    contact.consented_at = now if yes else contact.consented_at
    contact.consent_withdrawn_at = None if yes else now
    contact.save(update_fields=["consented_at", "consent_withdrawn_at"])
    settle(organisation, by=None, changed=[])
    record_activity(verb, organisation, by=None)
    return contact


def _settle(organisation, by, verb):
    confirm_locked(organisation, [Part.CONTACTS], by)
    settle(organisation, by=by, changed=[])
    record_activity(verb, organisation, by=by)
