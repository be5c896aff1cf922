from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from clusterhub.activity.models import WorkerBeat

DEAD_AFTER = timedelta(seconds=90)
KEEP_FINISHED = timedelta(days=14)


@transaction.atomic
def resume_interrupted_tasks(now=None):
    """Give the tasks of workers that died back to the queue; returns how many.

    A worker that lives beats every ten seconds; one silent for `DEAD_AFTER` was killed.
    """
    now = now or timezone.now()
    living = set(WorkerBeat.objects.filter(at__gte=now - DEAD_AFTER).values_list("name", flat=True))
    count = 0
    for task in DBTaskResult.objects.running().select_for_update(skip_locked=True):
        worker = task.worker_ids[-1] if task.worker_ids else ""
        if worker in living or (task.started_at and task.started_at > now - DEAD_AFTER):
            continue
        task.status, task.started_at = TaskResultStatus.READY, None
        task.save(update_fields=["status", "started_at"])
        count += 1
    return count


def forget_finished_tasks(now=None):
    """Delete what finished long ago, and workers that have not lived for as long."""
    limit = (now or timezone.now()) - KEEP_FINISHED
    DBTaskResult.objects.finished().filter(finished_at__lt=limit).delete()
    WorkerBeat.objects.filter(at__lt=limit).delete()


def forget_waiting_index_tasks():
    """After the whole index was made anew: drop the tasks that would make it row by row."""
    paths = ["modelsearch.tasks.insert_or_update_object_task"]
    DBTaskResult.objects.filter(status=TaskResultStatus.READY, task_path__in=paths).delete()
