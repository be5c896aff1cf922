"""Sessions out of rows, whether of a table or of a flat list; hours as people write them."""

import re
from datetime import datetime, timedelta

from clusterhub.clock.months import weekday_number
from clusterhub.events.reading.building import split_names
from clusterhub.events.reading.hours import (
    NoSuchDay,
    duration_of,
    printed_day,
    printed_hour,
    split_iso,
)
from clusterhub.events.reading.shapes import ReadPerson
from clusterhub.events.reading.texts import joined

_NIGHT = timedelta(hours=6)
_PERSON = re.compile(r"^(?P<name>[^(<]{2,150}?)\s*\((?P<more>[^()]{1,250})\)$")
_BAR, _ESCAPED = re.compile(r"(?<!\\) \| "), re.compile(r"\\([\\|])")
_YES = {"1", "yes", "true", "x", "ja", "oui", "si", "sí", "tak", "sim", "cancelled"}
_WITH_DAY = re.compile(
    r"(\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{2,4})[ T,]+(\d{1,2}[:.h]\d{2}.*)"
)


class Rows:
    """Adds rows, which are {meaning: text}, to a builder."""

    def __init__(self, builder, meanings, tracks=()):
        self.builder, self.meanings = builder, meanings
        self.has_track = "track" in meanings and not self._holds_weekdays(tracks)

    def _holds_weekdays(self, tracks):
        words = {str(track) for track in tracks if track}
        is_so = bool(words) and all(weekday_number(word) is not None for word in words)
        if is_so:
            self.builder.say("weekday-no-track", column=self.meanings["track"])
        return is_so

    def add(self, row, where):
        builder = self.builder
        hours = builder.hours(where, lambda: self._hours(row, where))
        if hours is False:
            return
        facts = {}
        for name in ("room", "language") + ("track",) * self.has_track:
            if name in self.meanings:
                facts[name] = getattr(builder, name)(row.get(name))
        if "format" in self.meanings:
            facts["format"] = builder.kind(row.get("format"))
        facts["text"] = self._text(row)
        facts["people"] = self._people(row, where)
        if "links" in self.meanings:
            facts["links"] = builder.links(_links(row.get("links")), where)
        builder.add(
            key=row.get("key"),
            title=row.get("title"),
            where=where,
            starts=hours[0],
            ends=hours[1],
            is_cancelled=str(row.get("cancelled") or "").strip().casefold() in _YES,
            **facts,
        )

    def _text(self, row):
        if "plain_text" in self.meanings:
            return str(row.get("plain_text") or "").strip()
        names = ("subtitle", "abstract", "text")
        if not any(name in self.meanings for name in names):
            return None
        return joined(*(self.builder.texts.several(row.get(name)) for name in names))

    def _people(self, row, where):
        if "people_lines" in self.meanings:
            return self.builder.people(_lines(row.get("people_lines")), where)
        if not {"people", "moderators"} & set(self.meanings):
            return None
        persons = list(_named(row.get("people"), None, row.get("organisation")))
        persons += _named(row.get("moderators"), "moderator", None)
        return self.builder.people(persons, where)

    def _hours(self, row, where):
        zone = str(row.get("zone") or "").strip()
        starts, start_day = self._instant(row.get("start"), row.get("date"), None, zone, where)
        if starts is None:
            return None, None
        length = duration_of(row.get("duration"))
        if not row.get("end"):
            return starts, starts + length if length else None
        ends, end_day = self._instant(row["end"], row.get("end_date"), start_day, zone, where)
        # Only an hour was printed, and it lies in the night that follows.
        is_only_hour = end_day is None
        if is_only_hour and ends <= starts and ends + timedelta(days=1) - starts <= _NIGHT:
            self.builder.say("past-midnight", where, printed=str(row["end"]))
            ends += timedelta(days=1)
        return starts, ends

    def _instant(self, printed, on, default_day, zone, where):
        """(instant, the day that was printed with it)."""
        printed = str(printed or "").strip()
        clock = self.builder.clock
        try:
            naive, offset = split_iso(printed)
        except NoSuchDay:
            naive, offset = None, None
        if naive and len(printed) > 10:
            if offset is None:
                return clock.local(naive, where, zone), naive.date()
            return clock.instant(printed, where), naive.date()
        if found := _WITH_DAY.fullmatch(printed):
            on, printed = found[1], found[2]
        elif naive:
            on, printed = printed, ""
        day = printed_day(on)
        base, seconds = day or default_day, printed_hour(printed)
        if base is None or seconds is None:
            return None, day
        naive = datetime(base.year, base.month, base.day) + timedelta(seconds=seconds)
        return clock.local(naive, where, zone), day or (None if default_day else base)


def _named(words, part, organisation):
    """Names of a cell or a list; of "Anna Weber (Example GmbH)" the bracket is her organisation."""
    if isinstance(words, list):
        persons = words
    else:
        persons = split_names(words)
    affiliation = organisation if isinstance(organisation, str) else None
    for person in persons:
        if isinstance(person, dict):
            name = person.get("name") or person.get("public_name") or ""
            yield ReadPerson(str(name), person.get("part") or part, person.get("role"),
                             person.get("organisation") or person.get("affiliation"))  # fmt: skip
        elif found := _PERSON.match(str(person).strip()):
            yield ReadPerson(found["name"], part, None, found["more"])
        else:
            yield ReadPerson(str(person), part, None, affiliation if len(persons) == 1 else None)


def _lines(words):
    """Our own way: one person a line, her part, role and organisation behind bars."""
    for line in str(words or "").split("\n"):
        words = [_ESCAPED.sub(r"\1", word) for word in _BAR.split(line)]
        name, part, role, organisation = [*words, "", "", ""][:4]
        yield ReadPerson(name, part or None, role, organisation)


def _links(words):
    for word in words if isinstance(words, list) else re.split(r"[\s|]+", str(words or "")):
        if isinstance(word, dict):
            yield word.get("url"), word.get("label") or word.get("title") or ""
        elif word:
            yield word, ""
