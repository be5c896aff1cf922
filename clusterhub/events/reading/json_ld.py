"""One event as schema.org describes it, in JSON or inside a web page. Its parts become sessions."""

import json
import re

from clusterhub.events.reading.building import Builder
from clusterhub.events.reading.frab import is_own
from clusterhub.events.reading.hours import NoSuchDay, split_iso
from clusterhub.events.reading.said import CannotRead
from clusterhub.events.reading.shapes import ReadEvent, ReadPerson

_SCRIPT = re.compile(
    r"<script\b[^>]{0,300}application/ld\+json[^>]{0,300}>(.*?)</script\s*>", re.I | re.S
)
_MICRODATA = re.compile(r"itemtype\s*=\s*[\"']https?://schema\.org/\w{0,30}Event", re.I)
_TITLE = re.compile(r"<title>([^<]{0,300})</title>", re.I)
_FORMATS = {"online": "online", "offline": "on_site", "mixed": "hybrid"}
_STATUS = {"cancelled": "cancelled", "postponed": "postponed"}


def read_page(text, *, asked_zone="", anyway=False):
    """Events in the scripts of a web page; what is broken or microdata is said."""
    found, broken = [], 0
    for script in _SCRIPT.findall(text):
        try:
            found.append(json.loads(script))
        except (ValueError, RecursionError):
            broken += 1
    if not found and not broken:
        raise CannotRead("not-a-programme")
    notes = [("entry-broken", "script")] * broken
    notes += [("microdata", "")] * bool(_MICRODATA.search(text))
    return read(found, asked_zone=asked_zone, anyway=anyway, notes=notes)


def is_json_ld(data):
    first = data[0] if isinstance(data, list) and data else data
    return isinstance(first, dict) and ("@type" in first or "@graph" in first)


def read(data, *, asked_zone="", anyway=False, notes=()):
    builder = Builder("json-ld", asked_zone=asked_zone, is_plain=_is_own(data))
    for code, where in notes:
        builder.say(code, where)
    events = list(_top(_events(data)))
    good = [event for event in events if _event_facts(builder, event)]
    if not good:
        raise CannotRead("no-sessions").because(builder.read.notes)
    if len(good) > 1:
        raise CannotRead("several-events", count=len(good))
    _event_facts(builder, good[0], is_kept=True)
    event = good[0]
    parts = event.get("subEvent") or event.get("subEvents") or ()
    for number, part in enumerate(parts if isinstance(parts, list) else [parts], 1):
        if isinstance(part, dict):
            _part(builder, part, f"subEvent[{number}]")
    builder.clock.conclude()
    read = builder.read
    read.title, read.zone = builder.texts.line(event.get("name")), builder.clock.display_zone
    read.rooms = builder.rooms
    read.notes = _once([*read.notes, *builder.texts.notes()])
    return read


def _is_own(data):
    """Our own files hold no markup; what looks like it is meant as it stands."""
    return isinstance(data, dict) and is_own(data.get("sdPublisher"))


def _events(data, depth=0):
    """All events of a document, wherever they stand in lists and graphs."""
    if depth > 4:
        return
    if isinstance(data, list):
        for each in data:
            yield from _events(each, depth + 1)
    elif isinstance(data, dict):
        if _is_event(data):
            yield data
        yield from _events(data.get("@graph", []), depth + 1)


def _is_event(data):
    kinds = data.get("@type")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    return any(
        isinstance(kind, str) and kind.rpartition("/")[2].endswith("Event") for kind in kinds
    )


def _top(events):
    """An event that is part of another one stands there."""
    events = list(events)
    names = {event.get("@id") for event in events if event.get("@id")}
    for event in events:
        above = event.get("superEvent")
        if not (isinstance(above, dict) and above.get("@id") in names):
            yield event
    for event in events:
        above = event.get("superEvent")
        if isinstance(above, dict) and above.get("@id") in names:
            owner = next(each for each in events if each.get("@id") == above["@id"])
            parts = owner.setdefault("subEvent", [])
            if isinstance(parts, list) and event not in parts:
                parts.append(event)


def _event_facts(builder, event, is_kept=False):
    """Whether it can be an event here; what cannot is said."""
    texts, where = builder.texts, builder.texts.line(event.get("name"), 80)
    if not where:
        builder.say("no-title", where)
        return False
    hours = builder.hours(where, lambda: _hours(builder, event, where))
    if hours is False:
        return False
    if is_kept:
        if event.get("image"):
            builder.say("image-left", where)
        places = event.get("location")
        place = _place(builder, places if isinstance(places, list) else [places])
        mode = str(event.get("eventAttendanceMode") or "").rpartition("/")[2].lower()
        status = str(event.get("eventStatus") or "").rpartition("/")[2].lower()
        builder.read.event = ReadEvent(
            *hours,
            format=_FORMATS.get(mode.removesuffix("eventattendancemode"), place.pop("mode")),
            status=_STATUS.get(status.removeprefix("event"), ""),
            text=texts.several(event.get("description")),
            **{name: value for name, value in place.items() if name != "mode"},
        )
        texts.address(event.get("url"), where)
    return True


def _hours(builder, event, where):
    """A day without an hour is that day from its first minute to its last."""
    starts, ends = event.get("startDate"), event.get("endDate")
    if not starts:
        return None, None
    first = _instant(builder, starts, where)
    if ends:
        return first, _instant(builder, ends, where, is_end=True)
    whole = len(str(starts).strip()) == 10
    return first, _instant(builder, starts, where, is_end=True) if whole else None


def _instant(builder, printed, where, is_end=False):
    printed = str(printed).strip()
    if len(printed) == 10 and is_end:
        split_iso(printed)
        return builder.clock.instant(f"{printed}T23:59", where)
    if len(printed) < 10:
        raise NoSuchDay(printed)
    return builder.clock.instant(printed, where)


def _place(builder, places):
    """Where it is held, on site and online, out of one place or several."""
    line, found = builder.texts.line, {"mode": ""}
    for place in places:
        if isinstance(place, str):
            place = {"name": place}
        if not isinstance(place, dict):
            continue
        if place.get("@type") == "VirtualLocation":
            found["online_url"] = builder.texts.address(place.get("url"))
            found["mode"] = "hybrid" if found["mode"] == "on_site" else "online"
            continue
        found["mode"] = "hybrid" if found["mode"] == "online" else "on_site"
        found["venue"] = line(place.get("name"), 200)
        found |= _address(line, place.get("address"))
    return found


def _address(line, address):
    if isinstance(address, str):
        return {"address": line(address, 300)}
    if not isinstance(address, dict):
        return {}
    country = address.get("addressCountry")
    country = country.get("name") if isinstance(country, dict) else country
    street = [line(address.get(name), 150) for name in ("streetAddress", "postalCode")]
    return {
        "address": ", ".join(part for part in street if part)[:300],
        "city": line(address.get("addressLocality"), 100),
        "country": line(country, 60),
    }


def _part(builder, part, where):
    hours = builder.hours(where, lambda: _hours(builder, part, where))
    if hours is False:
        return
    place = part.get("location")
    room = place.get("name") if isinstance(place, dict) else place
    performers = part.get("performer")
    performers = performers if isinstance(performers, list) else [performers]
    names = [each.get("name") if isinstance(each, dict) else each for each in performers if each]
    status = str(part.get("eventStatus") or "")
    builder.add(
        key=part.get("identifier") or part.get("@id"),
        title=part.get("name"),
        where=where,
        starts=hours[0],
        ends=hours[1],
        room=builder.room(room if isinstance(room, str) else ""),
        text=builder.texts.several(part.get("description")),
        people=builder.people([ReadPerson(str(name)) for name in names], where),
        is_cancelled=status.endswith("EventCancelled"),
    )


def _once(notes):
    """The facts are read twice, once to judge them and once to keep them."""
    kept = {}
    for note in notes:
        kept.setdefault((note.code, note.where, str(note.values)), note)
    return list(kept.values())
