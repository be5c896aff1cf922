"""What a program says at a door: it has no link, it names the door instead."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from clusterhub.events.models import Event, Scan
from clusterhub.events.operations.door import open_door, scan, undo_scan, walk_in
from clusterhub.events.operations.refusals import DoorClosed, SaidElsewhere


@transaction.atomic
def scan_by_name(event, *, name, said, by, session=None):
    """One scan at the door of this name; its first scan opens it. What was said before has the
    answer that it had, even when the door is closed by now.

    A program knows when it saw a ticket: that moment counts, also when the door is known here only
    since the network came back, but never one that is still to come.
    """
    made = _made(event, said.client_id)
    if made is None:
        door = _door(event, name, session) or _opened(event, name, session, by)
        at = max(said.at, event.starts_at - timedelta(days=2))  # No day of the event is none.
        facts = {"client_id": said.client_id, "said_at": min(at, timezone.now())}
        facts["was_offline"] = said.was_offline
        if said.undoes:
            made = undo_scan(door, undoes=said.undoes, **facts)
        else:
            made = scan(door, code=said.code, ref=said.ref, **facts)
    return _of(event, made)


@transaction.atomic
def walk_in_by_name(event, *, client_id, door, name, email, by, session=None):
    """Somebody without a registration at the door of this name: she takes a place and is in."""
    made = _made(event, client_id)
    if made is None:
        found = _door(event, door, session) or _opened(event, door, session, by)
        made = walk_in(found, name=name, email=email, client_id=client_id)
    return _of(event, made)


def _made(event, client_id):
    made = Scan.objects.filter(client_id=client_id).first()
    return made and _of(event, made)


def _of(event, made):
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
