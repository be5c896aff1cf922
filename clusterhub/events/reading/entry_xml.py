"""XML of days and entries as EuroPython publishes it: "0930", minutes, rooms in one text."""

import re
from datetime import datetime, timedelta

from clusterhub.events.reading.building import Builder
from clusterhub.events.reading.hours import duration_of, printed_day, printed_hour
from clusterhub.events.reading.shapes import ReadPerson
from clusterhub.events.reading.texts import joined

_EVERY_ROOM = {"all", "alle", "tous", "todos", "tutti"}


def read(root, *, asked_zone="", anyway=False):
    builder = Builder("entry-xml", file_zone=root.get("time_zone") or "", asked_zone=asked_zone)
    for day in root.findall("day"):
        for number, entry in enumerate(day.findall("entry"), 1):
            _entry(builder, entry, day.get("date"), f"day[{day.get('date')}]/entry[{number}]")
    return builder.finished(root.findtext("title") or root.get("title"))


def _entry(builder, entry, day, where):
    hours = builder.hours(where, lambda: _hours(builder, entry, day, where))
    if hours is False:
        return
    printed = builder.texts.line(entry.findtext("room"))
    room, rooms = _room(entry, printed)
    if rooms:
        builder.say("several-rooms", where, rooms=rooms)
    speakers = entry.find("speakers")
    names = speakers.findall("speaker") if speakers is not None else ()
    texts = (builder.texts.several(entry.findtext(name)) for name in ("abstract", "description"))
    builder.add(
        # Breaks share their number from day to day.
        key=f"{entry.get('id')}@{day}T{entry.findtext('start')}@{printed}",
        title=entry.findtext("title"),
        where=where,
        starts=hours[0],
        ends=hours[1],
        day=day,
        room=builder.room(room),
        text=joined(rooms, *texts),
        format=builder.kind(entry.findtext("category")),
        people=builder.people([ReadPerson(name.text or "") for name in names], where),
    )


def _hours(builder, entry, day, where):
    on, seconds = printed_day(day), printed_hour(entry.findtext("start"))
    if on is None or seconds is None:
        return None, None
    naive = datetime(on.year, on.month, on.day) + timedelta(seconds=seconds)
    starts = builder.clock.local(naive, where)
    length = duration_of(entry.findtext("duration"))
    return starts, starts + length if length else None


def _room(entry, printed):
    """(room, several rooms in words): a break in five rooms is one session and no room of its own."""
    element = entry.find("room")
    if element is not None and element.get("id"):
        return printed, ""
    if re.search(r",\s|;", printed) or printed.casefold() in _EVERY_ROOM:
        return "", printed
    return printed, ""
