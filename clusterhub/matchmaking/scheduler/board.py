"""A schedule while it is made: who sits where in which slot. All moves go through `place` and `remove`."""

from clusterhub.matchmaking.scheduler.slots import bits


class Board:
    def __init__(self, problem):
        self.problem = problem
        self.slot_of = [-1] * problem.meeting_count
        self.at = [-1] * (len(problem.most) * problem.slot_count)
        self.free = list(problem.available)  # Bits of slots in which a holder could take a meeting.
        self.used = [0] * len(problem.most)
        self.count = [0] * len(problem.most)
        self.seated = [0] * len(problem.pools)  # Meetings at tables in each pool of slots.
        self.full = 0  # Bits of slots in which no table is free.
        for mask, tables in problem.pools:
            if tables == 0:
                self.full |= mask
        self.worth = 0.0  # Of all that is held; `value` sums it without rounding.
        self.score = 0.0  # The same with the bonus for first meetings.

    def place(self, m, slot):
        problem, bit = self.problem, 1 << slot
        gone = ~problem.conflicts[slot]
        at, free, used, count, width = self.at, self.free, self.used, self.count, problem.slot_count
        for holder in problem.holders[m]:
            at[holder * width + slot] = m
            free[holder] &= gone
            used[holder] |= bit
            count[holder] += 1
        self.slot_of[m] = slot
        steps = problem.steps
        self.worth += problem.value[m]
        self.score += problem.value[m] + steps[count[problem.a[m]] - 1]
        self.score += steps[count[problem.b[m]] - 1]
        if problem.needs_table[m]:
            for pool in problem.pools_of[slot]:
                self.seated[pool] += 1
                if self.seated[pool] == problem.pools[pool][1]:
                    self.full |= problem.pools[pool][0]

    def remove(self, m):
        problem, slot = self.problem, self.slot_of[m]
        at, free, used, count, width = self.at, self.free, self.used, self.count, problem.slot_count
        bit, steps = 1 << slot, problem.steps
        self.worth -= problem.value[m]
        self.score -= problem.value[m] + steps[count[problem.a[m]] - 1]
        self.score -= steps[count[problem.b[m]] - 1]
        for holder in problem.holders[m]:
            at[holder * width + slot] = -1
            used[holder] ^= bit
            count[holder] -= 1
            if problem.has_overlaps:
                free[holder] = self._free_beside(holder)
            else:
                free[holder] |= bit
        self.slot_of[m] = -1
        if problem.needs_table[m]:
            self._give_table_back(slot)

    def _free_beside(self, holder):
        mask = self.problem.available[holder]
        for slot in bits(self.used[holder]):
            mask &= ~self.problem.conflicts[slot]
        return mask

    def _give_table_back(self, slot):
        pools, seated = self.problem.pools, self.seated
        was_full = False
        for pool in self.problem.pools_of[slot]:
            was_full |= seated[pool] == pools[pool][1]
            seated[pool] -= 1
        if not was_full:
            return
        if not self.problem.has_overlaps:
            self.full ^= 1 << slot
            return
        self.full = 0
        for (mask, tables), count in zip(pools, seated, strict=True):
            if count >= tables:
                self.full |= mask

    def open_slots(self, m):
        """Bits of the slots into which a meeting fits as things stand."""
        problem, free, count = self.problem, self.free, self.count
        a, b = problem.a[m], problem.b[m]
        mask = problem.allowed[m] & free[a] & free[b]
        if not mask or count[a] >= problem.most[a] or count[b] >= problem.most[b]:
            return 0
        if problem.needs_table[m]:
            mask &= ~self.full
        elif len(problem.holders[m]) > 2:
            for holder in problem.holders[m][2:]:
                mask &= free[holder]
        return mask & self.in_order(m) if problem.is_ordered[m] else mask

    def elsewhere(self, m):
        """Bits of the slots into which a meeting that has one could go by itself."""
        problem, mask = self.problem, self.problem.allowed[m]
        for holder in problem.holders[m]:
            mask &= self.free[holder]
        if problem.needs_table[m]:
            mask &= ~self.full
        return mask & self.in_order(m) if problem.is_ordered[m] else mask

    def in_order(self, m):
        """Bits of the slots after all that it must follow and before all that must follow it."""
        problem, mask = self.problem, self.problem.all_slots
        for other in problem.after[m]:
            if self.slot_of[other] >= 0:
                mask &= problem.later[self.slot_of[other]]
        for other in problem.before[m]:
            if self.slot_of[other] >= 0:
                mask &= problem.earlier[self.slot_of[other]]
        return mask

    def spare_tables(self, slot):
        pools, seated = self.problem.pools, self.seated
        return min(
            (pools[pool][1] - seated[pool] for pool in self.problem.pools_of[slot]),
            default=self.problem.meeting_count,
        )

    def put_back(self, slots):
        """Makes the board as `slots` (of each meeting, or -1) says."""
        changed = [m for m, slot in enumerate(slots) if slot != self.slot_of[m]]
        for m in changed:
            if self.slot_of[m] >= 0:
                self.remove(m)
        for m in changed:
            if slots[m] >= 0:
                self.place(m, slots[m])

    def value(self):
        return self.problem.total(m for m, slot in enumerate(self.slot_of) if slot >= 0)
