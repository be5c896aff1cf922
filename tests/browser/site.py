"""The whole site as `bin/demo` runs it, on a port and with data of its own, for stories in a browser."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent


@dataclass
class Site:
    url: str
    folder: Path

    def newest_code(self):
        """The sign-in code in the newest mail of the outbox."""
        mails = sorted(
            (self.folder / "outbox").glob("*.log"), key=lambda file: file.stat().st_mtime
        )
        found = re.findall(r"^\s*([A-Z0-9]{3,4}-?[A-Z0-9]{3,4})\s*$", mails[-1].read_text(), re.M)
        return found[-1]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="session")
def site():
    folder, port = Path(tempfile.mkdtemp(prefix="clusterhub-site-")), free_port()
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in {"DATABASE_URL", "CLUSTERHUB_TASKS"}
    }
    environment |= {"CLUSTERHUB_DATA_DIR": str(folder), "CLUSTERHUB_DEMO": "1"}
    log = (folder / "demo.log").open("w")
    process = subprocess.Popen(
        [sys.executable, "manage.py", "demo", "--port", str(port)],
        cwd=ROOT,
        env=environment,
        stdout=log,
        stderr=subprocess.STDOUT,
    )
    try:
        _wait(process, folder / "demo.log")
        yield Site(f"http://localhost:{port}", folder)
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(20)
        log.close()
        shutil.rmtree(folder, ignore_errors=True)


def _wait(process, log, seconds=180):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if "ClusterHub is up" in log.read_text():
            return
        if process.poll() is not None:
            break
        time.sleep(0.2)
    pytest.fail(f"The demo did not start:\n{log.read_text()[-3000:]}")
