"""Cutting a paragraph into sentences, kind to abbreviations, initials and figures."""

import re

from clusterhub.summaries.reading.words import word_set

END = re.compile(r"[.!?](?:[\"”’')\]*]{0,3})\s+(?=[\"“‘'(\[*]{0,3}\S)")
ABBREVIATIONS = word_set(
    "dr prof mr mrs ms st no nos e.g i.e etc vs approx art fig vol ca cf eds mag ing inc ltd"
)


def sentences(text):
    """The sentences of a paragraph, in order; joined by a space they are the paragraph."""
    found, start = [], 0
    for end in END.finditer(text):
        if text[end.start()] == "." and _goes_on(text, start, end):
            continue
        found.append(text[start : end.end()].strip())
        start = end.end()
    rest = text[start:].strip()
    return [*found, rest] if rest else found


def _goes_on(text, start, end):
    before = text[max(start, end.start() - 20) : end.start()].rpartition(" ")[2].strip("(\"“'")
    after = text[end.end() : end.end() + 1]
    is_initial = len(before) == 1 and before.isalpha() and before.isupper()
    return before.casefold() in ABBREVIATIONS or is_initial or after.islower()
