"""Figures of the meetings of an event that tell no few people apart. Pure: rows in, counts out."""

from collections import Counter
from datetime import datetime
from typing import NamedTuple

LEAST = 3  # A group with fewer people is added to others.
LEAST_ANSWERS = 5  # Outcomes that fewer have noted are not shown at all.
OTHER, UNKNOWN = "other", "unknown"
MANY = 10  # From so many meetings on, people are counted together.


class Person(NamedTuple):
    pk: int
    role: str
    mode: str
    country: str | None
    country_name: str | None
    kind: str | None


class Request(NamedTuple):
    asker: int
    asked: int
    state: str
    is_arranged: bool


class Meeting(NamedTuple):
    pk: int
    a: int
    b: int
    ends_at: datetime | None
    is_cancelled: bool


class Report(NamedTuple):
    meeting: int
    outcome: str
    is_missing: bool
    later_outcome: str
    was_asked: bool


def figures(people, requests, meetings, reports, now):
    """Everything that is kept of an event's meetings; names of countries, and nobody's."""
    not_held = {each.meeting for each in reports if each.is_missing or each.outcome == "not_held"}
    placed = [each for each in meetings if each.ends_at and not each.is_cancelled]
    held = [each for each in placed if each.ends_at <= now and each.pk not in not_held]
    told = [each for each in reports if each.outcome]
    later = [each for each in reports if each.was_asked]
    by_key = {person.pk: person for person in people}
    return {
        "people": len(people),
        "requests": _requests(requests),
        "meetings": {
            "agreed": len(meetings),
            "cancelled": sum(each.is_cancelled for each in meetings),
            "placed": len(placed),
            "held": len(held),
            "not_held": len({each.pk for each in placed} & not_held),
            "online": sum(_is_online(each, by_key) for each in held),
            "two_countries": sum(_is_between_countries(each, by_key) for each in held),
        },
        "per_person": _per_person(people, placed),
        "roles": _groups(people, requests, held, by_key, lambda person: (person.role, "")),
        "countries": _groups(people, requests, held, by_key, _country),
        "kinds": _groups(people, requests, held, by_key, _kind),
        "outcomes": _answers(told, [each.outcome for each in told]),
        "later": _answers(later, [each.later_outcome for each in later if each.later_outcome]),
    }


def acceptance(requests):
    """Of a hundred answered or expired requests so many were accepted; None while there are none."""
    accepted = requests["accepted"]
    over = accepted + requests["declined"] + requests["expired"]
    return round(100 * accepted / over) if over else None


def _requests(requests):
    asked = [each for each in requests if not each.is_arranged]
    states = Counter(each.state for each in asked)
    names = ("accepted", "declined", "withdrawn", "expired", "pending")
    return {
        "sent": len(asked),
        **{name: states[name] for name in names},
        "arranged": len(requests) - len(asked),
    }


def _per_person(people, meetings):
    """[[number of meetings, people]]; who has many is counted at the end."""
    count = Counter(person for each in meetings for person in (each.a, each.b))
    spread = Counter(min(count[person.pk], MANY) for person in people)
    return [[number, spread[number]] for number in range(max(spread, default=-1) + 1)]


def _groups(people, requests, held, by_key, key_of):
    """[[key, label, people, sent, accepted, held]], the largest first; small groups added up as
    "other", which is never small itself: one can subtract from the whole."""
    counts = Counter(key_of(person) for person in people)
    large = sorted(
        (key for key in counts if counts[key] >= LEAST), key=lambda key: (-counts[key], key)
    )
    small = counts.keys() - set(large)
    while small and sum(counts[key] for key in small) < LEAST and large:
        small.add(large.pop())
    rows = {key: [*key, counts[key], 0, 0, 0] for key in large}
    if small:
        others = [OTHER, "", sum(counts[key] for key in small), 0, 0, 0]
        rows |= dict.fromkeys(small, others)
    row_of = {pk: rows[key_of(person)] for pk, person in by_key.items()}
    for each in requests:
        if not each.is_arranged and each.asker in row_of:
            row_of[each.asker][3] += 1
            row_of[each.asker][4] += each.state == "accepted"
    for each in held:
        # Of two from one group the meeting is one of that group, not two.
        two = {id(row_of[who]): row_of[who] for who in (each.a, each.b) if who in row_of}
        for row in two.values():
            row[5] += 1
    return [*(rows[key] for key in large), *([others] if small else [])]


def _answers(asked, given):
    """Who was asked, who answered, and what; what few said is not told."""
    counts = Counter(given).most_common() if len(given) >= LEAST_ANSWERS else []
    return {"asked": len(asked), "answers": len(given), "counts": [list(each) for each in counts]}


def _country(person):
    return person.country or UNKNOWN, person.country_name or ""


def _kind(person):
    return person.kind or UNKNOWN, ""


def _is_online(meeting, by_key):
    return any(by_key[who].mode == "online" for who in (meeting.a, meeting.b) if who in by_key)


def _is_between_countries(meeting, by_key):
    a, b = (by_key[who].country if who in by_key else "" for who in (meeting.a, meeting.b))
    return bool(a and b and a != b)
