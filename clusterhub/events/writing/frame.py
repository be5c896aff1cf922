"""What all formats need of an event besides its record, worked out once."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from clusterhub.clock.zones import zone_info
from clusterhub.events.conference_days import conference_days

NAME = "ClusterHub"
_NO_ACRONYM = re.compile(r"[^a-z0-9_]+")


@dataclass(frozen=True)
class Frame:
    """`record` is a programme record; addresses are whole."""

    record: dict
    slug: str
    title: str
    zone: str
    starts: datetime
    ends: datetime
    changed: datetime
    url: str
    session_url: object  # Of a session its whole address.
    site_name: str = NAME
    site_url: str = ""
    place: str = ""
    note: str = ""

    @property
    def acronym(self):
        """At least four letters, figures and low lines, as schedules want it."""
        return _NO_ACRONYM.sub("_", self.slug.lower()).ljust(4, "_")

    @property
    def version(self):
        return str(self.record["number"] or "draft")

    def placed(self):
        """(session, start, end) of all that have an hour, by the clocks of the event."""
        rules = zone_info(self.zone)
        return [
            (session, local(session["starts_at"], rules), local(session["ends_at"], rules))
            for session in self.record["sessions"]
            if session["starts_at"]
        ]

    def days(self):
        """The days of the conference with their sessions."""
        placed, found = self.placed(), {}
        days = conference_days([each[1:] for each in placed])
        for day, each in zip(days, placed, strict=True):
            found.setdefault(day, []).append(each)
        return sorted(found.items())


def local(text, rules):
    return datetime.fromisoformat(text).astimezone(rules) if text else None


def session_number(uid):
    """A number of a session that stays: formats of old want one beside the key."""
    return int(uid.replace("-", "")[:13], 16) + 1


def by_room(sessions):
    """Sessions of a day by the room's name, in the order of their first hour."""
    found = {}
    for each in sessions:
        found.setdefault(each[0]["room"], []).append(each)
    return found


def duration(starts, ends):
    """ "1:30" as "01:30"; without an end nothing."""
    minutes = int(((ends - starts) if ends else timedelta()).total_seconds() // 60)
    return f"{minutes // 60:02}:{minutes % 60:02}"


def hour(moment):
    return f"{moment.hour:02}:{moment.minute:02}"


LINK_TYPES = {"slides": "slides", "paper": "paper", "recording": "media", "other": "web"}
