"""Two other people's parsers, so that our calendars are not only right in our own eyes."""

from datetime import UTC
from io import StringIO

import icalendar
import ics
from dateutil.tz import tzical


def entries(text):
    """The properties of each entry, as icalendar reads them."""
    return icalendar.Calendar.from_ical(text).walk("VEVENT")


def one(text):
    (entry,) = entries(text)
    return entry


def by_icalendar(text):
    """{uid: (start, end, title)}; zones are built from the file's own VTIMEZONE."""
    return {
        str(event["UID"]): (
            _utc(event["DTSTART"].dt),
            _utc(event["DTEND"].dt),
            str(event["SUMMARY"]),
        )
        for event in entries(text)
    }


def by_ics(text):
    calendar = ics.Calendar(text)
    return {
        event.uid: (_utc(event.begin.datetime), _utc(event.end.datetime), event.name)
        for event in calendar.events
    }


def by_own_zone_rules(text):
    """{uid: (start, end)} with instants worked out from VTIMEZONE alone, by dateutil."""
    # dateutil wants RRULE's end without a zone, as RFC 2445 had it.
    zones = text[text.index("BEGIN:VTIMEZONE") : text.rindex("END:VTIMEZONE")] + "END:VTIMEZONE\r\n"
    rules = tzical(StringIO(zones.replace("\r\n", "\n")))
    result = {}
    for event in entries(text):
        pair = []
        for name in ("DTSTART", "DTEND"):
            naive = event[name].dt.replace(tzinfo=None)
            pair.append(_utc(naive.replace(tzinfo=rules.get(event[name].params["TZID"]))))
        result[str(event["UID"])] = tuple(pair)
    return result


def golden(path, text):
    """What the file holds; a missing one is written, to be read and committed."""
    if not path.exists():
        path.write_bytes(text.encode())
    return path.read_bytes().decode()


def _utc(instant):
    return instant.astimezone(UTC)
