"""The shape of one finding of the comparison, and how alike two titles are."""

import re
import unicodedata
from difflib import SequenceMatcher

ALIKE = 0.72
_SMALL_WORDS = frozenset(
    [
        "a",
        "an",
        "and",
        "at",
        "by",
        "for",
        "from",
        "in",
        "of",
        "on",
        "or",
        "the",
        "to",
        "with",
        "eu",
        "european",
    ]
)


def finding(code, message, where=(), values=(), proposal=None):
    return {
        "code": code,
        "message": message,
        "where": list(where),
        "values": list(values),
        "proposal": proposal,
    }


def link(kind, target, words, label=""):
    return {
        "do": "link",
        "kind": kind,
        "pk": target.pk,
        "label": label or str(target),
        "words": words,
    }


def keep():
    return {"do": "keep"}


def fold(text):
    text = unicodedata.normalize("NFKD", text.casefold())
    text = "".join(letter for letter in text if not unicodedata.combining(letter))
    return " ".join(re.findall(r"\w+", text))


def likeness(one, other):
    """1.0 for the same words; else how much of the letters and of the words agree."""
    one, other = fold(one), fold(other)
    if not one or not other:
        return 0.0
    if one == other:
        return 1.0
    words, others = set(one.split()), set(other.split())
    shared = len(words & others) / min(len(words), len(others))
    if min(len(words), len(others)) < 3:
        shared = len(words & others) / max(len(words), len(others))
    return min(0.99, max(SequenceMatcher(None, one, other, False).ratio(), shared * 0.95))


def telling_words(text, most=4):
    """The longest words of a title: what a search for it begins with."""
    words = [word for word in fold(text).split() if len(word) > 3 and word not in _SMALL_WORDS]
    return sorted(dict.fromkeys(words), key=len, reverse=True)[:most]


def best(candidates, words, name=str):
    """The candidate most like the words, with its score; (None, 0) if none is alike enough."""
    scored = [(likeness(name(each), words), each) for each in candidates]
    score, found = max(scored, key=lambda pair: pair[0], default=(0.0, None))
    return (found, score) if score >= ALIKE else (None, 0.0)
