"""A second opinion on schedules, from the file and the answer alone; nothing of the scheduler is used."""

from datetime import datetime

import numpy
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array


class Facts:
    """What the file says, looked up by id."""

    def __init__(self, file):
        self.file = file
        self.slots = {slot["id"]: slot for slot in file["slots"]}
        self.people = {person["id"]: person for person in file["participants"]}
        self.meetings = {meeting["id"]: meeting for meeting in file["meetings"]}
        self.hours_of = {
            slot["id"]: tuple(
                datetime.fromisoformat(slot[name]) for name in ("starts_at", "ends_at")
            )
            for slot in file["slots"]
        }

    def hours(self, slot):
        return self.hours_of[slot]

    def overlap(self, one, other):
        (start, end), (other_start, other_end) = self.hours(one), self.hours(other)
        return start < other_end and other_start < end

    def may_be_in(self, meeting, slot):
        meeting = self.meetings[meeting]
        if meeting.get("slots") is not None and slot not in meeting["slots"]:
            return False
        if meeting.get("fixed_slot") not in (None, slot):
            return False
        for who in (meeting["a"], meeting["b"]):
            available = self.people[who].get("available")
            if available is not None and slot not in available:
                return False
        return meeting["a"] != meeting["b"]

    def stands(self, meeting):
        pair = [self.people[self.meetings[meeting][side]] for side in ("a", "b")]
        if any(person["attends"] == "online" for person in pair):
            return set()
        return {person["stand"] for person in pair if person.get("stand") is not None}

    def needs_table(self, meeting):
        pair = [self.people[self.meetings[meeting][side]] for side in ("a", "b")]
        is_on_site = all(person["attends"] == "on_site" for person in pair)
        return is_on_site and not self.stands(meeting)


def faults(file, answer):
    """Every rule that the answer breaks, in words; an empty list is a proof that it breaks none."""
    facts, found = Facts(file), []
    held = answer["scheduled"]
    ids = [each["meeting"] for each in [*held, *answer["unscheduled"]]]
    if sorted(map(str, ids)) != sorted(map(str, facts.meetings)):
        found.append("not every meeting stands in the answer once")
    for each in held:
        if not facts.may_be_in(each["meeting"], each["slot"]):
            found.append(f"{each['meeting']} cannot be in {each['slot']}")
        found += _table_faults(facts, each)
    in_slot = {}
    for one in held:
        for slot, others in in_slot.items():
            if facts.overlap(one["slot"], slot):
                for other in others:
                    found += _clashes(facts, one, other)
        in_slot.setdefault(one["slot"], []).append(one)
    return found + _count_faults(facts, answer) + _order_faults(facts, held)


def _table_faults(facts, each):
    most, table = facts.slots[each["slot"]]["tables"], each["table"]
    if not facts.needs_table(each["meeting"]):
        return [] if table is None else [f"{each['meeting']} needs no table"]
    if table is None or table < 1 or (most is not None and table > most):
        return [f"{each['meeting']} has no proper table: {table}"]
    return []


def _clashes(facts, one, other):
    found = []
    first, second = (facts.meetings[each["meeting"]] for each in (one, other))
    if {first["a"], first["b"]} & {second["a"], second["b"]}:
        found.append(f"somebody has {one['meeting']} and {other['meeting']} at once")
    if one["table"] is not None and one["table"] == other["table"]:
        found.append(f"{one['meeting']} and {other['meeting']} share table {one['table']}")
    if facts.stands(one["meeting"]) & facts.stands(other["meeting"]):
        found.append(f"{one['meeting']} and {other['meeting']} share a stand")
    return found


def _count_faults(facts, answer):
    found, counts, pairs = [], {}, set()
    for each in answer["scheduled"]:
        meeting = facts.meetings[each["meeting"]]
        for who in (meeting["a"], meeting["b"]):
            counts[who] = counts.get(who, 0) + 1
        pair = frozenset((meeting["a"], meeting["b"]))
        if pair in pairs:
            found.append(f"two people meet twice: {sorted(map(str, pair))}")
        pairs.add(pair)
    for who, count in counts.items():
        most = facts.people[who].get("max_meetings")
        if most is not None and count > most:
            found.append(f"{who} has {count} meetings, not {most}")
    value = sum(facts.meetings[each["meeting"]]["value"] for each in answer["scheduled"])
    if abs(value - answer["value"]) > 1e-6:
        found.append(f"the value is {value}, not {answer['value']}")
    if answer["value"] > answer["bound"]:
        found.append("the value is above the bound")
    if answer["idle_slots"] != _idle(facts, answer["scheduled"]):
        found.append(f"idle are {_idle(facts, answer['scheduled'])}, not {answer['idle_slots']}")
    return found


def _idle(facts, held):
    """Slots of a day in which somebody is available, between two meetings of hers, beside none."""
    idle = 0
    slots_of = {who: [] for who in facts.people}
    for each in held:
        for side in ("a", "b"):
            slots_of[facts.meetings[each["meeting"]][side]].append(each["slot"])
    for who, person in facts.people.items():
        mine = slots_of[who]
        for slot in facts.slots if person.get("available") is None else set(person["available"]):
            day = facts.slots[slot]["starts_at"][:10]
            same = [
                facts.hours(other) for other in mine if facts.slots[other]["starts_at"][:10] == day
            ]
            start, end = facts.hours(slot)
            if any(facts.overlap(slot, other) for other in mine):
                continue
            idle += any(other[1] <= start for other in same) and any(
                other[0] >= end for other in same
            )
    return idle


def _order_faults(facts, held):
    slot_of = {each["meeting"]: each["slot"] for each in held}
    return [
        f"{late} is to come after {early}"
        for late, slot in slot_of.items()
        for early in facts.meetings[late].get("after") or ()
        if early in slot_of and facts.hours(slot_of[early])[1] > facts.hours(slot)[0]
    ]


def best_value(file, seconds=60):
    """The value of the best schedule, proven by HiGHS; None when the time does not suffice.

    Fixed meetings may be left out, and order is ignored. Tables are counted at the beginning of each slot, which is exact unless slots overlap.
    """
    facts, places, pairs = Facts(file), [], set()
    for key in sorted(facts.meetings, key=lambda key: _rank(facts.meetings[key])):
        pair = frozenset((facts.meetings[key]["a"], facts.meetings[key]["b"]))
        found = [(key, slot) for slot in facts.slots if _can(facts, key, slot)]
        if found and pair not in pairs:
            pairs.add(pair)
            places += found
    if not places:
        return 0
    rows = _limits(facts, places)
    entries = [(row, column) for row, (columns, _) in enumerate(rows) for column in columns]
    matrix = coo_array(
        (numpy.ones(len(entries)), tuple(zip(*entries, strict=True))),
        shape=(len(rows), len(places)),
    )
    values = numpy.array([facts.meetings[key]["value"] for key, _ in places], dtype=float)
    limits = numpy.array([limit for _, limit in rows], dtype=float)
    answer = milp(
        -values,
        integrality=numpy.ones(len(places)),
        bounds=Bounds(0, 1),
        constraints=LinearConstraint(matrix, -numpy.inf, limits),
        options={"mip_rel_gap": 0, "time_limit": seconds},
    )
    return -answer.fun if answer.status == 0 else None


def _can(facts, key, slot):
    meeting = facts.meetings[key]
    if any(facts.people[meeting[side]].get("max_meetings") == 0 for side in ("a", "b")):
        return False
    no_tables = facts.needs_table(key) and facts.slots[slot]["tables"] == 0
    return facts.may_be_in(key, slot) and not no_tables


def _rank(meeting):
    return (meeting.get("fixed_slot") is None, -meeting["value"])


def _limits(facts, places):
    """(columns, how many of them at most) for each rule."""
    rows = []
    of_meeting = {}
    for i, (key, _) in enumerate(places):
        of_meeting.setdefault(key, []).append(i)
    rows += [(its, 1) for its in of_meeting.values()]
    for who, person in facts.people.items():
        hers = [i for i, (key, _) in enumerate(places) if who in _pair(facts, key)]
        if person.get("max_meetings") is not None:
            rows.append((hers, person["max_meetings"]))
        rows += [([i for i in hers if places[i][1] in at_once], 1) for at_once in _moments(facts)]
    for stand in {person.get("stand") for person in facts.people.values()} - {None}:
        its = [i for i, (key, _) in enumerate(places) if stand in facts.stands(key)]
        rows += [([i for i in its if places[i][1] in at_once], 1) for at_once in _moments(facts)]
    seated = [i for i, (key, _) in enumerate(places) if facts.needs_table(key)]
    for at_once in _moments(facts):
        levels = {facts.slots[slot]["tables"] for slot in at_once} - {None}
        for most in levels:
            few = [
                slot
                for slot in at_once
                if facts.slots[slot]["tables"] is not None and facts.slots[slot]["tables"] <= most
            ]
            rows.append(([i for i in seated if places[i][1] in few], most))
    return [row for row in rows if row[0]]


def _pair(facts, key):
    return facts.meetings[key]["a"], facts.meetings[key]["b"]


def _moments(facts):
    """For the beginning of each slot: the slots that run then."""
    for slot in facts.slots:
        start = facts.hours(slot)[0]
        yield {
            other for other in facts.slots if facts.hours(other)[0] <= start < facts.hours(other)[1]
        }
