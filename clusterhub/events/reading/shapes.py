"""A programme as it was read. What a format cannot say is None and is never taken for empty."""

from dataclasses import asdict, dataclass, field, fields
from datetime import UTC, datetime

from clusterhub.events.reading.said import Said

MOST_SESSIONS = 3000
MOST_PEOPLE = 60
LONGEST_TITLE, LONGEST_TEXT, LONGEST_KEY, LONGEST_NAME = 250, 20_000, 120, 150


@dataclass
class ReadPerson:
    name: str
    part: str | None = None
    role: str | None = None
    organisation: str | None = None


@dataclass
class ReadLink:
    url: str
    label: str = ""
    kind: str = "other"


@dataclass
class ReadRoom:
    name: str
    capacity: int | None = None
    words: str = ""


@dataclass
class ReadSession:
    """`key` finds it again in the next file; `day` is the day of the conference it belongs to."""

    key: str
    title: str
    where: str = ""
    starts: datetime | None = None
    ends: datetime | None = None
    day: str | None = None
    text: str | None = None
    room: str | None = None
    track: str | None = None
    format: str | None = None
    language: str | None = None
    people: list[ReadPerson] | None = None
    links: list[ReadLink] | None = None
    is_cancelled: bool = False


@dataclass
class ReadEvent:
    """What the file says of the event itself; only a new event takes it over."""

    starts: datetime | None = None
    ends: datetime | None = None
    format: str = ""
    status: str = ""
    text: str = ""
    venue: str = ""
    address: str = ""
    city: str = ""
    country: str = ""
    online_url: str = ""


@dataclass
class Read:
    dialect: str
    title: str = ""
    zone: str = ""
    rooms: list[ReadRoom] = field(default_factory=list)
    tracks: list[str] = field(default_factory=list)
    sessions: list[ReadSession] = field(default_factory=list)
    notes: list[Said] = field(default_factory=list)
    event: ReadEvent = field(default_factory=ReadEvent)

    @property
    def days(self):
        """The days of the conference, in order."""
        return sorted({session.day for session in self.sessions if session.day})

    def as_data(self):
        """Plain values, for the way between two processes."""
        return {
            "dialect": self.dialect,
            "title": self.title,
            "zone": self.zone,
            "tracks": self.tracks,
            "rooms": [asdict(room) for room in self.rooms],
            "sessions": [_plain(asdict(session)) for session in self.sessions],
            "event": _plain(asdict(self.event)),
            "notes": [[note.code, note.where, note.values] for note in self.notes],
        }

    @classmethod
    def from_data(cls, data):
        sessions = [_session(each) for each in data.pop("sessions")]
        rooms = [ReadRoom(**each) for each in data.pop("rooms")]
        notes = [Said(code, where, **values) for code, where, values in data.pop("notes")]
        event = ReadEvent(**_timed(data.pop("event")))
        return cls(**data, sessions=sessions, rooms=rooms, notes=notes, event=event)


def _plain(values):
    return {
        name: value.astimezone(UTC).isoformat() if isinstance(value, datetime) else value
        for name, value in values.items()
    }


def _timed(values):
    for name in ("starts", "ends"):
        if values[name]:
            values[name] = datetime.fromisoformat(values[name])
    return values


def _session(values):
    for name, shape in (("people", ReadPerson), ("links", ReadLink)):
        if values[name] is not None:
            values[name] = [shape(**each) for each in values[name]]
    return ReadSession(**_timed(values))


SESSION_FIELDS = tuple(each.name for each in fields(ReadSession))
