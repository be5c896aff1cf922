"""Finds many names in a long text at once: one look-up a word, whatever the number of names.

Pure module. A name counts only between word boundaries and with its own capitals; an acronym only
letter by letter; a single word only when it is no common one, here or in the language.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from clusterhub.directory.legal_forms import ENDINGS, without_legal_form
from clusterhub.directory.names import GENERIC
from clusterhub.summaries.reading.people import (
    BODY_WORDS,
    ROLE_WORDS,
    SUBJECT_WORDS,
    TITLE_WORDS,
)
from clusterhub.summaries.reading.places import NAMES as PLACES
from clusterhub.summaries.reading.words import fold, word_set

WORD = re.compile(r"[^\W_]+")
COMMON = BODY_WORDS | ROLE_WORDS | SUBJECT_WORDS | TITLE_WORDS | GENERIC
COMMON |= word_set(
    "alpha atlas bridge compass connect core delta energy focus forum hub impact link mobility motion "
    "nexus next omega plus point prime pulse smart spark start talk union vision wave "
    "january february march april may june july august september october november december "
    "monday tuesday wednesday thursday friday saturday sunday"
)
COMMON |= {fold(first) for first, names in PLACES.items() if (first,) in names}
NO_ACRONYMS = word_set(
    "AND API CEO CET CEST CFO COO COVID CTO DIY EEA EMEA EST FAQ FOR GDP GDPR GMT HR ICT IoT IOT KPI "
    "LLC NATO NEW NGO NOT OECD PDF PhD RDI ROI RTO SDG SME SMEs SMES SWOT THE UTC VAT VET WTO YES"
)
SHORTEST_ACRONYM, SHORTEST_WORD = 3, 4
_ENDS = frozenset(ENDINGS)


class Found(NamedTuple):
    owner: object
    words: str  # As the text has them.


class _Name(NamedTuple):
    owner: object
    keys: tuple  # Folded words.
    printed: tuple
    is_exact: bool


class Names:
    """`names` are (owner, name, is_acronym)."""

    def __init__(self, names):
        self._by_first = {}
        for owner, name, is_acronym in names:
            for each in _variants(owner, name, is_acronym):
                self._by_first.setdefault(each.keys[0], []).append(each)
        for entries in self._by_first.values():
            entries.sort(key=lambda each: -len(each.keys))

    def find(self, text):
        """Every name in the text, in order; where two overlap, the longer one."""
        marks = list(WORD.finditer(text))
        words = [mark[0] for mark in marks]
        small, beginnings, behind, found = None, _Beginnings(self._by_first), 0, []
        for at, word in enumerate(words):
            if at < behind or not (entries := beginnings[word]):
                continue
            for name in entries:
                end = at + len(name.keys)
                if not _stands(name, words[at:end]):
                    continue
                small = small if small is not None else _small_words(words)
                if not name.is_exact and len(name.keys) == 1 and name.keys[0] in small:
                    continue
                printed = text[marks[at].start() : marks[end - 1].end()]
                if "\n" not in printed:
                    found.append(Found(name.owner, printed))
                    behind = end
                    break
        return found


class _Beginnings(dict):
    """Which names a word may begin, worked out once for each different word."""

    def __init__(self, by_first):
        self._by_first = by_first

    def __missing__(self, word):
        entries = self._by_first.get(_key(word), ())
        self[word] = [each for each in entries if _is_word(each, 0, word)]
        return self[word]


def _stands(name, words):
    if len(words) < len(name.keys):
        return False
    return all(_is_word(name, place, word) for place, word in enumerate(words))


def _is_word(name, place, word):
    printed = name.printed[place]
    if name.is_exact:
        return word == printed
    return _key(word) == name.keys[place] and (word[0].isupper() or not printed[0].isupper())


def _small_words(words):
    return {word for word in set(words) if word.islower()}


def _variants(owner, name, is_acronym):
    """The name, and the name without its legal form."""
    printed = tuple(WORD.findall(name))
    keys = tuple(map(_key, printed))
    if not keys or not all(keys):
        return
    is_exact = len(printed) == 1 and (is_acronym or printed[0].isupper())
    bare = without_legal_form(keys) if keys[-1] in _ENDS else keys
    for length in {len(keys), len(bare) if keys[: len(bare)] == bare else len(keys)}:
        each = _Name(owner, keys[:length], printed[:length], is_exact)
        if _is_telling(each):
            yield each


def _is_telling(name):
    if name.is_exact:
        word = name.printed[0]
        return len(word) >= SHORTEST_ACRONYM and word not in NO_ACRONYMS
    words = [key for key in name.keys if key not in ("the", "a", "an")]
    if len(words) == 1:
        return words[0] not in COMMON and len(words[0]) >= SHORTEST_WORD
    return bool(words)


@lru_cache(maxsize=100_000)
def _key(word):
    return word.lower() if word.isascii() else fold(word)
