"""Whoever follows calls is told what is new: once, in one letter a day, in her own zone.

What is told is written down with the letter in one transaction, follower by follower; a worker that
dies in the middle goes on where it was, since each thing is told to each follower once.
"""

from collections import defaultdict
from datetime import datetime, time, timedelta
from itertools import islice

from django.db import transaction
from django.utils import timezone

from clusterhub.clock.zones import DEFAULT_ZONE, zone_info
from clusterhub.funding.emails.alerts import alert_letter, write_alerts
from clusterhub.funding.finding.matching import searches_that_fit
from clusterhub.funding.models import AlertRun, Cadence, Follow, Follower, Told
from clusterhub.funding.news import crossings_between, happened_between, moved_between
from clusterhub.letters.operations import post_many

HOUR_OF_LETTERS = time(6)
MOVES = "moves"
AT_ONCE = 300
MOST_ITEMS = 100  # In one letter; the rest stands on the page.
KEPT_FOR = timedelta(days=400)


def tell_followers(now=None):
    """Letters of the day, those of the week, and of what cannot wait; nothing that is not due."""
    now = now or timezone.now()
    _tell_of_moves(now)
    for cadence in (Cadence.DAILY, Cadence.WEEKLY):
        since = _since(cadence, now)
        if since is not None and _is_due(cadence, since, now):
            _tell(cadence, since, now)
            _ran(cadence, now)


def forget_what_was_told(now=None):
    """Nobody is told of it again by then."""
    now = now or timezone.now()
    Told.objects.filter(at__lt=now - KEPT_FOR).delete()
    Follow.objects.filter(confirmed_at=None, made_at__lt=now - timedelta(days=7)).delete()
    Follower.objects.filter(person=None, follows=None).delete()


def _tell_of_moves(now):
    """To whoever follows the very call: its deadline has moved, or it is called off."""
    since = _since(MOVES, now)
    if since is None:
        return
    found = moved_between(since, now)
    if found:
        items = defaultdict(dict)
        for follower, call in _followers_of(found):
            items[follower][call] = found[call]
        _write(items, {}, now, key=f"{now:%Y%m%d%H%M%S}")
    _ran(MOVES, now)


def _tell(cadence, since, now):
    found, crossings = happened_between(since, now), crossings_between(since, now)
    calls = found.keys() | crossings.keys()
    if not calls:
        return
    items = defaultdict(dict)
    for follower, call in _followers_of(calls, cadence):
        items[follower][call] = found.get(call, set()) - {"new"}  # She found it before us.
    for fitting in _batches(searches_that_fit(calls, now)):
        rows = _telling(cadence).filter(search__in=fitting).order_by()
        for follower, search in rows.values_list("follower_id", "search_id"):
            for call in fitting[search]:
                items[follower].setdefault(call, found.get(call, set()))
    near = {call: (since, rows) for call, rows in crossings.items()}
    _write(items, near, now, key=f"{now.astimezone(zone_info(DEFAULT_ZONE)):%Y%m%d}")


def _write(items, near, now, *, key):
    followers = sorted(items)
    for start in range(0, len(followers), AT_ONCE):
        some = followers[start : start + AT_ONCE]
        _write_some({pk: items[pk] for pk in some}, near, now, key)


@transaction.atomic
def _write_some(items, near, now, key):
    rows = Follower.objects.select_related("person").in_bulk(items)
    told = set(
        Told.objects.filter(follower__in=items).values_list("follower_id", "call_id", "what")
    )
    letters, news = [], []
    for pk, follower in rows.items():
        wanted = [
            (pk, call, what)
            for call, whats in items[pk].items()
            for what in sorted(whats | _due_for(follower, near.get(call), now))
        ]
        fresh = [each for each in wanted if each not in told][:MOST_ITEMS]
        if fresh:
            news += fresh
            letters.append(alert_letter(follower, [each[1:] for each in fresh], key))
    Told.objects.bulk_create(
        (Told(follower_id=pk, call_id=call, what=what, at=now) for pk, call, what in news),
        batch_size=500,
        ignore_conflicts=True,
    )
    post_many(write_alerts, letters)


def _due_for(follower, near, now):
    """Of all days left, the fewest: who was away for a week is reminded once."""
    if near is None:
        return set()
    since, crossings = near
    zone = follower.zone
    due = [each for each in crossings if since < each.happens_at(zone) <= now]
    fewest = {}
    for each in sorted(due, key=lambda one: -one.days):
        fewest[each.deadline] = each.what
    return set(fewest.values())


def _batches(pairs):
    """As dicts of at most so many."""
    pairs = iter(pairs)
    while batch := dict(islice(pairs, AT_ONCE)):
        yield batch


def _followers_of(calls, cadence=None):
    """Pairs of a follower and a call that she follows."""
    rows = _telling(cadence).filter(call__in=list(calls)).order_by()
    return rows.values_list("follower_id", "call_id").iterator(chunk_size=5000)


def _telling(cadence):
    rows = Follow.objects.telling()
    return rows.filter(follower__cadence=cadence) if cadence else rows


def _since(cadence, now):
    """Up to when it was told; None on the very first run, which tells nothing of the past."""
    run, is_first = AlertRun.objects.get_or_create(cadence=cadence, defaults={"until": now})
    return None if is_first else run.until


def _ran(cadence, now):
    AlertRun.objects.filter(cadence=cadence).update(until=now)


def _is_due(cadence, since, now):
    """From six in the morning in Brussels on, once a day, or once a week from Monday on."""
    local = now.astimezone(zone_info(DEFAULT_ZONE))
    turn = datetime.combine(local.date(), HOUR_OF_LETTERS, local.tzinfo)
    if cadence == Cadence.WEEKLY:
        turn -= timedelta(days=local.weekday())
    return since < turn <= now
