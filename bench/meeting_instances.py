"""Made-up events for the scheduler: who is there, when, and who wants to meet whom; the same for a seed."""

import random
from datetime import UTC, datetime, timedelta

SLOTS_A_DAY, DAYS, MINUTES = 8, 2, 30
SESSIONS, STANDS, SPEAKERS = 39, 16, 27  # Stands and speakers for 1,200 people.


def event(people, wanted_each, tables_share, seed, *, seconds=10, is_whole=False):
    """`wanted_each` meetings per person; tables of a slot are `tables_share` of the wanted ones by slots."""
    rng = random.Random(f"{people} {wanted_each} {tables_share} {seed}")
    count = people * wanted_each // 2
    slots = _slots(int(tables_share * count / (SLOTS_A_DAY * DAYS)) + 1)
    participants, popularity = _participants(people, slots, rng)
    meetings = _meetings(participants, popularity, count, rng, is_whole)
    options = {"seed": seed, "seconds": seconds}
    return {
        "slots": slots,
        "participants": participants,
        "meetings": meetings,
        "options": options,
    }


def _slots(tables):
    first, slots = datetime(2030, 10, 9, 8, tzinfo=UTC), []
    for day in range(DAYS):
        for n in range(SLOTS_A_DAY):
            minutes = n * MINUTES + (90 if n >= SLOTS_A_DAY // 2 else 0)
            starts = first + timedelta(days=day, minutes=minutes)
            ends = starts + timedelta(minutes=MINUTES)
            slots.append(
                {
                    "id": f"s{len(slots) + 1}",
                    "starts_at": starts.isoformat(),
                    "ends_at": ends.isoformat(),
                    "tables": tables,
                }
            )
    return slots


def _participants(people, slots, rng):
    """60 to 100 % of the slots: the rest goes to sessions; who speaks in one is there all its time."""
    ids = [slot["id"] for slot in slots]
    sessions = [_session(ids, rng) for _ in range(SESSIONS)]
    speakers = set(rng.sample(range(people), max(1, SPEAKERS * people // 1200)))
    stands = rng.sample(range(people), max(1, STANDS * people // 1200))
    stand_of = {person: f"stand{n + 1}" for n, person in enumerate(stands)}
    made = []
    for n in range(people):
        away = set(rng.choice(sessions)) if n in speakers else set()
        most_away = round((1 - rng.uniform(0.6, 1)) * len(ids))
        while len(away) < most_away:
            away |= set(rng.choice(sessions))
        is_online = n not in stand_of and rng.random() < 0.2
        made.append(
            {
                "id": f"p{n + 1}",
                "available": [slot for slot in ids if slot not in away],
                "attends": "online" if is_online else "on_site",
                "stand": stand_of.get(n),
                "max_meetings": None,
            }
        )
    popularity = [rng.lognormvariate(0, 0.9) for _ in range(people)]
    for n in speakers | set(stands):
        popularity[n] *= 3
    return made, popularity


def _session(ids, rng):
    """One or two slots in a row; the mornings have more of them."""
    start = int(rng.triangular(0, len(ids), 2))
    return ids[start : start + rng.choice((1, 2))]


def _meetings(participants, popularity, count, rng, is_whole):
    """Some are wanted by many; a meeting is worth 1 to 3 by how well the two fit."""
    activity = [rng.lognormvariate(0, 0.5) for _ in participants]
    everybody, seen, meetings = range(len(participants)), set(), []
    while len(meetings) < count:
        seekers = rng.choices(everybody, weights=activity, k=count)
        sought = rng.choices(everybody, weights=popularity, k=count)
        for a, b in zip(seekers, sought, strict=True):
            pair = (min(a, b), max(a, b))
            if a == b or pair in seen or len(meetings) == count:
                continue
            seen.add(pair)
            value = 1 if is_whole else round(1 + 2 * rng.random() ** 2, 2)
            meetings.append(
                {
                    "id": f"m{len(meetings) + 1}",
                    "a": participants[a]["id"],
                    "b": participants[b]["id"],
                    "value": value,
                    "slots": None,
                    "fixed_slot": None,
                }
            )
    return meetings
