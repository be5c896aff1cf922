"""Which saved searches some calls fit."""

from functools import reduce
from operator import or_

from django.db.models import Q
from django.http import QueryDict

from clusterhub.directory.names import fold
from clusterhub.funding.finding.board import Board
from clusterhub.funding.finding.keeper import rows_of
from clusterhub.funding.finding.keys import keys_of
from clusterhub.funding.finding.wanted import CallsWanted
from clusterhub.funding.models import Call, SavedSearch
from clusterhub.funding.models.queries import MOST_WORDS

KEYS_AT_ONCE = 500


def searches_that_fit(calls, now):
    """Pairs of a saved search's key and the calls among `calls` (primary keys) that fit it. Only
    searches that share a value with one of them are looked at."""
    sieve = Sieve(calls)
    if not sieve.rows:
        return
    for pk, query in _searches_near(sieve.rows.values()):
        if keys := sieve.fitting(query, now):
            yield pk, keys


class Sieve:
    """Some of the public calls, by primary key, to be compared with many queries."""

    def __init__(self, calls):
        found = Call.objects.public().filter(pk__in=calls)
        self.rows = rows_of(found)
        self.board = Board(self.rows.values())
        self.texts = dict(found.values_list("pk", "words"))

    def fitting(self, query, now):
        """Keys of those that fit what an address asks for."""
        wanted = CallsWanted.from_query(QueryDict(query))
        fits = _fitting(self.texts, wanted.words) if wanted.words else None
        if fits is not None and not fits:
            return []
        among = None if fits is None else self.board.among(fits)
        return self.board.find(wanted, now, fits=among, limit=None)[0]


def _searches_near(rows):
    keys, whole = set(), set()
    for row in rows:
        of_row, whole_of_row = keys_of(row)
        keys |= of_row
        whole |= whole_of_row
    near = [Q(key__in=chunk) for chunk in _chunks(sorted(keys))]
    near += [Q(key__startswith=f"{name}:") for name in sorted(whole)]
    searches = SavedSearch.objects.filter(reduce(or_, near), follows__isnull=False)
    return searches.distinct().order_by("pk").values_list("pk", "query").iterator(chunk_size=2000)


def _chunks(keys):
    return (keys[start : start + KEYS_AT_ONCE] for start in range(0, len(keys), KEYS_AT_ONCE))


def _fitting(texts, words):
    """As `Call.objects.matching` finds them."""
    wanted = fold(words).split()[:MOST_WORDS]
    return [pk for pk, text in texts.items() if all(word in text for word in wanted)]
