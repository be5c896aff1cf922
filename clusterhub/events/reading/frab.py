"""Schedules as frab, pentabarf and pretalx write them, in XML and JSON: one event of them as a session.

Real files do not obey their own schema, so nothing is validated here; what is there is taken.
"""

from datetime import datetime, timedelta

from clusterhub.events.reading.hours import duration_of, printed_day, printed_hour
from clusterhub.events.reading.shapes import ReadPerson
from clusterhub.events.reading.texts import joined
from clusterhub.events.schedule_marks import is_marked, unmarked

OWN = "ClusterHub"
_KINDS = {"slides": "slides", "paper": "paper", "article": "paper", "media": "recording"}


def is_own(generator):
    """Whether we wrote the file ourselves: then its texts hold no markup and its kinds are ours."""
    return isinstance(generator, dict) and generator.get("name") == OWN


def add_event(builder, event, *, day, day_start=None, room="", where):
    """`event` has the names of the JSON format; of XML its elements under the same names."""
    hours = builder.hours(where, lambda: _hours(builder, event, day, day_start, where))
    if hours is False:
        return
    facts = {"day": day}
    if builder.is_own and is_marked(event):
        event, facts["is_cancelled"] = unmarked(event), True
    facts["room"] = builder.room(event.get("room") or room)
    for name in ("track", "language"):
        if name in event:
            facts[name] = getattr(builder, name)(event[name])
    if "type" in event:
        facts["format"] = builder.kind(event["type"])
    facts["text"] = _text(builder.texts, event)
    if isinstance(event.get("persons"), list):
        facts["people"] = builder.people(_persons(event["persons"]), where)
    facts["links"] = builder.links(_links(event), where)
    builder.add(
        key=event.get("guid") or event.get("id"),
        title=event.get("title"),
        where=where,
        starts=hours[0],
        ends=hours[1],
        **facts,
    )


def _hours(builder, event, day, day_start, where):
    """`date` is the truth; a start beside the day of the conference may lie after midnight."""
    if event.get("date"):
        starts = builder.clock.instant(event["date"], where)
    else:
        starts = _after_midnight(builder, day, event.get("start"), day_start, where)
    if event.get("end"):
        return starts, builder.clock.instant(event["end"], where)
    length = duration_of(event.get("duration"))
    return starts, starts + length if starts and length else None


def _after_midnight(builder, day, start, day_start, where):
    seconds, on = printed_hour(start), printed_day(day)
    if seconds is None or on is None:
        return None
    naive = datetime(on.year, on.month, on.day) + timedelta(seconds=seconds)
    begins = printed_hour(day_start[11:16]) if day_start and len(day_start) > 15 else None
    if begins is not None and seconds < begins and seconds < 6 * 3600:
        naive += timedelta(days=1)
    return builder.clock.local(naive, where)


def _text(texts, event):
    names = ("subtitle", "abstract", "description")
    if not any(name in event for name in names):
        return None
    return joined(*(texts.several(event.get(name)) for name in names))


def _persons(persons):
    for person in persons:
        if isinstance(person, str):
            yield ReadPerson(person)
        elif isinstance(person, dict):
            names = ("public_name", "name", "full_public_name")
            name = next((person[each] for each in names if person.get(each)), "")
            yield ReadPerson(
                name, person.get("part"), person.get("role"), person.get("organisation")
            )


def _links(event):
    for name in ("links", "attachments"):
        for link in event.get(name) or ():
            if isinstance(link, str):
                yield link, ""
            elif isinstance(link, dict):
                kind = _KINDS.get(link.get("type"), "other")
                yield link.get("url") or link.get("href"), link.get("title") or "", kind
