"""What comes out: who meets when and where, why not, and how good it is."""

from typing import NamedTuple

from clusterhub.matchmaking.scheduler import reasons
from clusterhub.matchmaking.scheduler.gaps import idle_slots


class Held(NamedTuple):
    meeting: object
    slot: object
    table: int | None


class Unscheduled(NamedTuple):
    meeting: object
    code: str
    reason: str


class Schedule(NamedTuple):
    """`value` is the sum of the values of what is held, without any bonus; never more than `bound`."""

    scheduled: list
    unscheduled: list
    value: float
    bound: float
    idle_slots: int
    bonus: float  # For first, second and third meetings, in units of value.
    table_changes: int
    moves: int
    is_cut: bool  # By the clock or by hand; the same again is then not promised.

    def as_data(self):
        """The contract of `clusterhub schedule-meetings`."""
        return {
            "scheduled": [each._asdict() for each in self.scheduled],
            "unscheduled": [
                {"meeting": each.meeting, "reason": each.reason} for each in self.unscheduled
            ],
            "value": self.value,
            "bound": self.bound,
            "idle_slots": self.idle_slots,
        }


def result(board, tables, bound, moves, is_cut):
    problem = board.problem
    held, missing = [], []
    for m, slot in enumerate(board.slot_of):
        meeting = problem.meetings[m].id
        if slot >= 0:
            held.append(Held(meeting, problem.slots[slot].id, tables.table_of[m] or None))
        else:
            reason = problem.refused.get(m) or reasons.left_over(board, m)
            missing.append(Unscheduled(meeting, reason.code, reason.words))
    value = board.value()
    return Schedule(
        held, missing, value, max(bound, value), idle_slots(board), bonus(board),
        tables.changes(), moves, is_cut,
    )  # fmt: skip


def bonus(board):
    steps = board.problem.steps
    return sum(sum(steps[: board.count[i]]) for i in range(board.problem.person_count))
