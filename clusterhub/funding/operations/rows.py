"""What every operation on a call does to its row."""

import json
from datetime import datetime

from django.core.exceptions import PermissionDenied

from clusterhub.directory.names import fold
from clusterhub.funding.models import Call, CallAlias, CallChange
from clusterhub.funding.permissions import can_edit_calls

DEADLINES = "deadlines"  # Stands in `by_hand` beside the names of fields.


class IdentifierTaken(Exception):
    """Another call is known under this identifier."""


def demand_editor(by):
    """Nobody stands for the system: an import, a schedule, an award that takes a place."""
    if by is not None and not can_edit_calls(by):
        raise PermissionDenied


def lock(call):
    # Who changes this call's dates takes turns, so that none closes before it opens.
    return Call.objects.select_for_update().get(pk=call.pk)


def raise_sequence(call):
    # Calendar programs take the entry with the higher number for the newer one.
    call.sequence = lock(call).sequence + 1
    call.save(update_fields=["sequence", "updated_at"])


def write_by_hand(call, *names):
    """Note that a person has written these; from now on no import changes them."""
    written = Call.objects.values_list("by_hand", flat=True).get(pk=call.pk)
    call.by_hand = sorted({*written, *names})
    if call.by_hand != written:
        call.save(update_fields=["by_hand"])


def know_as(call, identifier):
    """Add an identifier under which the call is found; IdentifierTaken if another one has it."""
    alias, _is_new = CallAlias.objects.get_or_create(
        folded=fold(identifier)[:120], defaults={"call": call, "identifier": identifier}
    )
    if alias.call_id != call.pk:
        raise IdentifierTaken(identifier)


def note_changes(call, before, names, source="", at=None):
    """Rows of what each of these fields was and is now."""
    moment = {"at": at} if at else {}
    CallChange.objects.bulk_create(
        CallChange(
            call=call,
            field=name,
            was=in_words(getattr(before, name)),
            is_now=in_words(getattr(call, name)),
            source=source,
            **moment,
        )
        for name in names
    )


def in_words(value):
    """A value of a call as its history keeps it."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.isoformat()
    return json.dumps(value) if isinstance(value, list | dict) else str(value)
