"""The few keys under which a name is looked up among a million: pure.

A name and its misspelling share at least one block: a slip leaves the beginning or the end of the
name, or of one of its long words, as it was; a short name, which has no such parts, also lends each
three of its letters and its beginning without one letter. Common words lend no block, so no block
is shared by half of all names. The first sign says what kind of block it is.
"""

from functools import lru_cache
from zlib import crc32

from clusterhub.directory.names import GENERIC, name_key

LONGEST = 12
HEAD, TAIL, WORD, BEGINS, ENDS, INITIALS, OUTER, THREE = "~$=<>/&."
NAMES = 1 << 32  # Below the number of a block there is room for that of a name.
PIECES = frozenset((BEGINS, ENDS, THREE))  # Of these there are few; a million names crowd them.
_HEAD = 7
_WORDS = 3
_PIECE = 4
_SHORT = 12


def number_of(block):
    """A block as it is stored: numbers are kept and found in a fraction of the room and time. Two
    blocks may have one; then a few names are compared in vain."""
    return (crc32(block.encode("utf-8", "surrogatepass")) & 0x7FFFFFFF) * NAMES


def numbers_of(pairs):
    """What is stored of pairs of a block and a name's number, in order."""
    return sorted({number_of(block) + name for block, name in pairs})


def blocks_of(name):
    """Blocks of a name of an organisation: about a dozen, at most forty."""
    return blocks_of_key(name_key(name))


@lru_cache(maxsize=2048)
def blocks_of_key(key):
    words = key.split()
    telling = [word for word in words if word not in GENERIC] or words
    if not telling:
        return frozenset()
    joined = "".join(telling)
    blocks = {HEAD + joined[:_HEAD], TAIL + joined[-_HEAD:], *_of_words(telling)}
    if len(joined) <= _SHORT:
        blocks |= _of_short(joined)
    if len(telling) > 2:
        blocks.add(INITIALS + "".join(word[0] for word in telling))
    elif len(telling) == 1 and len(joined) <= 8:
        blocks.add(INITIALS + joined)  # An acronym meets the initials of its long name.
    if len(telling) > 1:
        blocks.add(OUTER + "".join(sorted((telling[0][:5], telling[-1][:5]))))
    return frozenset(block[:LONGEST] for block in blocks)


def _of_words(telling):
    longest = sorted(set(telling), key=lambda word: (-len(word), word))[:_WORDS]
    for at, word in enumerate(longest):
        if len(word) > 2:
            yield WORD + word
        if len(word) > _PIECE and at < 2:
            yield BEGINS + word[:_PIECE]
            yield ENDS + word[-_PIECE:]


def _of_short(joined):
    padded = f" {joined} "
    blocks = {THREE + padded[at : at + 3] for at in range(len(joined))}
    if len(joined) > 3:
        # One letter lost, changed or swapped in the head leaves one of these the same.
        head = joined[: _HEAD + 1]
        blocks |= {HEAD + head[:at] + head[at + 1 :] for at in range(len(head))}
    return blocks
