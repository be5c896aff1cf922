"""A process that gives places is killed for real, again and again, in the middle of a rush."""

import signal
import time

import pytest
from django.db import connection

from clusterhub.events.models import Registration
from clusterhub.events.operations.waiting import lapse_expired
from clusterhub.events.tests.invariants import assert_places_add_up
from clusterhub.events.tests.makers import make_admission, make_registration
from tests.processes import process

pytestmark = [
    pytest.mark.slow,
    pytest.mark.concurrency,
    pytest.mark.django_db(transaction=True),
]
PLACES, STEPS = 6, (3, 14, 38)
SESSIONS = "SELECT pid FROM pg_stat_activity WHERE datname = current_database()"
RUSH = """
import random, sys, threading
from contextlib import suppress
from clusterhub.events.models import Event, Registration
from clusterhub.events.operations.refusals import NothingToSwitch
from clusterhub.events.operations.registering import cancel_registration, register
from clusterhub.events.operations.switching import switch_mode

event, run = Event.objects.get(pk=sys.argv[1]), sys.argv[2]
said = threading.Lock()

def rush(thread):
    chance, number = random.Random(f"{run} {thread}"), 0
    while True:
        number += 1
        name = f"Rush {run} {thread} {number}"
        mode = chance.choice(["on_site", "online"])
        one = register(event, name=name, email=f"{name.replace(' ', '-')}@example.org", mode=mode, way="desk")
        if chance.random() < 0.3:
            with suppress(NothingToSwitch):  # She waits.
                switch_mode(one, mode="online" if mode == "on_site" else "on_site")
        if chance.random() < 0.4:
            cancel_registration(one, by=None)
        with said:
            print(name, flush=True)

for thread in range(3):
    threading.Thread(target=rush, args=(thread,)).start()
"""


def kill_a_rush(event, run, after):
    """Let it finish `after` people, then end it without a word; the names that it had finished."""
    known = sessions()
    with process(RUSH, event.pk, run) as one:
        names = [one.stdout.readline().strip() for _ in range(after)]
        one.kill()
    assert one.returncode == -signal.SIGKILL
    wait_until_only(known)
    return names


def sessions():
    if connection.vendor != "postgresql":
        return set()
    with connection.cursor() as cursor:
        cursor.execute(SESSIONS)
        return {pid for (pid,) in cursor.fetchall()}


def wait_until_only(known, seconds=30):
    """PostgreSQL ends by itself what a dead process had begun or sent, a moment later."""
    end = time.monotonic() + seconds
    while sessions() - known and time.monotonic() < end:
        time.sleep(0.05)


def test_whoever_gives_places_may_be_killed_at_any_moment():
    event = make_admission(places={"on_site": PLACES, "online": None}, offer_hours=None).event
    finished = []

    for run, after in enumerate(STEPS):
        finished += kill_a_rush(event, run, after)
        assert_places_add_up(event)

    assert len(finished) == sum(STEPS) and all(finished)
    kept = set(Registration.objects.values_list("name", flat=True))
    assert set(finished) <= kept  # What had been answered was not lost.
    make_registration(event)
    lapse_expired()
    assert_places_add_up(event)
