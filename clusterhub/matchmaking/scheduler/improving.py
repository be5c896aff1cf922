"""Ejection search with annealing: bring in what is left out, at first at almost any price, later at none.

Counted in moves, so that a seed and a number of moves give the same schedule on any machine.
"""

import math

from clusterhub.matchmaking.scheduler.chains import make_room

# Of the mean value: what a move may cost in the beginning, with few and with many moves; in the end.
WARM, WARMEST, COLDEST = 0.05, 0.6, 0.002
MANY_MOVES = 200  # Per meeting.
CHAIN_TRIES = 3
LOOKS = 3  # Meetings at tables that are looked at when a table must be given up.
SAYS_EVERY = 256
NEARLY = 1e-7


def improve(board, rng, moves, goal, watch):
    """At most so many moves, or until the values reach `goal`; how many. `watch(moves)` says when to stop."""
    search = Search(board, rng, goal)
    search.run(moves, watch)
    return search.moves


class Search:
    def __init__(self, board, rng, goal):
        self.board, self.rng, self.goal = board, rng, goal * (1 - 1e-9)
        problem, slot_of = board.problem, board.slot_of
        self.open = [
            m for m in range(problem.meeting_count) if problem.allowed[m] and slot_of[m] < 0
        ]
        self.best, self.best_score = list(slot_of), board.score
        self.moves, self.warmth = 0, 0.0

    def run(self, moves, watch):
        mean = self.board.problem.mean_value
        if not mean:
            return
        plenty = min(1, moves / (MANY_MOVES * (len(self.board.slot_of) or 1)))
        warm = WARM + (WARMEST - WARM) * plenty**2
        goes_down = (COLDEST / warm) ** (1 / max(1, moves))
        self.warmth = warm * mean
        while self.moves < moves and self.open:
            if self.moves % SAYS_EVERY == 0 and (self._is_perfect() or watch(self.moves)):
                break
            self.moves += 1
            self.warmth *= goes_down
            self._bring_in(int(self.rng.random() * len(self.open)))
        self._keep_best()
        self.board.put_back(self.best)

    def _is_perfect(self):
        return self.board.worth >= self.goal - NEARLY and self.board.value() >= self.goal

    def _bring_in(self, at):
        board, rng, m = self.board, self.rng, self.open[at]
        if mask := board.open_slots(m):
            self._leave_open(at)
            board.place(m, _any(mask, rng))
            return
        gain, slot, ejected = self._cheapest(m)
        if slot >= 0 and gain >= 0:
            self._eject(at, slot, ejected)
        elif make_room(board, m, rng, CHAIN_TRIES):
            self._leave_open(at)
        elif slot >= 0 and gain > self.warmth * math.log(1 - rng.random()):
            self._keep_best()
            self._eject(at, slot, ejected)

    def _leave_open(self, at):
        last = self.open.pop()
        if at < len(self.open):
            self.open[at] = last

    def _keep_best(self):
        board = self.board
        if board.score > self.best_score + NEARLY:
            self.best, self.best_score = list(board.slot_of), board.score

    def _cheapest(self, m):
        """(what it brings, slot, who must leave) for the slot in which `m` costs the others least."""
        board, rng = self.board, self.rng
        problem, at = board.problem, board.at
        width, a, b = problem.slot_count, problem.a[m], problem.b[m]
        mask = problem.allowed[m]
        enough = [i for i in (a, b) if board.count[i] >= problem.most[i]]
        is_plain = not (problem.has_overlaps or enough or len(problem.holders[m]) > 2)
        is_plain = is_plain and not problem.is_ordered[m]
        most, found, who = math.inf, -1, ()
        while mask:
            low = mask & -mask
            mask ^= low
            slot = low.bit_length() - 1
            if is_plain:
                x, y = at[a * width + slot], at[b * width + slot]
                gone = [x, y] if x >= 0 and y >= 0 else [x] if x >= 0 else [y] if y >= 0 else []
            else:
                gone = self._in_the_way(m, slot, enough)
            if problem.needs_table[m] and board.full & low:
                self._give_up_a_table(gone, slot)
            cost = 0.0
            for other in gone:
                cost += self._loss(other, a, b)
            cost += rng.random() * self.warmth * 0.1
            if cost < most:
                most, found, who = cost, slot, gone
        if found < 0 or most == math.inf:
            return -math.inf, -1, ()
        return self._worth(m, who) - most, found, who

    def _loss(self, other, a, b):
        """What the others lose when it leaves, or nothing when it fits elsewhere."""
        board = self.board
        problem = board.problem
        if problem.is_fixed[other]:
            return math.inf
        if board.elsewhere(other):
            return 0.0
        lost = problem.value[other]
        for i in (problem.a[other], problem.b[other]):
            if i not in (a, b):
                lost += problem.steps[board.count[i] - 1]
        return lost

    def _worth(self, m, gone):
        """Its value, with the bonus for those of the two who have one meeting more than before."""
        board, problem = self.board, self.board.problem
        worth = problem.value[m]
        for i in (problem.a[m], problem.b[m]):
            if not any(i in (problem.a[other], problem.b[other]) for other in gone):
                worth += problem.steps[board.count[i]]
        return worth

    def _in_the_way(self, m, slot, enough):
        """Those who hold any of its holders in this slot or beside it; and one each of who has enough."""
        board, problem = self.board, self.board.problem
        width, gone = problem.slot_count, []
        for holder in problem.holders[m]:
            mask = board.used[holder] & problem.conflicts[slot]
            while mask:
                low = mask & -mask
                mask ^= low
                other = board.at[holder * width + low.bit_length() - 1]
                if other not in gone:
                    gone.append(other)
        for others, fits in (
            (problem.after[m], problem.later),
            (problem.before[m], problem.earlier),
        ):
            for other in others:
                place = board.slot_of[other]
                if place >= 0 and not fits[place] >> slot & 1 and other not in gone:
                    gone.append(other)
        for i in enough:
            if not any(i in (problem.a[other], problem.b[other]) for other in gone):
                gone.append(self._least_of(i))
        return gone

    def _least_of(self, person):
        board, problem = self.board, self.board.problem
        held = [
            m for m in problem.meetings_of[person] if board.slot_of[m] >= 0
        ]  # fmt: skip
        return min(held, key=lambda m: (problem.is_fixed[m], problem.value[m]))

    def _give_up_a_table(self, gone, slot):
        """Adds a meeting at a table in this slot, unless one leaves anyway."""
        board, problem, rng = self.board, self.board.problem, self.rng
        if any(problem.needs_table[m] and board.slot_of[m] == slot for m in gone):
            return
        best = None
        for _ in range(LOOKS * 3):
            person = int(rng.random() * problem.person_count)
            m = board.at[person * problem.slot_count + slot]
            if m >= 0 and problem.needs_table[m]:
                loss = self._loss(m, -1, -1)
                if best is None or loss < best[0]:
                    best = (loss, m)
        if best:
            gone.append(best[1])

    def _eject(self, at, slot, gone):
        board, m = self.board, self.open[at]
        for other in gone:
            board.remove(other)
        if not board.open_slots(m) >> slot & 1:  # A table or an overlap is still in the way.
            self._settle(gone)
            return
        self._leave_open(at)
        board.place(m, slot)
        self._settle(gone)

    def _settle(self, gone):
        board, rng = self.board, self.rng
        for other in gone:
            if mask := board.open_slots(other):
                board.place(other, _any(mask, rng))
            elif not make_room(board, other, rng, 1):
                self.open.append(other)


def _any(mask, rng):
    count = mask.bit_count()
    if count > 1:
        for _ in range(int(rng.random() * count)):
            mask &= mask - 1
    return (mask & -mask).bit_length() - 1
