"""The process in which a PDF is read: bytes come in, lines or a refusal go out as JSON."""

import json
import resource
import sys

from clusterhub.documents.formats.pdf_reading import read_pdf
from clusterhub.documents.refusals import CannotRead

_MEMORY = 1_000_000_000
_CPU_SECONDS = 45


def main():
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_CPU_SECONDS, _CPU_SECONDS))
    json.dump(_answer(sys.stdin.buffer.read()), sys.stdout)


def _answer(data):
    try:
        lines, notes = read_pdf(data)
    except CannotRead as refusal:
        return {"refusal": {"code": refusal.code, "values": refusal.values}}
    return {"lines": lines, "notes": [{"code": n.code, "values": n.values} for n in notes]}


if __name__ == "__main__":
    main()
