"""Gaps in people's days and changes of table: the same meetings, elsewhere."""

import random
from datetime import timedelta

from clusterhub.matchmaking.scheduler import Problem, read, schedule
from clusterhub.matchmaking.scheduler.board import Board
from clusterhub.matchmaking.scheduler.gaps import close_gaps, idle_slots
from clusterhub.matchmaking.scheduler.running import seat
from clusterhub.matchmaking.tests.checking import faults
from clusterhub.matchmaking.tests.makers import (
    FIRST,
    everybody_meets,
    make_file,
    make_slot,
    odd_file,
)


def test_gaps_close_and_no_meeting_is_lost_for_it():
    file = everybody_meets(people="abcd", slots=9)

    wide, close = (schedule(Problem(read(file | {"options": {"moves": 300, "weights": {"gaps": gaps}}})))
                   for gaps in (0, 1))  # fmt: skip

    assert (wide.value, close.value) == (6, 6)
    assert close.idle_slots == 0
    assert faults(file, close.as_data()) == []


def test_closing_gaps_keeps_every_meeting_in_odd_files_and_never_makes_more_of_them():
    for seed in range(40):
        file = odd_file(seed, moves=0)
        file["options"]["weights"] = {"gaps": 0}
        problem = Problem(read(file))
        board, before = Board(problem), schedule(problem)
        for each in before.scheduled:
            number = problem.number_of_meeting[each.meeting]
            board.place(number, problem.number_of_slot[each.slot])

        close_gaps(board, random.Random(seed), 300, lambda done: False)

        assert idle_slots(board) <= before.idle_slots, seed
        assert board.value() == before.value, seed


def test_lunch_a_session_and_the_night_are_no_gaps():
    slots = [make_slot(0), make_slot(1), make_slot(9), make_slot(10)]
    slots.append(make_slot(11, starts=FIRST + timedelta(days=1)))
    file = make_file(slots=slots, people="abcd", pairs=("ab", "ac", "ad"))
    file["participants"][0]["available"] = ["s0", "s9", "s11"]  # In a session in s1.

    made = schedule(Problem(read(file)))

    assert (len(made.scheduled), made.idle_slots) == (3, 0)


def test_people_keep_their_table_as_far_as_it_goes():
    file = make_file(slots=3, people="abcdefgh", pairs=("ab", "ac", "ad", "ef", "eg", "eh"))
    for n, meeting in enumerate(file["meetings"]):
        meeting["fixed_slot"] = f"s{n % 3}"

    made = schedule(Problem(read(file)))

    tables = {each.meeting: each.table for each in made.scheduled}
    assert made.table_changes == 0
    assert len({tables[key] for key in ("ab", "ac", "ad")}) == 1
    assert tables["ab"] != tables["ef"]


def test_where_slots_that_overlap_have_unlike_tables_nobody_sits_at_one_that_is_not_there():
    starts = [FIRST, FIRST + timedelta(minutes=10), FIRST + timedelta(minutes=20)]
    slots = [make_slot(n, tables=tables, starts=at) for n, (tables, at) in enumerate(zip((10, 10, 5), starts, strict=True))]  # fmt: skip
    pairs = [f"p{n}" for n in range(30)]
    file = make_file(
        slots=slots, people=[f"{pair}{side}" for pair in pairs for side in "xy"], pairs=()
    )
    file["meetings"] = [
        {"id": pair, "a": f"{pair}x", "b": f"{pair}y", "fixed_slot": f"s{n % 3}"}
        for n, pair in enumerate(pairs)
    ]
    problem = Problem(read(file))
    board = Board(problem)
    for m, slot in enumerate([0] * 6 + [1] * 4 + [2] * 5):
        board.place(3 * (m if slot == 0 else m - 6 if slot == 1 else m - 10) + slot, slot)

    tables = seat(board)

    held = {m: (slot, tables.table_of[m]) for m, slot in enumerate(board.slot_of) if slot >= 0}
    assert len(held) == len(set(held.values()))
    assert all(1 <= table <= (10, 10, 5)[slot] for slot, table in held.values())
