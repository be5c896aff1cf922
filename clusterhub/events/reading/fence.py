"""Reads a programme in a process of its own, with limited memory and time: a rule of a calendar can
recur until the end of days, and only a process can be ended."""

import json
import os
import subprocess
import sys
from pathlib import Path

from clusterhub.events.reading.said import CannotRead, Said
from clusterhub.events.reading.shapes import Read

CPU_SECONDS = 10
_SECONDS = 40  # As long as a busy machine may need.
_PACKAGE_ROOT = Path(__file__).parents[3]


def read_programme(data, *, asked_zone="", dialect="", anyway=False, cpu_seconds=CPU_SECONDS):
    """`asked_zone` is the zone of hours that name none. `CannotRead` says why nothing was read."""
    options = json.dumps({"asked_zone": asked_zone, "dialect": dialect, "anyway": anyway})
    paths = [str(_PACKAGE_ROOT), os.environ.get("PYTHONPATH", "")]
    try:
        answer = subprocess.run(
            [sys.executable, "-m", "clusterhub.events.reading.process", options, str(cpu_seconds)],
            input=data,
            capture_output=True,
            timeout=_SECONDS,
            check=True,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths))},
        )
        found = json.loads(answer.stdout)
    except (subprocess.SubprocessError, ValueError) as error:
        raise CannotRead("too-complex") from error
    if refusal := found.get("refusal"):
        notes = [Said(code, where, **values) for code, where, values in refusal["notes"]]
        raise CannotRead(refusal["code"], **refusal["values"]).because(notes)
    return Read.from_data(found)
