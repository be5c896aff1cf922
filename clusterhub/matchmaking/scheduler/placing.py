"""The first schedule: what was promised, then what the bound chose, hardest first, then whatever fits."""

import heapq

from clusterhub.matchmaking.scheduler.chains import make_room
from clusterhub.matchmaking.scheduler.slots import bits

TRIES = 40
SAYS_EVERY = 128


def place_fixed(board):
    """Fixed meetings are promises: they come first, and of two in each other's way the one of more value."""
    problem = board.problem
    fixed = [m for m in range(problem.meeting_count) if problem.is_fixed[m] and problem.allowed[m]]
    for m in sorted(fixed, key=lambda m: (-problem.value[m], m)):
        if mask := board.open_slots(m):
            board.place(m, mask.bit_length() - 1)


def place_all(board, share, rng, watch):
    """`share` says of each meeting how much of it the best programme holds; `watch(done)`, when to stop."""
    problem = board.problem
    place_fixed(board)
    waiting = [m for m, slot in enumerate(board.slot_of) if slot < 0 and problem.allowed[m]]
    chosen = [m for m in waiting if share[m] >= 0.5]
    _colour(board, chosen, watch)
    rest = sorted(waiting, key=lambda m: (-share[m], -problem.value[m], m))
    for at, m in enumerate(rest):
        if at % SAYS_EVERY == 0 and watch(len(chosen)):
            return
        if board.slot_of[m] < 0 and not place_if_open(board, m):
            make_room(board, m, rng, TRIES)


def place_if_open(board, m):
    if mask := board.open_slots(m):
        board.place(m, (mask & -mask).bit_length() - 1)
        return True
    return False


def fill(board):
    """Whatever fits without anybody moving, the dearest first."""
    problem = board.problem
    for m in sorted(range(problem.meeting_count), key=lambda m: (-problem.value[m], m)):
        if board.slot_of[m] < 0 and problem.allowed[m]:
            place_if_open(board, m)


def _colour(board, chosen, watch):
    """List edge colouring: always the meeting with the fewest slots left, where it hurts others least."""
    problem = board.problem
    beside = [[] for _ in problem.most]
    for m in chosen:
        for holder in problem.holders[m]:
            beside[holder].append(m)
    slack = [problem.allowed[m].bit_count() for m in chosen]
    heap = [(count, -problem.value[m], m) for count, m in zip(slack, chosen, strict=True)]
    heapq.heapify(heap)
    left = dict(zip(chosen, slack, strict=True))
    looks = 0
    while heap:
        if looks % SAYS_EVERY == 0 and watch(len(chosen) - len(left)):
            return
        looks += 1
        count, value, m = heapq.heappop(heap)
        if left.get(m) != count:
            continue
        mask = board.open_slots(m)
        if mask.bit_count() < count:  # Tables ran out meanwhile.
            left[m] = mask.bit_count()
            heapq.heappush(heap, (left[m], value, m))
            continue
        del left[m]
        if mask:
            slot = _gentlest(board, m, mask, beside, left)
            board.place(m, slot)
            _less_room(board, m, slot, beside, left, heap)


def _gentlest(board, m, mask, beside, left):
    """The slot that the other open meetings of the same people need least."""
    if mask & (mask - 1) == 0:
        return mask.bit_length() - 1
    problem, free = board.problem, board.free
    slots = bits(mask)
    hurt = dict.fromkeys(slots, 0.0)
    for holder in problem.holders[m]:
        for other in beside[holder]:
            if count := left.get(other):
                theirs = mask & problem.allowed[other]
                theirs &= free[problem.a[other]] & free[problem.b[other]]
                while theirs:
                    low = theirs & -theirs
                    hurt[low.bit_length() - 1] += 1 / count
                    theirs ^= low
    tight = _table_pressure(board, slots) if problem.needs_table[m] else {}
    return min(slots, key=lambda slot: (hurt[slot] + tight.get(slot, 0), slot))


def _table_pressure(board, slots):
    return {slot: 1 / (1 + board.spare_tables(slot)) for slot in slots}


def _less_room(board, m, slot, beside, left, heap):
    problem, free = board.problem, board.free
    for holder in problem.holders[m]:
        for other in beside[holder]:
            if other in left and problem.allowed[other] & problem.conflicts[slot]:
                mask = problem.allowed[other] & free[problem.a[other]] & free[problem.b[other]]
                count = mask.bit_count()
                if count < left[other]:
                    left[other] = count
                    heapq.heappush(heap, (count, -problem.value[other], other))
