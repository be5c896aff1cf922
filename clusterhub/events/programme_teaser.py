"""The programme on the event's own page: a short one whole, the beginning of a long one."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from django.urls import reverse
from django.utils.translation import get_language

from clusterhub.clock.words import day_in_words, hour_in_words, label_of
from clusterhub.clock.zones import zone_info
from clusterhub.events.page_rows import brief_of
from clusterhub.events.programme_record import BRIEF, instant
from clusterhub.events.session_addresses import session_path


@dataclass
class TeaserRow:
    title: str
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    hours: str = ""
    label: str = ""
    day: str = ""
    description: str = ""
    url: str = ""
    number: int = 0
    people: tuple = ()
    room: str = ""
    is_cancelled: bool = False


@dataclass
class Teaser:
    rows: list
    count: int
    url: str = ""  # Of the whole programme, where there is more to see.

    def __bool__(self):
        return bool(self.rows)

    @property
    def is_long(self):
        """Its lines lead to pages of their own, where the people of each stand."""
        return bool(self.url)


def teaser(event):
    """Needs the sessions and people of the event where its rows are the programme."""
    whole = reverse("events:programme-page", args=[event.slug])
    if event.programme_number:
        kept = brief_of(event)
        return Teaser([_kept_row(each, event) for each in kept["sessions"]], kept["count"], whole)
    sessions, people = list(event.sessions.all()), {}
    for speaker in event.speakers.all():
        people.setdefault(speaker.session_id, []).append(speaker)
    is_long = len(sessions) > BRIEF
    with_days = is_long or _has_days(sessions, event)
    rows = [
        _row(each, people.get(each.pk, ()), event, is_long, with_days) for each in sessions[:BRIEF]
    ]
    return Teaser(rows, len(sessions), whole if is_long else "")


def _has_days(sessions, event):
    zone = event.starts_there.tzinfo
    return len({each.starts_at.astimezone(zone).date() for each in sessions if each.starts_at}) > 1


def _row(session, people, event, is_long, with_days):
    return TeaserRow(
        title=session.title,
        **_hours(session.starts_at, session.ends_at, event, with_days),
        description="" if is_long else session.description,
        url=session_path(event.slug, str(session.uid), session.title) if is_long else "",
        number=session.number,
        people=() if is_long else tuple(people),
        is_cancelled=session.cancelled_at is not None,
    )


def _kept_row(kept, event):
    return TeaserRow(
        title=kept["title"],
        **_hours(instant(kept["starts_at"]), instant(kept["ends_at"]), event, with_days=True),
        url=session_path(event.slug, kept["uid"], kept["title"]),
        room=kept["room"],
        is_cancelled=kept["cancelled"],
    )


def _hours(starts_at, ends_at, event, with_days):
    """The hours by the event's clocks, and what those keep on that day: "8:30 – 9:00", "CET"."""
    if starts_at is None:
        return {}
    hours, label, day = _in_words(starts_at, ends_at, event.time_zone, get_language())
    return {
        "starts_at": starts_at,
        "ends_at": ends_at,
        "hours": hours,
        "label": label,
        "day": day if with_days else "",
    }


@lru_cache(maxsize=4096)
def _in_words(starts_at, ends_at, zone, _language):
    there = [each.astimezone(zone_info(zone)) for each in (starts_at, ends_at) if each]
    hours = " – ".join(map(hour_in_words, there))
    return hours, label_of(starts_at, zone), day_in_words(there[0])
