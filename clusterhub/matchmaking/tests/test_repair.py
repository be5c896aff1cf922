import random

from clusterhub.matchmaking.scheduler import Problem, read, repair, schedule
from clusterhub.matchmaking.tests.checking import faults
from clusterhub.matchmaking.tests.makers import make_file, make_meeting, odd_file


def published(file):
    """{meeting: (slot, table)} of a fresh schedule."""
    made = schedule(Problem(read(file)))
    return {each.meeting: (each.slot, each.table) for each in made.scheduled}


def test_who_cancels_loses_her_meetings_and_nobody_else_moves():
    file = make_file(slots=3, people="abcdef", pairs=("ab", "ac", "ad", "bc", "ef", "de"))
    before = published(file)
    file["participants"][0]["available"] = []

    repaired = repair(Problem(read(file)), before)

    assert faults(file, repaired.schedule.as_data()) == []
    assert (repaired.moved, repaired.reseated, repaired.added) == ([], [], [])
    assert repaired.lost == [key for key in before if "a" in key]


def test_who_comes_late_is_moved_herself_before_others_are():
    file = make_file(slots=3, people="abcd", pairs=("ab", "cd"))
    before = {"ab": ("s0", 1), "cd": ("s0", 2)}
    file["participants"][0]["available"] = ["s1", "s2"]

    repaired = repair(Problem(read(file)), before)

    assert (repaired.moved, repaired.lost) == (["ab"], [])
    assert {each.meeting: each.slot for each in repaired.schedule.scheduled}["cd"] == "s0"


def test_when_nothing_is_free_one_chain_makes_room_within_the_number_allowed():
    file = make_file(slots=2, people="abc", pairs=("ab", "bc"))
    before = {"ab": ("s0", 1), "bc": ("s1", 1)}
    file["participants"][0]["available"] = ["s1"]

    repaired = repair(Problem(read(file)), before)
    refused = repair(Problem(read(file)), before, most_moved=0)

    assert (sorted(repaired.moved), repaired.lost) == (["ab", "bc"], [])
    assert (refused.moved, refused.lost) == ([], ["ab"])


def test_a_freed_slot_is_offered_to_those_who_had_none():
    file = make_file(slots=1, people="abc", pairs=("ab", "ac"))
    file["meetings"][0]["value"] = 2
    before = published(file)
    file["meetings"].pop(0)  # Its request was withdrawn, so the file has it no more.

    repaired = repair(Problem(read(file)), before)

    assert (repaired.added, repaired.moved, repaired.lost) == (["ac"], [], [])


def test_a_new_promise_takes_its_slot_from_what_was_there():
    file = make_file(slots=2, people="abc", pairs=("ab",))
    before = {"ab": ("s0", 3)}
    file["meetings"] += [make_meeting("ac", "a", "c", fixed_slot="s0")]

    repaired = repair(Problem(read(file)), before)

    places = {each.meeting: each.slot for each in repaired.schedule.scheduled}
    assert places == {"ac": "s0", "ab": "s1"}
    assert (repaired.moved, repaired.added) == (["ab"], ["ac"])


def test_a_table_that_fell_away_moves_its_meeting_to_another_one_in_the_same_slot():
    file = make_file(slots=1)
    before = {"ab": ("s0", 1), "cd": ("s0", 5)}
    file["slots"][0]["tables"] = 2

    repaired = repair(Problem(read(file)), before)

    assert [tuple(each) for each in repaired.schedule.scheduled] == [
        ("ab", "s0", 1),
        ("cd", "s0", 2),
    ]
    assert (repaired.moved, repaired.reseated) == ([], ["cd"])


def test_no_change_breaks_a_rule_and_no_change_changes_nothing():
    for seed in range(80):
        file, rng = odd_file(seed, moves=100), random.Random(seed)
        before = published(file)
        same = repair(Problem(read(file)), before)
        person = rng.choice(file["participants"])
        person["available"] = [slot["id"] for slot in file["slots"] if rng.random() < 0.5]
        rng.choice(file["slots"])["tables"] = rng.randint(0, 2)

        repaired = repair(Problem(read(file)), before)

        assert (seed, same.moved, same.lost, same.reseated) == (seed, [], [], [])
        assert (seed, faults(file, repaired.schedule.as_data())) == (seed, [])
