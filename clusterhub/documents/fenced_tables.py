"""Reads somebody's table in a process of its own, with limited memory and time: what unpacks to more
than it says, or never ends, harms that process and nothing else."""

import json
import os
import subprocess
import sys
from pathlib import Path
from threading import Timer

from clusterhub.documents.refusals import CannotRead, Note
from clusterhub.documents.tables import Row

CPU_SECONDS = 60
_SECONDS = 240  # As long as a busy machine may need.
_PACKAGE_ROOT = Path(__file__).parents[2]


class FencedTable:
    """The rows of the file at `path`, once; `notes` is complete after the last one. A table of JSON
    begins with its header as row 0. `CannotRead` says why it ends early."""

    def __init__(self, path, *, most_rows, cpu_seconds=CPU_SECONDS):
        self.notes = []
        self._limits = [str(path), str(most_rows), str(cpu_seconds)]

    def rows(self):
        process = self._start()
        alarm = Timer(_SECONDS, process.kill)
        alarm.start()
        try:
            is_whole = yield from self._read(process.stdout)
        finally:
            alarm.cancel()
            process.kill()
            process.wait()
            process.stdout.close()
        if not is_whole:
            raise CannotRead("too-complex")

    def _start(self):
        paths = [str(_PACKAGE_ROOT), os.environ.get("PYTHONPATH", "")]
        return subprocess.Popen(
            [sys.executable, "-m", "clusterhub.documents.formats.table_process", *self._limits],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths))},
        )

    def _read(self, lines):
        """Whether the process came to its end."""
        for line in lines:
            try:
                said = json.loads(line)
            except ValueError:
                return False  # It was ended in the middle of a line.
            if refusal := said.get("refusal"):
                raise CannotRead(refusal["code"], **refusal["values"])
            if "notes" in said:
                self.notes = [Note(note["code"], **note["values"]) for note in said["notes"]]
                return True
            number, cells, faults = said["row"]
            yield Row(number, cells, tuple(faults))
        return False
