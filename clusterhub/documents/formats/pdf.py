import json
import os
import subprocess
import sys
from pathlib import Path

from clusterhub.documents.refusals import CannotRead, Note

_SECONDS = 60
_PACKAGE_ROOT = Path(__file__).parents[3]


def read(data):
    """Read in a process of its own with limited memory and time.

    A PDF can unpack without end or repeat itself a million times; a process is the only fence
    around a parser that neither counts nor stops.
    """
    paths = [str(_PACKAGE_ROOT), os.environ.get("PYTHONPATH", "")]
    try:
        answer = subprocess.run(
            [sys.executable, "-m", "clusterhub.documents.formats.pdf_process"],
            input=data,
            capture_output=True,
            timeout=_SECONDS,
            check=True,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths))},
        )
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError) as error:
        raise CannotRead("too-complex") from error
    found = json.loads(answer.stdout)
    if refusal := found.get("refusal"):
        raise CannotRead(refusal["code"], **refusal["values"])
    return found["lines"], [Note(note["code"], **note["values"]) for note in found["notes"]]
