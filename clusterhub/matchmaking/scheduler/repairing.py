"""A published schedule after a change: as few meetings as possible move.

What still can be where it was stays there, table and all. A meeting that lost its slot goes where both are
free, or one chain of others, the shortest, makes room. Slots that became free are offered to what was
left out, the dearest first; for those nobody moves. Nothing that was held is given up for another one,
except for a new promise (a fixed slot) and where people want fewer meetings than they have.
"""

from typing import NamedTuple

from clusterhub.matchmaking.scheduler.board import Board
from clusterhub.matchmaking.scheduler.bound import bound
from clusterhub.matchmaking.scheduler.chains import LONGEST, make_room_gently
from clusterhub.matchmaking.scheduler.placing import fill, place_fixed, place_if_open
from clusterhub.matchmaking.scheduler.result import Schedule, result
from clusterhub.matchmaking.scheduler.running import seat


class Repaired(NamedTuple):
    schedule: Schedule
    moved: list  # Ids of meetings that are in another slot than before.
    reseated: list  # Those in the same slot at another table.
    lost: list  # Those that are held no more; the schedule says why.
    added: list  # Those that were not held before.


def repair(problem, before, most_moved=None):
    """`before` is {meeting id: (slot id, table or None)}; ids that the problem no longer has are passed over.

    `most_moved` bounds how many others move in all, besides those that lost their slots.
    """
    known = {
        problem.number_of_meeting[key]: place
        for key, place in before.items()
        if key in problem.number_of_meeting
    }
    board = Board(problem)
    place_fixed(board)
    homeless = _stay(board, known)
    left = problem.meeting_count if most_moved is None else most_moved
    for m in homeless:
        if not place_if_open(board, m):
            moving = make_room_gently(board, m, min(left, LONGEST))
            left -= len(moving or ())
    fill(board)
    return _compared(board, known)


def _stay(board, known):
    """Places what can stay; whatever else was held, the dearest first."""
    problem, homeless = board.problem, []
    for m in sorted(known, key=lambda m: (-problem.value[m], m)):
        slot = problem.number_of_slot.get(known[m][0])
        if board.slot_of[m] >= 0 or not problem.allowed[m]:
            continue
        if slot is not None and board.open_slots(m) >> slot & 1:
            board.place(m, slot)
        else:
            homeless.append(m)
    return homeless


def _compared(board, known):
    problem = board.problem
    slots = {m: problem.number_of_slot.get(slot) for m, (slot, _) in known.items()}
    kept = {
        m: table
        for m, (_, table) in known.items()
        if table and slots[m] == board.slot_of[m] and problem.needs_table[m]
    }
    tables = seat(board, kept)
    ids = [meeting.id for meeting in problem.meetings]
    held = [m for m, slot in enumerate(board.slot_of) if slot >= 0]
    return Repaired(
        result(board, tables, bound(problem).value, 0, False),
        [ids[m] for m in held if m in known and slots[m] != board.slot_of[m]],
        [ids[m] for m in held if m in kept and tables.table_of[m] != kept[m]],
        [ids[m] for m in known if board.slot_of[m] < 0],
        [ids[m] for m in held if m not in known],
    )
