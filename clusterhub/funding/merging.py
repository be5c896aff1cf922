"""Several copies of one call made into one: the newest that says something wins, field by field.

Pure: copies are `Copy`s in any order, what comes out does not depend on it.
"""

from dataclasses import dataclass, field
from datetime import datetime

# Fields of which a reader wants to know what they were; others are only said better.
TOLD = (
    "title", "opens_at", "budget_eur", "min_eur", "max_eur", "rate", "projects_expected",
)  # fmt: skip


@dataclass(frozen=True)
class Copy:
    """`at` is when its source says that it was made, else when it was seen first."""

    at: datetime
    source: str
    key: str
    facts: dict


@dataclass
class Line:
    """A deadline as the copies tell it: what it is, and what it was: (instant, is_day, copy)."""

    instant: str
    is_day_only: bool
    stage: int | None
    was: list = field(default_factory=list)
    details: dict = field(default_factory=dict)  # Zone, label and words, where its source has them.


@dataclass
class Merged:
    """`values` by field, `changes` as (field, was, is_now, copy), `lines` of deadlines in order,
    `said_by` names the copy that won a field."""

    values: dict
    changes: list
    lines: list
    said_by: dict


def merge(copies):
    values, said_by, changes, lines = {}, {}, [], []
    for copy in sorted(copies, key=_age):
        for name, value in copy.facts.items():
            if name in TOLD and name in values and values[name] != value:
                changes.append((name, values[name], value, copy))
            values[name], said_by[name] = value, copy
        if "deadlines" in copy.facts:
            lines = _moved(lines, copy)
    return Merged(values, changes, lines, said_by)


def contradictions(
    copies, skipped=("keywords", "body", "summary", "documents", "aliases", "notes", "rules")
):
    """(field, [(value, copy), …] newest first) of what the copies say differently."""
    rows = {}
    for copy in sorted(copies, key=_age, reverse=True):
        for name, value in copy.facts.items():
            if name not in skipped:
                rows.setdefault(name, []).append((value, copy))
    return [
        (name, said) for name, said in rows.items() if any(value != said[0][0] for value, _ in said)
    ]


def _age(copy):
    """Of two of the same moment, the one that says more counts as the newer."""
    return copy.at, len(copy.facts), copy.key


def _moved(lines, copy):
    """The lines as this copy has them; each that moved remembers what it was."""
    new = [_new_line(*each) for each in copy.facts["deadlines"]]
    for before, after in paired(lines, new):
        told = {instant for instant, _is_day, _copy in after.was}
        was = [*before.was, (before.instant, before.is_day_only, copy)]
        if (before.instant, before.is_day_only) == (after.instant, after.is_day_only):
            was.pop()
        after.was = [each for each in was if each[0] not in told] + after.was
    return new


def _new_line(instant, is_day_only, stage, details=None):
    """A line; what its source tells of its moves is told by copies of that source and moment."""
    details = dict(details or {})
    was = [
        (before, was_day, Copy(datetime.fromisoformat(at), source, "", {}))
        for before, was_day, at, source in details.pop("moved", ())
    ]
    return Line(instant, is_day_only, stage, was, details)


def paired(old, new):
    """Pairs of lines that are the same deadline: the same stage, else the same instant, else in
    order, and of those the nearest."""
    pairs = []
    for sign in (_stage, _instant):
        known = {sign(line): line for line in old if sign(line)}
        met = [(known[sign(line)], line) for line in new if sign(line) in known]
        old = _without(old, [before for before, _ in met])
        new = _without(new, [after for _, after in met])
        pairs += met
    return pairs + _nearest(old, new)


def _stage(line):
    return line.stage


def _instant(line):
    return line.instant, line.details.get("label", "")


def _without(lines, met):
    gone = {id(line) for line in met}
    return [line for line in lines if id(line) not in gone]


def _nearest(old, new):
    """As many pairs as there can be without crossing, with the least days between them."""
    if not old or not new:
        return []
    is_swapped = len(old) > len(new)
    few, many = (new, old) if is_swapped else (old, new)
    best = [(0.0, [])] * (len(many) + 1)
    for line in few:
        following = [(float("inf"), [])]
        for at, other in enumerate(many):
            cost, chosen = best[at]
            taken = (cost + _distance(line, other), [*chosen, (line, other)])
            following.append(min(following[-1], taken, key=lambda each: each[0]))
        best = following
    pairs = best[-1][1]
    return [(b, a) for a, b in pairs] if is_swapped else pairs


def _distance(a, b):
    moments = (datetime.fromisoformat(line.instant) for line in (a, b))
    first, second = moments
    return abs((first - second).total_seconds())
