"""The process in which a programme is read: bytes come in, a programme or a refusal goes out as JSON."""

import json
import resource
import sys

from clusterhub.events.reading.said import CannotRead
from clusterhub.events.reading.sniffing import LARGEST, read_here

_MEMORY = 1_000_000_000


def main():
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    options, cpu_seconds = json.loads(sys.argv[1]), int(sys.argv[2])
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds))
    data = sys.stdin.buffer.read(LARGEST + 1)
    json.dump(_answer(data, options), sys.stdout)


def _answer(data, options):
    try:
        return read_here(data, **options).as_data()
    except CannotRead as refusal:
        notes = [[note.code, note.where, note.values] for note in refusal.notes]
        return {"refusal": {"code": refusal.code, "values": refusal.values, "notes": notes}}


if __name__ == "__main__":
    main()
