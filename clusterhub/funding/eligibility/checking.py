"""The verdict on an applicant: every rule of a call must hold."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from clusterhub.funding.eligibility.facts import completed
from clusterhub.funding.eligibility.leaves import LEAVES, At
from clusterhub.funding.eligibility.logic import Seen, every, opposite, some
from clusterhub.funding.eligibility.standings import shipped

UNREADABLE = Seen(None, (), ("unreadable",))
MOST_DEPTH = 6


class Answer(StrEnum):
    YES = "yes"
    NO = "no"
    UNSURE = "unsure"


ANSWERS = {True: Answer.YES, False: Answer.NO, None: Answer.UNSURE}


@dataclass(frozen=True)
class Result:
    """What one rule says."""

    rule: dict
    answer: Answer
    missing: tuple
    doubts: tuple

    @property
    def is_binding(self):
        return self.rule.get("binding") is True


@dataclass(frozen=True)
class Verdict:
    """`missing` names the facts that still matter; of a verdict that stands, there are none."""

    answer: Answer
    results: tuple
    missing: tuple
    doubts: tuple
    on: date

    @property
    def is_wall(self):
        """A rule that the publisher made binding is not met."""
        return any(result.is_binding and result.answer == Answer.NO for result in self.results)

    def of(self, answer):
        return [result for result in self.results if result.answer == answer]


def check(rules, facts, on, standings=None):
    """What `rules` say of an applicant of whom `facts` are known, on a day."""
    facts, at = completed(facts), At(on, standings or shipped())
    results = tuple(_result(rule, seen_by(rule, facts, at)) for rule in rules)
    truths = {Answer.YES: True, Answer.NO: False, Answer.UNSURE: None}
    truth = every(truths[result.answer] for result in results)
    missing = doubts = ()
    if truth is None:
        missing = _unique(name for result in results for name in result.missing)
        doubts = _unique(doubt for result in results for doubt in result.doubts)
    return Verdict(ANSWERS[truth], results, missing, doubts, on)


def seen_by(rule, facts, at, depth=0):
    """A rule that is not as it should be is a doubt, never a refusal and never a fault."""
    try:
        if rule.get("on"):
            at = at._replace(day=date.fromisoformat(rule["on"]))
        if rule["kind"] in LEAVES:
            return LEAVES[rule["kind"]](rule, facts, at)
        return _composed(rule, facts, at, depth)
    except (LookupError, TypeError, ValueError, AttributeError, OverflowError):
        return UNREADABLE


def _composed(rule, facts, at, depth):
    if depth > MOST_DEPTH:
        return UNREADABLE
    parts = [seen_by(part, facts, at, depth + 1) for part in rule["rules"]]
    truths = [part.truth for part in parts]
    truth = {
        "all": lambda: every(truths),
        "any": lambda: some(truths),
        "not": lambda: opposite(truths[0]),
    }[rule["kind"]]()
    if truth is not None:
        return Seen(truth)
    open_parts = [part for part in parts if part.truth is None]
    return Seen(
        None,
        _unique(name for part in open_parts for name in part.missing),
        _unique(doubt for part in open_parts for doubt in part.doubts),
    )


def _result(rule, seen):
    return Result(rule if isinstance(rule, dict) else {}, ANSWERS[seen.truth], *seen[1:])


def _unique(names):
    return tuple(dict.fromkeys(names))
