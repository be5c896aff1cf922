"""What a file has said so far: its new rows, as candidates for the rows after them, and which listed
organisations it has named."""

from collections import defaultdict

from clusterhub.directory.candidates import CROWDED, families, likeliest
from clusterhub.directory.verdicts import Candidate


class Earlier:
    """New rows of a file that are not in the database; a row is known by its negative number."""

    def __init__(self):
        self._candidates, self._names = {}, {}
        self._by_mark, self._by_block = defaultdict(list), defaultdict(list)

    def add(self, row, trace):
        at = -row.number
        names = (row.name, *(name for name, _kind in row.names))
        website, city = row.columns.get("website", ""), row.columns.get("city", "")
        self._candidates[at] = Candidate(
            at, names, row.country, website, city, row.identity, {"said": row}
        )
        self._names[at] = (at, trace.key, row.country)
        for mark in _marks(row, trace):
            self._by_mark[mark].append(at)
        for block in trace.blocks:
            if len(names := self._by_block[block]) < CROWDED:
                names.append(at)

    def candidates_for(self, row, trace):
        found = {}
        for mark in _marks(row, trace):
            found |= dict.fromkeys(self._by_mark.get(mark, ())[:CROWDED])
        if marks := families(trace, self._by_block):
            found |= likeliest(row, trace, marks, self._names)
        return [self._candidates[at] for at in found]


def _marks(row, trace):
    yield from row.identity
    if trace.key:
        yield "key", trace.key, row.country
    if trace.host:
        yield "host", trace.host


class Met:
    """Which organisations a file has named already: a bit for each, whatever its length."""

    def __init__(self):
        self._bits = bytearray()

    def copy(self):
        other = Met()
        other._bits[:] = self._bits
        return other

    def first_time(self, pk):
        at, bit = pk >> 3, 1 << (pk & 7)
        if at >= len(self._bits):
            self._bits.extend(bytes(at + 4096 - len(self._bits)))
        is_first = not self._bits[at] & bit
        self._bits[at] |= bit
        return is_first
