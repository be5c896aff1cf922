"""Our site as an installation runs it: two web workers, the worker, the database; and what they use."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TICK = os.sysconf("SC_CLK_TCK")


class Serving:
    """Started with `with`; `port` is where it answers."""

    def __init__(self, environment, database_pid=None):
        self.environment, self.database_pid = environment, database_pid
        self.port = _free_port()

    def __enter__(self):
        env = {
            **os.environ,
            **self.environment,
            "CLUSTERHUB_BASE_URL": f"http://localhost:{self.port}",
        }
        manage = [sys.executable, str(ROOT / "manage.py")]
        web = [*manage, "web", "--workers", "2", "--with-worker", "--port", str(self.port)]
        self.process = subprocess.Popen(web, cwd=ROOT, env=env, start_new_session=True)
        self._wait()
        return self

    def __exit__(self, *exception):
        self.process.terminate()
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.process.kill()

    def _wait(self):
        end = time.monotonic() + 60
        while time.monotonic() < end:
            try:
                urllib.request.urlopen(
                    f"http://localhost:{self.port}/robots.txt", timeout=30
                ).close()
                return
            except OSError:
                time.sleep(0.2)
        raise SystemExit("The site did not answer within a minute.")

    def cpu_seconds(self):
        """All that web, worker and database have used until now."""
        return sum(_cpu(pid) for root in self._roots() for pid in _tree(root))

    @staticmethod
    def cpu_seconds_of(pid):
        return _cpu(pid)

    def memory(self):
        """MB of the web server with its workers, and of the worker: shared pages counted once."""
        everything = set(_tree(self.process.pid))
        worker = set(_tree(self._watcher())) if self._watcher() else set()
        return [sum(map(_pss, pids)) / 1024 for pids in (everything - worker, worker)]

    def _watcher(self):
        """The one child of the web server that has a child."""
        near = [pid for pid in _tree(self.process.pid) if _parent(pid) == self.process.pid]
        return next((pid for pid in near if len(_tree(pid)) > 1), None)

    def _roots(self):
        return [self.process.pid, *([self.database_pid] if self.database_pid else [])]


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _fields(pid):
    try:
        text = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return None
    return text[text.rindex(")") + 2 :].split()


def _cpu(pid):
    """With the time of children that have ended and were waited for."""
    fields = _fields(pid)
    return sum(int(value) for value in fields[11:15]) / TICK if fields else 0


def _tree(root):
    children = {}
    for name in filter(str.isdigit, os.listdir("/proc")):
        if fields := _fields(int(name)):
            children.setdefault(int(fields[1]), []).append(int(name))
    found, queue = [], [root]
    while queue:
        found.append(queue.pop())
        queue += children.get(found[-1], [])
    return found


def _parent(pid):
    fields = _fields(pid)
    return int(fields[1]) if fields else 0


def _pss(pid):
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)
