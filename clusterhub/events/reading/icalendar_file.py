"""Calendars (RFC 5545): each VEVENT is a session, what recurs is as many as it recurs."""

import re
from datetime import date, datetime, timedelta

from icalendar import Calendar
from icalendar.timezone import tzp

from clusterhub.clock.zones import is_zone
from clusterhub.events.reading.building import Builder
from clusterhub.events.reading.occurrences import occurrences_of
from clusterhub.events.reading.said import CannotRead

OWN_MARK = "\n\n--\n"
_ENTRY = re.compile(r"^BEGIN:VEVENT[ \t]*$.*?^END:VEVENT[ \t]*$", re.M | re.S | re.I)
_ZONES = re.compile(r"^BEGIN:VTIMEZONE[ \t]*$.*?^END:VTIMEZONE[ \t]*$", re.M | re.S | re.I)
_MOST_COMPONENTS = 20_000
# OSError comes of looking for a zone whose name is longer than a file may be called.
_FAULTS = (ValueError, IndexError, KeyError, TypeError, AttributeError, OverflowError, OSError)
_OTHERS = ("VTODO", "VJOURNAL", "VFREEBUSY", "VAVAILABILITY")


def read(text, *, asked_zone="", anyway=False):
    text = text.lstrip("\ufeff").replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n")
    if text.upper().count("BEGIN:") > _MOST_COMPONENTS:
        raise CannotRead("too-complex")
    tzp.use_zoneinfo()  # Forgets the zones that another file has brought.
    components, broken = _components(text)
    above = _Above(components)
    builder = Builder(
        "icalendar", file_zone=above.zone, asked_zone=asked_zone, is_plain=above.is_own
    )
    for number in range(broken):
        builder.say("entry-broken", f"VEVENT {number + 1}")
    reader = _Entries(builder, above.is_own)
    entries = [each for each in components if each.name == "VEVENT"]
    for series in _series(entries):
        reader.add(series)
    if others := sum(each.name in _OTHERS for each in components):
        builder.say("not-a-session", count=others)
    return builder.finished(above.title)


class _Above:
    """What the calendar says of all its entries."""

    def __init__(self, components):
        calendars = [each for each in components if each.name == "VCALENDAR"]
        names = (each.get("NAME") or each.get("X-WR-CALNAME") for each in calendars)
        self.title = next((str(_first(name)) for name in names if name), "")
        zones = (each.get("X-WR-TIMEZONE") for each in calendars)
        self.zone = next((str(_first(zone)) for zone in zones if zone), "")
        self.is_own = any(
            "//ClusterHub programme//" in str(each.get("PRODID")) for each in calendars
        )


def _components(text):
    """(all components, how many entries are broken beyond reading)."""
    try:
        found = Calendar.from_ical(text, multiple=True)
        return [part for each in found for part in each.walk()], 0
    except _FAULTS:
        return _one_by_one(text)


def _one_by_one(text):
    """One broken entry loses itself only."""
    head = "BEGIN:VCALENDAR\n" + "".join(f"{zone}\n" for zone in _ZONES.findall(text))
    components, broken = [], 0
    for entry in _ENTRY.findall(text):
        try:
            found = Calendar.from_ical(f"{head}{entry}\nEND:VCALENDAR\n")
            components += found.walk()
        except _FAULTS:
            broken += 1
    if not components and not broken:
        raise CannotRead("broken")
    return components, broken


def _series(entries):
    """Entries with one UID belong together: a rule and its exceptions."""
    series = {}
    for number, entry in enumerate(entries, 1):
        uid = str(_first(entry.get("UID")) or "")
        series.setdefault(uid or f"\x00{number}", []).append((number, entry))
    return series.values()


class _Entries:
    def __init__(self, builder, is_own):
        self.builder, self.is_own = builder, is_own

    def add(self, series):
        builder = self.builder
        entries = [entry for _number, entry in series]
        if len(entries) == 1 and not _recurs(entries[0]):
            number, entry = series[0]
            self._one(entry, f"VEVENT {number}")
            return
        if not any(_recurs(entry) for entry in entries):
            for number, entry in series:
                self._one(entry, f"VEVENT {number}", suffix=f"#{number}" if number > 1 else "")
            return
        where = f"VEVENT {series[0][0]}"
        for entry, suffix in occurrences_of(builder, entries, where):
            self._one(entry, where, suffix)

    def _one(self, entry, where, suffix=""):
        builder = self.builder
        if self.is_own and "X-SESSION-GONE" in entry:  # Stands there to be taken out of calendars.
            return
        start = _value(entry, "DTSTART")
        if start is None:
            builder.say("entry-broken", where)
            return
        hours = builder.hours(where, lambda: self._hours(entry, start, where))
        if hours is False:
            return
        facts = {}
        if not isinstance(start, datetime):
            facts["day"] = start.isoformat()
            builder.say("whole-day", where, day=start.isoformat())
        self._add(entry, where, suffix, hours, facts)

    def _add(self, entry, where, suffix, hours, facts):
        builder, texts = self.builder, self.builder.texts
        uid = str(_first(entry.get("UID")) or "")
        text = texts.several(_first(entry.get("DESCRIPTION")))
        if self.is_own:
            text = f"\n\n{text}\n".rpartition(OWN_MARK)[0].strip()
        facts |= self._own_facts(entry) if self.is_own else {"links": self._links(entry, where)}
        builder.add(
            key=f"{uid}{suffix}" if uid else "",
            title=_first(entry.get("SUMMARY")) or texts.line(text, 120),
            where=where,
            starts=hours[0],
            ends=hours[1],
            text=text,
            room=builder.room(_first(entry.get("X-SESSION-ROOM" if self.is_own else "LOCATION"))),
            is_cancelled=str(_first(entry.get("STATUS"))).upper() == "CANCELLED",
            **facts,
        )

    def _own_facts(self, entry):
        """What other programs have no name for, we write behind an X-."""
        said = {name: str(_first(entry.get(f"X-SESSION-{name.upper()}")) or "")
                for name in ("track", "format", "language")}  # fmt: skip
        return {
            "track": self.builder.track(said["track"]),
            "format": self.builder.kind(said["format"]),
            "language": self.builder.language(said["language"]),
        }

    def _links(self, entry, where):
        addresses = entry.get("URL") or []
        addresses = addresses if isinstance(addresses, list) else [addresses]
        return self.builder.links([(str(each), "") for each in addresses], where)

    def _hours(self, entry, start, where):
        if not isinstance(start, datetime):
            return None, None
        starts = self._instant(entry, "DTSTART", start, where)
        end = _value(entry, "DTEND")
        if isinstance(end, datetime):
            return starts, self._instant(entry, "DTEND", end, where)
        length = _value(entry, "DURATION")
        has_length = isinstance(length, timedelta) and length > timedelta()
        return starts, starts + length if has_length else None

    def _instant(self, entry, name, value, where):
        """Aware values know their zone; others carry its name, or float with the event."""
        is_aware = value.tzinfo is not None and value.utcoffset() is not None
        if is_aware and not hasattr(value.tzinfo, "key"):  # The calendar brings the rules itself.
            return value
        named = value.tzinfo.key if is_aware else _named_zone(entry, name)
        return self.builder.clock.local(value.replace(tzinfo=None), where, _known(named))


def _named_zone(entry, name):
    return str(_first(entry.get(name)).params.get("TZID") or "").strip("/ ")


def _known(name):
    """A zone's name also with a prefix of some program: "/freeassociation…/Europe/Berlin"."""
    if is_zone(name) or "/" not in name:
        return name
    parts = name.split("/")
    tails = ("/".join(parts[at:]) for at in range(1, len(parts)))
    return next((tail for tail in tails if is_zone(tail)), name)


def _recurs(entry):
    return any(name in entry for name in ("RRULE", "RDATE", "RECURRENCE-ID"))


def _first(value):
    """Of a property that stands there twice the first."""
    return value[0] if isinstance(value, list) and value else value


def _value(entry, name):
    """A date, a datetime or a length of time; None where it is missing or broken."""
    try:
        found = getattr(_first(entry.get(name)), "dt", None)
    except ValueError:
        return None
    return found if isinstance(found, date | timedelta) else None
