"""Looking for twins by night, chunk by chunk, so that a worker that dies loses one chunk; and the
answer "these are two"."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone

from clusterhub.activity.operations import record_activity
from clusterhub.directory.alike import alike_pairs
from clusterhub.directory.models import NotSame, Organisation, SearchChange, Twin, TwinSearch
from clusterhub.directory.permissions import can_merge
from clusterhub.directory.refusals import NotAValidator

AT_ONCE = 200
MOST_A_NIGHT = 30_000
# Transactions that began earlier have ended: no change with a lower number appears any more.
SETTLED = timedelta(minutes=10)
# Changes are kept for seven days (`finding/keeper.py`); after a longer rest everything is new.
LONGEST_REST = timedelta(days=6)
LONGEST_WHY = 200


def look_for_twins(*, most=MOST_A_NIGHT, settled=SETTLED):
    """Compare what is new or changed with everybody else; returns how many were looked at."""
    search = TwinSearch.objects.filter(ended_at=None).last() or _begin()
    looked_at = 0
    while looked_at < most and search.ended_at is None:
        looked_at += _look_at_some(search, settled)
    return looked_at


def _begin():
    previous = TwinSearch.objects.first()
    if previous and previous.started_at > timezone.now() - LONGEST_REST:
        return TwinSearch.objects.create(change=previous.change)
    newest = SearchChange.objects.aggregate(newest=Max("pk"))["newest"] or 0
    return TwinSearch.objects.create(change=newest, is_whole=True)


@transaction.atomic
def _look_at_some(search, settled):
    # Two workers take turns, each chunk once.
    search.refresh_from_db(from_queryset=TwinSearch.objects.select_for_update())
    if search.ended_at is not None:
        return 0
    pks = _next_of_all(search) if search.is_whole else _next_of_changes(search, settled)
    if pks is None:
        search.ended_at = timezone.now()
    else:
        search.found += note_twins(pks)
        search.looked_at += len(pks)
    search.save()
    return len(pks or ())


def _next_of_all(search):
    rows = Organisation.objects.filter(pk__gt=search.position).order_by("pk")
    pks = list(rows.values_list("pk", flat=True)[:AT_ONCE])
    if not pks:
        return None
    search.position = pks[-1]
    return pks


def _next_of_changes(search, settled):
    """The organisations of the next changes; of a change of many at once, some."""
    changes = SearchChange.objects.filter(
        pk__gt=search.change, at__lt=timezone.now() - settled
    ).order_by("pk")[:AT_ONCE]
    pks = set()
    for change in changes:
        if change.first_pk == change.last_pk:
            pks.add(change.first_pk)
            search.change = change.pk
            continue
        if pks:
            break
        return _next_of_range(search, change)
    return sorted(pks) or None


def _next_of_range(search, change):
    first = max(change.first_pk, search.position + 1)
    rows = Organisation.objects.filter(pk__gte=first, pk__lte=change.last_pk).order_by("pk")
    pks = list(rows.values_list("pk", flat=True)[:AT_ONCE])
    if len(pks) < AT_ONCE:
        search.change, search.position = change.pk, 0
    else:
        search.position = pks[-1]
    return pks


def note_twins(pks):
    """Keep whom these look like now, and forget whom they looked like; returns how many pairs."""
    pairs = alike_pairs(pks)
    before = Twin.objects.filter(Q(a__in=pks) | Q(b__in=pks))
    over = [row.pk for row in before if (row.a_id, row.b_id) not in pairs]
    Twin.objects.filter(pk__in=over).delete()
    Twin.objects.bulk_create(
        [
            Twin(a_id=a, b_id=b, score=found.score, why=found.why[:LONGEST_WHY])
            for (a, b), found in pairs.items()
        ],
        update_conflicts=True,
        unique_fields=["a", "b"],
        update_fields=["score", "why"],
    )
    return len(pairs)


@transaction.atomic
def tell_apart(one, other, *, by):
    """Say that these are two; nobody is asked about them again."""
    if by is not None and not can_merge(by):
        raise NotAValidator
    a, b = sorted((one, other), key=lambda each: each.pk)
    row, is_new = NotSame.objects.get_or_create(a=a, b=b, defaults={"by": by})
    Twin.objects.filter(a=a, b=b).delete()
    if is_new:
        record_activity("told apart", a, by=by, other=b.pk, name=b.name)
    return row
