"""From problem to schedule: bound, first placing, search, gaps, tables."""

import math
import random
import time
from typing import NamedTuple

from clusterhub.matchmaking.scheduler.board import Board
from clusterhub.matchmaking.scheduler.bound import bound
from clusterhub.matchmaking.scheduler.gaps import close_gaps
from clusterhub.matchmaking.scheduler.improving import improve
from clusterhub.matchmaking.scheduler.placing import fill, place_all
from clusterhub.matchmaking.scheduler.result import result
from clusterhub.matchmaking.scheduler.tables import Tables

# So many moves are a second's work on a slow core; the clock cuts in only where it is slower still.
MOVES_A_SECOND = 5_000
TRIALS_A_SECOND = 30_000
MOVES_A_MEETING = 400  # What is small is done sooner.
LEAST_SEARCH, MUCH_MISSING = 0.1, 0.002
FOR_GAPS = 0.4  # Of the seconds, when gaps matter.


class Progress(NamedTuple):
    stage: str  # "bound", "placing", "improving", "gaps" or "tables"
    done: float  # Of the stage, from 0 to 1.
    value: float
    bound: float


class Clock:
    """Says when to stop: a stage's time is over, or whoever watches said so.

    Seconds are those of this thread at work, so that a busy machine does not change the schedule; but on no
    machine does it take more than twice as many by the clock on the wall.
    """

    def __init__(self, board, on_progress):
        self.worked, self.began = time.thread_time(), time.monotonic()
        self.board, self.limit, self.on_progress = board, 0, on_progress
        self.was_cut = self.is_stopped = False

    def is_over(self, seconds):
        worked, passed = time.thread_time() - self.worked, time.monotonic() - self.began
        return worked > seconds or passed > 2 * seconds

    def watch(self, stage, moves, seconds):
        """For one stage: a function of the moves done that says whether to stop now."""

        def watch(done):
            share = done / moves if moves else 1
            now = Progress(stage, share, self.board.worth, self.limit)
            if self.on_progress and self.on_progress(now):
                self.is_stopped = True
            is_late = self.is_over(seconds)
            self.was_cut |= is_late or self.is_stopped
            return is_late or self.is_stopped

        return watch


def schedule(problem, on_progress=None):
    """The best schedule found. `on_progress(Progress)` may answer True to stop with the best so far.

    The same problem, seed and number of moves give the same schedule. With `seconds` alone the number of
    moves follows from them; a clock that cuts in before they are done shows as `is_cut`.
    """
    options, board = problem.options, Board(problem)
    clock = Clock(board, on_progress)
    limit = bound(problem)
    clock.limit = limit.value
    rng = random.Random(options.seed)
    searching_ends, all_ends = _ends(options)
    place_all(board, limit.share, rng, clock.watch("placing", problem.meeting_count, math.inf))
    moves = _moves(board, limit.value)
    goal = math.inf if options.fairness else limit.value
    done = improve(board, rng, moves, goal, clock.watch("improving", moves, searching_ends))
    if options.gaps and not clock.is_stopped:
        trials = _trials(problem, done)
        done += close_gaps(board, rng, trials, clock.watch("gaps", trials, all_ends))
    fill(board)
    return result(board, seat(board), limit.value, done, clock.was_cut)


def _ends(options):
    """The seconds after which the search and all of it must stop."""
    if options.moves is not None:
        return math.inf, math.inf
    return options.seconds * (1 - FOR_GAPS if options.gaps else 1), options.seconds


def _moves(board, limit):
    """For the search: as many as the seconds allow, and fewer where little is left to gain."""
    problem, options = board.problem, board.problem.options
    if options.moves is not None:
        return options.moves
    moves = int(_ends(options)[0] * MOVES_A_SECOND)
    if not options.fairness and limit:
        missing = 1 - board.value() / limit
        moves = int(moves * min(1, max(LEAST_SEARCH, math.sqrt(missing / MUCH_MISSING))))
    return min(moves, MOVES_A_MEETING * (problem.meeting_count + 4))


def _trials(problem, done):
    """To close gaps: what the seconds allow, with those that the search did not need."""
    options = problem.options
    if options.moves is not None:
        return 2 * options.moves
    left = options.seconds - done / MOVES_A_SECOND
    return min(int(left * TRIALS_A_SECOND), MOVES_A_MEETING * (problem.meeting_count + 4))


def seat(board, kept=None):
    """Tables for all, those `kept` ({meeting: table}) first; what finds none gives its slot up."""
    while True:
        tables = Tables(board, kept)
        tables.seat_all(tidy=kept is None and bool(board.problem.options.tables))
        if not tables.homeless:
            return tables
        board.remove(min(tables.homeless, key=lambda m: (board.problem.value[m], m)))
