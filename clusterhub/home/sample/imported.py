"""A draft whose programme came out of a file, and the next state of that file, which waits at the desk."""

from dataclasses import replace
from datetime import datetime, timedelta

from django.utils import timezone

from clusterhub.clock.moments import local_to_instant
from clusterhub.events.models import Event
from clusterhub.events.operations.import_events import import_event
from clusterhub.events.operations.import_files import bring_programme
from clusterhub.events.reading import Read, ReadEvent, ReadPerson, ReadRoom, ReadSession

TITLE, ZONE = "Timber days (sample)", "Europe/Vienna"
WEEKS = 14
# Key, title, start, minutes, room, track, format, people.
SESSIONS = (
    ("opening", "Opening: why wood", "9:00", 45, "Saw hall", "Main", "plenary", "Alma Berg"),
    ("drying", "Drying with half the heat", "10:00", 60, "Saw hall", "Energy", "", "Emil Novak"),
    ("glue", "Glue without oil", "10:00", 60, "Attic", "Materials", "workshop", "Chiara Neri"),
    ("lunch", "Lunch in the yard", "12:00", 60, "", "", "break", ""),
    ("walk", "A walk through the mill", "13:00", 90, "", "", "site_visit", "Goran Petek"),
)


def load_imported(by):
    if Event.objects.filter(title=TITLE).exists():
        return
    day = timezone.localdate() + timedelta(weeks=WEEKS)
    read = _read([_session(day, *row) for row in SESSIONS])
    event, _report = import_event(read, by=by)
    bring_programme(event, read=_next(read), file_name="timber-days-v2.json", by=by)


def _read(sessions):
    rooms = [ReadRoom("Saw hall", 120), ReadRoom("Attic", 25)]
    return Read(
        "frab-json",
        title=TITLE,
        zone=ZONE,
        rooms=rooms,
        sessions=sessions,
        event=ReadEvent(format="on_site", venue="Old saw mill", city="Graz", country="AT"),
    )


def _session(day, key, title, start, minutes, room, track, format, person):
    hour, minute = map(int, start.split(":"))
    there = datetime(day.year, day.month, day.day, hour, minute)
    starts = local_to_instant(there, ZONE).instant
    return ReadSession(
        key=key,
        title=title,
        starts=starts,
        ends=starts + timedelta(minutes=minutes),
        text="",
        room=room,
        track=track,
        format=format,
        people=[ReadPerson(person)] if person else [],
        links=[],
    )


def _next(read):
    """One session is new, one later and in another room, one not there any more."""
    opening, drying, glue, lunch, _walk = read.sessions
    later = timedelta(hours=1)
    moved = replace(glue, starts=glue.starts + later, ends=glue.ends + later, room="Saw hall")
    new = replace(lunch, key="song", title="A song of saws", format="", text="For everybody.",
                  starts=lunch.starts + later, ends=lunch.ends + later)  # fmt: skip
    return _read([opening, drying, moved, lunch, new])
