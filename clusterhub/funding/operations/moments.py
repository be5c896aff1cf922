from django.core.exceptions import PermissionDenied
from django.db import transaction

from clusterhub.activity.operations import record_activity
from clusterhub.funding.models import MOMENTS
from clusterhub.funding.operations.rows import lock, note_changes, raise_sequence, write_by_hand
from clusterhub.funding.permissions import can_edit_calls, can_say_results

SETTABLE = set(MOMENTS) - {"opens_at"}


class ResumesBeforeItIsSuspended(Exception):
    """A call would go on before it was halted."""


@transaction.atomic
def set_moment(call, *, moment, at, by, source=""):
    """Say from when a call is suspended, goes on, is cancelled, is spent or has its results;
    `at=None` takes it back. Who suspends it again says that it has not yet gone on. Editors may; that
    the results are out says also whoever publishes them at the desk of a hosted call."""
    if by is not None and not _may_set(by, call, moment):
        raise PermissionDenied
    if moment not in SETTABLE:
        raise ValueError(f"{moment} is no moment of a call")
    before = lock(call)
    values = {moment: at}
    if moment == "suspended_at" and at != before.suspended_at:
        values["resumed_at"] = None
    if moment == "resumed_at" and at and not (before.suspended_at and before.suspended_at <= at):
        raise ResumesBeforeItIsSuspended
    changed = [name for name, value in values.items() if getattr(before, name) != value]
    for name in changed:
        setattr(call, name, values[name])
    if not changed:
        return call
    call.save(update_fields=[*changed, "updated_at"])
    note_changes(call, before, changed, source)
    write_by_hand(call, *changed)
    raise_sequence(call)
    details = {"moment": moment, "at": at and at.isoformat(), "source": source}
    record_activity("set a moment of", call, by=by, **details)
    return call


def _may_set(by, call, moment):
    return can_say_results(by, call) if moment == "results_at" else can_edit_calls(by)
