"""What `bin/test` runs: three phases at once, shown one after another, so that no core waits.

One browser waits for one server most of the time, and so does a test for PostgreSQL; side by side
they fill the cores. TEST_WORKERS is the number of processes of each phase but the browser's.
"""

import contextlib
import io
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from tests.browser.chromium import find

ROOT = Path(__file__).resolve().parent.parent
LOGS = ROOT / "var" / "test"
PYTEST = [sys.executable, "-m", "pytest", "-q", "-rfEs"]
NOTHING_CHOSEN = 5  # The exit status of pytest when the options choose no test of a phase.


class Phase:
    def __init__(self, name, database, choice, options, workers=1):
        self.name, self.log = name, LOGS / f"{name.split()[-1].lower()}.log"
        parallel = ["-n", str(workers), "--dist", "loadscope"] if workers > 1 else []
        color = ["--color=yes"] if sys.stdout.isatty() else []
        with self.log.open("w") as log:
            # In a session of its own Ctrl-C reaches it once, from us.
            self.process = subprocess.Popen(
                [*PYTEST, *color, *parallel, "-m", choice, *options],
                cwd=ROOT,
                env={**os.environ, "CLUSTERHUB_TEST_DB": database},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def show(self):
        """Print what it says, as it says it, until it has ended."""
        print(f"── {self.name}", flush=True)
        with self.log.open() as log:
            has_ended = False
            while not has_ended:
                has_ended = self.process.poll() is not None
                print(log.read(), end="", flush=True)
                time.sleep(0 if has_ended else 0.2)
        return self.process.returncode

    def interrupt(self):
        with contextlib.suppress(ProcessLookupError):
            self.process.send_signal(signal.SIGINT)

    def wait(self):
        self.process.wait()


def start_all(options):
    workers = int(os.environ.get("TEST_WORKERS") or max(1, (os.cpu_count() or 1) // 2))
    yield Phase("on SQLite", "sqlite", "not browser", options, workers)
    yield Phase(
        "on PostgreSQL", "postgresql", "not browser and not pure and not once", options, workers
    )
    if find():
        # Collecting all the others takes eight seconds; whoever names files means those.
        folder = [] if any(is_path(option) for option in options) else ["tests/browser"]
        yield Phase("in a browser", "sqlite", "browser", [*folder, *options])


def is_path(option):
    return not option.startswith("-") and (ROOT / option.partition("::")[0]).exists()


def say_what_was_left_out():
    from clusterhub.documents.writing import pdf_problem

    with contextlib.redirect_stdout(io.StringIO()):  # WeasyPrint has more to say about it.
        problem = pdf_problem()
    if not find():
        print("Left out: every test in a browser, because no Chromium was found.")
        print("To run them: apt-get install chromium, or name one with CHROMIUM=/path/to/chromium.")
    if problem:
        print(f"Left out: every test that makes a PDF. {problem}")
        print("To run them: apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0.")


def main(options):
    LOGS.mkdir(parents=True, exist_ok=True)
    phases = []
    for number in (signal.SIGINT, signal.SIGTERM):  # A shell's background job ignores the first.
        signal.signal(number, signal.default_int_handler)
    try:
        for phase in start_all(options):
            phases.append(phase)
        results = {phase.show() for phase in phases}
    except KeyboardInterrupt:
        for phase in phases:
            phase.interrupt()
        for phase in phases:
            phase.wait()
        return 130
    say_what_was_left_out()
    return 1 if results - {0, NOTHING_CHOSEN if options else 0} else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
