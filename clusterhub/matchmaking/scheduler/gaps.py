"""Idle slots inside people's days: the same meetings, other slots.

Turning an alternating path of two slots changes the days of its ends alone, so a turn is judged by them.
"""

import math

from clusterhub.matchmaking.scheduler.chains import GLANCES, loose_chain, tables_allow, turn
from clusterhub.matchmaking.scheduler.slots import bits

WARMEST, COLDEST = 1.0, 0.1
SAYS_EVERY = 64
INTO_THE_GAP = 0.5
LONG_GAP = 0.5  # Each idle slot beside another one counts by so much more.


def idle_slots(board):
    """Slots in which somebody is available and has no meeting, between two of hers on one day."""
    return sum(
        idle_in(board, person, day).bit_count()
        for person in range(board.problem.person_count)
        for day in board.problem.days
    )


def idle_in(board, person, day):
    used = board.used[person] & day
    if not used & (used - 1):
        return 0
    low = used & -used
    between = (1 << used.bit_length() - 1) - (low << 1)
    return between & day & board.free[person]


def _cost(board, person):
    cost = 0.0
    for day in board.problem.days:
        if idle := idle_in(board, person, day):
            cost += idle.bit_count() + LONG_GAP * (idle & idle >> 1).bit_count()
    return cost


def close_gaps(board, rng, moves, watch):
    """At most so many trials; keeps the best, which nothing but the slots tells from what was given."""
    costs = [_cost(board, person) for person in range(board.problem.person_count)]
    total = least = sum(costs)
    best, warmth = list(board.slot_of), WARMEST
    goes_down = (COLDEST / WARMEST) ** (1 / max(1, moves))
    with_gaps = _Bag(person for person, cost in enumerate(costs) if cost)
    done = 0
    while done < moves and len(with_gaps):
        if done % SAYS_EVERY == 0 and watch(done):
            break
        done += 1
        warmth *= goes_down
        person = with_gaps.any(rng)
        total += _try(board, rng, person, costs, with_gaps, warmth)
        if total < least - 1e-9:
            least, best = total, list(board.slot_of)
    board.put_back(best)
    return done


def _try(board, rng, person, costs, with_gaps, warmth):
    """Turns one path that brings a meeting of hers into a gap, or leaves all as it is; the change of cost."""
    problem = board.problem
    idle = 0
    for day in problem.days:
        idle |= idle_in(board, person, day)
    # Into the gap, or away from its edge to any other slot.
    t = _one_of(idle if rng.random() < INTO_THE_GAP else board.free[person], rng)
    s = _one_of(board.used[person], rng)
    m = board.at[person * problem.slot_count + s]
    found = loose_chain(board, [m], s, t)
    if found and not tables_allow(board, found, s, t):
        found = _balanced(board, rng, found, s, t)
    if not found:
        return 0.0
    ends = _ends(board, found, s, t)
    turn(board, found, s, t)
    new = [(i, _cost(board, i)) for i in ends]
    change = sum(cost - costs[i] for i, cost in new)
    if change > 0 and change > -warmth * math.log(1 - rng.random()):
        turn(board, found, s, t)
        return 0.0
    for i, cost in new:
        costs[i] = cost
        with_gaps.keep(i, cost > 0)
    return change


def _balanced(board, rng, found, s, t):
    """The chain with another one of the same slots that gives back the tables it lacks; or None."""
    problem, at = board.problem, board.at
    for _ in range(GLANCES):
        person = int(rng.random() * problem.person_count)
        for slot in (s, t):
            m = at[person * problem.slot_count + slot]
            if m >= 0 and problem.needs_table[m] and m not in found:
                other = loose_chain(board, [m], s, t)
                if other and tables_allow(board, found + other, s, t):
                    return found + other
    return None


def _ends(board, found, s, t):
    """The people of a chain who have a meeting in one of its two slots only."""
    problem, both = board.problem, 1 << s | 1 << t
    return {i for m in found for i in (problem.a[m], problem.b[m]) if board.used[i] & both != both}


def _one_of(mask, rng):
    slots = bits(mask)
    return slots[int(rng.random() * len(slots))]


class _Bag:
    """A set of numbers of which any one can be drawn, the same for the same seed."""

    def __init__(self, members):
        self.members = list(members)
        self.place = {member: at for at, member in enumerate(self.members)}

    def __len__(self):
        return len(self.members)

    def any(self, rng):
        return self.members[int(rng.random() * len(self.members))]

    def keep(self, member, is_in):
        if is_in == (member in self.place):
            return
        if is_in:
            self.place[member] = len(self.members)
            self.members.append(member)
            return
        at, last = self.place.pop(member), self.members.pop()
        if last != member:
            self.members[at] = last
            self.place[last] = at
