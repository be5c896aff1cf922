"""Reads a document in a process of its own, with limited memory and time.

A PDF can repeat itself a million times and a Word document unpack to a million paragraphs; a
process is the only fence around a parser that neither counts nor stops.
"""

import io
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

from clusterhub.documents.refusals import CannotRead, Note

# Of one core; a summary of some pages takes one or two. Then as long as a busy machine may need.
CPU_SECONDS = 10
_SECONDS = 40
_PACKAGE_ROOT = Path(__file__).parents[3]
# What is smaller is read at once: starting a process takes longer than reading it.
_LIGHT = 1_500_000


def needs_fence(kind, data):
    return kind == "pdf" or (_unpacked(data) if kind == "docx" else len(data)) > _LIGHT


def _unpacked(data):
    """How much markup an Office document says it holds; its reader checks whether that is true."""
    try:
        entries = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return 0
    return sum(entry.file_size for entry in entries if entry.filename.endswith((".xml", ".rels")))


def read_fenced(kind, data):
    """The lines and notes of a document of this kind, or `CannotRead`."""
    paths = [str(_PACKAGE_ROOT), os.environ.get("PYTHONPATH", "")]
    try:
        answer = subprocess.run(
            [sys.executable, "-m", "clusterhub.documents.formats.process", kind],
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
