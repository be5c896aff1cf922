"""Meetings as calendar entries (RFC 5545, 5546): one UID for ever, a SEQUENCE that only rises.

Hours stand in UTC: a meeting lasts minutes, and no rule of a zone has to travel with it.
"""

from email.utils import parseaddr

from django.conf import settings
from django.utils.translation import gettext as _

from clusterhub.clock import content_lines as lines
from clusterhub.events.links import token_of
from clusterhub.matchmaking.place_words import other_of, place_in_words, who_in_words
from clusterhub.matchmaking.rooms import is_online
from clusterhub.web.addresses import absolute

REQUEST, CANCEL, PUBLISH = "REQUEST", "CANCEL", "PUBLISH"


def meetings_page(participant):
    """The address of her own meetings; it carries her secret."""
    return absolute(f"/r/{token_of(participant.registration)}/meetings/")


def room_page(meeting, participant):
    """Where she gets into the room of a meeting online; empty where both are on site, or it is off."""
    if not (is_on(meeting) and is_online(meeting)):
        return ""
    return f"{meetings_page(participant)}schedule/{meeting.pk}/room/"


def is_on(meeting):
    """Whether calendars should show it."""
    return meeting.cancelled_at is None and meeting.slot_id is not None


def changes_for(participant, meetings, names, hours):
    """The file for a letter about these meetings: calendars put each in, move it, or take it out.

    `hours` are {meeting's key: (from, until)} of those that have no time any more. RFC 5546 lets
    only PUBLISH name several.
    """
    one = meetings[0] if len(meetings) == 1 else None
    method = PUBLISH if one is None else REQUEST if is_on(one) else CANCEL
    body = []
    for meeting in meetings:
        if times := hours_of(meeting) or hours.get(meeting.pk):
            body += entry(meeting, participant, names, times, with_people=method != PUBLISH)
    return document(body, method) if body else ""


def document(body, method, head=()):
    start = ["BEGIN:VCALENDAR", "VERSION:2.0", "CALSCALE:GREGORIAN", f"METHOD:{method}"]
    product = f"PRODID:-//{lines.text(settings.SITE_NAME)}//Meetings//EN"
    return lines.document([*start, product, *head, *body, "END:VCALENDAR"])


def hours_of(meeting):
    return (meeting.slot.starts_at, meeting.slot.ends_at) if meeting.slot_id else None


def entries(meetings, participant, names, *, is_hers):
    """Those that have an hour, one after the other."""
    for meeting in meetings:
        yield from entry(meeting, participant, names, hours_of(meeting), is_hers=is_hers)


def entry(meeting, participant, names, times, *, with_people=False, is_hers=True):
    """One meeting as `participant` sees it; with `participant` None as the organiser does. Only a
    file that `is_hers` has addresses in it, for they carry her secret."""
    on = is_on(meeting)
    changed = meeting.cancelled_at or meeting.agreed_at
    yield "BEGIN:VEVENT"
    yield f"UID:{meeting.uid}"
    yield f"SEQUENCE:{meeting.sequence}"
    yield f"DTSTAMP:{lines.utc(changed)}"
    yield f"DTSTART:{lines.utc(times[0])}"
    yield f"DTEND:{lines.utc(times[1])}"
    yield f"SUMMARY:{lines.text(_summary(meeting, participant))}"
    if place := place_in_words(meeting, names):
        yield f"LOCATION:{lines.text(place)}"
    if participant is not None and is_hers:
        yield from _addresses(meeting, participant)
    yield f"STATUS:{'CONFIRMED' if on else 'CANCELLED'}"
    if with_people:
        yield from _people(participant.registration, on)
    yield "CLASS:PRIVATE"
    yield f"TRANSP:{'OPAQUE' if on else 'TRANSPARENT'}"
    yield "END:VEVENT"


def _addresses(meeting, participant):
    """Her page, and where the two meet online the way in (RFC 7986)."""
    page, room = meetings_page(participant), room_page(meeting, participant)
    words = _("Your meetings: %s") % page
    if room:
        words = f"{_('Into the room, from ten minutes before: %s') % room}\n{words}"
        label = lines.quoted(_("Into the room"))
        yield f"CONFERENCE;VALUE=URI;FEATURE=VIDEO;LABEL={label}:{lines.uri(room)}"
    yield f"DESCRIPTION:{lines.text(words)}"
    yield f"URL:{lines.uri(room or page)}"


def _summary(meeting, participant):
    if participant is None:
        return f"{who_in_words(meeting.a)} – {who_in_words(meeting.b)}"
    return _("Meeting: %s") % who_in_words(other_of(meeting, participant.pk))


def _people(registration, on):
    name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    yield f"ORGANIZER;CN={lines.quoted(name or settings.SITE_NAME)}:mailto:{lines.uri(address)}"
    status = "ACCEPTED" if on else "DECLINED"
    who = f"ATTENDEE;CN={lines.quoted(registration.name)};PARTSTAT={status};RSVP=FALSE"
    yield f"{who}:mailto:{lines.uri(registration.email)}"
