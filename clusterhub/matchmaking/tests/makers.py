"""Files for the scheduler: plain ones to change, and small odd ones, the same for a seed."""

import random
from datetime import UTC, datetime, timedelta

from clusterhub.matchmaking.scheduler import Problem, read, schedule

FIRST = datetime(2030, 10, 9, 9, tzinfo=UTC)


def make_slot(number, *, minutes=20, tables=5, starts=None):
    starts = starts or FIRST + timedelta(minutes=20 * number)
    ends = starts + timedelta(minutes=minutes)
    return {
        "id": f"s{number}",
        "starts_at": starts.isoformat(),
        "ends_at": ends.isoformat(),
        "tables": tables,
    }


def make_person(key, **changes):
    person = {"id": key, "available": None, "attends": "on_site", "stand": None}
    return person | {"max_meetings": None} | changes


def make_meeting(key, a, b, **changes):
    meeting = {"id": key, "a": a, "b": b, "value": 1, "slots": None, "fixed_slot": None}
    return meeting | changes


def make_file(*, slots=3, people="abcd", pairs=("ab", "cd"), **changes):
    """Everybody on site and available; meetings are named after their two people."""
    file = {
        "slots": [make_slot(n) for n in range(slots)] if isinstance(slots, int) else slots,
        "participants": [make_person(key) for key in people],
        "meetings": [make_meeting(pair, *pair) for pair in pairs],
        "options": {"seed": 1, "moves": 500},
    }
    return file | changes


def everybody_meets(people="abcdefg", slots=3):
    """More than three slots can hold, and many ways to choose."""
    pairs = [one + other for one in people for other in people if one < other]
    return make_file(slots=slots, people=people, pairs=pairs)


def two_triangles():
    """No programme sees that three people, each with the other two, need three slots."""
    return make_file(slots=2, people="abcdef", pairs=("ab", "bc", "ac", "de", "ef", "df"))


def made(file, **options):
    """The answer of the scheduler, as the command prints it."""
    return schedule(Problem(read(file | {"options": file["options"] | options}))).as_data()


def odd_file(seed, *, with_overlaps=True, with_promises=True, moves=1500, times=1):
    """Up to 8 people (so many times more) who want more than there is, with everything that may stand in a file."""
    rng = random.Random(seed)
    slots = _odd_slots(rng, with_overlaps)
    ids = [slot["id"] for slot in slots]
    people = [
        make_person(
            f"p{n}",
            available=None if rng.random() < 0.2 else rng.sample(ids, rng.randint(0, len(ids))),
            attends="online" if rng.random() < 0.2 else "on_site",
            stand=rng.choice(["red", "blue"]) if rng.random() < 0.3 else None,
            max_meetings=rng.randint(0, 3) if rng.random() < 0.3 else None,
        )
        for n in range(rng.randint(2, 8) * times)
    ]
    meetings = []
    for n in range(rng.randint(1, 16) * times * times):
        meeting = make_meeting(
            f"m{n}",
            rng.choice(people)["id"],
            rng.choice(people)["id"],
            value=rng.choice([0, 1, 1, 2, 3, 0.5, 1.25]),
            slots=rng.sample(ids, rng.randint(0, len(ids))) if rng.random() < 0.3 else None,
        )
        if with_promises and rng.random() < 0.1:
            meeting["fixed_slot"] = rng.choice(ids)
        if with_promises and n and rng.random() < 0.15:
            meeting["after"] = [f"m{rng.randrange(n)}"]
        meetings.append(meeting)
    options = {"seed": seed, "moves": moves}
    return {"slots": slots, "participants": people, "meetings": meetings, "options": options}


def _odd_slots(rng, with_overlaps):
    slots = []
    for n in range(rng.randint(1, 6)):
        minutes = rng.choice([10, 20, 45]) if with_overlaps else 20
        starts = FIRST + timedelta(days=n % 2, minutes=20 * n)
        tables = rng.choice([0, 1, 2, 2, None])
        slots.append(make_slot(n, minutes=minutes, tables=tables, starts=starts))
    rng.shuffle(slots)
    return slots
