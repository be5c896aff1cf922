"""What cannot be at once: two sessions in one room, of one person, of one track. Knows no database.

A clash is shown and never forbidden: a speaker may know what she does.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

ROOM, PERSON, TRACK = "room", "person", "track"
# Several of one track at once are the point of these.
SIDE_BY_SIDE = frozenset(["parallel", "exhibition", "meetings"])
BREAK = "break"


@dataclass(frozen=True)
class Slot:
    """One session as far as it can clash; `people` are keys with the words for each."""

    key: object
    title: str
    starts_at: datetime | None
    ends_at: datetime | None
    room: str = ""
    track: str = ""
    format: str = ""
    people: tuple = field(default=())
    is_cancelled: bool = False

    @property
    def counts(self):
        has_hours = self.starts_at is not None and self.ends_at is not None
        return has_hours and not self.is_cancelled and self.format != BREAK


class Clash(NamedTuple):
    """Both are at once by a minute or more; `words` name the room, the person or the track."""

    kind: str
    words: str
    first: Slot
    second: Slot

    def has(self, key):
        return key in (self.first.key, self.second.key)


def clashes(slots):
    """Every pair that cannot be, in the order of the programme."""
    found = []
    for (kind, _key), (words, together) in _by_resource(slots).items():
        found.extend(Clash(kind, words, *pair) for pair in _overlapping(together))
    return sorted(found, key=lambda each: (each.second.starts_at, each.kind, each.words))


def clashes_of(slot, slots):
    """Those of one session with the others, which may hold an older state of it."""
    others = [each for each in slots if each.key != slot.key]
    return [clash for clash in clashes([*others, slot]) if clash.has(slot.key)]


def overlap(first, second):
    """Whether both are on for a minute or more; back to back is not at once."""
    if not (first.starts_at and first.ends_at and second.starts_at and second.ends_at):
        return False
    together = min(first.ends_at, second.ends_at) - max(first.starts_at, second.starts_at)
    return together.total_seconds() >= 60


def _by_resource(slots):
    groups = {}
    for slot in slots:
        if slot.counts:
            for kind, key, words in _resources(slot):
                groups.setdefault((kind, key), (words, []))[1].append(slot)
    return groups


def _resources(slot):
    if slot.room:
        yield ROOM, slot.room.casefold(), slot.room
    if slot.track and slot.format not in SIDE_BY_SIDE:
        yield TRACK, slot.track.casefold(), slot.track
    for key, words in dict(slot.people).items():
        yield PERSON, key, words


def _overlapping(slots):
    """Pairs that overlap, found by going through them in the order of their start."""
    running = []
    for slot in sorted(slots, key=lambda each: each.starts_at):
        running = [each for each in running if each.ends_at > slot.starts_at]
        yield from ((each, slot) for each in running if overlap(each, slot))
        running.append(slot)
