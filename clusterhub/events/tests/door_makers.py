"""An event that is on now, its door, and what a device says there."""

from datetime import timedelta
from uuid import uuid4

from django.urls import reverse
from django.utils import timezone

from clusterhub.events.door_links import token_of_door
from clusterhub.events.operations.door import open_door, scan
from clusterhub.events.tests.makers import make_admission, make_event


def make_event_today(*, on_site=10, online=None, **changes):
    now = timezone.now()
    facts = {"format": "hybrid", "starts_at": now - timedelta(hours=1)}
    facts["ends_at"] = now + timedelta(hours=3)
    event = make_event(**(facts | changes))
    return make_admission(event, places={"on_site": on_site, "online": online}).event


def make_door(event, name="Main entrance", **changes):
    return open_door(event, name=name, by=None, **changes)


def see(door, registration, **changes):
    """One look at a ticket; what came of it."""
    facts = {"code": registration.ticket_code, "said_at": timezone.now(), "client_id": uuid4()}
    return scan(door, **(facts | changes))


def door_address(door, name="door"):
    return reverse(f"events:{name}", args=[door.event.slug, token_of_door(door)])


def milliseconds(instant):
    return int(instant.timestamp() * 1000)
