"""What other apps put into a person's agenda: meetings, deadlines. Each names its function at its
start; whoever shows the agenda asks here and need not know whose they are.

    add_to_agendas(own_meetings)  # (person, since) → appointments that end at `since` or later
"""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class Appointment:
    """`address` is a path of this site. `lines` are its entry for calendars (RFC 5545), which
    change when anything does that a reader sees."""

    title: str
    starts_at: datetime
    ends_at: datetime
    time_zone: str
    words: str
    address: str
    lines: tuple = ()
    # Her registration for the event inside which it is; with none it stands for itself.
    registration: object = None
    # A deadline takes no time, so that nothing is on at the same time.
    is_moment: bool = False
    day: date | None = None  # Where only the day is known.


_sources = []


def add_to_agendas(source):
    if source not in _sources:
        _sources.append(source)


def appointments_of(person, since):
    return [each for source in _sources for each in source(person, since)]
