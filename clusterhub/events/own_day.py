"""What one's own page has for the day itself: ticket, way into the online room, certificate."""

from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone

from clusterhub.events.certificates import attended
from clusterhub.events.models import AttendanceMode, EventStatus, RegistrationStatus
from clusterhub.events.operations.joining import (
    STAYS_OPEN,
    demand_room_open,
    online_sessions,
    opens_at,
)
from clusterhub.events.operations.refusals import EventRefusal, RoomNotOpen
from clusterhub.events.tickets import in_groups

NEXT = 8  # So many sessions stand on one's own page with the way into their rooms.


@dataclass(frozen=True)
class OwnDay:
    ticket: str = ""
    has_room: bool = False
    opens_at: object = None
    is_room_open: bool = False
    has_certificate: bool = False
    rooms: tuple = ()  # Of sessions: (session, when its room opens).


def own_day(registration):
    event = registration.event
    if registration.status != RegistrationStatus.CONFIRMED:
        return OwnDay()
    if event.ends_at <= timezone.now():
        return OwnDay(has_certificate=attended(registration) is not None, **_room(registration))
    has_ticket = registration.mode == AttendanceMode.ON_SITE and event.status not in (
        EventStatus.CANCELLED, EventStatus.DRAFT,
    )  # fmt: skip
    return OwnDay(
        ticket=in_groups(registration.ticket_code) if has_ticket else "",
        rooms=_rooms(registration),
        **_room(registration),
    )


def _rooms(registration):
    """The next sessions in rooms of the web; the first that are open or will be."""
    if registration.mode != AttendanceMode.ONLINE:
        return ()
    later = online_sessions(registration).filter(
        Q(ends_at__gt=timezone.now() - STAYS_OPEN) | Q(ends_at=None)
    )
    return tuple((each, opens_at(each)) for each in later.order_by("starts_at", "pk")[:NEXT])


def _room(registration):
    try:
        demand_room_open(registration)
    except RoomNotOpen as refusal:
        return {"has_room": refusal.opens_at is not None, "opens_at": refusal.opens_at}
    except EventRefusal:
        return {}
    return {"has_room": True, "is_room_open": True}
