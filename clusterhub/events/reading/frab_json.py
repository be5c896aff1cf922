"""schedule.json of frab and pretalx."""

from clusterhub.events.reading.building import Builder
from clusterhub.events.reading.frab import add_event, is_own
from clusterhub.events.reading.said import CannotRead

MOST_BREAKS = 1


def read(data, *, asked_zone="", anyway=False):
    schedule = data.get("schedule") if isinstance(data.get("schedule"), dict) else data
    conference = schedule.get("conference")
    if not isinstance(conference, dict) or not isinstance(conference.get("days"), list):
        raise CannotRead("not-a-programme")
    builder = Builder(
        _dialect(conference),
        file_zone=conference.get("time_zone_name") or "",
        asked_zone=asked_zone,
        is_plain=is_own(data.get("generator")),
    )
    _judge_frame(builder, schedule, conference, anyway)
    _rooms(builder, conference)
    for track in conference.get("tracks") or ():
        builder.track(track.get("name") if isinstance(track, dict) else track)
    for at, day in enumerate(conference["days"], 1):
        if isinstance(day, dict):
            _day(builder, day, at)
    return builder.finished(conference.get("title"))


def _day(builder, day, at):
    rooms = day.get("rooms")
    rooms = rooms.items() if isinstance(rooms, dict) else ()
    for room, events in rooms:
        for number, event in enumerate(events if isinstance(events, list) else (), 1):
            where = f"days[{day.get('index', at)}].{room}[{number}]"
            if isinstance(event, dict):
                start = day.get("day_start")
                add_event(
                    builder, event, day=day.get("date"), day_start=start, room=room, where=where
                )


def _rooms(builder, conference):
    by_key = {}
    for room in conference.get("rooms") or ():
        if isinstance(room, dict):
            words = room.get("description")
            name = builder.room(
                room.get("name"), room.get("capacity"), words if isinstance(words, str) else ""
            )
            by_key.setdefault(room.get("guid"), []).append(name)
    for key, names in by_key.items():
        if key and len(names) > 1:
            builder.say("rooms-share-key", rooms=", ".join(names))


def _events(conference):
    for day in conference["days"]:
        rooms = day.get("rooms") if isinstance(day, dict) else None
        for events in rooms.values() if isinstance(rooms, dict) else ():
            yield from (
                (event for event in events if isinstance(event, dict))
                if isinstance(events, list)
                else ()
            )


def _dialect(conference):
    """pretalx tells people by a code."""
    persons = (person for event in _events(conference) for person in event.get("persons") or ())
    is_pretalx = any(isinstance(person, dict) and "code" in person for person in persons)
    return "pretalx" if is_pretalx else "frab-json"


def _judge_frame(builder, schedule, conference, anyway):
    """One break of the frame is a slip and is said; two are another format."""
    breaks = ["schedule.rooms"] if "rooms" in schedule else []
    if any(isinstance(event.get("id"), str) for event in _events(conference)):
        breaks.append("event.id")
    if any(
        isinstance(person, dict) and isinstance(person.get("id"), str)
        for event in _events(conference)
        for person in event.get("persons") or ()
    ):
        breaks.append("person.id")
    if len(breaks) > MOST_BREAKS and not anyway:
        raise CannotRead("frame-broken", count=len(breaks), breaks=", ".join(breaks))
    for what in breaks:
        builder.say("frame", what=what)
