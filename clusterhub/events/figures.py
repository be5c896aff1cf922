"""Figures that tell no few people apart. Pure: counts in, counts out; knows no database."""

from typing import NamedTuple

LEAST = 3  # A group with fewer people is added to others.
LEAST_ANSWERS = 5  # Opinions of fewer are not shown at all.
SCALES = ("whole", "content", "organisation")
HIGHEST = 5
OTHER = "other"


class Cell(NamedTuple):
    key: str
    label: str
    count: int


def grouped(cells, least=LEAST):
    """The groups, largest first; small ones are added up as "other", which is never small itself:
    it takes in the next larger group until it is not, since one can subtract from the whole."""
    large = sorted((c for c in cells if c.count >= least), key=lambda c: (-c.count, c.label, c.key))
    small = sum(cell.count for cell in cells if 0 < cell.count < least)
    while 0 < small < least and large:
        small += large.pop().count
    return [*large, Cell(OTHER, "", small)] if small else large


def run_together(days, least=LEAST):
    """(first day, last day, count) of days that follow one another, each with at least `least`."""
    spans = []
    for day, count in sorted(days):
        if spans and spans[-1][2] < least:
            spans[-1] = (spans[-1][0], day, spans[-1][2] + count)
        else:
            spans.append((day, day, count))
    if len(spans) > 1 and spans[-1][2] < least:
        last, before = spans.pop(), spans.pop()
        spans.append((before[0], last[1], before[2] + last[2]))
    return spans


def shares(parts, least=LEAST):
    """{name: (part, whole)} where neither the part nor the rest is a few people."""
    return {
        name: (part, whole)
        for name, (part, whole) in parts.items()
        if not (0 < part < least or 0 < whole - part < least)
    }


def opinions(answers):
    """Of each scale the mean and how many gave each score, or None while few have answered."""
    if len(answers) < LEAST_ANSWERS:
        return None
    return {"answers": len(answers), "scales": {scale: _scale(answers, scale) for scale in SCALES}}


def _scale(answers, scale):
    given = [score for scores in answers if (score := scores.get(scale))]
    counts = [given.count(score) for score in range(1, HIGHEST + 1)]
    return {"mean": round(sum(given) / len(given), 1) if given else None, "counts": counts}
