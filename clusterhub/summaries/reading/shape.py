"""Whether a value has the shape of a summary's record; for drafts from forms and from the API.

The input may be anything that JSON can hold. Each complaint is one English sentence that names the
place: "agenda.2.speakers.0.name is missing."
"""

from datetime import date, datetime

from clusterhub.clock.zones import is_zone

MOST_COMPLAINTS = 50
LINE, PARAGRAPH, TEXT = 500, 5_000, 100_000
MOST_ENTRIES = 500
MOST_CHARACTERS = 2_000_000


class _Text:
    def __init__(self, limit=LINE, nullable=False, lines=False):
        self.limit, self.nullable, self.lines = limit, nullable, lines

    def check(self, value, place, say):
        if value is None and self.nullable:
            return
        if not isinstance(value, str):
            say(place, "is not a text")
        elif len(value) > self.limit:
            say(place, f"is longer than {self.limit} characters")
        elif not self.nullable and not value.strip() and not self.lines:
            say(place, "is empty")
        elif not self.lines and ("\n" in value or "\r" in value):
            say(place, "has more than one line")
        elif any(ord(letter) < 32 and letter not in "\n\t" for letter in value):
            say(place, "holds control characters")
        elif not _is_storable(value):
            say(place, "holds half a character")


class _Constant:
    def __init__(self, value):
        self.value = value

    def check(self, value, place, say):
        if value != self.value:
            say(place, f"is not “{self.value}”")


class _Number:
    def __init__(self, nullable=False, highest=10**15, whole=True):
        self.nullable, self.highest, self.whole = nullable, highest, whole

    def check(self, value, place, say):
        if value is None and self.nullable:
            return
        kinds = (int,) if self.whole else (int, float)
        if isinstance(value, bool) or not isinstance(value, kinds):
            say(place, "is not a whole number" if self.whole else "is not a number")
        elif not 0 <= value <= self.highest:  # Not-a-number fails this, too.
            say(place, f"is not between 0 and {self.highest}")


class _Moment:
    """A day, or a day with hour and offset."""

    def __init__(self, nullable=False, day_only=False):
        self.nullable, self.day_only = nullable, day_only

    def check(self, value, place, say):
        if value is None and self.nullable:
            return
        if not isinstance(value, str) or not self._is_moment(value):
            say(place, "is not a date" if self.day_only else "is not a date or a time with offset")

    def _is_moment(self, value):
        try:
            if len(value) == 10:
                return date.fromisoformat(value).isoformat() == value
            return not self.day_only and datetime.fromisoformat(value).utcoffset() is not None
        except ValueError:
            return False


class _Zone:
    def check(self, value, place, say):
        if not is_zone(value):
            say(place, "is not a time zone")


class _List:
    def __init__(self, entry, most=MOST_ENTRIES):
        self.entry, self.most = entry, most

    def check(self, value, place, say):
        if not isinstance(value, list):
            say(place, "is not a list")
        elif len(value) > self.most:
            say(place, f"has more than {self.most} entries")
        else:
            for index, each in enumerate(value):
                self.entry.check(each, f"{place}.{index}", say)


class _Object:
    def __init__(self, keys, optional=None):
        self.keys, self.optional = keys, optional or {}

    def check(self, value, place, say):
        if not isinstance(value, dict):
            say(place, "is not an object")
            return
        prefix = f"{place}." if place else ""
        for key in value:
            if key not in self.keys and key not in self.optional:
                say(prefix + str(key)[:60], "is unknown")
        for key, kind in self.keys.items():
            if key in value:
                kind.check(value[key], prefix + key, say)
            else:
                say(prefix + key, "is missing")
        for key, kind in self.optional.items():
            if key in value:
                kind.check(value[key], prefix + key, say)


class _Anything:
    def check(self, value, place, say):
        if not isinstance(value, str | int | float | None) or len(str(value)) > PARAGRAPH:
            say(place, "is not a short plain value")


OPTIONAL = _Text(nullable=True)
PERSON = _Object(
    {"name": _Text(200), "role": OPTIONAL, "organisation": OPTIONAL}, {"also": _List(_Text(), 50)}
)
LINK = {"text": _Text(PARAGRAPH, nullable=True), "target": _Text(2_000)}
ITEM = {
    "text": _Text(PARAGRAPH),
    "links": _List(_Object(LINK), 10_000),
    "dates": _List(_Moment(day_only=True)),
    "places": _List(_Text()),
}
CALL = {"deadlines": _List(_Moment()), "programme": OPTIONAL, "partnership": OPTIONAL}
AGENDA_ITEM = {"number": _Number(highest=999), "title": _Text(), "speakers": _List(PERSON)}
SECTION = {
    "number": _Number(nullable=True, highest=999),
    "title": OPTIONAL,
    "speakers": _List(PERSON),
    "text": _Text(TEXT, lines=True),
}
FINDING = {
    "code": _Text(40),
    "message": _Text(PARAGRAPH),
    "where": _List(_Number(highest=10**7), 20_000),
    "values": _List(_Anything()),
}
RECORD = _Object(
    {
        "series": _Text(150),
        "kind": _Constant("summary"),
        "title": _Text(250),
        "time_as_printed": _Text(250, nullable=True),
        "timezone": _Zone(),
        "starts_at": _Moment(),
        "ends_at": _Moment(nullable=True),
        "moderators": _List(PERSON, 50),
        "agenda": _List(_Object(AGENDA_ITEM), 200),
        "key_messages": _List(_Text(PARAGRAPH)),
        "sections": _List(_Object(SECTION), 200),
        "news": _List(_Object(ITEM)),
        "funding": _List(_Object({**ITEM, **CALL})),
        "pointers": _List(_Object(ITEM)),
        "figures": _List(
            _Object({"value": _Number(whole=False), "unit": OPTIONAL, "text": _Text(PARAGRAPH)})
        ),
        "topics": _List(_Text()),
        "findings": _List(_Object(FINDING), 20_000),
    }
)


def check_shape(record):
    """What is wrong with a record, as sentences; [] when it may be stored."""
    complaints = []

    def say(place, what):
        if len(complaints) < MOST_COMPLAINTS:
            complaints.append(f"{place or 'The record'} {what}.")

    if not _is_small(record):
        return ["The record is too large or too deeply nested."]
    RECORD.check(record, "", say)
    if not complaints:
        _check_order(record, say)
    return complaints


def _check_order(record, say):
    starts, ends = record["starts_at"], record["ends_at"]
    if ends and (len(starts) == 10 or len(ends) == 10):
        say("ends_at", "needs an hour, and so does starts_at")
    elif ends and datetime.fromisoformat(ends) <= datetime.fromisoformat(starts):
        say("ends_at", "is not after starts_at")


def _is_small(value):
    """Counts characters and entries without recursion: the nesting may be hostile."""
    waiting, size = [(value, 0)], 0
    while waiting:
        each, depth = waiting.pop()
        size += len(each) if isinstance(each, str) else 1
        if size > MOST_CHARACTERS or depth > 8:
            return False
        if isinstance(each, dict):
            waiting += [(key, depth + 1) for key in each]
            waiting += [(inner, depth + 1) for inner in each.values()]
        elif isinstance(each, list):
            waiting += [(inner, depth + 1) for inner in each]
    return True


def _is_storable(text):
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return "\x00" not in text
