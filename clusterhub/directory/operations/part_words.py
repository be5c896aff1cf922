"""Who calls itself part of another body is believed once that one says so, too."""

from django.db import transaction
from django.utils import timezone

from clusterhub.accounts.permissions import can_edit_content
from clusterhub.activity.operations import record_activity
from clusterhub.directory.models import PartWord
from clusterhub.directory.operations.ownership import lock_for, still_edits
from clusterhub.directory.refusals import AlreadyDecided


def note_parent(organisation, *, by):
    """After the body above a locked organisation was set: who speaks for that body, too, has said so
    for both. The platform does, and so do its commands."""
    parent = organisation.parent
    if parent is None:
        return
    if by is None or can_edit_content(by) or still_edits(by, parent):
        _say(organisation, parent, True, by)


@transaction.atomic
def say_part(parent, part, *, is_yes, by):
    """The body above says whether it is its part; it may say otherwise later.

    Raises NotTheOwner, AlreadyDecided where it is not called its part any more.
    """
    lock_for(parent, by=by)
    part.refresh_from_db(fields=["parent"])
    if part.parent_id != parent.pk:
        raise AlreadyDecided
    _say(part, parent, is_yes, by)
    verb = "named as its part" if is_yes else "said is no part of it"
    record_activity(verb, parent, by=by, part=part.pk)


def _say(part, parent, is_yes, by):
    said = {"is_yes": is_yes, "said_at": timezone.now(), "said_by": by}
    PartWord.objects.update_or_create(part=part, parent=parent, defaults=said)
