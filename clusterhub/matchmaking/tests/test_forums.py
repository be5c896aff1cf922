"""The made-up crowds and the public B2B forums that bin/bench measures with; the forum is our own."""

from pathlib import Path

import pytest

from bench.meeting_files import read_forum
from bench.meeting_instances import event
from bench.meetings import first_come
from clusterhub.matchmaking.scheduler import Problem, read, schedule
from clusterhub.matchmaking.tests.checking import faults

SMALL = Path(__file__).parents[3] / "bench" / "forums" / "small.dzn"


def test_a_forum_is_read_with_what_it_forbids_fixes_and_orders():
    file = read_forum(SMALL.read_text())

    assert [slot["tables"] for slot in file["slots"]] == [2] * 5
    assert [person["available"] for person in file["participants"]] == [
        [1, 2, 3, 4, 5],
        [1, 2, 3, 4, 5],
        [2, 3, 4, 5],
        [1, 2, 3],
    ]
    assert [meeting["slots"] for meeting in file["meetings"]] == [[1, 2, 3], None, [4, 5], None, [1, 2, 3]]  # fmt: skip
    assert [meeting["fixed_slot"] for meeting in file["meetings"]] == [None, 4, None, None, None]
    assert [meeting["after"] for meeting in file["meetings"]] == [[], [], [], [1], []]


def test_all_its_meetings_are_held():
    file = read_forum(SMALL.read_text())

    made = schedule(Problem(read(file | {"options": {"seed": 1, "moves": 2000}})))

    assert (made.value, made.bound) == (5, 5)
    assert faults(file, made.as_data()) == []


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("nTables = 2;", "", "nTables is missing, or no number"),
        (
            "nMeetings = 5;",
            "nMeetings = 6;",
            "requested has 5 rows, and not 6 of three numbers each",
        ),
        ("forbidden = [{},", "forbidden = [", "forbidden has 3 sets instead of 4"),
    ],
)
def test_what_a_forum_lacks_is_said(old, new, words):
    text = SMALL.read_text()
    assert old in text

    with pytest.raises(ValueError, match=words):
        read_forum(text.replace(old, new))


def test_a_crowd_gets_nearly_all_that_can_be_and_more_than_first_come_first_served():
    file = event(150, 10, 0.8, 1)
    problem = Problem(read(file | {"options": {"seed": 1, "moves": 3000}}))

    made = schedule(problem)

    assert faults(file, made.as_data()) == []
    assert made.value >= 0.998 * made.bound
    assert made.idle_slots <= 0.02 * len(made.scheduled)
    assert first_come(problem, 1).value() < 0.95 * made.value
