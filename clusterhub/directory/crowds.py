"""Which pieces of names so many names have that one more says nothing: these are not kept for it."""

from clusterhub.directory.blocks import PIECES
from clusterhub.directory.few import names_by_block

FULL = 100  # More than whoever looks for twins asks of one block, and some that may go again.
_MOST_REMEMBERED = 200_000


class Crowds:
    """How many names have each piece met so far, for as long as one list is taken."""

    def __init__(self):
        self._counts = {}

    def forget(self):
        """What was counted has not been written."""
        self._counts.clear()

    def worth_keeping(self, blocks):
        """Of pairs of a block and a name's number those that help to find the name again."""
        pieces = {block for block, _name in blocks if block[0] in PIECES}
        if len(self._counts) > _MOST_REMEMBERED:
            self._counts.clear()
        counts = self._counts
        unknown = pieces - counts.keys()
        counts.update(dict.fromkeys(unknown, 0))
        counts.update((block, len(names)) for block, names in names_by_block(unknown, FULL).items())
        kept = []
        for pair in blocks:
            had = counts.get(pair[0])
            if had is None:
                kept.append(pair)
            elif had < FULL:
                counts[pair[0]] = had + 1
                kept.append(pair)
        return kept
