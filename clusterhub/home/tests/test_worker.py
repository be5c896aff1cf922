from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max

from clusterhub.activity.models import WorkerBeat
from clusterhub.home.operations import (
    DEAD_AFTER,
    KEEP_FINISHED,
    forget_finished_tasks,
    resume_interrupted_tasks,
)
from clusterhub.home.timetable import TIMETABLE, Entry, due

NOW = timezone.now()


def make_running_task(worker, started_at, **changes):
    facts = {
        "status": TaskResultStatus.RUNNING,
        "args_kwargs": {"args": [], "kwargs": {}},
        "task_path": "modelsearch.tasks.insert_or_update_object_task",
        "worker_ids": [worker],
        "backend_name": "default",
        "run_after": get_date_max(),
        "started_at": started_at,
    }
    return DBTaskResult.objects.create(**(facts | changes))


@pytest.mark.django_db
def test_the_task_of_a_killed_worker_goes_back_to_the_queue():
    WorkerBeat.objects.create(name="dead", at=NOW - DEAD_AFTER * 2)
    WorkerBeat.objects.create(name="living", at=NOW)
    long_ago = NOW - timedelta(hours=1)
    interrupted = make_running_task("dead", long_ago)
    long_running = make_running_task("living", long_ago)

    count = resume_interrupted_tasks(NOW)

    interrupted.refresh_from_db()
    long_running.refresh_from_db()
    assert count == 1
    assert interrupted.status == TaskResultStatus.READY
    assert long_running.status == TaskResultStatus.RUNNING


@pytest.mark.django_db
def test_a_task_that_has_just_begun_is_left_alone():
    task = make_running_task("unknown", NOW - timedelta(seconds=5))

    assert resume_interrupted_tasks(NOW) == 0

    task.refresh_from_db()
    assert task.status == TaskResultStatus.RUNNING


@pytest.mark.django_db
def test_what_finished_long_ago_is_forgotten():
    finished = {"status": TaskResultStatus.SUCCESSFUL, "worker_ids": []}
    old = make_running_task("", NOW, finished_at=NOW - KEEP_FINISHED * 2, **finished)
    new = make_running_task("", NOW, finished_at=NOW, **finished)

    forget_finished_tasks(NOW)

    assert set(DBTaskResult.objects.values_list("pk", flat=True)) == {new.pk}
    assert old.pk != new.pk


def test_the_timetable_waits_its_seconds():
    entry = Entry("sweep", "x.y", 30)

    assert due([entry], {}, now=100) == [entry]
    assert due([entry], {"sweep": 80}, now=100) == []
    assert due([entry], {"sweep": 70}, now=100) == [entry]


def test_every_entry_of_the_timetable_names_a_task_that_exists():
    from django.utils.module_loading import import_string

    assert all(callable(import_string(entry.task_path)) for entry in TIMETABLE)


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_runs_once_is_seen_to_have_lived():
    call_command("worker", once=True)

    assert WorkerBeat.objects.filter(at__gte=NOW - timedelta(minutes=5)).count() == 1
