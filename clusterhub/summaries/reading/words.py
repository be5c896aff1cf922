"""Comparing words as a reader's eye does: without case, accents, hyphens or small slips."""

import re
import unicodedata
from functools import lru_cache

SPLIT = re.compile(r"[\W_]+")
DIGITS = re.compile(r"\d+")
TITLES = {"dr", "prof", "professor", "mr", "mrs", "ms", "ing", "mag", "dipl", "phd", "msc"}
LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i"})


def fold(text):
    """Lower case without accents and punctuation, words parted by single spaces."""
    if text.isascii():
        return " ".join(SPLIT.split(text.lower())).strip()
    spread = unicodedata.normalize("NFKD", text).casefold().translate(LETTERS)
    bare = "".join(letter for letter in spread if not unicodedata.combining(letter))
    return " ".join(SPLIT.split(bare)).strip()


def fold_name(name):
    """A person's name without titles, its words in any order."""
    words = [word for word in fold(name).split() if word not in TITLES]
    return " ".join(words)


def distance(one, other, limit):
    """Letters to change between two words, or limit + 1 as soon as it must be more."""
    if abs(len(one) - len(other)) > limit:
        return limit + 1
    previous = list(range(len(other) + 1))
    for row, letter in enumerate(one, start=1):
        current = [row]
        for column, opposite in enumerate(other, start=1):
            change = previous[column - 1] + (letter != opposite)
            current.append(min(change, previous[column] + 1, current[-1] + 1))
        if min(current) > limit:
            return limit + 1
        previous = current
    return previous[-1]


def slips_allowed(text):
    if len(text) >= 10:
        return 2
    return 1 if len(text) >= 7 else 0


@lru_cache(maxsize=20_000)
def is_near(one, other):
    """Whether two folded texts differ by no more than a typing slip."""
    if one == other:
        return True
    limit = min(slips_allowed(one), slips_allowed(other))
    if limit == 0 or abs(len(one) - len(other)) > limit or len(one) > 200:
        return False
    if DIGITS.findall(one) != DIGITS.findall(other):
        return False  # "Factories 3" is not a slip of "Factories 4".
    if _short_words(one) != _short_words(other):
        return False  # Nor "Pillar A" one of "Pillar B".
    return distance(one, other, limit) <= limit


def _short_words(text):
    return [word for word in text.split() if len(word) < 3]


def initials(name):
    """The first letters: "European Cluster Collaboration Platform" gives ECCP."""
    return "".join(word[0] for word in SPLIT.split(name) if word and word[0].isupper())


def word_set(text):
    return frozenset(text.split())
