"""The order of applications: by score, then by the tie rules of the publisher."""

import hashlib
from collections import Counter

from clusterhub.applications.ranking.shapes import Reason, TieKind


def in_order(entries, ties):
    """Everybody, best first. What no tie rule decides, the earlier submission does, then the number."""
    ordered, above = [], _Above(ties)
    for group in _equals(entries):
        settled = _settle(group, ties, above)
        ordered += settled
        for entry in settled:
            above.add(entry)
    return ordered


def tie_reasons(ordered, ties):
    """For whoever stands behind one with the same score: which rule decided it."""
    found, above = [None] * len(ordered), _Above(ties)
    for place, entry in enumerate(ordered):
        if place + 1 < len(ordered) and ordered[place + 1].score == entry.score:
            found[place + 1] = _decided_by(entry, ordered[place + 1], ties, above, place + 1)
        above.add(entry)
    return found


def lot(seed, number):
    """What anybody can draw again: the SHA-256 of the seed, a colon and the number."""
    return hashlib.sha256(f"{seed}:{number}".encode()).hexdigest()


class _Above:
    """How many of each group stand above, for the groups that a tie rule looks at."""

    def __init__(self, ties):
        self.groups = [rule.of for rule in ties if rule.kind == TieKind.FEWER]
        self.counts = Counter()

    def add(self, entry):
        for group in self.groups:
            self.counts[group, entry.groups.get(group, "")] += 1

    def of(self, entry, group):
        return self.counts[group, entry.groups.get(group, "")]

    def copy(self):
        twin = _Above(())
        twin.groups, twin.counts = self.groups, self.counts.copy()
        return twin


def _equals(entries):
    parts = {}
    for entry in entries:
        parts.setdefault(entry.score, []).append(entry)
    return [parts[score] for score in sorted(parts, reverse=True)]


def _settle(group, ties, above):
    if len(group) == 1 or not ties:
        return sorted(group, key=_at_last)
    rule, rest = ties[0], ties[1:]
    if rule.kind == TieKind.FEWER:
        return _by_turns(group, rule, rest, above)
    parts = {}
    for entry in group:
        parts.setdefault(_key(entry, rule), []).append(entry)
    settled, above = [], above.copy() if above.groups else above
    for key in sorted(parts):
        part = _settle(parts[key], rest, above)
        settled += part
        for entry in part:
            above.add(entry)
    return settled


def _by_turns(group, rule, rest, above):
    # Each one placed counts for the next, so the choice is made anew after each.
    settled, left, above = [], list(group), above.copy()
    while left:
        fewest = min(above.of(entry, rule.of) for entry in left)
        first = _settle([e for e in left if above.of(e, rule.of) == fewest], rest, above)[0]
        settled.append(first)
        left.remove(first)
        above.add(first)
    return settled


def _key(entry, rule):
    if rule.kind == TieKind.CRITERION:
        return -(entry.scores.get(rule.of) or 0)
    if rule.kind == TieKind.FLAG:
        return rule.of not in entry.flags
    if rule.kind == TieKind.LOT:
        return lot(rule.of, entry.number)
    return entry.submitted_at


def _at_last(entry):
    return (entry.submitted_at, entry.number)


def _decided_by(first, second, ties, above, rank):
    for rule in ties:
        if rule.kind == TieKind.FEWER:
            pair = above.of(first, rule.of), above.of(second, rule.of)
        else:
            pair = _key(first, rule), _key(second, rule)
        if pair[0] != pair[1]:
            return Reason("tie", {"kind": rule.kind, "of": rule.of, "rank": rank})
    kind = TieKind.EARLIER if first.submitted_at != second.submitted_at else "number"
    return Reason("tie", {"kind": kind, "of": "", "rank": rank})
