"""What an import would do to a programme: every session of the file beside the one that is there."""

from dataclasses import dataclass, field
from datetime import datetime

from clusterhub.directory.names import fold
from clusterhub.events.operations.import_people import Names, key_of
from clusterhub.events.programme_record import instant, working_record
from clusterhub.events.reading.said import Said

NEW, CHANGED, SAME, GONE = "new", "changed", "same", "gone"
VERDICTS = (NEW, CHANGED, GONE, SAME)
# These say nothing of sessions without an hour, so such a one is not gone.
ONLY_PLACED = frozenset(["frab-xml", "frab-json", "pretalx", "entry-xml", "icalendar"])
_PLAIN = {"title": "title", "description": "text", "format": "format", "language": "language"}


@dataclass
class Change:
    field: str
    before: object
    after: object


@dataclass
class Judged:
    verdict: str
    title: str
    starts: datetime | None = None
    ends: datetime | None = None
    read: object = None
    pk: int | None = None
    changes: list[Change] = field(default_factory=list)
    adopts: bool = False  # It was found by title and hour, and is known by its key from now on.
    present: list = field(default_factory=list)

    def changed(self, name):
        return next((change for change in self.changes if change.field == name), None)


@dataclass
class Report:
    """`judged` in the order of the file, then what is gone."""

    read: object
    judged: list[Judged]
    names: Names
    notes: list[Said]

    def of(self, verdict):
        return [each for each in self.judged if each.verdict == verdict]

    @property
    def counts(self):
        return {verdict: len(self.of(verdict)) for verdict in VERDICTS}

    @property
    def changes_nothing(self):
        return not any(each.verdict in (NEW, CHANGED) or each.adopts for each in self.judged)


def judge_programme(event, read, choices=None):
    """Compares and writes nothing; in as many statements for a thousand sessions as for one."""
    record = {session["uid"]: session for session in working_record(event)["sessions"]}
    known = _Known(event, record)
    judged = [_judged(known.find(session), session) for session in read.sessions]
    judged += known.gone(read)
    persons = [
        person
        for each in judged
        if each.verdict == NEW or each.changed("people")
        for person in each.read.people or ()
    ]
    names = Names(event, persons, choices)
    for each in judged:
        _forgive_open_names(each, names)
    return Report(read, judged, names, [*read.notes, *_remarks(event, judged)])


class _Known:
    """The sessions that are there, by key and by title and hour; each is found once."""

    def __init__(self, event, record):
        self.by_key, self.by_words, self._found = {}, {}, set()
        for pk, uid, key in event.sessions.values_list("pk", "uid", "outside_key"):
            session = record[str(uid)] | {"pk": pk}
            self.by_key[key or str(uid)] = self.by_key[str(uid)] = session
            if not key:
                self.by_words.setdefault(_words_of(session), []).append(session)

    def find(self, read):
        """(session, whether only its words said so)."""
        session = self.by_key.get(read.key)
        if session and session["pk"] not in self._found:
            self._found.add(session["pk"])
            return session, False
        alike = [
            each
            for each in self.by_words.get((read.title.casefold(), read.starts), ())
            if each["pk"] not in self._found
        ]
        if len(alike) != 1:
            return None, False
        self._found.add(alike[0]["pk"])
        return alike[0], True

    def gone(self, read):
        for session in {each["pk"]: each for each in self.by_key.values()}.values():
            is_unsaid = session["cancelled"] or (
                read.dialect in ONLY_PLACED and not session["starts_at"]
            )
            if session["pk"] not in self._found and not is_unsaid:
                hours = instant(session["starts_at"]), instant(session["ends_at"])
                yield Judged(GONE, session["title"], *hours, pk=session["pk"])


def _words_of(session):
    return session["title"].casefold(), instant(session["starts_at"])


def _judged(found, read):
    session, is_adopted = found
    if session is None:
        return Judged(NEW, read.title, read.starts, read.ends, read)
    changes = [change for change in _changes(session, read) if change]
    judged = Judged(
        SAME, read.title, read.starts, read.ends, read, session["pk"], changes, is_adopted
    )
    judged.verdict = CHANGED if changes else SAME
    judged.present = session["people"]
    return judged


def _changes(session, read):
    """What the file says and the session does not; None in the file says nothing."""
    for name, said in _PLAIN.items():
        value = getattr(read, said)
        if value is not None and value != session[name]:
            yield Change(name, session[name], value)
    yield from _hours(session, read)
    for name in ("room", "track"):
        value = getattr(read, name)
        if value is not None and value.casefold() != session[name].casefold():
            yield Change(name, session[name], value)
    if read.people is not None and not _same_people(session["people"], read.people):
        before = [person["person"] for person in session["people"]]
        yield Change("people", before, [person.name for person in read.people])
    if links := _new_links(session["links"], read.links or ()):
        yield Change("links", [], [link.url for link in links])
    if read.is_cancelled and not session["cancelled"]:
        yield Change("cancelled", False, True)


def _hours(session, read):
    """A start without an end moves the session and leaves its length."""
    starts, ends = instant(session["starts_at"]), instant(session["ends_at"])
    if read.starts is None:
        return
    after = read.ends
    if after is None and ends is not None:
        after = read.starts + (ends - starts) if starts else None
    if read.starts != starts:
        yield Change("starts_at", starts, read.starts)
    if after != ends:
        yield Change("ends_at", ends, after)


def _same_people(present, read):
    """The same people in the same order, in as much as the file says of them."""
    by_name = {(key_of(each["person"]), each["part"]): each for each in present}
    if any(person.part is None for person in read):
        return list(dict.fromkeys(name for name, _part in by_name)) == [
            key_of(person.name) for person in read
        ] and all(_same_words(_first(present, person), person) for person in read)
    names = [(key_of(person.name), person.part) for person in read]
    return list(by_name) == names and all(
        _same_words(by_name[(key_of(person.name), person.part)], person) for person in read
    )


def _first(present, person):
    return next(each for each in present if key_of(each["person"]) == key_of(person.name))


def _same_words(each, person):
    return person.role in (None, each["role"]) and (
        person.organisation is None or fold(person.organisation) == fold(each["organisation"])
    )


def _forgive_open_names(judged, names):
    """Who cannot be told apart stays out, so her absence is no change."""
    if judged.verdict != CHANGED or not judged.changed("people"):
        return
    sure = [person for person in judged.read.people if not names.of(person.name).several]
    if len(sure) < len(judged.read.people) and _same_people(judged.present, sure):
        judged.changes = [change for change in judged.changes if change.field != "people"]
        judged.verdict = CHANGED if judged.changes else SAME


def _new_links(present, read):
    """Links are added and never taken away: somebody may have put one there by hand."""
    known = {link["url"] for link in present}
    return [link for link in read if link.url not in known]


def _remarks(event, judged):
    """Sessions of another time than the event are said: perhaps it is another year's file."""
    outside = [
        each
        for each in judged
        if each.read and each.starts and not event.starts_at <= each.starts <= event.ends_at
    ]
    return [Said("outside-event", count=len(outside))] if outside else []
