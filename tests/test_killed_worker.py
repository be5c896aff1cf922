"""A worker is killed for real in the middle of making a PDF; the next one makes it."""

import signal
from datetime import timedelta

import pytest
from django.utils import timezone

from clusterhub.summaries.jobs import make_waiting_files
from clusterhub.summaries.models import FileStatus, SummaryFile
from clusterhub.summaries.operations import queue_files
from clusterhub.summaries.operations.file import ABANDONED_AFTER, MOST_ATTEMPTS
from clusterhub.summaries.tests.makers import make_published
from tests.processes import process

pytestmark = [
    pytest.mark.slow,
    pytest.mark.concurrency,
    pytest.mark.django_db(transaction=True),
]
WORKER = """
import sys, time
from clusterhub.summaries.models import SummaryFile
from clusterhub.summaries.operations import make_file

def endless(record):
    print("making", flush=True)
    time.sleep(600)

make_file(SummaryFile.objects.get(pk=sys.argv[1]), endless)
"""


def make_queued_file():
    summary = make_published()
    queue_files(summary)
    return summary.files.get(format="pdf")


def kill_a_worker_that_makes(file):
    with process(WORKER, file.pk) as worker:
        assert worker.stdout.readline() == "making\n"
        worker.kill()
    assert worker.returncode == -signal.SIGKILL
    long_ago = timezone.now() - ABANDONED_AFTER - timedelta(seconds=1)
    SummaryFile.objects.filter(pk=file.pk).update(started_at=long_ago)


@pytest.mark.pdf
def test_the_next_worker_makes_what_a_killed_one_left():
    file = make_queued_file()
    kill_a_worker_that_makes(file)
    file.refresh_from_db()
    left = (file.status, file.content)

    make_waiting_files()

    file.refresh_from_db()
    assert left == (FileStatus.MAKING, None)
    assert (file.status, file.attempts) == (FileStatus.DONE, 2)
    assert bytes(file.content).startswith(b"%PDF")


def test_a_file_that_kills_every_worker_is_given_up_with_a_sentence(client):
    file = make_queued_file()
    SummaryFile.objects.filter(pk=file.pk).update(attempts=MOST_ATTEMPTS - 1)
    kill_a_worker_that_makes(file)

    make_waiting_files()

    file.refresh_from_db()
    assert (file.status, file.attempts) == (FileStatus.FAILED, MOST_ATTEMPTS)
    assert client.get(f"{file.summary.get_absolute_url().rstrip('/')}.pdf").status_code == 503
