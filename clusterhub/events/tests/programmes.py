"""Conferences for tests: rooms, tracks, sessions."""

from datetime import timedelta
from itertools import count

from django.urls import reverse

from clusterhub.directory.tests.makers import make_organisation, make_person
from clusterhub.events.models import PoolKind, Room, Track
from clusterhub.events.operations import Appearance, add_session, set_session_places
from clusterhub.events.tests.makers import at, make_admission, make_event, make_registration

_numbers = count(1)
NINE = at(2030, 6, 5, 7, 0)  # 9:00 in Brussels.


def make_conference(**changes):
    facts = {"starts_at": NINE, "ends_at": NINE + timedelta(days=2, hours=8), "format": "hybrid"}
    return make_event(**(facts | changes))


def make_room(event, name="Hall", **facts):
    return Room.objects.create(event=event, name=name, **facts)


def make_track(event, name="Energy", **facts):
    return Track.objects.create(event=event, name=name, **facts)


def make_session(event, title=None, hour=None, minutes=60, places=None, people=(), **facts):
    """`hour` counts from nine on the first day; without it the session has no hour yet."""
    if hour is not None:
        facts["starts_at"] = NINE + timedelta(hours=hour)
        facts["ends_at"] = facts["starts_at"] + timedelta(minutes=minutes)
    session = add_session(
        event,
        by=None,
        title=title or f"Session {next(_numbers)}",
        people=[Appearance(person) for person in people],
        **facts,
    )
    if places is not None:
        set_session_places(session, places=places, by=None)
    return session


def make_long_programme(event, count):
    """`count` sessions in five rooms, each with a person of an organisation."""
    rooms = [make_room(event, f"Room {n}") for n in range(5)]
    tracks = [make_track(event, f"Track {n}") for n in range(3)]
    body = make_organisation(name="Steel and Light")
    people = [make_person(name=f"Speaker {n}") for n in range(min(count, 10))]
    return [
        add_session(
            event,
            by=None,
            title=f"On steel {n}",
            starts_at=NINE + timedelta(hours=n // 5),
            ends_at=NINE + timedelta(hours=n // 5, minutes=50),
            room=rooms[n % 5],
            track=tracks[n % 3],
            people=[Appearance(people[n % len(people)], organisation=body)],
            links=[("slides", "Slides", "https://a.example/slides", None)],
        )
        for n in range(count)
    ]


def admitted(event, mode="on_site", **changes):
    """Somebody with a confirmed place at the event."""
    if not event.pools.filter(kind=PoolKind.MODE).exists():
        make_admission(event, places={"on_site": None, "online": None})
    return make_registration(event, mode=mode, **changes)


def url(event, name="programme-page", *more):
    return reverse(f"events:{name}", args=[event.slug, *more])
