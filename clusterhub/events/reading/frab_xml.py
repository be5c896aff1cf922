"""schedule.xml of frab, pentabarf and pretalx."""

from clusterhub.events.reading.building import Builder
from clusterhub.events.reading.frab import add_event, is_own


def read(root, *, asked_zone="", anyway=False):
    conference = root.find("conference")
    generator = root.find("generator")
    builder = Builder(
        "frab-xml",
        file_zone=_words(conference, "time_zone_name") or "",
        asked_zone=asked_zone,
        is_plain=is_own({} if generator is None else dict(generator.attrib)),
    )
    for track in conference.findall("track") if conference is not None else ():
        builder.track(track.get("name"))
    for at, day in enumerate(root.iter("day"), 1):
        for room in day.findall("room"):
            name = room.get("name") or ""
            builder.room(name)
            for number, element in enumerate(room.findall("event"), 1):
                where = f"day[{day.get('index') or at}]/{name}[{number}]"
                event = _event(element)
                start = day.get("start")
                add_event(
                    builder, event, day=day.get("date"), day_start=start, room=name, where=where
                )
    return builder.finished(_words(conference, "title"))


def _event(element):
    """The element with the names that the JSON format has."""
    event = {
        child.tag: child.text or ""
        for child in element
        if isinstance(child.tag, str) and len(child) == 0
    }
    event |= {name: element.get(name) for name in ("guid", "id") if element.get(name)}
    persons = element.find("persons")
    event.pop("persons", None)
    if persons is not None:
        event["persons"] = [person.text or "" for person in persons.findall("person")]
    for name in ("links", "attachments"):
        found = element.find(name)
        event[name] = [
            {"url": each.get("href"), "title": each.text or "", "type": each.get("type")}
            for each in (found if found is not None else ())
        ]
    return event


def _words(element, name):
    return element.findtext(name) if element is not None else ""
