"""Which table: people stay where they sat, as far as it goes."""

from itertools import pairwise

from clusterhub.matchmaking.scheduler.slots import bits

SWEEPS = 3


class Tables:
    def __init__(self, board, kept=None):
        self.board, self.problem = board, board.problem
        self.table_of = [0] * self.problem.meeting_count  # From 1; 0 is none.
        self.taken = {}  # Bits of slots in which a table is in use, by its number.
        problem = self.problem
        self.in_slot = [[] for _ in range(problem.slot_count)]
        for m, slot in enumerate(board.slot_of):
            if slot >= 0 and problem.needs_table[m]:
                self.in_slot[slot].append(m)
        self.homeless = []
        for m, table in (kept or {}).items():
            if self._fits(m, table):
                self._sit(m, table)

    def seat_all(self, tidy=True):
        """Seats everybody; what finds no table (slots that overlap, with unlike numbers) is homeless."""
        for slot, meetings in enumerate(self.in_slot):
            self._seat(slot, [m for m in meetings if not self.table_of[m]])
        for _ in range(SWEEPS if tidy and not self.homeless else 0):
            if not self._tidy():
                break

    def changes(self):
        """How often somebody gets up for another table, from one meeting of a day to her next."""
        return sum(
            one != other
            for person in range(self.problem.person_count)
            for one, other in self._steps(person)
        )

    def _steps(self, person):
        for day in self.problem.days:
            seats = [self.table_of[m] for m in self._day(person, day)]
            seats = [table for table in seats if table]
            yield from pairwise(seats)

    def _day(self, person, day):
        board, width = self.board, self.problem.slot_count
        return [board.at[person * width + slot] for slot in bits(board.used[person] & day)]

    def _sit(self, m, table):
        slot = self.board.slot_of[m]
        self.table_of[m] = table
        self.taken[table] = self.taken.get(table, 0) | 1 << slot

    def _rise(self, m):
        self.taken[self.table_of[m]] ^= 1 << self.board.slot_of[m]
        self.table_of[m] = 0

    def _fits(self, m, table):
        slot = self.board.slot_of[m]
        most = self.problem.slots[slot].tables
        is_there = table >= 1 and (most is None or table <= most)
        return is_there and not self.taken.get(table, 0) & self.problem.conflicts[slot]

    def _wishes(self, m):
        """Tables at which the two sit before and after."""
        wishes = []
        slot, board = self.board.slot_of[m], self.board
        for person in (self.problem.a[m], self.problem.b[m]):
            used, width = board.used[person], self.problem.slot_count
            before, after = used & ((1 << slot) - 1), used >> slot + 1
            if before:
                wishes.append(self.table_of[board.at[person * width + before.bit_length() - 1]])
            if after:
                near = slot + (after & -after).bit_length()
                wishes.append(self.table_of[board.at[person * width + near]])
        return [table for table in wishes if table]

    def _seat(self, slot, meetings):
        """Those whose two people sat at one table first, then who sat anywhere, then the rest."""
        wishes = {m: self._wishes(m) for m in meetings}
        for least in (2, 1):
            for m in meetings:
                for table in sorted(set(wishes[m])):
                    is_wished = wishes[m].count(table) >= least
                    if is_wished and not self.table_of[m] and self._fits(m, table):
                        self._sit(m, table)
        most = self.problem.slots[slot].tables
        table = 1
        for m in meetings:
            if self.table_of[m]:
                continue
            while (most is None or table <= most) and not self._fits(m, table):
                table += 1
            if most is not None and table > most:
                self.homeless.append(m)
            else:
                self._sit(m, table)

    def _tidy(self):
        """Seats each slot anew, knowing where its people sit before and after; whether it helped."""
        before = self.changes()
        kept = list(self.table_of)
        for slot, meetings in enumerate(self.in_slot):
            for m in meetings:
                self._rise(m)
            self._seat(slot, meetings)
        if self.homeless or self.changes() >= before:
            self.homeless = []
            self._put_back(kept)
            return False
        return True

    def _put_back(self, kept):
        self.taken, self.table_of = {}, [0] * self.problem.meeting_count
        for m, table in enumerate(kept):
            if table:
                self._sit(m, table)
