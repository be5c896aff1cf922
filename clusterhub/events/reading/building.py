"""Puts sessions together the same way for every dialect: judged, cleaned, with keys that last."""

import hashlib
import re
from collections import Counter
from datetime import datetime, timedelta

from clusterhub.events.reading.hours import Clock, NoSuchDay, NoSuchHour
from clusterhub.events.reading.kinds import format_named, language_named
from clusterhub.events.reading.said import CannotRead, Said
from clusterhub.events.reading.shapes import (
    LONGEST_KEY,
    LONGEST_NAME,
    LONGEST_TITLE,
    MOST_PEOPLE,
    MOST_SESSIONS,
    Read,
    ReadLink,
    ReadPerson,
    ReadRoom,
    ReadSession,
)
from clusterhub.events.reading.texts import Texts

_LONGEST = timedelta(days=31)
_OUTSIDE = r"(?![^()]*\))"  # A sign inside brackets splits nothing.
_SURE = re.compile(rf"\s*[;|\n]{_OUTSIDE}\s*")
_LIKELY = re.compile(rf"\s*,{_OUTSIDE}\s*|\s+(?:/|&|and|und|et){_OUTSIDE}\s+")


class Builder:
    """Takes the sessions of one file one by one; `read` is the programme."""

    def __init__(self, dialect, *, file_zone="", asked_zone="", is_plain=False):
        self.read = Read(dialect)
        self.texts, self.is_own = Texts(is_plain), is_plain
        self.clock = Clock(self.read.notes, self.texts.line(file_zone, 80), asked_zone)
        self._rooms, self._tracks, self._kinds = {}, {}, Counter()
        self._languages = set()
        self.occurred = 0  # How many entries the rules of a calendar have given so far.
        self._keys, self._repeated = {}, 0

    def say(self, code, where="", **values):
        self.read.notes.append(Said(code, where, **values))

    @property
    def rooms(self):
        return list(self._rooms.values())

    def room(self, name, capacity=None, words=""):
        """The room's name as it is kept; every room stands in the list once."""
        name = self.texts.line(name, 100)
        if name:
            known = self._rooms.setdefault(name.casefold(), ReadRoom(name))
            if isinstance(capacity, int) and 0 < capacity < 1_000_000:
                known.capacity = capacity
            known.words = known.words or self.texts.several(words, 500)
            return known.name
        return ""

    def track(self, name):
        name = self.texts.line(name, 100)
        return self._tracks.setdefault(name.casefold(), name) if name else ""

    def kind(self, printed):
        """The session's format if the word is known, else None."""
        words = self.texts.line(printed, 60)
        if not words:
            return ""
        known = format_named(words)
        if known is None:
            self._kinds[words] += 1
        return known

    def language(self, printed):
        words = self.texts.line(printed, 40)
        if not words:
            return ""
        known = language_named(words)
        if known is None and words not in self._languages:
            self._languages.add(words)
            self.say("unknown-language", printed=words)
        return known

    def people(self, persons, where=""):
        """`persons` are ReadPerson; who is named twice in one part stands once."""
        kept = {}
        for person in persons:
            name = self.texts.line(person.name, LONGEST_NAME)
            if name:
                cleaned = ReadPerson(
                    name,
                    person.part,
                    None if person.role is None else self.texts.line(person.role, 200),
                    None if person.organisation is None else self.texts.line(person.organisation),
                )
                kept.setdefault((name.casefold(), person.part), cleaned)
        if len(kept) > MOST_PEOPLE:
            self.say("too-many-people", where, limit=MOST_PEOPLE)
        return list(kept.values())[:MOST_PEOPLE]

    def links(self, pairs, where=""):
        """Pairs of address and label, or triples with a kind."""
        kept = {}
        for url, label, *kind in pairs:
            if url := self.texts.address(url, where):
                kept.setdefault(url, ReadLink(url, self.texts.line(label, 150), *kind))
        return list(kept.values())[:20]

    def hours(self, where, read_hours):
        """What `read_hours()` gives, or False after saying why the session is left out."""
        try:
            starts, ends = read_hours()
        except NoSuchDay as fault:
            self.say("no-such-day", where, printed=self.texts.line(fault, 60))
            return False
        except (NoSuchHour, OverflowError) as fault:
            self.say("no-such-hour", where, printed=self.texts.line(fault, 60))
            return False
        if starts and ends == starts:  # Some programs write it so when there is no end.
            return starts, None
        if starts and ends and (ends < starts or ends - starts > _LONGEST):
            printed = f"{starts:%Y-%m-%d %H:%M} – {ends:%Y-%m-%d %H:%M} UTC"
            self.say("ends-before-start", where, printed=printed)
            return False
        return starts, ends

    def add(self, *, key, title, where, starts=None, ends=None, **facts):
        """One session; what has no title is said and left out."""
        whole = self.texts.line(title, 2000)
        if not whole:
            self.say("no-title", where)
            return
        if len(whole) > LONGEST_TITLE:
            self.say("title-cut", where, limit=LONGEST_TITLE)
        session = ReadSession(
            key=self._key(key, whole, starts or facts.get("day"), facts.get("room"), where),
            title=whole[:LONGEST_TITLE].strip(),
            where=where,
            starts=starts,
            ends=ends if starts else None,
            **facts,
        )
        if session.key is None:
            return
        if starts is None and facts.get("day") is None:
            self.say("no-hours", where)
        if facts.get("is_cancelled"):
            self.say("cancelled", where)
        self.read.sessions.append(session)
        if len(self.read.sessions) > MOST_SESSIONS:
            raise CannotRead("too-many-sessions", limit=MOST_SESSIONS)

    def _key(self, key, title, starts, room, where):
        """The file's own key; where it repeats, with day, start and room; without one, the title."""
        given = self.texts.line(key, 500) if key not in (None, "") else ""
        when = f"{starts:%Y%m%dT%H%M}" if isinstance(starts, datetime) else starts or ""
        key = short(given or f"{title.casefold()}@{when}")
        if key in self._keys:
            self._repeated += bool(given)
            key = short(f"{given or title.casefold()}@{when}@{room or ''}")
        if key in self._keys:
            self.say("same-key", where)
            return None
        self._keys[key] = where
        return key

    def finished(self, title="", zone=""):
        read = self.read
        if not read.sessions:
            raise CannotRead("no-sessions").because(read.notes)
        self.clock.conclude()
        read.title = self.texts.line(title)
        read.zone = zone or self.clock.display_zone
        read.rooms, read.tracks = self.rooms, list(self._tracks.values())
        if self._repeated:
            self.say("keys-repeat", count=self._repeated)
        if self._kinds:
            kinds = ", ".join(f"{kind} ({count})" for kind, count in self._kinds.most_common(8))
            self.say("unknown-kinds", kinds=kinds)
        read.notes += self.texts.notes()
        return read


def short(key):
    """A key as the database keeps it; of a long one its digest."""
    if len(key) <= LONGEST_KEY:
        return key
    return f"sha256:{hashlib.sha256(key.encode()).hexdigest()}"


def split_names(text):
    """ "Anna Weber, Ivo Novák" as two names, and "Weber, Anna; Novák, Ivo" too."""
    text = str(text or "")[:2000].strip()
    parts = [part for part in _SURE.split(text) if part]
    if len(parts) > 1:
        return [_turned(part) for part in parts]
    return [name for name in _LIKELY.split(text) if name]


def _turned(name):
    """ "Weber, Anna" as she is called; two names of one line are left for the organiser to see."""
    family, comma, given = name.partition(", ")
    return f"{given} {family}" if comma and "," not in given and "(" not in name else name
