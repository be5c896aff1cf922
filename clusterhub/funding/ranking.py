"""Calls in the order in which they fit an organisation: points by one readable table, with reasons.

Pure: the rows come from `for_you.py`. Nothing but WEIGHTS makes the order; a reason that gives
points is always shown.
"""

from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clusterhub.funding.eligibility.checking import ANSWERS, Answer, seen_by
from clusterhub.funding.eligibility.logic import every

MOST_AWAY = 3  # Calls set aside count so often, at most.


class Weight(NamedTuple):
    points: int
    words: str


WEIGHTS = {
    "ecosystem": Weight(25, gettext_lazy("It is about an industrial ecosystem of yours")),
    "technology": Weight(20, gettext_lazy("It is about a technology of yours")),
    "topic": Weight(15, gettext_lazy("It is about a topic of your talks")),
    "cluster": Weight(15, gettext_lazy("A cluster of which you are a member publishes it")),
    "applicant": Weight(15, gettext_lazy("It is open to your kind of organisation")),
    "nace": Weight(15, gettext_lazy("It asks for an economic activity of yours")),
    "region": Weight(15, gettext_lazy("It asks for your region")),
    "country": Weight(10, gettext_lazy("It asks for your country")),
    "eligible": Weight(10, gettext_lazy("You meet every rule of it")),
    "away": Weight(-10, gettext_lazy("You set aside a call of the same programme or publisher")),
}
SUBJECTS = ("ecosystem", "technology", "topic")


class Reason(NamedTuple):
    name: str
    words: str
    points: int


class Candidate(NamedTuple):
    """A call as far as its place in the list depends on it."""

    pk: int
    rules: tuple  # Pairs of a key that equal rules share, and the rule.
    programme: str
    organisation_id: int | None
    closes_at: object  # Its next deadline, or None.
    subjects: tuple  # Pairs of kind and slug.


class Fit(NamedTuple):
    """A call with its points, why it has them, and whether she may apply."""

    call: object
    points: int
    reasons: tuple
    answer: Answer


class Interest(NamedTuple):
    """Whom the list is for: facts of the check, and names of her subjects by kind and slug."""

    facts: dict
    subjects: dict
    clusters: dict  # Number of a cluster of hers → its name.
    at: object


class Away(NamedTuple):
    """How many calls of each programme and publisher one person set aside."""

    programmes: dict
    publishers: dict


def keyed(rules):
    return tuple((repr(rule), rule) for rule in rules)


def ranked(calls, interest, away):
    """Fits of candidates, best first; of equals the one that closes first."""
    known = {}
    fits = [_fit(call, interest, away, known) for call in calls]
    return sorted(fits, key=lambda fit: (-fit.points, _closing(fit.call), fit.call.pk))


def _closing(call):
    return (call.closes_at is None, call.closes_at.timestamp() if call.closes_at else 0)


def _fit(call, interest, away, known):
    told = [_told(key, rule, interest, known) for key, rule in call.rules]
    answer = ANSWERS[every(truth for _name, truth in told)]
    reasons = [*_subjects(call.subjects, interest), *_rules(told)]
    if name := interest.clusters.get(call.organisation_id):
        reasons.append(_reason("cluster", name))
    if answer == Answer.YES and told:
        reasons.append(_reason("eligible", _("you meet every rule")))
    reasons += _away(call, away)
    return Fit(call, sum(reason.points for reason in reasons), tuple(reasons), answer)


def _told(key, rule, interest, known):
    """The kind of a rule and its truth; equal rules are looked at once."""
    if key not in known:
        kind = rule.get("kind") if isinstance(rule, dict) else None
        known[key] = kind, seen_by(rule, interest.facts, interest.at).truth
    return known[key]


def _subjects(subjects, interest):
    """A kind of subject gives its points once, however many of hers the call has."""
    named = {}
    for kind, slug in subjects:
        if words := interest.subjects.get((kind, slug)):
            named.setdefault(kind, []).append(words)
    return [_reason(kind, ", ".join(sorted(named[kind]))) for kind in SUBJECTS if kind in named]


RULE_WORDS = {
    "applicant": gettext_lazy("your kind of organisation"),
    "nace": gettext_lazy("your activity"),
    "region": gettext_lazy("your region"),
    "country": gettext_lazy("your country"),
}


def _rules(told):
    met = {kind for kind, truth in told if truth is True}
    return [_reason(kind, words) for kind, words in RULE_WORDS.items() if kind in met]


def _away(call, away):
    times = max(
        away.programmes.get(call.programme, 0) if call.programme else 0,
        away.publishers.get(call.organisation_id, 0) if call.organisation_id else 0,
    )
    if not times:
        return []
    points = WEIGHTS["away"].points * min(times, MOST_AWAY)
    return [Reason("away", _("you set similar ones aside"), points)]


def _reason(name, words):
    return Reason(name, words, WEIGHTS[name].points)
