"""B2B forums in the MiniZinc data format of the public instances, as files for the scheduler.

    nBusiness = 3; nMeetings = 2; nTables = 1; nTotalSlots = 4; nMorningSlots = 2;
    requested = [| 1, 2, 1 | 1, 3, 3 |];   one row each: two people; 1 morning, 2 afternoon, else both
    forbidden = [{}, {1}, 2..3];            slots in which each person is away
    fixat = [0, 4];                         the slot of each meeting, or 0; also called `fixed`
    precedences = [{}, {1}];                which meetings come before each

All counts begin at 1. `meetingsxBusiness` and `nMeetingsBusiness` follow from `requested` and are not
read. There all meetings must be held, so each is worth 1, and the bound is their number or less.
"""

import re
from datetime import UTC, datetime, timedelta

MORNING, AFTERNOON = datetime(2030, 10, 9, 9, tzinfo=UTC), datetime(2030, 10, 9, 14, tzinfo=UTC)
MINUTES = 15


def read_forum(text):
    """ValueError says what it lacks."""
    parts = dict(re.findall(r"(\w+)\s*=\s*([^;]*);", re.sub(r"%[^\n]*", "", text)))
    people, slots = _number(parts, "nBusiness"), _number(parts, "nTotalSlots")
    mornings, tables = _number(parts, "nMorningSlots"), _number(parts, "nTables")
    rows = [[int(cell) for cell in _whole(row)] for row in _rows(parts)]
    count = _number(parts, "nMeetings")
    if len(rows) != count or any(len(row) != 3 for row in rows):
        raise ValueError(f"requested has {len(rows)} rows, and not {count} of three numbers each")
    away = _sets(parts, "forbidden", people)
    fixed = _whole(parts.get("fixat", parts.get("fixed", ""))) or [0] * count
    before = _sets(parts, "precedences", count)
    every = range(1, slots + 1)
    wanted_in = {1: [slot for slot in every if slot <= mornings]}
    wanted_in[2] = [slot for slot in every if slot > mornings]
    return {
        "slots": [_slot(n, mornings, tables) for n in every],
        "participants": [
            {
                "id": n,
                "available": [slot for slot in every if slot not in away[n - 1]],
                "attends": "on_site",
            }
            for n in range(1, people + 1)
        ],
        "meetings": [
            {
                "id": n,
                "a": a,
                "b": b,
                "value": 1,
                "slots": wanted_in.get(session),
                "fixed_slot": fixed[n - 1] or None,
                "after": sorted(before[n - 1]),
            }
            for n, (a, b, session) in enumerate(rows, 1)
        ],
        "options": {"seed": 0, "seconds": 10},
    }


def _number(parts, name):
    if not re.fullmatch(r"\s*\d+\s*", parts.get(name, "")):
        raise ValueError(f"{name} is missing, or no number")
    return int(parts[name])


def _whole(text):
    return [int(number) for number in re.findall(r"\d+", text)]


def _rows(parts):
    inside = parts.get("requested", "").strip().removeprefix("[|").removesuffix("|]")
    return [row for row in inside.split("|") if row.strip()]


def _sets(parts, name, count):
    """Sets such as {1, 2}, 3..5 or {}; a 0 in one means nothing."""
    if name not in parts:
        return [set()] * count
    found = []
    for members, first, last in re.findall(r"\{([^}]*)\}|(\d+)\s*\.\.\s*(\d+)", parts[name]):
        found.append(set(range(int(first), int(last) + 1)) if first else set(_whole(members)) - {0})
    if len(found) != count:
        raise ValueError(f"{name} has {len(found)} sets instead of {count}")
    return found


def _slot(number, mornings, tables):
    is_morning = number <= mornings
    first = MORNING if is_morning else AFTERNOON
    starts = first + timedelta(minutes=MINUTES * (number - 1 - (0 if is_morning else mornings)))
    ends = starts + timedelta(minutes=MINUTES)
    hours = {"starts_at": starts.isoformat(), "ends_at": ends.isoformat()}
    return {"id": number, **hours, "tables": tables}
