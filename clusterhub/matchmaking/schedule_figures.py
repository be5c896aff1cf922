"""What a schedule is worth, in numbers that can be put side by side. Knows no database."""

from collections import Counter


def result_of(made, given, seconds):
    """All that is kept of a schedule: who sits where by number, why not, and how good it is."""
    placed = [[each.meeting, each.slot, each.table] for each in made.scheduled]
    return {
        "placed": placed,
        "unscheduled": [[each.meeting, each.code] for each in made.unscheduled],
        "value": made.value,
        "bound": made.bound,
        "idle": made.idle_slots,
        "table_changes": made.table_changes,
        "is_cut": made.is_cut,
        "seconds": round(seconds, 1),
        **figures_of({m: (slot, table) for m, slot, table in placed}, given),
    }


def figures_of(places, given):
    """Histogram of meetings by person, tables in use by slot; {meeting: (slot, table)}."""
    pairs = {each["id"]: (each["a"], each["b"]) for each in given["meetings"]}
    wanted = Counter(who for pair in pairs.values() for who in pair)
    held = Counter(who for meeting in places for who in pairs[meeting])
    used = Counter(slot for slot, table in places.values() if table)
    histogram = Counter(held[who] for who in wanted)
    return {
        "meetings": len(pairs),
        "people": len(wanted),
        "histogram": [histogram[number] for number in range(max(histogram, default=0) + 1)],
        "tables": [[slot["id"], used[slot["id"]], slot["tables"]] for slot in given["slots"]],
    }


def keep_locked_tables(places, locked):
    """The scheduler keeps the slot of what is locked, not its table: who sits there changes tables
    with it. `locked` is {meeting: (slot, table)}."""
    kept = dict(places)
    seated = {place: meeting for meeting, place in kept.items() if place[1]}
    for meeting, (slot, table) in locked.items():
        now = kept.get(meeting)
        if now is None or not table or now[0] != slot or now[1] in (None, table):
            continue
        other = seated.get((slot, table))
        if other is not None:
            kept[other] = now
            seated[now] = other
        else:
            seated.pop(now, None)
        kept[meeting] = (slot, table)
        seated[(slot, table)] = meeting
    return kept


def held_share(result):
    """In percent of the bound, never rounded up to 100."""
    bound = result["bound"]
    if not bound or result["value"] >= bound:
        return 100.0
    return min(99.9, round(100 * result["value"] / bound, 1))
