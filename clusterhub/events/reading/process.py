"""The process in which a programme is read: bytes come in, a programme or a refusal goes out as JSON."""

import json
import resource
import sys

from clusterhub.events.reading.fence import CPU_SECONDS
from clusterhub.events.reading.said import CannotRead
from clusterhub.events.reading.sniffing import LARGEST, read_here

_MEMORY = 1_000_000_000


def main():
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    data = sys.stdin.buffer.read(LARGEST + 1)
    json.dump(_answer(data, json.loads(sys.argv[1])), sys.stdout)


def _answer(data, options):
    try:
        return read_here(data, **options).as_data()
    except CannotRead as refusal:
        notes = [[note.code, note.where, note.values] for note in refusal.notes]
        return {"refusal": {"code": refusal.code, "values": refusal.values, "notes": notes}}


if __name__ == "__main__":
    main()
