"""What a program says at a door: it has no link, it names the door instead."""

from django.db import transaction

from clusterhub.events.models import Event, Scan
from clusterhub.events.operations.door import merge_scans, open_door
from clusterhub.events.operations.refusals import DoorClosed, SaidElsewhere


@transaction.atomic
def scan_by_name(event, *, name, said, by, session=None):
    """One scan at the door of this name; its first scan opens it. What was said before has the
    answer that it had, even when the door is closed by now."""
    made = Scan.objects.filter(client_id=said.client_id).first()
    if made is None:
        door = _door(event, name, session) or _opened(event, name, session, by)
        (made,) = merge_scans(door, [said])
    if made.event_id != event.pk:
        raise SaidElsewhere
    return made


def _door(event, name, session):
    """Who ended a door ended it for programs, too, until somebody opens one of that name again."""
    doors = event.doors.filter(name=name, session=session).select_related("event", "session")
    found = doors.order_by("-pk").first()
    found = doors.filter(ended_at=None).order_by("pk").first() or found
    if found and found.ended_at:
        raise DoorClosed
    return found


def _opened(event, name, session, by):
    # Two first scans at once open one door.
    event = Event.objects.select_for_update(no_key=True).get(pk=event.pk)
    return _door(event, name, session) or open_door(event, name=name, session=session, by=by)
