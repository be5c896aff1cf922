"""Events as calendar files (RFC 5545, 5546 and 7986) that calendar programs obey.

The entry of an event keeps its UID for ever; SEQUENCE tells a program which of two is newer.
"""

from dataclasses import dataclass
from email.utils import parseaddr
from functools import partial

from django.conf import settings
from django.urls import get_script_prefix
from django.utils.translation import gettext as _

from clusterhub.clock import content_lines as lines
from clusterhub.clock.zone_rules import timezone_lines
from clusterhub.clock.zones import UTC_NAMES
from clusterhub.events.kept_entries import kept_entries
from clusterhub.events.models import EventFormat, EventStatus
from clusterhub.events.models.choices import EVENT_PAGE
from clusterhub.web.addresses import absolute

REFRESH = "PT4H"
STATUS = {
    EventStatus.DRAFT: "TENTATIVE",
    EventStatus.PUBLISHED: "CONFIRMED",
    EventStatus.POSTPONED: "TENTATIVE",
    EventStatus.CANCELLED: "CANCELLED",
}


@dataclass(frozen=True)
class Feed:
    """What a calendar is called, and the address of the page it belongs to."""

    name: str
    path: str
    description: str = ""


def calendar_feed(events, feed):
    """A calendar to subscribe to. `events` are rows of `Event.objects.with_calendar()`."""
    write = partial(_written, frame=_Frame())
    return _feed([write(event) for event in events], feed)


def kept_feed(events, feed):
    """The same of a queryset that is ordered from the latest on; written anew is what has changed."""
    entries = kept_entries(events, partial(_written, frame=_Frame()))
    return _feed(entries[::-1], feed)


def _feed(entries, feed):
    address = absolute(feed.path)
    head = [
        "METHOD:PUBLISH",
        f"NAME:{lines.text(feed.name)}",
        f"X-WR-CALNAME:{lines.text(feed.name)}",
        f"DESCRIPTION:{lines.text(feed.description)}",
        f"X-WR-CALDESC:{lines.text(feed.description)}",
        f"URL:{lines.uri(address)}",
        f"REFRESH-INTERVAL;VALUE=DURATION:{REFRESH}",
        f"X-PUBLISHED-TTL:{REFRESH}",
    ]
    return _calendar(entries, head)


def event_calendar(event):
    """One event to put into a calendar; a cancelled one takes itself out again."""
    is_cancelled = event.status == EventStatus.CANCELLED
    head = ["METHOD:CANCEL" if is_cancelled else "METHOD:PUBLISH"]
    return _calendar([_written(event, frame=_Frame())], head)


class _Frame:
    """What all entries of one calendar share, worked out once."""

    def __init__(self):
        name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
        name = lines.quoted(name or settings.SITE_NAME)
        self.organiser = f"ORGANIZER;CN={name}:mailto:{lines.uri(address)}"
        self.address = absolute(f"{get_script_prefix()}{EVENT_PAGE}")
        self.online = _("Online")
        self.online_too = _("%(place)s, and online")
        self.hybrid = _("On site and online")
        self.notes = {
            EventStatus.POSTPONED: _("Postponed: a new date will follow."),
            EventStatus.CANCELLED: _("Cancelled: this event will not be held."),
        }

    def description(self, event, address):
        parts = (self.notes.get(event.status), event.status_note, event.lead, address)
        return "\n\n".join(part for part in parts if part)

    def location(self, event):
        if event.format == EventFormat.ONLINE:
            return self.online
        parts = (event.venue_name, event.venue_address, event.place)
        on_site = ", ".join(part for part in parts if part)
        if event.format == EventFormat.HYBRID:
            return self.online_too % {"place": on_site} if on_site else self.hybrid
        return on_site


@dataclass(frozen=True)
class _Written:
    """One entry as it stands in the file, and the years for which it needs the rules of its zone."""

    text: str
    span: tuple


def _written(event, *, frame):
    return _Written(lines.folded(_entry(event, frame)), span_of(event))


def _calendar(entries, head):
    result = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//{lines.text(settings.SITE_NAME)}//Events//EN",
    ]
    result += ["CALSCALE:GREGORIAN", *head]
    for zone, (first, last) in years_by_zone(entry.span for entry in entries):
        result.extend(timezone_lines(zone, first, last))
    texts = [entry.text for entry in entries]
    return "\r\n".join([lines.folded(result), *texts, "END:VCALENDAR", ""])


def span_of(event):
    """Its zone, and the years for which its entry needs the rules of that."""
    return event.time_zone, event.starts_there.year, event.ends_there.year


def years_by_zone(spans):
    """(zone, (first, last)) in the order of their names; UTC needs no rules."""
    years = {}
    for zone, first, last in spans:
        if zone not in UTC_NAMES:
            known = years.get(zone, (9999, 1))
            years[zone] = (min(known[0], first), max(known[1], last))
    return sorted(years.items())


def _entry(event, frame):
    address = frame.address.format(event.slug)
    changed = lines.utc(event.updated_at)
    yield "BEGIN:VEVENT"
    yield f"UID:{event.uid}"
    yield f"SEQUENCE:{event.sequence}"
    yield f"DTSTAMP:{changed}"
    yield f"CREATED:{lines.utc(event.created_at)}"
    yield f"LAST-MODIFIED:{changed}"
    yield from hours_lines(event)
    yield f"SUMMARY:{lines.text(event.title)}"
    yield f"DESCRIPTION:{lines.text(frame.description(event, address))}"
    if place := frame.location(event):
        yield f"LOCATION:{lines.text(place)}"
    yield f"URL:{lines.uri(address)}"
    if event.online_url:
        yield f"CONFERENCE;VALUE=URI;FEATURE=VIDEO:{lines.uri(event.online_url)}"
    yield f"STATUS:{STATUS[event.status]}"
    if names := [event.series] * bool(event.series) + event.topic_list:
        yield f"CATEGORIES:{lines.texts(names)}"
    yield frame.organiser
    yield "CLASS:PUBLIC"
    yield "TRANSP:TRANSPARENT" if event.status == EventStatus.CANCELLED else "TRANSP:OPAQUE"
    yield "END:VEVENT"


def hours_lines(event):
    starts, ends = event.starts_there, event.ends_there
    # A local time that exists twice means its first occurrence (RFC 5545, 3.3.5): the second one
    # can only be said in UTC.
    if event.time_zone in UTC_NAMES or starts.fold or ends.fold:
        yield f"DTSTART:{lines.utc(starts)}"
        yield f"DTEND:{lines.utc(ends)}"
        return
    yield f"DTSTART;TZID={event.time_zone}:{lines.local(starts)}"
    yield f"DTEND;TZID={event.time_zone}:{lines.local(ends)}"
