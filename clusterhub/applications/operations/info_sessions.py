"""An event and a call point at each other."""

from django.db import transaction
from django.utils import timezone

from clusterhub.activity.operations import record_activity
from clusterhub.applications.models import InfoSession
from clusterhub.applications.permissions import can_name_info_sessions
from clusterhub.applications.refusals import NotAllowed


@transaction.atomic
def add_info_session(call, event, *, by):
    """Say that a call is explained at an event; twice is once."""
    _demand(by, call)
    row, is_new = InfoSession.objects.get_or_create(
        call=call, event=event, defaults={"added_by": by, "added_at": timezone.now()}
    )
    if is_new:
        _note("named an info session of", call, event, by)
    return row


@transaction.atomic
def remove_info_session(row, *, by):
    """They do not point at each other any more; once is enough."""
    _demand(by, row.call)
    gone, _rows = InfoSession.objects.filter(pk=row.pk).delete()
    if gone:
        _note("no longer named an info session of", row.call, row.event, by)


def _demand(by, call):
    if by is not None and not can_name_info_sessions(by, call):
        raise NotAllowed


def _note(verb, call, event, by):
    call.save(update_fields=["updated_at"])  # By this lists and harvesters know that it changed.
    record_activity(verb, call, by=by, event=event.slug)
