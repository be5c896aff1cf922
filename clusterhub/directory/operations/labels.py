from django.db import transaction

from clusterhub.activity.operations import record_activity
from clusterhub.directory import label_rules
from clusterhub.directory.kinds import Part
from clusterhub.directory.operations.changes import settle
from clusterhub.directory.operations.ownership import lock_for
from clusterhub.directory.operations.profile import confirm_locked


class EndMissing(Exception):
    """No rule says how long a label of this level holds; the certificate does."""


@transaction.atomic
def add_label(
    organisation, *, level, issued_on, by, valid_until=None, scheme="ECEI", certificate_url=""
):
    """Add a label; how long Bronze holds follows from the day, of the others it must be said."""
    lock_for(organisation, by=by)
    valid_until = label_rules.first_validity(level, issued_on) or valid_until
    if valid_until is None:
        raise EndMissing
    label = organisation.labels.create(
        scheme=scheme,
        level=level,
        issued_on=issued_on,
        valid_until=valid_until,
        certificate_url=certificate_url,
        added_by=by,
    )
    return _settled(label, "added a label to", by)


@transaction.atomic
def renew_label(label, *, renewed_on, by, certificate_url=""):
    """Renew a label from its old end; a second click changes nothing. Raises TooLateToRenew."""
    organisation = lock_for(label.organisation, by=by)
    if renewal := label.renewals.first():
        return renewal
    renewal = organisation.labels.create(
        scheme=label.scheme,
        level=label.level,
        issued_on=renewed_on,
        valid_until=label_rules.renewed(label.valid_until, renewed_on),
        renews=label,
        certificate_url=certificate_url,
        added_by=by,
    )
    return _settled(renewal, "renewed a label of", by)


@transaction.atomic
def remove_label(label, *, by):
    """Take away a label that was typed by mistake; one that has ended stays as history."""
    lock_for(label.organisation, by=by)
    label.delete()
    return _settled(label, "removed a label from", by)


def _settled(label, verb, by):
    organisation = label.organisation
    confirm_locked(organisation, [Part.LABELS], by)
    settle(organisation, by=by, changed=["labels"])
    record_activity(verb, organisation, by=by, label=str(label))
    return label
