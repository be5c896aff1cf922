from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from clusterhub.activity.models import Entry
from clusterhub.directory.models import Change, Revision
from clusterhub.directory.records import record_of, without_contacts

AS_FIRST_LISTED = "as first listed"
NAMED = ("editor", "to", "of")


def keep_revision(organisation, *, by, change=Change.EDITED, changed, restored_from=None):
    """Keep how a locked organisation stands now; the first time also how it stood before, so that
    what nobody ever edits has no history to carry. Nothing changed, nothing kept."""
    if not changed:
        return None
    newest = organisation.revisions.aggregate(newest=Max("number"))["newest"]
    if newest is None:
        newest = 1
        organisation.revisions.create(
            number=1,
            at=organisation.created_at,
            by_label=AS_FIRST_LISTED,
            change=Change.EDITED,
            record=without_contacts(organisation.before),
        )
    author = by if by and by.is_authenticated else None
    return organisation.revisions.create(
        number=newest + 1,
        at=timezone.now(),
        by=author,
        by_label=str(author)[:200] if author else "system",
        change=change,
        record=without_contacts(record_of(organisation)),
        changed=sorted(changed),
        restored_from=restored_from,
    )


def named(key, person):
    """Somebody in the details of the trail, so that her name can leave it."""
    return {key: str(person), f"{key}_number": person.pk}


def forget_person(instance, **_signal):
    """Her account is being erased: nothing that she did, or that was done about her, names her."""
    gone = _("closed account")
    Revision.objects.filter(by=instance).update(by_label=gone)
    for key in NAMED:
        for entry in Entry.objects.filter(**{f"details__{key}_number": instance.pk}):
            entry.details[key] = gone
            entry.save(update_fields=["details"])
