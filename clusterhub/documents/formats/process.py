"""The process in which a document is read: bytes come in, lines or a refusal go out as JSON."""

import json
import resource
import sys
from importlib import import_module

from clusterhub.documents.formats.fence import CPU_SECONDS
from clusterhub.documents.refusals import CannotRead

_MEMORY = 1_000_000_000
_MODULES = {"md": "markdown", "txt": "plain", "pdf": "pdf_reading"}


def main():
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    json.dump(_answer(sys.argv[1], sys.stdin.buffer.read()), sys.stdout)


def _answer(kind, data):
    reader = import_module(f"clusterhub.documents.formats.{_MODULES.get(kind, kind)}")
    try:
        lines, notes = reader.read(data)
    except CannotRead as refusal:
        return {"refusal": {"code": refusal.code, "values": refusal.values}}
    return {"lines": lines, "notes": [{"code": n.code, "values": n.values} for n in notes]}


if __name__ == "__main__":
    main()
