"""Somebody says that a profile which nobody keeps is her organisation's."""

from functools import partial

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils import timezone

from clusterhub.accounts.models import User
from clusterhub.activity.operations import record_activity
from clusterhub.directory.emails.editors import email_claim_decided, email_claim_waits
from clusterhub.directory.free_mail import belongs_to
from clusterhub.directory.models import Claim, Level, Organisation, Verdict
from clusterhub.directory.operations.changes import lock
from clusterhub.directory.operations.ownership import (
    demand_judge,
    grant,
    has_administrator,
    level_in,
)
from clusterhub.directory.permissions import can_add_organisation
from clusterhub.directory.refusals import (
    AlreadyDecided,
    AlreadyEditor,
    HasAdministrator,
    NotTheOwner,
    OwnCase,
    ReasonsMissing,
    TooManyClaims,
)
from clusterhub.directory.sites import FREE

MOST_OPEN_CLAIMS = 5


@transaction.atomic
def claim_organisation(organisation, *, reason="", by):
    """Claim a profile without administrator: at once with an address at the website's own host,
    else a validator decides. A second click finds the first claim."""
    lock(organisation)
    if not can_add_organisation(by) or not organisation.is_listed:
        raise NotTheOwner
    if level_in(organisation, by) == Level.ADMINISTRATOR:
        raise AlreadyEditor
    if has_administrator(organisation):
        raise HasAdministrator
    if waiting := organisation.claims.open().filter(claimant=by).first():
        return waiting
    User.objects.select_for_update().get(pk=by.pk)  # Claims elsewhere count together.
    if Claim.objects.open().filter(claimant=by).count() >= MOST_OPEN_CLAIMS:
        raise TooManyClaims
    host = own_host(organisation, by)
    claim = organisation.claims.create(claimant=by, reason=reason, host=host)
    record_activity("claimed", organisation, by=by, host=host)
    if host:
        _settle_claim(claim, Verdict.GRANTED, "", None)
    else:
        transaction.on_commit(partial(email_claim_waits.enqueue, claim.pk))
    return claim


def own_host(organisation, person):
    """The host of a proven address that speaks for this organisation alone, or nothing."""
    website_host = organisation.website_host
    if not website_host or website_host in FREE:
        return ""
    neighbours = Organisation.objects.filter(website_host=website_host, merged_into=None)
    if neighbours.exclude(pk=organisation.pk).exists():
        return ""
    addresses = EmailAddress.objects.filter(user=person, verified=True)
    hosts = (
        email.rpartition("@")[2].lower() for email in addresses.values_list("email", flat=True)
    )
    return next((host for host in hosts if belongs_to(host, website_host)), "")


@transaction.atomic
def decide_claim(claim, *, verdict, words="", by):
    """A validator grants or refuses; who refuses says why."""
    organisation = lock(claim.organisation)
    demand_judge(organisation, by)
    if claim.claimant_id == by.pk:
        raise OwnCase
    claim.refresh_from_db()
    if claim.decided_at is not None:
        raise AlreadyDecided
    if verdict == Verdict.GRANTED and has_administrator(organisation):
        raise HasAdministrator
    if verdict == Verdict.REFUSED and not words.strip():
        raise ReasonsMissing
    _settle_claim(claim, verdict, words, by)
    record_activity("decided a claim on", organisation, by=by, verdict=str(verdict))
    transaction.on_commit(partial(email_claim_decided.enqueue, claim.pk))
    return claim


def _settle_claim(claim, verdict, words, by):
    claim.decided_at, claim.decided_by = timezone.now(), by
    claim.verdict, claim.words = verdict, words[:500]
    claim.save(update_fields=["decided_at", "decided_by", "verdict", "words"])
    if verdict == Verdict.GRANTED:
        grant(claim.organisation, claim.claimant, Level.ADMINISTRATOR, by=by)
