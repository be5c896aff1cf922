import pytest

from clusterhub.matchmaking.scheduler import Problem, read, schedule
from clusterhub.matchmaking.tests.checking import best_value, faults
from clusterhub.matchmaking.tests.makers import (
    everybody_meets,
    made,
    make_file,
    make_meeting,
    make_person,
    make_slot,
    odd_file,
    two_triangles,
)


def test_small_schedules_are_the_best_there_can_be_and_the_second_checker_finds_no_fault():
    for seed in range(60):
        file = odd_file(seed, with_overlaps=False, with_promises=False)

        answer = made(file)

        assert (seed, faults(file, answer)) == (seed, [])
        assert (seed, answer["value"]) == (seed, pytest.approx(best_value(file)))


def test_no_rule_is_broken_where_slots_overlap_and_places_and_orders_are_promised():
    for seed in range(60, 160):
        file = odd_file(seed)

        answer = made(file, moves=300)

        assert (seed, faults(file, answer)) == (seed, [])


def test_the_bound_is_never_below_the_best_schedule():
    for seed in range(160, 260):
        file = odd_file(seed, with_promises=False)

        bound = made(file, moves=0)["bound"]

        assert bound >= best_value(file) - 1e-9, seed


def test_the_second_checker_sees_what_is_broken():
    file = make_file(slots=2, pairs=("ab", "cd"), people="abcd")
    file["participants"][0]["available"] = ["s0"]
    answer = made(file)
    moved = [
        {"meeting": "ab", "slot": "s1", "table": 1},
        {"meeting": "cd", "slot": "s1", "table": 1},
    ]

    found = faults(file, answer | {"scheduled": moved, "value": 3})

    assert faults(file, answer) == []
    assert found == [
        "ab cannot be in s1",
        "cd and ab share table 1",
        "the value is 2, not 3",
        "the value is above the bound",
    ]


def test_the_same_seed_and_moves_give_the_same_schedule():
    file = odd_file(44)

    answers = [made(file, seed=seed, moves=200) for seed in (3, 3, 4, 5, 6)]

    assert answers[0] == answers[1]
    assert len({str(answer) for answer in answers}) > 1


def test_of_an_odd_number_of_people_one_sits_out_and_the_bound_knows():
    answer = made(everybody_meets())

    assert (answer["value"], answer["bound"]) == (9, 9)


def test_whoever_watches_can_stop_it_and_has_the_best_so_far():
    file = two_triangles()
    seen = []

    def watch(now):
        seen.append(now.stage)
        return now.stage == "improving"

    answer = schedule(Problem(read(file | {"options": {"moves": 10**8}})), watch)

    assert answer.is_cut
    assert faults(file, answer.as_data()) == []
    assert (set(seen), seen.count("improving")) == ({"placing", "improving"}, 1)


def test_stopped_at_the_first_moment_it_still_holds_what_fits_and_says_why_not():
    file = two_triangles()

    made = schedule(Problem(read(file)), lambda now: True).as_data()

    assert faults(file, made) == []
    assert len(made["scheduled"]) == 4
    assert {each["reason"] for each in made["unscheduled"]} == {
        "No slot is left in which both are free."
    }


def test_stand_meetings_use_the_stand_once_per_slot_and_no_table():
    file = make_file(slots=2, people="abcd", pairs=("ac", "bd"))
    file["slots"] = [make_slot(n, tables=0) for n in range(2)]
    for person in file["participants"][:2]:
        person["stand"] = "red"

    answer = made(file)

    assert faults(file, answer) == []
    assert {each["slot"] for each in answer["scheduled"]} == {"s0", "s1"}
    assert [each["table"] for each in answer["scheduled"]] == [None, None]


def test_online_and_mixed_meetings_need_neither_table_nor_stand():
    people = [make_person("a", stand="red"), make_person("b", attends="online")]
    people += [make_person("c", stand="red"), make_person("d")]
    file = make_file(slots=1, pairs=("ab", "cd"), participants=people)
    file["slots"][0]["tables"] = 0

    answer = made(file)

    assert [each["table"] for each in answer["scheduled"]] == [None, None]


def test_slots_that_overlap_share_tables_and_people_even_over_a_clock_change():
    hours = [
        (
            "2026-10-25T02:40:00+02:00",
            "2026-10-25T02:10:00+01:00",
        ),  # Half an hour, back in between.
        ("2026-10-25T02:00:00+01:00", "2026-10-25T02:30:00+01:00"),  # Begins before the other ends.
        ("2026-10-25T02:10:00+01:00", "2026-10-25T02:40:00+01:00"),
    ]
    slots = [
        {"id": f"s{n}", "starts_at": start, "ends_at": end, "tables": 1}
        for n, (start, end) in enumerate(hours)
    ]
    file = make_file(people="abcdef", pairs=("ab", "cd", "ef"), slots=slots)

    answer = made(file)

    assert faults(file, answer) == []
    assert {each["slot"] for each in answer["scheduled"]} == {"s0", "s2"}


def test_a_fixed_meeting_is_a_promise_that_no_dearer_meeting_takes():
    file = make_file(slots=1, people="abc", pairs=("ab",))
    file["meetings"] += [make_meeting("dear", "a", "c", value=9)]
    file["meetings"][0]["fixed_slot"] = "s0"

    answer = made(file)

    assert [each["meeting"] for each in answer["scheduled"]] == ["ab"]
    assert answer["bound"] == 9


def test_first_meetings_come_before_the_tenth_of_the_popular_when_fairness_weighs():
    file = make_file(slots=1, people="abcd", pairs=("ab",))
    file["slots"] += [make_slot(1, tables=1)]
    file["meetings"] += [make_meeting("ac", "a", "c", slots=["s1"], value=1.5)]
    file["meetings"] += [make_meeting("cd", "c", "d", slots=["s1"])]
    file["meetings"][0]["slots"] = ["s0"]

    plain, fair = made(file), made(file, weights={"fairness": 3})

    assert [each["meeting"] for each in plain["scheduled"]] == ["ab", "ac"]
    assert [each["meeting"] for each in fair["scheduled"]] == ["ab", "cd"]
    assert (fair["value"], fair["bound"]) == (2, 2.5)


def test_a_dear_meeting_leaves_when_two_others_are_worth_more():
    file = make_file(slots=2, people="abcd", pairs=("ab", "ac", "ad", "bc"))
    for meeting, value in zip(file["meetings"], (1.5, 1.5, 1, 1), strict=True):
        meeting["value"] = value

    assert made(file)["value"] == 3.5
