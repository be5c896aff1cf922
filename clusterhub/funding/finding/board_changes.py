"""A board with some rows changed: sets of bits and sorted lists are mended, not made anew. The board
before stays as it was: others may be reading it."""

from bisect import bisect_left, insort
from copy import copy

from clusterhub.funding.finding.wanted import FACETS
from clusterhub.funding.models.choices import TAKES_APPLICATIONS, CallStatus
from clusterhub.funding.models.state import status_of

FILED = [name for name in FACETS if name != "status"]


class Change:
    def __init__(self, board):
        self.before, self.board = board, copy(board)

    def made(self, changed, new):
        """`changed` stand on the board already; `new` come after all others, in order."""
        board, before = self.board, self.before
        board.rows, board._positions = list(before.rows), dict(before._positions)
        pairs = [(board._positions[row.pk], row) for row in changed]
        for row in new:
            board._positions[row.pk] = len(board.rows)
            pairs.append((len(board.rows), row))
            board.rows.append(row)
        for position, row in pairs:
            board.rows[position] = row
        board.size = len(board.rows)
        board.all = (1 << board.size) - 1
        self.pairs = [(position, self._old(position), row) for position, row in pairs]
        self._mend_sets()
        self._mend_closing()
        self._mend_orders()
        board._moment = self._moment()
        return board

    def _old(self, position):
        return self.before.rows[position] if position < self.before.size else None

    def _mend_sets(self):
        board, before = self.board, self.before
        board.bits = {name: dict(values) for name, values in before.bits.items()}
        board.everywhere = dict(before.everywhere)
        for position, old, row in self.pairs:
            bit = 1 << position
            board.published &= ~bit
            board.published |= bit if row.published_at is not None else 0
            for name in FILED:
                if old is not None:
                    self._take_out(name, old, bit)
                self._put_in(name, row, bit)

    def _take_out(self, name, old, bit):
        values, bits = old.values.get(name, ()), self.board.bits[name]
        if values is None:
            self.board.everywhere[name] &= ~bit
            return
        for value in values:
            bits[value] &= ~bit
            if not bits[value]:
                del bits[value]

    def _put_in(self, name, row, bit):
        values, bits = row.values.get(name, ()), self.board.bits[name]
        if values is None:
            self.board.everywhere[name] |= bit
            return
        for value in values:
            bits[value] = bits.get(value, 0) | bit

    def _mend_closing(self):
        board, before = self.board, self.before
        board._closing, board._instants = list(before._closing), list(before._instants)
        for position, old, row in self.pairs:
            for each in old.deadlines if old is not None else ():
                board._closing.pop(bisect_left(board._closing, (each.closes_at, position)))
            for each in row.deadlines:
                insort(board._closing, (each.closes_at, position))
            # What an instant was to the old row does no harm: one count more, at that instant.
            for instant in row.instants():
                at = bisect_left(board._instants, instant)
                if at == len(board._instants) or board._instants[at] != instant:
                    board._instants.insert(at, instant)

    def _mend_orders(self):
        touched = {position for position, _old, _row in self.pairs}
        rows = self.board.rows
        self.board._orders = {}
        for name, order in self.before._orders.items():
            kept = [position for position in order if position not in touched]
            for position in touched:
                insort(kept, position, key=lambda place: self.before.key(name, rows[place]))
            self.board._orders[name] = kept

    def _moment(self):
        """How all stand at the same instant as before, with these rows as they are now."""
        moment, board = self.before._moment, self.board
        if moment is None:
            return None
        statuses, places, since = dict(moment.statuses), list(moment.places), moment.since
        for position, old, row in self.pairs:
            bit = 1 << position
            statuses = {name: bits & ~bit for name, bits in statuses.items()}
            status = status_of(row, row.deadlines, since)
            for name in {status.value, *self._also(status)}:
                statuses[name] = statuses.get(name, 0) | bit
            if old is not None:
                places.pop(bisect_left(places, board.place(old, position, since)))
            insort(places, board.place(row, position, since))
        return type(moment)(since, board.until(since), statuses, places)

    @staticmethod
    def _also(status):
        return [CallStatus.OPEN.value] if status in TAKES_APPLICATIONS else []
