"""The web server as an installation starts it: loaded once, shared by its workers."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from django.conf import settings

pytestmark = [pytest.mark.once, pytest.mark.slow]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def ask(port):
    for _ in range(200):
        try:
            with urllib.request.urlopen(
                f"http://127.0.0.1:{port}/robots.txt", timeout=10
            ) as answer:
                return answer.status
        except OSError:
            time.sleep(0.1)
    return None


def children_of(pid):
    return Path(f"/proc/{pid}/task/{pid}/children").read_text().split()


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="asks Linux for its processes")
def test_two_workers_serve_what_was_loaded_once():
    port = free_port()
    command = [sys.executable, "manage.py", "web", "--workers", "2", "--port", str(port)]
    with subprocess.Popen(command, cwd=settings.BASE_DIR, env=os.environ) as process:
        try:
            status, workers = ask(port), children_of(process.pid)
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(20)

    assert (status, len(workers)) == (200, 2)
