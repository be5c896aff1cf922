"""What stands in the calendar of one participant: her own entry, which follows her own changes.

Its UID is that of the registration, so that it never fights with the event's public entry. Its
SEQUENCE is the event's and her own together: both only rise, so it does, whichever changes.
"""

from email.utils import parseaddr

from django.conf import settings
from django.utils.translation import gettext as _

from clusterhub.clock import content_lines as lines
from clusterhub.clock.zone_rules import timezone_lines
from clusterhub.events.calendars import REFRESH, hours_lines, span_of, years_by_zone
from clusterhub.events.links import token_of
from clusterhub.events.models import AttendanceMode, EventStatus, RegistrationStatus
from clusterhub.web.addresses import absolute

REQUEST, CANCEL, PUBLISH = "REQUEST", "CANCEL", "PUBLISH"


def personal_entry(registration):
    """The file for her letter: (method, content). Calendars put it in, move it, or take it out."""
    method = REQUEST if comes(registration) else CANCEL
    return method, _document([registration.event], [f"METHOD:{method}"], _entry(registration, True))


def comes(registration):
    """Whether her calendar should show the event; who waits has no place to go to."""
    is_held = registration.event.status != EventStatus.CANCELLED
    return is_held and registration.status == RegistrationStatus.CONFIRMED


def agenda_calendar(registrations, seats, appointments, name):
    """All that one person has, as a calendar to subscribe to. `seats` are her places in sessions."""
    head = [
        "METHOD:PUBLISH",
        f"NAME:{lines.text(name)}",
        f"X-WR-CALNAME:{lines.text(name)}",
        f"REFRESH-INTERVAL;VALUE=DURATION:{REFRESH}",
        f"X-PUBLISHED-TTL:{REFRESH}",
    ]
    body = [line for each in registrations for line in _entry(each, False)]
    body += [line for seat in seats for line in _session_entry(seat)]
    body += [line for each in appointments for line in each.lines]
    return _document([each.event for each in registrations], head, body)


def sequence_of(registration):
    return registration.event.sequence + registration.calendar_sequence


def _document(events, head, body):
    result = ["BEGIN:VCALENDAR", "VERSION:2.0"]
    result += [f"PRODID:-//{lines.text(settings.SITE_NAME)}//Agenda//EN", "CALSCALE:GREGORIAN"]
    result += head
    for zone, (first, last) in years_by_zone(map(span_of, events)):
        result.extend(timezone_lines(zone, first, last))
    return lines.document([*result, *body, "END:VCALENDAR"])


def _entry(registration, is_letter):
    event = registration.event
    # A calendar that she subscribes to goes to programs of others: it leads to the event, where she
    # signs in, and carries no word that opens her registration.
    address = own_address(registration) if is_letter else absolute(event.get_absolute_url())
    changed = lines.utc(max(event.updated_at, registration.status_at))
    yield "BEGIN:VEVENT"
    yield f"UID:{registration.uid}"
    yield f"SEQUENCE:{sequence_of(registration)}"
    yield f"DTSTAMP:{changed}"
    yield f"LAST-MODIFIED:{changed}"
    yield from hours_lines(event)
    yield f"SUMMARY:{lines.text(event.title)}"
    yield f"DESCRIPTION:{lines.text(_description(registration, address))}"
    if place := location_of(registration, address):
        yield f"LOCATION:{lines.text(place)}"
    yield f"URL:{lines.uri(address)}"
    yield f"STATUS:{_status(registration)}"
    if is_letter:
        yield from _people(registration)
    yield "CLASS:PRIVATE"
    yield "TRANSP:OPAQUE" if comes(registration) else "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def own_address(registration):
    return absolute(f"/r/{token_of(registration)}/")


def location_of(registration, address):
    """Where to go: the venue, or her own page, from which she joins; never the room's address."""
    if registration.mode == AttendanceMode.ONLINE:
        return address
    event = registration.event
    return ", ".join(p for p in (event.venue_name, event.venue_address, event.place) if p)


def _description(registration, address):
    event = registration.event
    notes = {
        EventStatus.POSTPONED: _("Postponed: a new date will follow."),
        EventStatus.CANCELLED: _("Cancelled: this event will not be held."),
    }
    own = _("Your registration: %s") % address
    return "\n\n".join(part for part in (notes.get(event.status), event.lead, own) if part)


def _status(registration):
    if registration.event.status == EventStatus.CANCELLED:
        return "CANCELLED"
    if registration.event.status == EventStatus.POSTPONED:
        return "TENTATIVE"
    is_coming = registration.status == RegistrationStatus.CONFIRMED
    is_open = registration.status in (RegistrationStatus.HELD, RegistrationStatus.WAITING)
    return "CONFIRMED" if is_coming else "TENTATIVE" if is_open else "CANCELLED"


def _people(registration):
    name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    yield f"ORGANIZER;CN={lines.quoted(name or settings.SITE_NAME)}:mailto:{lines.uri(address)}"
    status = "ACCEPTED" if comes(registration) else "DECLINED"
    who = f"ATTENDEE;CN={lines.quoted(registration.name)};PARTSTAT={status};RSVP=FALSE"
    yield f"{who}:mailto:{lines.uri(registration.email)}"


def _session_entry(seat):
    """In UTC: a session of a long event may stand beyond its zone's rules that we wrote."""
    session, registration = seat.session, seat.registration
    yield "BEGIN:VEVENT"
    yield f"UID:{session.uid}"
    yield f"SEQUENCE:{session.sequence}"
    yield f"DTSTAMP:{lines.utc(max(seat.placed_at, session.updated_at))}"
    yield f"DTSTART:{lines.utc(session.starts_at)}"
    yield f"DTEND:{lines.utc(session.ends_at or session.starts_at)}"
    yield f"SUMMARY:{lines.text(session.title)}"
    yield f"DESCRIPTION:{lines.text(registration.event.title)}"
    if session.room and registration.mode == AttendanceMode.ON_SITE:
        yield f"LOCATION:{lines.text(session.room.name)}"
    yield f"URL:{lines.uri(absolute(registration.event.get_absolute_url()))}"
    yield "CLASS:PRIVATE"
    yield "END:VEVENT"
