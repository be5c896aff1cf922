"""A file of slots, participants and meetings, checked and in plain tuples.

Refused (`BadInput`) is what leaves open what was meant: another shape or type, an id twice, an id that
nothing has, a slot that ends before it begins, hours with and without an offset in one file. What is
clear but cannot be held (somebody with herself, the same two people twice, no common slot) is no error:
such a meeting comes back as unscheduled, with the reason.
"""

import json
from typing import NamedTuple

from clusterhub.matchmaking.scheduler.fields import (
    BadInput,
    identity,
    instant,
    kind_of,
    listed,
    moment,
    number,
    quoted,
    whole,
)

BYTE_ORDER_MARK = "\ufeff"
MOST_BYTES = 64_000_000
MOST_SLOTS, MOST_PEOPLE, MOST_MEETINGS = 400, 30_000, 300_000
ATTENDS = ("on_site", "online")
WEIGHTS = ("fairness", "gaps", "tables")


class Slot(NamedTuple):
    id: object
    starts: int
    ends: int
    day: object
    tables: int | None


class Participant(NamedTuple):
    id: object
    available: list | None
    is_on_site: bool
    stand: object
    max_meetings: int | None


class Meeting(NamedTuple):
    id: object
    a: object
    b: object
    value: float
    slots: list | None
    fixed_slot: object
    after: list


class Options(NamedTuple):
    """`moves` bounds the search by itself; without it, `seconds` says how many. None: not asked for."""

    seed: int = 0
    seconds: float = 10
    moves: int | None = None
    fairness: float | None = None
    gaps: float = 1
    tables: float = 1
    unknown: tuple = ()


class Input(NamedTuple):
    slots: list
    participants: list
    meetings: list
    options: Options


def read_text(text):
    """JSON text (or its bytes) as `Input`."""
    if len(text) > MOST_BYTES:
        raise BadInput(f"The file is larger than {MOST_BYTES // 1_000_000} MB.")
    try:
        text = text.decode() if isinstance(text, bytes) else text
        return read(
            json.loads(
                text.removeprefix(BYTE_ORDER_MARK),
                parse_constant=_no_number,
                object_pairs_hook=_once,
            )
        )
    except UnicodeDecodeError:
        raise BadInput("The file is not text in UTF-8.") from None
    except RecursionError:
        raise BadInput("The file is nested too deeply.") from None
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise BadInput(f"The file is not JSON: {error.msg} at {place}.") from None
    except BadInput:
        raise
    except ValueError:  # Python refuses numbers of thousands of digits.
        raise BadInput("The file has a number with too many digits.") from None


def read(whole_file):
    """The same from what JSON became in Python: dictionaries and lists."""
    top = _object(whole_file, "The file")
    slots = _rows(top, "slots", _slot, MOST_SLOTS)
    _same_clock(top["slots"])
    participants = _rows(top, "participants", _participant, MOST_PEOPLE)
    meetings = _rows(top, "meetings", _meeting, MOST_MEETINGS)
    _known(slots, participants, meetings)
    return Input(slots, participants, meetings, _options(top.get("options")))


def _no_number(word):
    raise BadInput(f"{word} is no number that can be reckoned with.")


def _once(pairs):
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise BadInput(f"An object has {quoted(twice)} twice.")
    return found


def _object(value, what):
    if not isinstance(value, dict):
        raise BadInput(f"{what} must be an object in braces, not {kind_of(value)}.")
    return value


def _rows(top, name, make, most):
    if name not in top:
        raise BadInput(f'The file lacks "{name}".')
    rows = listed(top[name], f'"{name}"')
    if len(rows) > most:
        raise BadInput(f'"{name}" has {len(rows):,} entries; at most {most:,} can be handled.')
    made, seen = [], set()
    for at, row in enumerate(rows, 1):
        what = f'Entry {at:,} of "{name}"'
        row = _object(row, what)
        if "id" not in row:
            raise BadInput(f'{what} lacks "id".')
        key = identity(row["id"], f"The id of {what[0].lower()}{what[1:]}")
        if key in seen:
            raise BadInput(f"The id {quoted(key)} stands twice in {quoted(name)}.")
        seen.add(key)
        made.append(make(row, key))
    return made


def _needed(row, name, what):
    if name not in row:
        raise BadInput(f'{what} lacks "{name}".')
    return row[name]


def _ids(value, what):
    return [identity(each, f"An entry of {what}") for each in listed(value, what)]


def _slot(row, key):
    what = f"Slot {quoted(key)}"
    starts = moment(_needed(row, "starts_at", what), f'{what}: "starts_at"')
    ends = moment(_needed(row, "ends_at", what), f'{what}: "ends_at"')
    if (starts.tzinfo is None) == (ends.tzinfo is None) and instant(ends) <= instant(starts):
        raise BadInput(f"{what} ends before it begins, or at once.")
    tables = _needed(row, "tables", what)
    tables = None if tables is None else whole(tables, f'{what}: "tables"')
    return Slot(key, instant(starts), instant(ends), starts.date(), tables)


def _same_clock(rows):
    """Hours without an offset are one clock's; beside others nobody knows what they mean."""
    naive = [
        row["id"]
        for row in rows
        for name in ("starts_at", "ends_at")
        if moment(row[name], name).tzinfo is None
    ]
    if naive and len(naive) < 2 * len(rows):
        raise BadInput(
            f"Slot {quoted(naive[0])} has an hour without an offset such as +01:00; others have one."
        )


def _participant(row, key):
    what = f"Participant {quoted(key)}"
    available, attends = row.get("available"), row.get("attends", "on_site")
    stand, most = row.get("stand"), row.get("max_meetings")
    if not isinstance(attends, str) or attends not in ATTENDS:
        raise BadInput(f'{what}: "attends" must be "on_site" or "online", not {quoted(attends)}.')
    return Participant(
        key,
        None if available is None else _ids(available, f'{what}: "available"'),
        attends == "on_site",
        None if stand is None else identity(stand, f'{what}: "stand"'),
        None if most is None else whole(most, f'{what}: "max_meetings"'),
    )


def _meeting(row, key):
    what = f"Meeting {quoted(key)}"
    slots, fixed, after = row.get("slots"), row.get("fixed_slot"), row.get("after")
    made = Meeting(
        key,
        identity(_needed(row, "a", what), f'{what}: "a"'),
        identity(_needed(row, "b", what), f'{what}: "b"'),
        number(row.get("value", 1), f'{what}: "value"'),
        None if slots is None else _ids(slots, f'{what}: "slots"'),
        None if fixed is None else identity(fixed, f'{what}: "fixed_slot"'),
        [] if after is None else _ids(after, f'{what}: "after"'),
    )
    if key in made.after:
        raise BadInput(f"{what} comes after itself.")
    return made


def _known(slots, participants, meetings):
    slot_ids, people = {slot.id for slot in slots}, {person.id for person in participants}
    for person in participants:
        for slot in person.available or ():
            if slot not in slot_ids:
                raise BadInput(_unknown("Participant", person, "slot", slot))
    meeting_ids = {meeting.id for meeting in meetings}
    for meeting in meetings:
        fixed = () if meeting.fixed_slot is None else (meeting.fixed_slot,)
        named = [("participant", who, people) for who in (meeting.a, meeting.b)]
        named += [("slot", slot, slot_ids) for slot in (*(meeting.slots or ()), *fixed)]
        named += [("meeting", other, meeting_ids) for other in meeting.after]
        for kind, name, known in named:
            if name not in known:
                raise BadInput(_unknown("Meeting", meeting, kind, name))


def _unknown(what, row, kind, name):
    return f"{what} {quoted(row.id)} names the {kind} {quoted(name)}, which is not in the file."


def _options(row):
    if row is None:
        return Options()
    row = _object(row, '"options"')
    given = {name: value for name, value in row.items() if value is not None}
    weights = _object(given.pop("weights", {}), 'Option "weights"')
    read_as = {
        "seed": lambda value, what: whole(value, what, -(2**63), 2**63),
        "seconds": lambda value, what: number(value, what, 3600),
        "moves": lambda value, what: whole(value, what, 0, 10**9),
    }
    found = {
        name: read_as[name](value, f'Option "{name}"')
        for name, value in given.items()
        if name in read_as
    }
    for name in WEIGHTS:
        if weights.get(name) is not None:
            found[name] = number(weights[name], f'Weight "{name}"')
    unknown = [name for name in given if name not in read_as]
    unknown += [f"weights.{name}" for name in weights if name not in WEIGHTS]
    return Options(**found, unknown=tuple(unknown))
