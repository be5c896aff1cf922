"""The background work beside the web server, in a process that parted from it: what is loaded stands in
memory once. It is begun again when it dies, and ends when the web server ends, however that ends."""

import contextlib
import os
import signal
import time

LOOK_SECONDS = 0.5
PAUSE_SECONDS = 2
# As long as a letter on its way may take.
PATIENCE_SECONDS = 20


class Beside:
    """`work()` in a process of its own, watched by one that does nothing else."""

    def __init__(self, work):
        self._work, self._is_stopping = work, False

    def __enter__(self):
        self._parent = os.getpid()
        self._watcher = os.fork()
        if self._watcher == 0:
            os._exit(self._watch())
        return self

    def __exit__(self, *exception):
        with contextlib.suppress(ProcessLookupError, ChildProcessError):
            os.kill(self._watcher, signal.SIGTERM)
            os.waitpid(self._watcher, 0)

    def _watch(self):
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop)
        while self._goes_on():
            began, child = time.monotonic(), self._begin()
            while not _has_ended(child) and self._goes_on():
                time.sleep(LOOK_SECONDS)
            if not self._goes_on():
                _end(child)
            elif time.monotonic() - began < PAUSE_SECONDS:  # It may not even start.
                time.sleep(PAUSE_SECONDS)
        return 0

    def _stop(self, *_signal):
        self._is_stopping = True

    def _goes_on(self):
        return not self._is_stopping and os.getppid() == self._parent

    def _begin(self):
        child = os.fork()
        if child:
            return child
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, signal.SIG_DFL)
        code = 1
        try:
            self._work()
            code = 0
        finally:
            os._exit(code)


def _has_ended(child):
    try:
        return os.waitpid(child, os.WNOHANG)[0] == child
    except ChildProcessError:
        return True


def _end(child):
    with contextlib.suppress(ProcessLookupError):
        os.kill(child, signal.SIGTERM)
        end = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < end:
            if _has_ended(child):
                return
            time.sleep(0.05)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
