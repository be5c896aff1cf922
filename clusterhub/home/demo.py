"""What `bin/demo` does: prepare the data once, then keep web server and worker running together.

Runs without Django, so that a second start waits for nothing but the web server.
"""

import argparse
import hashlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from datetime import date
from pathlib import Path

HOST = "127.0.0.1"
PACKAGE = Path(__file__).resolve().parent.parent
PROJECT = PACKAGE.parent
MANAGE = [sys.executable, str(PROJECT / "manage.py")]
STAMP = "demo-stamp"
GREETING = """
  ClusterHub is up: {address}

  Sign in with one click at {address}/account/login/
    visitor         just look around, no sign-in
    member          Anna    anna.member@demo.clusterhub.example
    editor          Eva     eva.editor@demo.clusterhub.example
    administrator   Adam    adam.admin@demo.clusterhub.example
  Mail that the site sends: {address}/outbox/

  Ctrl-C stops everything; bin/demo --reset starts over.
"""


class CannotStart(Exception):
    """The demo cannot start; the message says what to do."""


def data_folder():
    folder = Path(os.environ.get("CLUSTERHUB_DATA_DIR") or PROJECT / "var" / "demo").resolve()
    folder.mkdir(parents=True, exist_ok=True)
    return folder


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
    patterns = ("*/migrations/*.py", "*/data/*", "*/sample/**/*")
    for path in sorted({path for pattern in patterns for path in PACKAGE.glob(pattern)}):
        if path.is_file() and path.suffix != ".pyc":
            digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()


def is_prepared(folder):
    stamp = folder / STAMP
    return stamp.exists() and stamp.read_text() == fingerprint()


def mark_prepared(folder):
    (folder / STAMP).write_text(fingerprint())


def wipe(folder):
    """Delete the demo's own folder; refuses a folder that no demo has made."""
    if not (folder / STAMP).exists() and any(folder.glob("*.sqlite3")):
        raise CannotStart(f"{folder} holds a database that no demo made; it is left alone.")
    for path in folder.iterdir():
        shutil.rmtree(path) if path.is_dir() else path.unlink()


def prepare(folder, reset, address):
    if reset:
        wipe(folder)
    if is_prepared(folder):
        return
    print("Making the sample data (about a minute, once a day) …", flush=True)
    if subprocess.run(
        [*MANAGE, "prepare_demo"], cwd=PROJECT, env=environment(folder, CLUSTERHUB_BASE_URL=address)
    ).returncode:
        raise CannotStart("The sample data could not be made; the lines above say why.")
    mark_prepared(folder)


def environment(folder, **more):
    quiet = {"CLUSTERHUB_LOG_LEVEL": os.environ.get("CLUSTERHUB_LOG_LEVEL", "WARNING")}
    own = {"CLUSTERHUB_DATA_DIR": str(folder), "CLUSTERHUB_DEMO": "1"}
    # What is invented belongs to nobody; so the page of the open data has something to show.
    licence = {"CLUSTERHUB_OPEN_DATA_LICENCE": "https://creativecommons.org/publicdomain/zero/1.0/"}
    return {**licence, **os.environ, **quiet, **own, **more}


class Processes:
    """The web server and the worker: started together, stopped together."""

    def __init__(self, port, env):
        web = [sys.executable, "-m", "granian", "clusterhub.config.wsgi:application"]
        web += ["--interface", "wsgi", "--host", HOST, "--port", str(port)]
        web += ["--workers", "1", "--blocking-threads", "4", "--log-level", "warning"]
        self.running = [
            subprocess.Popen(command, cwd=PROJECT, env=env, start_new_session=True)
            for command in (web, [*MANAGE, "worker"])
        ]

    def wait_until_up(self, address, stopping, seconds=60):
        end = time.monotonic() + seconds
        while time.monotonic() < end and not stopping:
            if self.one_has_ended():
                raise CannotStart("The site stopped while starting; the lines above say why.")
            try:
                with urllib.request.urlopen(f"{address}/robots.txt", timeout=30):
                    return
            except OSError:
                time.sleep(0.05)
        if not stopping:
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


def serve(folder, port, address):
    stopping = []
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopping.append(True))
    processes = Processes(port, environment(folder, CLUSTERHUB_BASE_URL=address))
    try:
        processes.wait_until_up(f"http://{HOST}:{port}", stopping)
        if not stopping:
            print(GREETING.format(address=address), flush=True)
        while not stopping and not processes.one_has_ended():
            time.sleep(0.2)
    finally:
        processes.stop()
    if not stopping:
        raise CannotStart("A part of the site stopped; the lines above say why.")
    print("Stopped.", flush=True)


def main(arguments=None):
    parser = argparse.ArgumentParser(prog="bin/demo", description="The site with sample data.")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--reset", action="store_true", help="start over with fresh data")
    parser.add_argument("--prepare-only", action="store_true", help="make the data, then stop")
    options = parser.parse_args(arguments)
    folder = data_folder()
    try:
        if not options.prepare_only and not port_is_free(options.port):
            raise CannotStart(
                f"Port {options.port} is in use by another program. Stop that one, or choose "
                f"another port: bin/demo --port {options.port + 1}"
            )
        address = f"http://localhost:{options.port}"
        prepare(folder, options.reset, address)
        if not options.prepare_only:
            serve(folder, options.port, address)
    except CannotStart as problem:
        print(problem, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
