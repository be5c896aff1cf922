"""How much one person is worth to another: a number from the matrices of a crowd.

`worth(crowd, a, b)` says it of the lines `a` for the lines `b`, a row for each of `a`. A meeting needs
two: `mutual` counts both sides, so that a wish which is not answered weighs less than half.
"""

import numpy as np

WORDS, MEANING, TECHNOLOGIES = 0.6, 0.5, 0.45
DIM = 0.15  # Meanings of two texts that have nothing in common are about so much alike.
NAMED, NOT_NAMED = 0.12, 0.08  # A kind, country or ecosystem that she named; another one.
ALIKE, ALIKE_FOR_THE_SILENT = 0.08, 0.4  # Same ecosystems and technologies of the organisations.
SAME_CALL = 0.15
SOMETHING = 0.03  # Everybody is worth a little to everybody.
NO_COMMON_LANGUAGE = 0.4
EVERYBODY = slice(None)


def worth(crowd, a=EVERYBODY, b=EVERYBODY):
    found = WORDS * _in_common(crowd.seeks[a], crowd.offers[b])
    meaning = crowd.seek_sense[a] @ crowd.offer_sense[b].T
    found += MEANING * np.clip((meaning - DIM) / (1 - DIM), 0, 1)
    sought, offered = crowd.sought
    found += TECHNOLOGIES * np.minimum(sought[a] @ offered[b].T, 2) / 2
    for wishes, has in crowd.wishes:
        if not wishes[a].any():
            continue
        names_any = wishes[a].any(axis=1, keepdims=True)
        is_named = np.minimum(wishes[a] @ has[b].T, 1)
        found += names_any * (is_named * (NAMED + NOT_NAMED) - NOT_NAMED)
    alike = crowd.ecosystems[a] @ crowd.ecosystems[b].T
    alike += 0.7 * (crowd.technologies[a] @ crowd.technologies[b].T)
    weight = np.where(crowd.is_silent[a], ALIKE_FOR_THE_SILENT, ALIKE)
    found += weight[:, None] * alike
    found += SAME_CALL * np.minimum(crowd.calls[a] @ crowd.calls[b].T, 1)
    return np.maximum(found, 0) * _language(crowd, a, b) + SOMETHING


def _in_common(one, other):
    """one @ other.T; of a single line only the few columns that hold words."""
    if min(len(one), len(other)) > 1:
        return one @ other.T
    used = np.flatnonzero((one if len(one) == 1 else other)[0])
    return one[:, used] @ other[:, used].T


def _language(crowd, a, b):
    both = crowd.languages[a].any(axis=1)[:, None] & crowd.languages[b].any(axis=1)[None, :]
    none = both & (crowd.languages[a] @ crowd.languages[b].T == 0)
    return np.where(none, NO_COMMON_LANGUAGE, 1).astype(np.float32)


def mutual(toward, back):
    """`toward`: what they are worth to her; `back`: what she is worth to them."""
    return 0.65 * np.sqrt(toward * back) + 0.35 * toward


def for_one(crowd, line):
    """What everybody is worth to one, both sides counted, without prices."""
    one = slice(line, line + 1)
    return mutual(worth(crowd, one)[0], worth(crowd, EVERYBODY, one)[:, 0])


def for_all(crowd):
    """The same of all: a row for each."""
    toward = worth(crowd)
    return mutual(toward, toward.T)
