"""Keeps the board true: one statement asks whether a call has changed, and only what has changed
is read again. Each process has a board of its own."""

from collections import defaultdict
from datetime import timedelta
from threading import Lock
from time import monotonic

from django.db import connection
from django.utils import timezone

from clusterhub.directory.names import fold
from clusterhub.funding.finding.applicants import applicants_of
from clusterhub.funding.finding.board import Board, Closing, Row
from clusterhub.funding.finding.texts import Texts
from clusterhub.funding.finding.wanted import band_of
from clusterhub.funding.models import Call, Deadline
from clusterhub.funding.models.queries import MOST_WORDS

# A change may become visible after a later one (PostgreSQL): what is this much older is read again.
OVERLAP = timedelta(minutes=5)
LOOKED_AGAIN = 60  # Seconds after which that is done even if nothing seems to have changed.
MOST_AT_ONCE = 500
_MOMENTS = ("opens_at", "suspended_at", "resumed_at", "cancelled_at", "spent_at", "results_at")
_COLUMNS = ("pk", "updated_at", "published_at", *_MOMENTS, "max_eur")
_FACETS = ("kind", "programme", "money_form", "rules")
_TIES = {
    "topic": (Call.topics.through, "topic__slug"),
    "ecosystem": (Call.ecosystems.through, "industrialecosystem_id"),
    "technology": (Call.technologies.through, "technology_id"),
}


class _Kept:
    def __init__(self):
        self.lock = Lock()
        self.forget()

    def forget(self):
        self.board, self.stamp, self.rows, self.looked = None, None, {}, 0.0
        self.read_at = None
        self.texts = None  # Filed when somebody looks for words, and kept from then on.


_kept = _Kept()


def board():
    """The board as the calls are now."""
    now, stamp = timezone.now(), _stamp()
    kept = _kept
    if kept.stamp == stamp and monotonic() - kept.looked < LOOKED_AGAIN:
        return kept.board
    with kept.lock:
        if kept.stamp != stamp or monotonic() - kept.looked >= LOOKED_AGAIN:
            _read_again(kept, stamp, now)
        return kept.board


def keys_with(words):
    """Keys of all calls, drafts too, that have each of these words in their texts; None where
    nothing is looked for. They are those of the board that was asked for before."""
    wanted = fold(words).split()[:MOST_WORDS]
    if not wanted:
        return None
    kept = _kept
    texts = kept.texts
    if texts is None:
        with kept.lock:
            texts = kept.texts = kept.texts or Texts(_words_of(Call.objects.order_by()))
    return texts.fitting(wanted)


def _words_of(calls):
    return calls.values_list("pk", "words").iterator(chunk_size=2000)


def forget_board():
    with _kept.lock:
        _kept.forget()


def _stamp():
    table = Call._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COUNT(*), MAX(updated_at) FROM {table}")
        return cursor.fetchone()


def _read_again(kept, stamp, now):
    calls = Call.objects.order_by()
    if kept.rows:
        # Not only after the last change: an import of thousands may be that for weeks.
        newest = max(row.updated_at for row in kept.rows.values())
        since = max(newest, kept.read_at) - OVERLAP
        changed = list(calls.filter(updated_at__gte=since).values_list("pk", flat=True))
        calls = calls.filter(pk__in=changed) if len(changed) <= MOST_AT_ONCE else calls
    found = rows_of(calls)
    rows = kept.rows | found
    if len(rows) != stamp[0]:
        there = set(Call.objects.values_list("pk", flat=True))
        rows = {pk: row for pk, row in rows.items() if pk in there}
    if (
        kept.board is None
        or any(kept.rows.get(pk) != row for pk, row in found.items())
        or len(rows) != len(kept.rows)
    ):
        kept.board = _mended(kept, found, rows) or Board(rows.values())
    if kept.texts is not None:
        is_few = len(found) <= MOST_AT_ONCE
        later = _words_of(Call.objects.filter(pk__in=found).order_by()) if is_few and found else ()
        kept.texts = kept.texts.with_later(later) if is_few else None
    kept.rows, kept.stamp, kept.looked, kept.read_at = rows, stamp, monotonic(), now


def _mended(kept, found, rows):
    """The board with what has changed, or None where it is to be made anew: the first one, many rows,
    or one that is gone."""
    changed = [row for pk, row in found.items() if kept.rows.get(pk) != row]
    if kept.board is None or len(changed) > MOST_AT_ONCE or kept.rows.keys() - rows.keys():
        return None
    return kept.board.with_changes(changed)


def rows_of(calls):
    """{key: Row} of some calls."""
    rows = {}
    for values in calls.values_list(*_COLUMNS, *_FACETS).iterator(chunk_size=2000):
        row = Row(*values[: len(_COLUMNS)])
        kind, programme, form, rules = values[len(_COLUMNS) :]
        applicants = applicants_of(rules)
        row.values = {
            "kind": (kind,),
            "programme": (programme,) if programme else (),
            "form": (form,) if form else (),
            "money": (band_of(row.max_eur),),
            "applicant": applicants.kinds,
            "country": applicants.countries,
        }
        rows[row.pk] = row
    _add_ties(rows, calls)
    _add_deadlines(rows, calls)
    return rows


def _add_ties(rows, calls):
    keys = calls.values("pk")
    for name, (through, column) in _TIES.items():
        ties = defaultdict(list)
        for pk, value in through.objects.filter(call__in=keys).values_list("call_id", column):
            ties[pk].append(value)
        for pk, values in ties.items():
            if pk in rows:
                rows[pk].values[name] = tuple(values)


def _add_deadlines(rows, calls):
    found = Deadline.objects.filter(call__in=calls.values("pk")).order_by("closes_at", "pk")
    for pk, closes_at in found.values_list("call_id", "closes_at").iterator(chunk_size=5000):
        if pk in rows:
            rows[pk].deadlines.append(Closing(closes_at))
