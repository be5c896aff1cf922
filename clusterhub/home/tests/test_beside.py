"""The worker beside the web server: begun again when it dies, gone when the web server is gone."""

import os
import signal
import subprocess
import sys
import time

import pytest
from django.conf import settings

pytestmark = [pytest.mark.slow, pytest.mark.concurrency]
SERVER = """
import os, sys, time
from clusterhub.home import beside

beside.PAUSE_SECONDS = 0

def work():
    print(os.getpid(), flush=True)
    time.sleep(600)

with beside.Beside(work):
    sys.stdin.read()
"""


@pytest.fixture
def server():
    streams = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen([sys.executable, "-c", SERVER], cwd=settings.BASE_DIR, **streams) as one:
        yield one
        one.kill()


def next_worker(server):
    return int(server.stdout.readline())


def ends(pid, seconds=30):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False


def test_a_killed_worker_is_begun_again_and_ends_with_the_server(server):
    first = next_worker(server)

    os.kill(first, signal.SIGKILL)
    second = next_worker(server)
    server.stdin.close()

    assert first != second
    assert (ends(first), ends(second)) == (True, True)
    assert server.wait(30) == 0


def test_no_worker_outlives_a_server_that_was_killed(server):
    worker = next_worker(server)

    server.kill()

    assert ends(worker)
