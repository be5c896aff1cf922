"""The few keys under which a name is looked up among a million: pure.

A name and its misspelling share at least one block: a slip leaves the beginning or the end of the
name, or of one of its long words, as it was; a short name, which has no such parts, also lends each
three of its letters and its beginning without one letter. Common words lend no block, so no block
is shared by half of all names. The first sign says what kind of block it is.
"""

from functools import lru_cache

from clusterhub.directory.names import GENERIC, name_key

LONGEST = 12
HEAD, TAIL, WORD, BEGINS, ENDS, INITIALS, OUTER, THREE = "~$=<>/&."
PIECES = frozenset((BEGINS, ENDS, THREE))  # Of these there are few; a million names crowd them.
_HEAD = 7
_WORDS = 3
_PIECE = 4
_SHORT = 12


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
