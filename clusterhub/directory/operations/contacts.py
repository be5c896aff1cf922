"""Contacts are people: each is shown to others only after she said yes, until she says no."""

from datetime import timedelta
from functools import partial

from django.db import transaction
from django.db.models import Q
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
from clusterhub.directory.operations.showing import refresh_shown
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
    """Change a contact; other words, another address or other readers need a new yes.

    Raises Contact.DoesNotExist for one that was removed meanwhile, TooManyProposals.
    """
    organisation = lock_for(contact.organisation, by=by)
    contact.refresh_from_db()
    before = wording_of(contact)
    for name, value in fields.items():
        setattr(contact, name, value)
    needs_yes = wording_of(contact) != before
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


def who_answers(contact):
    """The row of a link: where its profile was merged, the same person in the one that is shown."""
    if contact.organisation.merged_into_id is None:
        return contact
    shown = alike(contact).filter(organisation=contact.organisation.merged_into_id).first()
    return shown or contact


@transaction.atomic
def join_answers(gone, kept):
    """Whoever stands in both of two profiles that become one has said no where her last word was no."""
    for contact in kept.contacts.exclude(email=""):
        others = gone.contacts.filter(name=contact.name, email=contact.email)
        for other in others.exclude(consent_withdrawn_at=None):
            if contact.consented_at and contact.consented_at > other.consent_withdrawn_at:
                continue
            if contact.consent_withdrawn_at is None:
                contact.consent_withdrawn_at = other.consent_withdrawn_at
                contact.save(update_fields=["consent_withdrawn_at"])


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
    _answer_for_both(contact, yes)
    settle(organisation, by=None, changed=[])
    record_activity(verb, organisation, by=None)
    return contact


def _answer_for_both(contact, yes):
    """She stands in two profiles that are one now, and answers once: a no is for both, a yes for the
    same words."""
    for other in alike(contact):
        if yes and wording_of(other) != wording_of(contact):
            continue
        other.consented_at = contact.consented_at if yes else other.consented_at
        other.consent_withdrawn_at = contact.consent_withdrawn_at
        other.save(update_fields=["consented_at", "consent_withdrawn_at"])
        refresh_shown(other.organisation)


def alike(contact):
    """The same person in profiles that are merged with this one."""
    if not contact.email:
        return Contact.objects.none()
    own = contact.organisation.merged_into_id or contact.organisation_id
    merged = Q(organisation=own) | Q(organisation__merged_into=own)
    rows = Contact.objects.filter(merged, name=contact.name, email=contact.email)
    return rows.exclude(pk=contact.pk).select_related("organisation")


def _settle(organisation, by, verb):
    confirm_locked(organisation, [Part.CONTACTS], by)
    settle(organisation, by=by, changed=[])
    record_activity(verb, organisation, by=by)
