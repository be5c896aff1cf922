"""The meetings of an event as the scheduler reads them: numbers of rows, hours, no names.

What has begun is history and no part of it: the slots that are over, and the meetings in them, which
still count among those that somebody wants at most. Who does not come any more is left out with
hers. A `Change` is what the organiser has not done yet but wants to see the end of.
"""

import json
from dataclasses import dataclass, field
from hashlib import sha256

from django.utils import timezone

from clusterhub.matchmaking.availability import availability
from clusterhub.matchmaking.floor import limit_of, stands_of
from clusterhub.matchmaking.models import Meeting, Participant


@dataclass(frozen=True)
class Change:
    """As if slots had other numbers of tables, or were not, or people were away in some slots."""

    tables: dict = field(default_factory=dict)  # {slot's key: tables}
    without: frozenset = frozenset()  # Keys of slots.
    away: dict = field(default_factory=dict)  # {participant's key: keys of slots}


@dataclass(frozen=True)
class Facts:
    """`given` is what `scheduler.read` takes, but for the options; `held` are the places that people
    have now, {meeting's key: (slot's key, table)}."""

    given: dict
    held: dict
    fingerprint: str

    @property
    def scope(self):
        return [meeting["id"] for meeting in self.given["meetings"]]

    @property
    def names(self):
        """{meeting's key: (a, b)}"""
        return {each["id"]: (each["a"], each["b"]) for each in self.given["meetings"]}


def facts_of(matchmaking, *, change=None, now=None):
    """All that a schedule is made from, in a fixed number of statements."""
    change, now = change or Change(), now or timezone.now()
    slots = [
        slot
        for slot in matchmaking.slots.filter(starts_at__gt=now).order_by("starts_at")
        if slot.pk not in change.without
    ]
    people = list(
        Participant.objects.present().filter(matchmaking=matchmaking.pk).select_related("registration")
        .order_by("pk")
    )  # fmt: skip
    meetings, history = _meetings(matchmaking, {each.pk for each in people}, now)
    given = {
        "slots": [_slot(slot, change) for slot in slots],
        "participants": _participants(matchmaking, people, slots, history, change),
        "meetings": _rows(meetings, {slot.pk for slot in slots}),
    }
    held = {each["pk"]: (each["slot"], each["table"]) for each in meetings if each["slot"]}
    text = json.dumps([given, sorted(held.items())], sort_keys=True)
    return Facts(given, held, sha256(text.encode()).hexdigest())


COLUMNS = ("pk", "a", "b", "value", "slot", "table", "is_locked", "slot__starts_at")


def _meetings(matchmaking, people, now):
    """(those that can still be moved, how many each has in slots that have begun)"""
    rows = Meeting.objects.living().filter(matchmaking=matchmaking.pk).order_by("pk")
    coming, history = [], {}
    for row in rows.values(*COLUMNS):
        if row["slot"] and row["slot__starts_at"] <= now:
            for who in (row["a"], row["b"]):
                history[who] = history.get(who, 0) + 1
        elif row["a"] in people and row["b"] in people:
            coming.append(row)
    return coming, history


def _slot(slot, change):
    return {
        "id": slot.pk,
        "starts_at": slot.starts_at.isoformat(),
        "ends_at": slot.ends_at.isoformat(),
        "tables": change.tables.get(slot.pk, slot.tables),
    }


def _participants(matchmaking, people, slots, history, change):
    stands, rows = stands_of(matchmaking.pk), []
    can = availability(people, slots)
    for each in people:
        limit = limit_of(matchmaking, each)
        rows.append(
            {
                "id": each.pk,
                "available": sorted(can[each.pk] - set(change.away.get(each.pk, ()))),
                "attends": each.registration.mode,
                "stand": stands.get(each.registration_id),
                "max_meetings": (
                    None if limit is None else max(0, limit - history.get(each.pk, 0))
                ),
            }
        )
    return rows


def _rows(meetings, slots):
    return [
        {
            "id": each["pk"],
            "a": each["a"],
            "b": each["b"],
            "value": each["value"],
            "fixed_slot": each["slot"] if each["is_locked"] and each["slot"] in slots else None,
        }
        for each in meetings
    ]
