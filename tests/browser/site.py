"""The whole site as `bin/demo` runs it, on a port and with data of its own, for stories in a browser."""

import os
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
ANNA = "anna.member@demo.clusterhub.example"
EVA = "eva.editor@demo.clusterhub.example"
ADAM = "adam.admin@demo.clusterhub.example"
VERA = "vera.validator@demo.clusterhub.example"
ERIC = "eric.events@demo.clusterhub.example"


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

    def value(self, statement):
        """What a look into the site's database finds first, if anything."""
        with closing(sqlite3.connect(f"file:{self.database}?mode=ro", uri=True)) as database:
            row = database.execute(statement).fetchone()
        return row[0] if row else None

    def becomes(self, statement, value, seconds=15):
        """Whether the database says so in time: a page may tell before its request is answered."""
        end = time.monotonic() + seconds
        while self.value(statement) != value and time.monotonic() < end:
            time.sleep(0.1)
        return self.value(statement) == value

    @property
    def database(self):
        return self.folder / "clusterhub.sqlite3"


def mail_to(site, address, path, about="", seconds=30):
    """The newest link that begins with `path` in the site's mail to an address that says `about`."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        mails = sorted(
            (site.folder / "outbox").glob("*.log"), key=lambda file: file.stat().st_mtime
        )
        words = "".join(file.read_text() for file in mails)
        for mail in reversed(re.split(r"^-{79}$", words, flags=re.M)):
            links = re.findall(rf"{re.escape(path)}[^\s]+", mail)
            links = [link for link in links if not link.endswith("/mail/")]  # Stops letters.
            if links and f"To: {address}" in mail and about in mail:
                return site.url + links[-1]
        time.sleep(0.3)
    pytest.fail(f"No mail to {address} with a link to {path}.")


class Demo:
    """One run of `bin/demo`, in a folder that may hold its data already."""

    def __init__(self, folder):
        self.folder, self.port = folder, free_port()
        self.log = folder / "demo.log"
        self.process = None

    def start(self, *arguments, seconds=240):
        self.launch("--port", str(self.port), *arguments)
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if "ClusterHub is up" in self.log.read_text():
                return Site(f"http://localhost:{self.port}", self.folder)
            if self.process.poll() is not None:
                break
            time.sleep(0.1)
        self.stop()
        pytest.fail(f"The demo did not start:\n{self.log.read_text()[-3000:]}")

    def launch(self, *arguments):
        environment = {
            name: value
            for name, value in os.environ.items()
            if name not in {"DATABASE_URL", "CLUSTERHUB_TASKS"}
        }
        environment |= {"CLUSTERHUB_DATA_DIR": str(self.folder), "CLUSTERHUB_DEMO": "1"}
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "clusterhub.home.demo", *arguments],
                cwd=ROOT,
                env=environment,
                stdout=log,
                stderr=subprocess.STDOUT,
            )

    def stop(self):
        """As Ctrl-C does."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        return self.process.wait(30)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="session")
def prepared(tmp_path_factory):
    """A folder with the sample data; SITE_SAMPLE may name one that stays from run to run."""
    folder = Path(os.environ.get("SITE_SAMPLE") or tmp_path_factory.mktemp("sample"))
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / "clusterhub.sqlite3").exists():  # The tables are those of every other test.
        shutil.copy(
            os.environ["DATABASE_URL"].removeprefix("sqlite:///"), folder / "clusterhub.sqlite3"
        )
    demo = Demo(folder)
    demo.launch("--prepare-only")
    assert demo.process.wait(240) == 0, demo.log.read_text()[-3000:]
    return folder


@pytest.fixture(scope="session")
def site(prepared):
    folder = Path(tempfile.mkdtemp(prefix="clusterhub-site-"))
    shutil.copytree(prepared, folder, dirs_exist_ok=True)
    demo = Demo(folder)
    try:
        yield demo.start()
    finally:
        demo.stop()
        shutil.rmtree(folder, ignore_errors=True)
