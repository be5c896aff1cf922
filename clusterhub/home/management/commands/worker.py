import logging
import threading
import time
import uuid

from django.core.management.base import BaseCommand
from django.db import close_old_connections, connection
from django.utils.module_loading import import_string
from django_tasks_db.management.commands.db_worker import Worker

from clusterhub.activity.operations import record_beat
from clusterhub.directory.finding.keeper import catch_up, keep
from clusterhub.home.timetable import TIMETABLE, due
from clusterhub.letters.jobs import deliver_all, keep_delivering

BEAT_SECONDS = 10
logger = logging.getLogger("clusterhub.worker")


class Command(BaseCommand):
    help = "Does the background work: queued tasks, and what the timetable says."
    requires_system_checks = []  # They load every page; who installs runs them.

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="do what waits, then stop")
        parser.add_argument("--interval", type=float, default=1.0, help="seconds between two looks")

    def handle(self, *, once, interval, **options):
        worker_id = f"worker-{uuid.uuid4().hex[:8]}"
        record_beat(worker_id)
        worker = Worker(
            queue_names=["*"],
            interval=interval,
            batch=once,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=worker_id,
            excluded_queue_names=[],
        )
        if once:
            _run_timetable({})
        else:
            worker.configure_signals()
            threading.Thread(target=_keep_time, args=[worker, worker_id], daemon=True).start()
            # Their own, too: a change is to be found, a letter to leave within two seconds.
            for work in (keep, keep_delivering):
                threading.Thread(target=work, args=[lambda: worker.running], daemon=True).start()
        worker.run()
        if once:
            deliver_all()
            catch_up()


def _keep_time(worker, worker_id):
    # A thread of its own, so that a long task neither stops the beat nor the timetable.
    last_runs = {}
    while worker.running:
        try:
            close_old_connections()
            record_beat(worker_id)
            _run_timetable(last_runs)
        except Exception:
            logger.exception("The worker's clock stumbled; it goes on.")
        time.sleep(BEAT_SECONDS)
    connection.close()


def _run_timetable(last_runs):
    now = time.monotonic()
    for entry in due(TIMETABLE, last_runs, now):
        last_runs[entry.name] = now
        try:
            import_string(entry.task_path)()
        except Exception:
            logger.exception("Timetable: '%s' failed; it is tried again next time.", entry.name)
