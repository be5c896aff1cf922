"""Why a meeting is not in the schedule: a code for programs, and a sentence for people."""

from typing import NamedTuple

from clusterhub.matchmaking.scheduler.fields import quoted


class Reason(NamedTuple):
    code: str
    words: str


def refused_at_once(problem):
    """{meeting: reason} for those that no schedule could hold, whatever else is in it."""
    refused, first = {}, {}
    for m in sorted(range(problem.meeting_count), key=lambda m: _rank(problem, m)):
        if reason := _impossible(problem, m):
            refused[m] = reason
            continue
        pair = frozenset((problem.a[m], problem.b[m]))
        if pair in first:
            other = quoted(problem.meetings[first[pair]].id)
            refused[m] = Reason("twice", f"The same two people are to meet already: {other}.")
        else:
            first[pair] = m
    return refused


def _rank(problem, m):
    """Of two meetings of the same people the fixed one stays, then the one of more value."""
    return (not problem.is_fixed[m], -problem.value[m], m)


def _impossible(problem, m):
    if problem.a[m] == problem.b[m]:
        return Reason("self", "Nobody meets themselves.")
    for i in (problem.a[m], problem.b[m]):
        who = quoted(problem.people[i].id)
        if not problem.available[i]:
            return Reason("never-available", f"Participant {who} is available in no slot.")
        if problem.most[i] == 0:
            return Reason("wants-none", f"Participant {who} wants no meetings.")
    if problem.allowed[m]:
        return None
    return _no_slot(problem, m)


def _no_slot(problem, m):
    meeting, common = problem.meetings[m], problem.available[problem.a[m]]
    common &= problem.available[problem.b[m]]
    if not common:
        return Reason("no-common-slot", "The two are never available in the same slot.")
    listed = problem._mask(meeting.slots) if meeting.slots is not None else problem.all_slots
    if meeting.fixed_slot is not None:
        fixed, name = 1 << problem.number_of_slot[meeting.fixed_slot], quoted(meeting.fixed_slot)
        if not listed & fixed:
            return Reason("fixed-not-allowed", f"Its fixed slot {name} is not an allowed one.")
        if not common & fixed:
            return Reason("fixed-away", f"Not both are available in its fixed slot {name}.")
    elif not listed & common:
        return Reason("no-allowed-slot", "Not both are available in any slot that it allows.")
    return Reason("no-tables", "There are no tables in the slots that would do.")


def left_over(board, m):
    """Why a meeting that could have been held is not, as the schedule stands."""
    problem = board.problem
    if problem.is_fixed[m]:
        name = quoted(problem.meetings[m].fixed_slot)
        return Reason("fixed-taken", f"Another meeting takes its fixed slot {name}.")
    for i in (problem.a[m], problem.b[m]):
        who, count = quoted(problem.people[i].id), board.count[i]
        if count >= problem.most[i]:
            most = f"{count:,} meetings" if count > 1 else "one meeting"
            return Reason("enough", f"Participant {who} has {most}, as many as wanted.")
        if not board.free[i]:
            return Reason("busy", f"Participant {who} has other meetings in all slots.")
    both = problem.allowed[m]
    for holder in problem.holders[m]:
        both &= board.free[holder]
    if not both:
        return Reason("no-slot-left", "No slot is left in which both are free.")
    if problem.is_ordered[m] and not both & board.in_order(m):
        return Reason("order", "No slot is left that keeps the order with other meetings.")
    return Reason("no-table-left", "All tables are taken where both are free.")
