"""What `bin/demo` does: prepare the data once, then keep web server and worker running together."""

import hashlib
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from datetime import date
from pathlib import Path

from django.conf import settings

HOST = "127.0.0.1"
PACKAGE = Path(__file__).resolve().parent.parent


class CannotStart(Exception):
    """The demo cannot start; the message says what to do."""


def port_is_free(port):
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def fingerprint():
    """Changes when the tables, the sample data or the day change: then the data are prepared anew."""
    digest = hashlib.sha256(date.today().isoformat().encode())
    patterns = ("*/migrations/*.py", "*/data/*", "*/sample/**/*", "home/sample/data/*")
    for path in sorted(path for pattern in patterns for path in PACKAGE.glob(pattern)):
        if path.is_file():
            digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()


def is_prepared():
    stamp = settings.DATA_DIR / "demo-stamp"
    return stamp.exists() and stamp.read_text() == fingerprint()


def mark_prepared():
    (settings.DATA_DIR / "demo-stamp").write_text(fingerprint())


def wipe():
    """Delete the demo's own folder; refuses a folder that no demo has made."""
    folder = settings.DATA_DIR
    if not (folder / "demo-stamp").exists() and any(folder.glob("*.sqlite3")):
        raise CannotStart(f"{folder} holds a database that no demo made; it is left alone.")
    for path in folder.iterdir():
        shutil.rmtree(path) if path.is_dir() else path.unlink()


class Processes:
    """The web server and the worker: started together, stopped together."""

    def __init__(self, port):
        web = [sys.executable, "-m", "granian", "clusterhub.config.wsgi:application"]
        web += ["--interface", "wsgi", "--host", HOST, "--port", str(port)]
        web += ["--workers", "1", "--blocking-threads", "4", "--log-level", "warning"]
        manage = str(PACKAGE.parent / "manage.py")
        self.running = [
            subprocess.Popen(command, cwd=PACKAGE.parent, start_new_session=True)
            for command in (web, [sys.executable, manage, "worker"])
        ]

    def wait_until_up(self, address, seconds=60):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if self.one_has_ended():
                raise CannotStart("The site stopped while starting; the lines above say why.")
            try:
                with urllib.request.urlopen(f"{address}/robots.txt", timeout=5):
                    return
            except OSError:
                time.sleep(0.1)
        raise CannotStart("The site did not answer within a minute.")

    def one_has_ended(self):
        return any(process.poll() is not None for process in self.running)

    def stop(self):
        for process in self.running:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
        for process in self.running:
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
