"""What Indico's export API gives of a conference with its contributions."""

import re

from clusterhub.events.reading.building import Builder
from clusterhub.events.reading.hours import duration_of
from clusterhub.events.reading.said import CannotRead
from clusterhub.events.reading.shapes import ReadEvent, ReadPerson

_NOISE = re.compile(r"\s*\((?:closed|full slot|half slot|open)\)", re.IGNORECASE)


def read(data, *, asked_zone="", anyway=False):
    results = [each for each in data.get("results") or () if isinstance(each, dict)]
    if len(results) > 1:
        raise CannotRead("several-events", count=len(results))
    if not results:
        raise CannotRead("no-sessions")
    event = results[0]
    builder = Builder("indico", file_zone=event.get("timezone") or "", asked_zone=asked_zone)
    reader = _Contributions(builder)
    for number, contribution in enumerate(event.get("contributions") or (), 1):
        if isinstance(contribution, dict):
            reader.add(contribution, f"contributions[{number}]")
    for number, session in enumerate(event.get("sessions") or (), 1):
        _add_session(reader, session, number)
    reader.conclude()
    _event_facts(builder, event)
    return builder.finished(event.get("title"))


def _add_session(reader, session, number):
    """With detail=sessions the contributions stand inside their sessions."""
    if isinstance(session, dict):
        title = session.get("title")
        for at, contribution in enumerate(session.get("contributions") or (), 1):
            if isinstance(contribution, dict):
                where = f"sessions[{number}].contributions[{at}]"
                reader.add({"session": title, **contribution}, where)


class _Contributions:
    def __init__(self, builder):
        self.builder, self.authors, self.noise = builder, 0, {}

    def add(self, one, where):
        builder = self.builder
        hours = builder.hours(where, lambda: self._hours(one, where))
        if hours is False:
            return
        people = _people(one.get("speakers"))
        if not people:
            people = _people(one.get("primaryauthors"))
            self.authors += bool(people)
        links = [(one.get("url"), "")]
        builder.add(
            key=f"indico:{one.get('friendly_id') or one.get('id') or one.get('db_id') or ''}",
            title=one.get("title"),
            where=where,
            starts=hours[0],
            ends=hours[1],
            room=builder.room(one.get("room") or one.get("roomFullname")),
            track=builder.track(one.get("session")),
            format=self._format(one),
            text=builder.texts.several(one.get("description")),
            people=builder.people(people, where),
            links=builder.links(links, where),
        )

    def _hours(self, one, where):
        starts = moment(self.builder.clock, one.get("startDate"), where)
        if ends := moment(self.builder.clock, one.get("endDate"), where):
            return starts, ends
        length = duration_of(one.get("duration"))
        return starts, starts + length if starts and length else None

    def _format(self, one):
        """`track` holds what elsewhere is the kind of a talk, with remarks of the organisers."""
        printed = one.get("type") or one.get("track") or ""
        printed = printed if isinstance(printed, str) else ""
        for noise in _NOISE.findall(printed):
            self.noise[noise.strip()] = None
        return self.builder.kind(_NOISE.sub("", printed))

    def conclude(self):
        if self.authors:
            self.builder.say("authors-are-people", count=self.authors)
        if self.noise:
            self.builder.say("track-cleaned", words=", ".join(self.noise))


def moment(clock, said, where=""):
    """{"date": "2021-09-15", "time": "06:00:00", "tz": "UTC"}: each has a zone of its own."""
    if isinstance(said, str):
        return clock.instant(said, where)
    if not isinstance(said, dict) or not said.get("date"):
        return None
    printed = f"{said['date']}T{str(said.get('time') or '00:00').split('.')[0]}"
    return clock.instant(printed, where, zone=str(said.get("tz") or ""))


def _people(persons):
    found = []
    for person in persons if isinstance(persons, list) else ():
        if isinstance(person, dict):
            names = (person.get("first_name"), person.get("last_name"))
            name = " ".join(str(part) for part in names if part)
            found.append(ReadPerson(name or _turned(person.get("fullName") or person.get("name")),
                                    organisation=person.get("affiliation") or ""))  # fmt: skip
    return found


def _turned(name):
    """ "Horváth, Niamh" as she is called."""
    family, comma, given = str(name or "").partition(", ")
    return f"{given} {family}" if comma else family


def _event_facts(builder, event):
    texts, clock = builder.texts, builder.clock
    hours = builder.hours("", lambda: (moment(clock, event.get("startDate")),
                                       moment(clock, event.get("endDate")))) or (None, None)  # fmt: skip
    builder.read.event = ReadEvent(
        *hours,
        text=texts.several(event.get("description")),
        venue=texts.line(event.get("location"), 200),
        address=texts.line(event.get("address"), 300),
    )
