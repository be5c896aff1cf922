"""All sessions as one calendar, to keep or to subscribe to; what is gone is taken out again."""

from clusterhub.clock import content_lines as lines
from clusterhub.clock.zone_rules import timezone_lines
from clusterhub.clock.zones import UTC_NAMES, zone_info
from clusterhub.events.writing.frame import local

MARK = "ClusterHub programme"
END_OF_TEXT = "--"


def to_calendar(frame):
    head = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//{lines.text(frame.site_name)}//{MARK}//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"NAME:{lines.text(frame.title)}",
        f"X-WR-CALNAME:{lines.text(frame.title)}",
        f"URL:{lines.uri(frame.url)}",
        "REFRESH-INTERVAL;VALUE=DURATION:PT4H",
        "X-PUBLISHED-TTL:PT4H",
    ]
    placed = frame.placed()
    years = [start.year for _session, start, _end in placed]
    if years and frame.zone not in UTC_NAMES:
        head.extend(timezone_lines(frame.zone, min(years), max(years) + 1))
    stamp = lines.utc(frame.changed)
    for session, starts, ends in placed:
        head.extend(_entry(frame, session, starts, ends, stamp))
    for gone in frame.record["gone"]:
        if gone["starts_at"]:
            head.extend(_gone(frame, gone, stamp))
    return lines.document([*head, "END:VCALENDAR"]).encode()


def _entry(frame, session, starts, ends, stamp):
    yield from ("BEGIN:VEVENT", f"UID:{session['uid']}", f"SEQUENCE:{session['sequence']}")
    yield from (f"DTSTAMP:{stamp}", _moment("DTSTART", starts, frame.zone))
    if ends:
        yield _moment("DTEND", ends, frame.zone)
    yield f"SUMMARY:{lines.text(session['title'])}"
    yield f"DESCRIPTION:{lines.text(_description(frame, session))}"
    if place := ", ".join(part for part in (session["room"], frame.place) if part):
        yield f"LOCATION:{lines.text(place)}"
    yield f"URL:{lines.uri(frame.session_url(session))}"
    if session["track"]:
        yield f"CATEGORIES:{lines.text(session['track'])}"
    for name in ("room", "track", "format", "language"):
        if session[name]:
            yield f"X-SESSION-{name.upper()};VALUE=TEXT:{lines.text(session[name])}"
    yield "STATUS:CANCELLED" if session["cancelled"] else "STATUS:CONFIRMED"
    yield "END:VEVENT"


def _description(frame, session):
    """The text, and below a line with two dashes who speaks and where to read more."""
    people = [
        ", ".join(part for part in (each["person"], each["role"], each["organisation"]) if part)
        for each in session["people"]
    ]
    below = "\n".join([END_OF_TEXT, *people, frame.session_url(session)])
    return f"{session['description']}\n\n{below}" if session["description"] else below


def _gone(frame, gone, stamp):
    """As it was, so that a calendar finds it and takes it out."""
    rules = zone_info(frame.zone)
    yield from ("BEGIN:VEVENT", f"UID:{gone['uid']}", f"SEQUENCE:{gone['sequence']}")
    yield f"DTSTAMP:{stamp}"
    yield _moment("DTSTART", local(gone["starts_at"], rules), frame.zone)
    if gone["ends_at"]:
        yield _moment("DTEND", local(gone["ends_at"], rules), frame.zone)
    yield f"SUMMARY:{lines.text(gone['title'])}"
    yield from ("STATUS:CANCELLED", "X-SESSION-GONE:1", "END:VEVENT")


def _moment(name, there, zone):
    """The second of two equal hours can only be said in UTC (RFC 5545, 3.3.5)."""
    if zone in UTC_NAMES or there.fold:
        return f"{name}:{lines.utc(there)}"
    return f"{name};TZID={zone}:{lines.local(there)}"
