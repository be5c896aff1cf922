"""Kempe chains: meetings of two slots that hang together change places, all of them at once.

Whoever is inside a chain has a meeting in both slots before and after; only its ends notice.
"""

from clusterhub.matchmaking.scheduler.slots import bits

LONGEST = 60
GLANCES = 8


def chain(board, starts, s, t, longest=LONGEST):
    """The meetings of slots `s` and `t` that must move if `starts` do; None if they cannot."""
    found = loose_chain(board, starts, s, t, longest)
    return found if found and tables_allow(board, found, s, t) else None


def loose_chain(board, starts, s, t, longest=LONGEST):
    """The same, whether or not there are tables for them."""
    problem, slot_of, at = board.problem, board.slot_of, board.at
    allowed, holders_of, width = problem.allowed, problem.holders, problem.slot_count
    is_ordered, ordered = problem.is_ordered, 0
    if len(starts) > longest:
        return None
    found, seen = list(starts), set(starts)
    for m in found:
        target = t if slot_of[m] == s else s
        if not allowed[m] >> target & 1:
            return None
        if is_ordered[m]:
            ordered += 1  # Two at once could each make the other one's move wrong.
            if ordered > 1 or not board.in_order(m) >> target & 1:
                return None
        for holder in holders_of[m]:
            other = at[holder * width + target]
            if other >= 0 and other not in seen:
                if len(found) >= longest:
                    return None
                seen.add(other)
                found.append(other)
    if problem.has_overlaps and not _overlaps_allow(board, found, s, t):
        return None
    return found


def _overlaps_allow(board, found, s, t):
    """Nobody may have a third meeting in a slot beside one of the two."""
    problem, neither = board.problem, ~(1 << s | 1 << t)
    return not any(
        board.used[holder] & problem.conflicts[t if board.slot_of[m] == s else s] & neither
        for m in found
        for holder in problem.holders[m]
    )


def tables_allow(board, found, s, t):
    needs_table, slot_of = board.problem.needs_table, board.slot_of
    more = 0  # Tables that `t` needs more than before, and `s` less.
    for m in found:
        if needs_table[m]:
            more += 1 if slot_of[m] == s else -1
    if more > 0:
        return board.spare_tables(t) >= more
    return more == 0 or board.spare_tables(s) >= -more


def turn(board, found, s, t):
    """Moves a chain; turning it once more undoes it."""
    targets = [t if board.slot_of[m] == s else s for m in found]
    for m in found:
        board.remove(m)
    for m, target in zip(found, targets, strict=True):
        board.place(m, target)


def make_room(board, m, rng, tries, longest=LONGEST):
    """Moves other meetings along one chain so that `m` finds a slot; whether it sits there now."""
    problem = board.problem
    if any(board.count[i] >= problem.most[i] for i in (problem.a[m], problem.b[m])):
        return False
    mask = problem.allowed[m]
    if problem.is_ordered[m]:
        mask &= board.in_order(m)
    slots = bits(mask)
    if rng:
        rng.shuffle(slots)
    for s in slots:
        blockers = _blockers(board, m, s, rng)
        if blockers is None:
            continue
        for t in _where_to(board, m, blockers, s, rng):
            tries -= 1
            if tries < 0:
                return False
            found = chain(board, blockers, s, t, longest)
            if found and _frees(board, m, found, s, t):
                return True
    return False


def make_room_gently(board, m, longest):
    """The same with the shortest of all chains; the meetings that moved for it, or None."""
    problem, found = board.problem, []
    if any(board.count[i] >= problem.most[i] for i in (problem.a[m], problem.b[m])):
        return None
    mask = problem.allowed[m] & board.in_order(m)
    for s in bits(mask):
        blockers = _blockers(board, m, s, None)
        for t in _where_to(board, m, blockers, s, None) if blockers else ():
            if moving := chain(board, blockers, s, t, longest):
                found.append((len(moving), s, t, moving))
    for _, s, t, moving in sorted(found):
        if _frees(board, m, moving, s, t):
            return moving
    return None


def _blockers(board, m, s, rng):
    """Whose meetings must leave slot `s` for `m`; None where an overlapping slot is in the way as well."""
    problem, at = board.problem, board.at
    blockers = []
    for holder in problem.holders[m]:
        if board.free[holder] >> s & 1:
            continue
        other = at[holder * problem.slot_count + s]
        if other < 0:
            return None
        if other not in blockers:
            blockers.append(other)
    if not blockers and problem.needs_table[m]:
        blockers = _one_at_a_table(board, s, rng)
    return blockers or None


def _one_at_a_table(board, s, rng):
    """A meeting at a table in slot `s` that could as well be in another one, as a list; or an empty one."""
    problem, people = board.problem, board.problem.person_count
    some = range(people) if rng is None else (int(rng.random() * people) for _ in range(GLANCES))
    for person in some:
        other = board.at[person * problem.slot_count + s]
        if other >= 0 and problem.needs_table[other] and board.elsewhere(other):
            return [other]
    return []


def _where_to(board, m, blockers, s, rng):
    problem = board.problem
    mask = problem.all_slots & ~(1 << s)
    for other in blockers:
        mask &= problem.allowed[other]
    for holder in problem.holders[m]:
        if board.at[holder * problem.slot_count + s] >= 0:
            mask &= ~board.used[holder]  # Else the chain would bring her another one back.
    slots = bits(mask)
    if rng and len(slots) > 1:
        rng.shuffle(slots)
    return slots


def _frees(board, m, found, s, t):
    problem, at, width = board.problem, board.at, board.problem.slot_count
    for holder in problem.holders[m]:
        if (other := at[holder * width + t]) >= 0 and other in found:
            return False
    turn(board, found, s, t)
    if board.open_slots(m) >> s & 1:
        board.place(m, s)
        return True
    turn(board, found, s, t)
    return False
