"""From the places that people have to others: who is new, who moves, who loses a time. Knows no
database; places are {meeting's key: (slot's key, table)}."""

from dataclasses import dataclass

from clusterhub.matchmaking.schedule_figures import keep_locked_tables
from clusterhub.matchmaking.scheduler import Problem, read, repair


@dataclass(frozen=True)
class Moves:
    places: dict
    before: dict
    new: list
    moved: list
    reseated: list  # The same hour at another table.
    lost: list
    reasons: dict  # {meeting: code} of all that have no time.
    people: int  # Who is told something.

    @property
    def count(self):
        return len(self.new) + len(self.moved) + len(self.reseated) + len(self.lost)


def moves_between(before, places, pairs, reasons):
    """`pairs` are {meeting: (a, b)} of all that are looked at."""
    both = [m for m in places if m in before]
    new = [m for m in places if m not in before]
    moved = [m for m in both if places[m][0] != before[m][0]]
    reseated = [m for m in both if places[m][0] == before[m][0] and places[m] != before[m]]
    lost = [m for m in before if m not in places and m in pairs]
    told = {who for m in (*new, *moved, *reseated, *lost) for who in pairs[m]}
    return Moves(places, before, new, moved, reseated, lost, reasons, len(told))


def repaired(facts, before, most_moved=None):
    """The places nearest to `before` that can be, with what else finds room in them."""
    problem = Problem(read(facts.given | {"options": {}}))
    made = repair(problem, before, most_moved).schedule
    places = {each.meeting: (each.slot, each.table) for each in made.scheduled}
    return places, {each.meeting: each.code for each in made.unscheduled}


def moves_of_result(facts, result, fingerprint):
    """What publishing this result would do; where the world has moved on since it was made, the
    nearest to it that can be."""
    wished = {m: (slot, table) for m, slot, table in result["placed"]}
    if fingerprint == facts.fingerprint:
        places, reasons = wished, dict(result["unscheduled"])
    else:
        places, reasons = repaired(facts, wished)
    return moves_between(facts.held, places, facts.names, reasons)


def moves_of_repair(facts, most_moved=None):
    """What a repair of the places that people have now would do."""
    places, reasons = repaired(facts, facts.held, most_moved)
    locked = {m["id"]: facts.held[m["id"]] for m in facts.given["meetings"] if m["fixed_slot"]}
    places = keep_locked_tables(places, locked)
    return moves_between(facts.held, places, facts.names, reasons)
