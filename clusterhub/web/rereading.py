"""What a page was drawn from can be read once more: while every row is as it was, the page is, too.

While a page is drawn for keeping, everything that `noted` asks is remembered with what was found.
Later the same is asked again, which costs a tenth of drawing. Nobody lists what a page depends on,
so nothing can be forgotten: a statement that passes by here makes the page one that is drawn anew.
"""

import threading
from contextlib import contextmanager
from hashlib import sha256

from django.db import connection

from clusterhub.web.kept_statements import found_together

_here = threading.local()


class Reads:
    """What was asked, in this order: by its key, how to ask it and what was found."""

    def __init__(self, fresh=()):
        self.asked, self.is_whole = {}, True
        self.fresh = dict(fresh)  # Found a moment ago, by key: nothing is asked twice for one page.

    def hold(self):
        """Whether all is found as it was, and what was found until the first difference: what a page
        drawn now begins with."""
        fresh = self.asked_together()
        for key, (ask, digest) in self.asked.items():
            if key not in fresh:
                fresh[key] = ask()
            if _digest(fresh[key]) != digest:
                return False, fresh
        return True, fresh

    def asked_together(self):
        """Where the database answers many statements in one journey, all of them at once."""
        kept = {key: ask for key, (ask, _digest) in self.asked.items() if hasattr(ask, "in_words")}
        found = found_together(connection, [ask.in_words() for ask in kept.values()])
        return {} if found is None else dict(zip(kept, found, strict=True))

    def borrow(self, others):
        """What is drawn from now on uses what was drawn from `others` at the same moment."""
        self.asked = others.asked | self.asked


def noted(key, ask):
    """What `ask()` finds; the key says all on which that depends but what is stored."""
    reads = noted_here()
    if reads is None:
        return ask()
    _here.reads = None  # What is asked for it is covered by it.
    try:
        found = reads.fresh.pop(key) if key in reads.fresh else ask()
    finally:
        _here.reads = reads
    reads.asked[key] = ask, _digest(found)
    return found


@contextmanager
def noting(reads):
    def hears():
        reads.is_whole = reads.is_whole and noted_here() is None

    def look(execute, *statement):
        hears()
        return execute(*statement)

    look.hears = hears  # Enough for a statement that is kept (`web.kept_statements`).
    _here.reads = reads
    try:
        with connection.execute_wrapper(look):
            yield reads
    finally:
        _here.reads = None


def noted_here():
    """The reads of the page that is drawn right now for keeping, or None."""
    return getattr(_here, "reads", None)


def is_noting():
    return noted_here() is not None


def _digest(found):
    return sha256(repr(found).encode()).digest()
