"""A night's alerts for 100,000 saved searches, and what they cost when there are few or many people.

The searches are as people make them: some look for one topic, some for a programme, some for words.
Half of the followers are addresses without an account.
"""

import time
from datetime import timedelta
from random import Random

from django.utils import timezone

from bench.funding_rows import PROGRAMMES, WORDS
from bench.measuring import print_table
from clusterhub.accounts.models import User
from clusterhub.clock.zones import DEFAULT_ZONE, zone_info
from clusterhub.funding.finding.keys import key_of
from clusterhub.funding.finding.wanted import CallsWanted
from clusterhub.funding.models import AlertRun, Call, Deadline, Follow, Follower, SavedSearch, Told
from clusterhub.funding.operations import alerts
from clusterhub.letters.models import Letter
from clusterhub.vocabularies.models import IndustrialEcosystem, Topic

AT_ONCE, NEWS, MOST_SECONDS = 5000, 30, 600


def run(searches, database_pid=None):
    del database_pid  # Wall time is what the bar speaks of.
    rows = []
    for count in (searches // 10, searches):
        _follow(count)
        rows += [_night(count, news) for news in (0, 1, NEWS)]
    print_table(
        f"alerts of one night; bar for {searches} searches: {MOST_SECONDS} s",
        ["searches", "new calls", "seconds", "CPU s", "letters", "things told"],
        rows,
    )


def _night(count, news):
    now = _seven_tomorrow()
    Told.objects.all().delete()
    Letter.objects.all().delete()
    AlertRun.objects.all().delete()
    for cadence in ("daily", "weekly", "moves"):
        AlertRun.objects.create(cadence=cadence, until=now - timedelta(days=1))
    Call.objects.filter(published_at__gt=now - timedelta(days=1)).update(
        published_at=now - timedelta(days=9)
    )
    fresh = list(Call.objects.order_by("pk").values_list("pk", flat=True)[:news])
    Call.objects.filter(pk__in=fresh).update(published_at=now - timedelta(hours=2))
    # Whatever else closes is far away: only what is new is told.
    Deadline.objects.filter(closes_at__gt=now, closes_at__lt=now + timedelta(days=60)).update(
        closes_at=now + timedelta(days=61)
    )
    wall, cpu = time.perf_counter(), time.process_time()
    alerts.tell_followers(now)
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    told = (Letter.objects.count(), Told.objects.count())
    return (count, news, f"{wall:.1f}", f"{cpu:.1f}", *told)


def _seven_tomorrow():
    local = timezone.now().astimezone(zone_info(DEFAULT_ZONE)) + timedelta(days=1)
    return local.replace(hour=7, minute=0, second=0, microsecond=0)


def _follow(count):
    """So many followers with one search each; those that look for the same share it."""
    random, now = Random(7), timezone.now()
    topics = list(Topic.objects.values_list("slug", flat=True))
    ecosystems = list(IndustrialEcosystem.objects.values_list("pk", flat=True))
    ways = (
        lambda: CallsWanted(topic=(random.choice(topics),), status=("open",)),
        lambda: CallsWanted(programme=(f"Programme {random.randrange(PROGRAMMES)}",)),
        lambda: CallsWanted(
            ecosystem=(random.choice(ecosystems),), words=random.choice(WORDS[:400])
        ),
        lambda: CallsWanted(words=f"{random.choice(WORDS)} {random.choice(WORDS)}"),
    )
    there = Follower.objects.count()
    for start in range(there, count, AT_ONCE):
        numbers = range(start, min(start + AT_ONCE, count))
        _followers([ways[number % len(ways)]() for number in numbers], numbers, now)


def _followers(wanted, numbers, now):
    users = User.objects.bulk_create(
        User(email=f"follower{number}@bench.example", name="F") for number in numbers if number % 2
    )
    people = iter(users)
    followers = Follower.objects.bulk_create(
        Follower(person=next(people), made_at=now)
        if number % 2
        else Follower(email=f"follower{number}@bench.example", made_at=now)
        for number in numbers
    )
    queries = [each.as_query() for each in wanted]
    SavedSearch.objects.bulk_create(
        (
            SavedSearch(query=query, key=key_of(each))
            for query, each in zip(queries, wanted, strict=True)
        ),
        ignore_conflicts=True,
    )
    known = dict(SavedSearch.objects.filter(query__in=queries).values_list("query", "pk"))
    Follow.objects.bulk_create(
        Follow(follower=follower, search_id=known[query], made_at=now, confirmed_at=now)
        for follower, query in zip(followers, queries, strict=True)
    )
