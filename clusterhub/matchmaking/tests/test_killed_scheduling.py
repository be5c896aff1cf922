"""A worker is killed for real while it makes a schedule; people keep what they have, the next goes on."""

import signal
import time

import pytest
from django.urls import reverse

from clusterhub.events.tests.makers import make_organiser
from clusterhub.matchmaking.jobs import go_on_with_schedules
from clusterhub.matchmaking.models import SILENT, Meeting, RunState, Schedule
from clusterhub.matchmaking.moves import moves_of_result
from clusterhub.matchmaking.operations import scheduling
from clusterhub.matchmaking.operations.publishing import publish
from clusterhub.matchmaking.scheduling_facts import facts_of
from clusterhub.matchmaking.tests.rows import make_matchmaking, make_meeting, make_participant
from clusterhub.matchmaking.tests.seating import assert_nobody_sits_twice
from tests.processes import process

pytestmark = [
    pytest.mark.slow,
    pytest.mark.concurrency,
    pytest.mark.django_db(transaction=True),
]
WORKER = """
import sys
from clusterhub.matchmaking.jobs import make_schedule
make_schedule.func(int(sys.argv[1]))
"""
ENDLESS = {"seed": 1, "seconds": 3000, "moves": 10**9}
SHORT = {"seed": 1, "moves": 200}
TRIANGLES = ((0, 1), (1, 2), (0, 2), (3, 4), (4, 5), (3, 5))


def make_wishes():
    """Two triangles in two slots: no programme sees that two of the six cannot be, so it looks on."""
    matchmaking = make_matchmaking(slots=2, tables=3)
    people = [make_participant(matchmaking) for _ in range(6)]
    for a, b in TRIANGLES:
        make_meeting(people[a], people[b])
    return matchmaking, people


def make_published(matchmaking):
    row = scheduling.ask_for_schedule(matchmaking, options=SHORT, by=None)
    run(row)
    row.refresh_from_db()
    facts = facts_of(matchmaking)
    moves = moves_of_result(facts, row.result, row.fingerprint)
    publish(row, moves=moves, fingerprint=facts.fingerprint, by=None)
    return row


def run(row):
    with worker_on(row) as worker:
        assert worker.wait(60) == 0


def worker_on(row):
    return process(WORKER, row.pk)


def wait_until_it_looks(row, worker):
    """The worker has said that it is in the middle of it."""
    for _ in range(600):
        row.refresh_from_db()
        assert worker.poll() is None
        if row.progress.get("stage") == "improving":
            return
        time.sleep(0.1)
    raise AssertionError(row.progress)


def kill_in_the_middle(row):
    with worker_on(row) as worker:
        wait_until_it_looks(row, worker)
        worker.kill()
    assert worker.returncode == -signal.SIGKILL
    long_ago = row.beat_at - 2 * SILENT
    Schedule.objects.filter(pk=row.pk).update(beat_at=long_ago)


def words_of(client, matchmaking, name, *numbers):
    page = client.get(reverse(f"matchmaking:{name}", args=[matchmaking.event.slug, *numbers]))
    assert page.status_code == 200
    return " ".join(page.content.decode().split())


def test_a_killed_worker_leaves_the_last_good_schedule_and_a_new_run_can_start(client):
    matchmaking, _people = make_wishes()
    good = make_published(matchmaking)
    held = list(Meeting.objects.placed().values_list("pk", "slot", "table"))
    row = scheduling.ask_for_schedule(matchmaking, options=ENDLESS, by=None)
    client.force_login(make_organiser(matchmaking.event))

    kill_in_the_middle(row)
    said = words_of(client, matchmaking, "desk-schedule", row.number)
    Schedule.objects.filter(pk=row.pk).update(progress={"tries": 2})  # It kills every worker.
    go_on_with_schedules()
    given_up = words_of(client, matchmaking, "desk-schedule", row.number)

    assert "silent for a minute" in said and "stays as it is" in said
    assert "The worker ended twice" in given_up and "Press the button again" in given_up
    matchmaking.refresh_from_db()
    assert matchmaking.published == good
    assert list(Meeting.objects.placed().values_list("pk", "slot", "table")) == held
    new = make_published(matchmaking)
    matchmaking.refresh_from_db()
    assert (matchmaking.published, new.number) == (new, row.number + 1)
    assert_nobody_sits_twice(matchmaking)


def test_the_next_worker_makes_what_a_killed_one_left():
    matchmaking, _people = make_wishes()
    row = scheduling.ask_for_schedule(matchmaking, options=ENDLESS, by=None)
    kill_in_the_middle(row)

    assert scheduling.take_up_lost() == [row.pk]
    Schedule.objects.filter(pk=row.pk).update(options=SHORT)
    run(row)

    row.refresh_from_db()
    assert (row.state, len(row.result["placed"])) == (RunState.DONE, 4)


def test_somebody_erased_while_it_is_made_is_left_out_of_what_is_published(client):
    matchmaking, people = make_wishes()
    row = scheduling.ask_for_schedule(matchmaking, options=ENDLESS, by=None)
    client.force_login(make_organiser(matchmaking.event))

    with worker_on(row) as worker:
        wait_until_it_looks(row, worker)
        people[0].registration.delete()
        scheduling.stop(row)
        assert worker.wait(60) == 0

    row.refresh_from_db()
    assert row.state == RunState.STOPPED
    said = words_of(client, matchmaking, "desk-schedule", row.number)
    assert "something has changed" in said
    facts = facts_of(matchmaking)
    moves = moves_of_result(facts, row.result, row.fingerprint)
    publish(row, moves=moves, fingerprint=facts.fingerprint, by=None)
    assert Meeting.objects.living().count() == 4
    assert Meeting.objects.placed().count() == 3
    assert_nobody_sits_twice(matchmaking)
