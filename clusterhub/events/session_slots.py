"""The sessions of an event as slots that can clash, out of its rows."""

from clusterhub.directory.names import fold
from clusterhub.events.clashes import Slot
from clusterhub.events.models import Speaker

NAMES = ("pk", "title", "starts_at", "ends_at", "room__name", "track__name", "format")


def slots_of(event, by_name=False):
    """Two statements; with `by_name` people are told apart by their names, as typed ones can be."""
    people = {}
    rows = Speaker.objects.filter(event=event, session__isnull=False)
    for session, person, name in rows.values_list("session", "person", "person__name"):
        people.setdefault(session, []).append((fold(name) if by_name else person, name))
    return [
        Slot(
            key=row["pk"],
            title=row["title"],
            starts_at=row["starts_at"],
            ends_at=row["ends_at"],
            room=row["room__name"] or "",
            track=row["track__name"] or "",
            format=row["format"],
            people=tuple(people.get(row["pk"], ())),
            is_cancelled=row["cancelled_at"] is not None,
        )
        for row in event.sessions.values(*NAMES, "cancelled_at")
    ]


def typed_slot(key, typed, names):
    """A slot of what a form holds so far; what does not fit yet is left out."""
    room, track = typed.get("room"), typed.get("track")
    return Slot(
        key=key,
        title=typed.get("title") or "",
        starts_at=typed.get("starts_at"),
        ends_at=typed.get("ends_at"),
        room=room.name if room else "",
        track=track.name if track else "",
        format=typed.get("format") or "",
        people=tuple((fold(name), name) for name in names if name),
    )
