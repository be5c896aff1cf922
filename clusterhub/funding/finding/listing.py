"""One page of the list of calls: rows, counts beside the filters, chips."""

from dataclasses import replace
from functools import cached_property

from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Paginator
from django.utils import timezone

from clusterhub.funding.finding.facets import (
    SORT_WORDS,
    WINDOW_WORDS,
    facets_of,
    words_for,
)
from clusterhub.funding.finding.keeper import board, keys_with
from clusterhub.funding.finding.wanted import CallsWanted
from clusterhub.funding.models import Call
from clusterhub.funding.permissions import can_edit_calls

PER_PAGE = 25


class CallList:
    """What an address wants of the calls that somebody may see."""

    def __init__(self, query, user, *, wanted=None, now=None):
        """`wanted` stands for what the address says."""
        self.query, self.user = query, user
        self.wanted = wanted or CallsWanted.from_query(query)
        self.now = now or timezone.now()
        self.board = board()
        self.sees_all = can_edit_calls(user)

    @cached_property
    def page(self):
        """The page asked for; its rows know what a list shows."""
        return Paginator(Keys(self), PER_PAGE).get_page(self.query.get("page"))

    def keys(self, offset=0, limit=None, closing_after=None):
        """Keys of all that is wanted, in order, and how many there are; `closing_after` leaves out
        what has no deadline after that instant."""
        return self.board.find(
            self.wanted,
            self.now,
            fits=self._fits,
            sees_all=self.sees_all,
            offset=offset,
            limit=limit,
            closing_after=closing_after,
        )

    def rows(self, keys):
        """Through the door, so that what was withdrawn meanwhile is not shown."""
        seen = Call.objects.visible_to(self.user).filter(pk__in=keys)
        found = seen.select_related("organisation").with_list().in_bulk()
        return [found[pk] for pk in keys if pk in found]

    def versions(self, keys):
        """What tells each of these apart from what it was: its deadlines raise its sequence."""
        seen = Call.objects.visible_to(self.user).filter(pk__in=keys)
        found = {row[0]: row for row in seen.values_list("pk", "sequence", "updated_at")}
        return [found[pk] for pk in keys if pk in found]

    def bare_rows(self, keys, *fields):
        """The same with these fields alone, and deadlines that tell no history."""
        seen = Call.objects.visible_to(self.user).filter(pk__in=keys)
        found = seen.with_bare_deadlines(*fields).in_bulk()
        return [found[pk] for pk in keys if pk in found]

    @cached_property
    def facets(self):
        counts = self.board.counts(self.wanted, self.now, fits=self._fits, sees_all=self.sees_all)
        return facets_of(self.wanted, counts)

    def chips(self):
        return [
            {"label": words_for(name, value), "url": self.address(self.wanted.without(name, value))}
            for name, value in self.wanted.chosen()
        ]

    @property
    def chosen(self):
        return self.wanted.chosen()

    @property
    def windows(self):
        return list(WINDOW_WORDS.items())

    def sorts(self):
        return [
            (words, self.address(replace(self.wanted, sort=name)), name == self.wanted.order)
            for name, words in SORT_WORDS.items()
        ]

    @staticmethod
    def address(wanted):
        return f"?{wanted.as_query()}"

    @property
    def as_query(self):
        return self.wanted.as_query()

    @cached_property
    def _fits(self):
        """The calls that the words fit, or None where there are none."""
        keys = keys_with(self.wanted.words)
        return None if keys is None else self.board.among(keys)


class Keys:
    """What a paginator cuts: counted at once, read page by page."""

    ordered = True

    def __init__(self, calls):
        self.calls = calls

    def count(self):
        return self.calls.keys(limit=0)[1]

    def __len__(self):
        return self.count()

    def __getitem__(self, part):
        keys, _count = self.calls.keys(part.start, part.stop - part.start)
        return self.calls.rows(keys)


def list_for_everyone(query, **changes):
    """What a feed or a calendar of an address holds: the same for whoever asks."""
    wanted = replace(CallsWanted.from_query(query), **changes)
    return CallList(query, AnonymousUser(), wanted=wanted)
