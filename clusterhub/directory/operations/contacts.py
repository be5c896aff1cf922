"""Contacts are people: each is shown to others only after she said yes, until she says no."""

from datetime import timedelta
from functools import partial

from django.db import transaction
from django.utils import timezone

from clusterhub.activity.operations import record_activity
from clusterhub.directory.consent_links import digest_of, token_of, wording_of
from clusterhub.directory.consent_words import ASKED_A_CONTACT, last_asked
from clusterhub.directory.emails.contacts import email_consent_request
from clusterhub.directory.kinds import Part
from clusterhub.directory.models import Contact
from clusterhub.directory.operations.changes import ChangedMeanwhile, lock, settle
from clusterhub.directory.operations.letters import demand_few_letters
from clusterhub.directory.operations.ownership import lock_for
from clusterhub.directory.operations.profile import confirm_locked
from clusterhub.directory.refusals import AlreadyAnswered, AskedToday

LEAST_REST = timedelta(days=1)


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
    """Change a contact; another name or address, or more readers, needs a new yes.

    Raises Contact.DoesNotExist for one that was removed meanwhile, TooManyProposals.
    """
    organisation = lock_for(contact.organisation, by=by)
    contact.refresh_from_db()
    asked_about = ("name", "email", "phone", "audience")
    needs_yes = any(getattr(contact, name) != fields.get(name) for name in asked_about)
    for name, value in fields.items():
        setattr(contact, name, value)
    if needs_yes:
        contact.consented_at, contact.consent_token_digest = None, ""
    contact.save(update_fields=[*fields, "consented_at", "consent_token_digest"])
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
    """Send her a link with which she says yes or no; one to an older address no longer works.

    Raises TooManyProposals for whoever has sent many letters today.
    """
    demand_few_letters(by)
    contact.consent_token_digest = digest_of(token_of(contact))
    contact.save(update_fields=["consent_token_digest"])
    record_activity(ASKED_A_CONTACT, contact.organisation, by=by, contact=contact.pk)
    transaction.on_commit(partial(email_consent_request.enqueue, contact.pk))


@transaction.atomic
def ask_again(contact, *, by):
    """Remind a contact who has not answered; once a day is enough. A no is an answer.

    Raises AlreadyAnswered, AskedToday, TooManyProposals, Contact.DoesNotExist.
    """
    organisation = lock_for(contact.organisation, by=by)
    contact.refresh_from_db()
    if contact.has_consented or contact.consent_withdrawn_at or not contact.email:
        raise AlreadyAnswered
    asked_at = last_asked(organisation).get(contact.pk)
    if asked_at and asked_at > timezone.now() - LEAST_REST:
        raise AskedToday
    ask_consent(contact, by=by)


@transaction.atomic
def give_consent(contact, *, read=None):
    """She agrees to be shown; once is enough. `read` is the wording that she has read, None where
    nobody could change it meanwhile. Raises ChangedMeanwhile, Contact.DoesNotExist."""
    return _answer(contact, "consented as a contact of", yes=True, read=read)


@transaction.atomic
def withdraw_consent(contact):
    """She is shown to nobody any more; her link keeps working, should she change her mind."""
    return _answer(contact, "withdrew as a contact of", yes=False)


def _answer(contact, verb, *, yes, read=None):
    organisation = lock(contact.organisation)
    contact = Contact.objects.get(pk=contact.pk, consent_token_digest=contact.consent_token_digest)
    if read is not None and read != wording_of(contact):
        raise ChangedMeanwhile
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
