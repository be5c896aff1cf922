"""Steps that every change of an event shares: take turns, save, rise, tell."""

from clusterhub.activity.operations import record_activity
from clusterhub.events.models import Event
from clusterhub.events.operations.refusals import EventChangedMeanwhile
from clusterhub.events.operations.telling import TOLD, tell_all

# Calendars show these; a program that has our entry takes the change only if SEQUENCE is higher.
SHOWN_IN_CALENDARS = frozenset(
    [
        "title",
        "starts_at",
        "ends_at",
        "time_zone",
        "status",
        "format",
        "venue_name",
        "venue_address",
        "city",
        "country_id",
        "online_url",
    ]
)


def lock(event, version=None):
    """Everyone who changes this event takes turns until we commit."""
    event = Event.objects.select_for_update(no_key=True).get(pk=event.pk)
    if version is not None and version != event.version:
        raise EventChangedMeanwhile(event)
    return event


def save(event, changed, verb, *, by, **details):
    """Store the `changed` columns; SEQUENCE rises when a calendar would show the difference."""
    changed = set(changed)
    if changed & SHOWN_IN_CALENDARS:
        event.sequence += 1
        changed.add("sequence")
    event.save(update_fields=[*sorted(changed), "updated_at"])
    record_activity(verb, event, by=by, sequence=event.sequence, **details)
    if changed & TOLD:
        tell_all(event, verb)
    return event
