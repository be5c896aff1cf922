"""Which words of one name stand for which words of another: by spelling, by meaning, by place."""

import re
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import OSA

from clusterhub.directory.terms import (
    GLUE,
    NUMBER,
    OWN,
    PLACE,
    SECTOR,
    SHAPE,
    WAY,
    WEAK,
    is_kin,
    is_within,
)

_SOUNDS = (("sch", "s"), ("sh", "s"), ("zh", "z"), ("kh", "h"), ("ch", "h"), ("ph", "f"),
           ("th", "t"), ("ts", "c"), ("tz", "c"), ("dz", "z"), ("ck", "k"), ("qu", "k"), ("x", "ks"),
           ("c", "k"), ("q", "k"), ("w", "v"), ("ou", "u"), ("y", "i"), ("j", "i"), ("ii", "i"),
           ("oe", "o"), ("ae", "a"), ("ue", "u"))  # fmt: skip
_DOUBLE = re.compile(r"(.)\1+")


class Alignment(NamedTuple):
    matched: list  # (weight, quality) of each pair.
    pairs: list  # The words themselves; kin are matched, but not here.
    left_a: list
    left_b: list

    @property
    def share(self):
        shared = 2 * sum(weight for weight, _quality in self.matched)
        left = sum(word.weight for word in (*self.left_a, *self.left_b))
        return shared / (shared + left) if shared else 0.0

    @property
    def own_weight(self):
        return sum(min(a.weight, b.weight) for a, b in self.pairs if OWN in (a.kind, b.kind))

    @property
    def has_sector(self):
        return any(a.kind == SECTOR for a, _b in self.pairs)

    @property
    def is_translated(self):
        return any(
            a.kind in (SECTOR, PLACE, SHAPE, WEAK, WAY) and not is_spelled_alike(a.text, b.text)
            for a, b in self.pairs
        )

    @property
    def brands_differ(self):
        return all(any(w.kind == OWN for w in left) for left in (self.left_a, self.left_b))

    def strength(self, country):
        """How much of what is shared few names have."""
        kinds = (OWN, SECTOR, PLACE, WAY)
        return sum(
            0.7 if a.kind == PLACE and a.value == country else a.weight
            for a, _b in self.pairs
            if a.kind in kinds
        ) + 0.1 * sum(1 for a, _b in self.pairs if a.kind in (SHAPE, WEAK))


def align(words_a, words_b):
    left_a, left_b = _telling(words_a), _telling(words_b)
    found = Alignment([], [], left_a, left_b)
    _match_by(lambda word: word.text, 1.0, found)
    _match_by(lambda word: (word.kind, word.value), 0.98, found)
    for likeness_of in (_is_spelled_nearly, _is_related):
        if left_a and left_b:
            _match_the_likest(likeness_of, found)
    if left_a and left_b:
        _match_what_is_written_together(found)
    _drop_echoes(found)
    return found


def _match_by(key, quality, found):
    """Pair the words that are equal in one respect."""
    if not found.left_a or not found.left_b:
        return
    by_key = {}
    for word in found.left_b:
        by_key.setdefault(key(word), []).append(word)
    for word in list(found.left_a):
        if others := by_key.get(key(word)):
            other = others.pop(0)
            found.left_a.remove(word)
            found.left_b.remove(other)
            found.matched.append((max(word.weight, other.weight), quality))
            found.pairs.append((word, other))


def _match_the_likest(likeness_of, found):
    for word in list(found.left_a):
        best, quality = None, 0.0
        for other in found.left_b:
            if (alike := likeness_of(word, other)) > quality:
                best, quality = other, alike
        if best is not None:
            found.left_a.remove(word)
            found.left_b.remove(best)
            found.matched.append((max(word.weight, best.weight), quality))
            if likeness_of is not _is_related:
                found.pairs.append((word, best))


def _telling(words):
    return [word for word in words if word.kind != GLUE]


def _drop_echoes(found):
    """ "Food cluster food industry": what is said twice on one side is not left over."""
    said = {(word.kind, word.value) for pair in found.pairs for word in pair if word.kind != OWN}
    for left in (found.left_a, found.left_b):
        left[:] = [word for word in left if (word.kind, word.value) not in said]


def _is_spelled_nearly(a, b):
    if NUMBER in (a.kind, b.kind):
        return 0.0
    if OWN not in (a.kind, b.kind) and (a.kind, a.value) != (b.kind, b.value):
        # "Slovenia" and "Slovakia" are near and known; "Wassersoff" only begins like water.
        is_slip = not (a.is_exact and b.is_exact) and min(len(a.text), len(b.text)) >= 6
        return 0.9 if is_slip and OSA.distance(a.text, b.text, score_cutoff=1) == 1 else 0.0
    return likeness(a.text, b.text)


def _is_related(a, b):
    if (
        a.kind == b.kind == PLACE
        and is_within(a.value, b.value)
        and len(a.value) > 2 < len(b.value)
    ):
        return 0.85
    if a.kind == b.kind == SECTOR and is_kin(a.value, b.value):
        return 0.8
    if a.kind == b.kind == SHAPE:
        return 0.6
    return 0.0


@lru_cache(maxsize=50_000)
def likeness(a, b):
    """How nearly two words are spelled, 0 or from 0.7 to 1: a slip, another script, an ending."""
    if a == b:
        return 1.0
    short, long = sorted((len(a), len(b)))
    if short < 3:
        return 0.0
    if short >= 4 and (sound := _sound(a)) == _sound(b) and len(sound) > 2:
        return 0.95
    slips = OSA.distance(a, b, score_cutoff=3)
    if slips == 1 and (short >= 6 or (short >= 4 and long > short)):
        return 0.93
    if (slips == 1 and short >= 4 and sorted(a) == sorted(b)) or (slips == 2 and short >= 8):
        return 0.88
    if slips == 3 and short >= 12:
        return 0.85
    return _by_ending(a, b, short, long)


def _by_ending(a, b, short, long):
    """ "szegedi" of "szeged", "istarskog" of "istarski": the same beginning, another ending."""
    common = next((at for at in range(short) if a[at] != b[at]), short)
    is_inflected = common >= 5 and common >= 0.7 * short and long - common <= 4
    return 0.8 if is_inflected and short - common <= 3 else 0.0


@lru_cache(maxsize=50_000)
def is_spelled_alike(a, b):
    return likeness(a, b) > 0 or _sound(a)[:4] == _sound(b)[:4]


@lru_cache(maxsize=50_000)
def _sound(word):
    for written, heard in _SOUNDS:
        word = word.replace(written, heard)
    return _DOUBLE.sub(r"\1", word)


def _match_what_is_written_together(found):
    """ "Silicon Alps" and "SiliconAlps": a word against a row of words without the spaces."""
    for one, other in ((found.left_a, found.left_b), (found.left_b, found.left_a)):
        for word in [word for word in one if len(word.text) >= 5]:
            run = _run_of(word.text, other)
            if run:
                one.remove(word)
                other[:] = [each for each in other if each not in run]
                weight = max(1.0, word.weight)
                found.matched.append((weight, 0.97))
                found.pairs.append((word._replace(kind=OWN, weight=weight),) * 2)


def _run_of(text, words):
    for start in range(len(words) - 1):
        if words[start].text[0] != text[0]:
            continue
        for end in (start + 2, start + 3):
            joined = "".join(word.text for word in words[start:end])
            if abs(len(text) - len(joined)) > 1:
                continue
            slips = OSA.distance(text, joined, score_cutoff=1)
            if slips == 0 or (slips == 1 and len(text) >= 8 and not any(c.isdigit() for c in text)):
                return words[start:end]
    return []
