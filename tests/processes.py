"""Processes that a test may kill, without the two seconds that each would take to load the site.

One process beside the tests has loaded it and waits; each that is asked for is forked from it, so
that it has neither threads nor connections of the test, as one that was just begun.
"""

import multiprocessing
import os
import signal
import sys
from contextlib import contextmanager

_forking = multiprocessing.get_context("forkserver")
_forking.set_forkserver_preload(["tests.loaded"])


class Process:
    """What a test asks of a `subprocess.Popen`; `stdout` is what the script prints."""

    def __init__(self, script, *arguments):
        heard, said = _forking.Pipe(duplex=False)
        self._process = _forking.Process(
            target=_run, args=(script, [str(each) for each in arguments], said), daemon=True
        )
        self._process.start()
        said.close()
        self.stdout = os.fdopen(os.dup(heard.fileno()))
        heard.close()

    @property
    def returncode(self):
        return self._process.exitcode

    def poll(self):
        return self._process.exitcode

    def wait(self, seconds=None):
        self._process.join(seconds)
        return self._process.exitcode

    def kill(self):
        os.kill(self._process.pid, signal.SIGKILL)


@contextmanager
def process(script, *arguments):
    """A process that runs this script, with `sys.argv[1:]`; it has ended when the block is left."""
    one = Process(script, *arguments)
    try:
        yield one
        one.wait()
    finally:
        one.kill() if one.poll() is None else None
        one.wait()
        one.stdout.close()


def _run(script, arguments, said):
    os.dup2(said.fileno(), 1)
    sys.stdout = os.fdopen(1, "w", closefd=False)
    sys.argv = ["-c", *arguments]
    exec(compile(script, "<script>", "exec"), {"__name__": "__main__"})
