"""Everybody opens the suggestions, and then many ask and answer at once; run on an empty database."""

import random
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import numpy as np
from django.db import OperationalError, connection, connections
from django.test import Client
from django.utils import timezone

from bench.measuring import Bars, Meter, print_table, summed
from clusterhub.events.links import token_of
from clusterhub.events.models import AttendanceMode, Registration, RegistrationStatus, Way
from clusterhub.events.tests.makers import make_admission, make_event, make_registration
from clusterhub.matchmaking.crowds import crowd_of
from clusterhub.matchmaking.models import (
    Matchmaking,
    Meeting,
    MeetingRequest,
    MeetingSlot,
    Mode,
    Participant,
)
from clusterhub.matchmaking.operations.answering import accept
from clusterhub.matchmaking.operations.asking import ask
from clusterhub.matchmaking.operations.portraits import keep_portraits_of
from clusterhub.matchmaking.operations.refusals import MeetingRefusal
from clusterhub.matchmaking.suggesting.choosing import choose

SLOTS, WORKERS = 48, 8
LOCKED = "database is locked"
WORDS = [
    "laser",
    "sensor",
    "timber",
    "steel",
    "robot",
    "welding",
    "battery",
    "hydrogen",
    "textile",
    "recycling",
    "concrete",
    "glass",
    "paper",
    "inspection",
    "software",
    "twin",
    "drone",
    "port",
    "crane",
    "lighting",
    "insulation",
    "bio",
    "plastic",
    "chip",
    "cooling",
    "pump",
    "grinding",
    "coating",
    "printing",
    "funding",
    "export",
    "training",
    "test",
    "certificate",
    "logistics",
    "cloud",
    "security",
]


def run(count, requests, database_pid=None):
    matchmaking, people, tokens = _filled(count)
    import clusterhub.config.wsgi  # noqa: F401  As a server does before its first visitor.

    meter, bars = Meter(database_pid), Bars()
    start = meter.now()
    keep_portraits_of(matchmaking)
    worker = meter.now() - start
    _pages(tokens, meter, worker, bars)
    _lists(matchmaking, people)
    _rush(matchmaking, people, requests, bars)
    return bars.judge("suggestions and the rush")


def _filled(count):
    rng = random.Random(1)
    starts_at = timezone.now() + timedelta(days=30)
    event = make_event(format="hybrid", starts_at=starts_at, ends_at=starts_at + timedelta(days=2))
    make_admission(event, places={"on_site": None, "online": None})
    matchmaking = Matchmaking.objects.create(
        event=event, mode=Mode.DIRECT, most_pending=200, answer_hours=700
    )
    length = timedelta(minutes=20)
    MeetingSlot.objects.bulk_create(
        MeetingSlot(matchmaking=matchmaking, starts_at=starts_at + n * length,
                    ends_at=starts_at + (n + 1) * length, tables=count)
        for n in range(SLOTS)
    )  # fmt: skip
    one = make_registration(event)
    Registration.objects.bulk_create(
        Registration(
            event=event, name=f"Guest {n}", email=f"g{n}@bench.example", pool=one.pool,
            address_key=f"g{n}@bench.example", mode=AttendanceMode.ON_SITE, way=Way.DESK,
            status=RegistrationStatus.CONFIRMED, status_at=timezone.now(), ticket_code=f"B{n:09}",
            registered_at=timezone.now(), organisation_name=f"Firm {n // 3}",
        )
        for n in range(count)
    )  # fmt: skip
    rows = Registration.objects.filter(event=event).exclude(pk=one.pk).order_by("pk")
    Participant.objects.bulk_create(
        Participant(matchmaking=matchmaking, registration=row, offers=_few(rng), seeks=_few(rng))
        for row in rows
    )
    people = list(Participant.objects.filter(matchmaking=matchmaking).order_by("pk"))
    tokens = [token_of(row) for row in rows.select_related("event")]
    return matchmaking, people, tokens


def _few(rng):
    return "" if rng.random() < 0.1 else " ".join(rng.sample(WORDS, rng.randint(2, 8)))


def _pages(tokens, meter, worker, bars):
    client = Client()
    paths = [f"/r/{token}/meetings/people/" for token in tokens]
    first = meter.of(lambda: client.get(paths[0]))
    seen = []
    with connection.execute_wrapper(lambda run, *rest: (seen.append(1), run(*rest))[1]):
        answer = client.get(paths[1])
    assert answer.status_code == 200 and b"meet-card" in answer.content
    figures = [meter.of(lambda path=path: client.get(path)) for path in paths]
    median, _most_of_them, most = summed(figures)
    p99 = sorted(figures)[int(0.99 * (len(figures) - 1))]
    columns = ("people", "worker, ms", "first page, ms", "median", "p99", "most", "statements")
    row = (len(tokens), *(f"{n:.1f}" for n in (worker, first, median, p99, most)), len(seen))
    print_table("CPU of a page of suggestions", columns, [row])
    bars.at_most("CPU of 99 of 100 pages, ms", p99, 100)
    bars.at_most("statements of a page", len(seen), 10)


def _lists(matchmaking, people):
    crowd = crowd_of(matchmaking.pk)
    rows = []
    for name, prices in (
        ("without prices", np.zeros(len(crowd), np.float32)),
        ("with", crowd.price),
    ):
        crowd.price = prices
        shown = Counter(key for each in people for key in choose(crowd, each.pk))
        rows.append((name, max(shown.values()), f"{len(shown) / len(people):.1%}"))
    print_table("On how many lists of ten", ("", "the most shown", "shown at all"), rows)


def _rush(matchmaking, people, requests, bars):
    """Everybody asks at once, and whoever was asked says yes to all, twice."""
    rng = random.Random(2)
    pairs = [rng.sample(people, 2) for _ in range(requests)]
    start = time.monotonic()
    with ThreadPoolExecutor(WORKERS) as pool:
        asked = Counter(pool.map(lambda pair: _try(ask, *pair), pairs))
    asking = time.monotonic() - start
    rows = list(MeetingRequest.objects.filter(state="pending").select_related("asked")) * 2
    rng.shuffle(rows)
    start = time.monotonic()
    with ThreadPoolExecutor(WORKERS) as pool:
        said = Counter(pool.map(lambda row: _try(accept, row, by=row.asked), rows))
    answering = time.monotonic() - start
    held = Meeting.objects.placed().filter(matchmaking=matchmaking)
    seats = [(who, slot) for a, b, slot in held.values_list("a", "b", "slot") for who in (a, b)]
    tables = list(held.values_list("slot", "table"))
    columns = (
        "sent",
        "made",
        "answers",
        "meetings",
        "seats twice",
        "tables twice",
        "asking s",
        "s",
    )
    row = (
        f"{requests:,}", f"{asked['done']:,}", f"{len(rows):,}", f"{held.count():,}",
        len(seats) - len(set(seats)), len(tables) - len(set(tables)), f"{asking:.0f}",
        f"{answering:.0f}",
    )  # fmt: skip
    print_table(f"{WORKERS} at once: ask, and accept twice", columns, [row])
    bars.at_most("people and tables in two meetings at once", row[4] + row[5], 0)
    bars.at_most("calls to which the database stayed locked", (asked + said)[LOCKED], 0)
    print("  refused:", dict((asked + said) - Counter(done=asked["done"] + said["done"])))


def _try(action, *args, **named):
    try:
        action(*args, **named)
    except MeetingRefusal as refusal:
        return type(refusal).__name__
    except OperationalError as error:
        if "locked" not in str(error):
            raise
        return LOCKED
    finally:
        connections.close_all()
    return "done"
