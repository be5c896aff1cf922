"""The ranking of today, solved once for the same applications, scores and rules.

A preview is looked at again and again while nothing changes, and an exact choice may take seconds.
What is kept is found by a digest of all that goes in, so that it can never be out of date.
"""

import json
from hashlib import sha256

from django.core.cache import cache

from clusterhub.applications.ranking import rank
from clusterhub.applications.rounds import granted_elsewhere, rules_at
from clusterhub.applications.standings import entries_of

KEPT_FOR = 24 * 3600
VERSION = 2  # To be raised with every change in how a ranking is made.


def ranking_of_today(part, standings):
    """As `ranking_of`, which a decision asks: that one is always solved anew."""
    entries, rules = entries_of(part.hosted, standings), rules_at(part)
    earlier = granted_elsewhere(part)
    key = f"applications.ranking.{fingerprint(entries, rules, earlier)}"
    ranking = cache.get(key)
    if ranking is None:
        ranking = rank(entries, rules, earlier)
        cache.set(key, ranking, KEPT_FOR)
    return ranking


def fingerprint(entries, rules, earlier=()):
    """The same in every process: sets have no order of their own."""
    said = [VERSION, repr(rules), list(map(_plain, entries)), list(map(_plain, earlier))]
    return sha256(json.dumps(said).encode()).hexdigest()


def _plain(entry):
    return [
        *(entry.number, str(entry.score), entry.amount, repr(entry.submitted_at)),
        sorted(entry.groups.items()),
        sorted((key, str(score)) for key, score in entry.scores.items()),
        sorted(entry.flags),
        [repr(miss) for miss in entry.misses],
    ]
