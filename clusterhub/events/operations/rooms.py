"""The rooms and the tracks of an event, each list as a whole."""

from django.db import transaction
from django.db.models import F

from clusterhub.events.models import Room, RoomKind, Session, Track, TrackColour
from clusterhub.events.operations import changing
from clusterhub.events.operations.refusals import TwoOfAName
from clusterhub.events.operations.text import one_line, several_lines, web_address

ROOM = {
    "name": one_line,
    "kind": lambda kind: kind or RoomKind.ON_SITE,
    "capacity": lambda number: number,
    "floor": one_line,
    "how_to_find": several_lines,
    "join_url": web_address,
    "embed_url": web_address,
    "opens_minutes": lambda minutes: 15 if minutes is None else minutes,
}
TRACK = {"name": one_line, "colour": lambda colour: colour or TrackColour.BLUE}


@transaction.atomic
def set_rooms(event, *, rooms, by, version=None):
    """Make the rooms exactly these, in this order: dictionaries with `room`, the row that it was
    before, if there was one. A session whose room is gone has none."""
    event = changing.lock(event, version)
    kept = [(each.get("room"), each) for each in rooms]
    renamed = _set(event, Room, ROOM, kept)
    # Calendars show where a session is.
    Session.objects.filter(room__in=renamed).update(sequence=F("sequence") + 1)
    return changing.save(event, (), "changed the rooms of", by=by, rooms=len(rooms))


@transaction.atomic
def set_tracks(event, *, tracks, by, version=None):
    """Make the tracks exactly these, in this order: dictionaries with `track` as for rooms."""
    event = changing.lock(event, version)
    kept = [(each.get("track"), each) for each in tracks]
    _set(event, Track, TRACK, kept)
    return changing.save(event, (), "changed the tracks of", by=by, tracks=len(tracks))


def _set(event, model, columns, rows):
    """Store the rows and say which of them have another name now."""
    wanted = [
        (row, {name: tidy(facts.get(name)) for name, tidy in columns.items()})
        for row, facts in rows
    ]
    names = set()
    for _row, facts in wanted:
        if facts["name"].lower() in names:
            raise TwoOfAName(facts["name"])
        names.add(facts["name"].lower())
    present = model.objects.filter(event=event)
    present.exclude(pk__in=[row.pk for row, _facts in wanted if row]).delete()
    renamed = [row for row, facts in wanted if row and row.name != facts["name"]]
    for row in renamed:  # Out of the way first: two that change names would claim one.
        present.filter(pk=row.pk).update(name=f"\x01{row.pk}")
    for position, (row, facts) in enumerate(wanted):
        row = row or model(event=event)
        for name, value in facts.items():
            setattr(row, name, value)
        row.position = position
        row.save()
    return renamed
