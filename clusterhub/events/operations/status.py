from django.db import transaction
from django.utils import timezone

from clusterhub.directory import operations as directory
from clusterhub.directory.models import Organisation, Person
from clusterhub.events.models import EventStatus
from clusterhub.events.operations import changing
from clusterhub.events.operations.refusals import EventIsOver, EventNotPublished
from clusterhub.events.operations.text import one_line
from clusterhub.events.permissions import lists_people


@transaction.atomic
def publish_event(event, *, by):
    """Show a draft to everybody, or hold a postponed or cancelled event after all."""
    event = changing.lock(event)
    if event.status == EventStatus.PUBLISHED:
        return event  # A second click changes nothing.
    before = event.status
    if event.published_at is None and lists_people(by):
        _list_people(event, by)
    event.status, event.status_note = EventStatus.PUBLISHED, ""
    event.published_at = event.published_at or timezone.now()
    changed = {"status", "status_note", "published_at"}
    return changing.save(event, changed, "published", by=by, before=before)


@transaction.atomic
def postpone_event(event, *, by, note=""):
    """Say that it will be held later; the new hour comes with `update_event` and `publish_event`."""
    return _call_off(event, EventStatus.POSTPONED, "postponed", by=by, note=note)


@transaction.atomic
def cancel_event(event, *, by, note=""):
    """Say that it will not be held; calendars get a cancellation, the page stays."""
    return _call_off(event, EventStatus.CANCELLED, "cancelled", by=by, note=note)


def _list_people(event, by):
    """Who speaks in public is listed from the first announcement on; who was withdrawn later stays so."""
    facts = {"speakers__event": event, "published_at": None}
    if event.programme_number:  # Those who are not in a version yet wait for the next one.
        facts["speakers__announced_at__isnull"] = False
    for model in (Person, Organisation):
        for record in model.objects.filter(**facts).distinct():
            directory.publish(record, by=by)


def _call_off(event, status, verb, *, by, note):
    event = changing.lock(event)
    if event.status == status:
        return event
    if event.status == EventStatus.DRAFT:
        raise EventNotPublished
    if event.is_over:
        raise EventIsOver
    event.status, event.status_note = status, one_line(note)
    return changing.save(event, {"status", "status_note"}, verb, by=by, note=event.status_note)
