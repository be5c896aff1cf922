"""The process in which somebody's table is read: a path comes in, rows go out, one JSON value a line."""

import json
import resource
import sys

from clusterhub.documents.refusals import CannotRead
from clusterhub.documents.tables import Table

_MEMORY = 1_000_000_000


def main():
    path, most_rows, seconds = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    try:
        with open(path, "rb") as file:
            _write_rows(Table(file), most_rows)
    except CannotRead as refusal:
        _say({"refusal": {"code": refusal.code, "values": refusal.values}})


def _write_rows(table, most_rows):
    waiting, count = [], 0
    for row in table.rows():
        count += any(row.cells)
        if count > most_rows:
            raise CannotRead("too-many-rows", limit=most_rows)
        # JSON may name a column as late as in its last row.
        if table.format == "json":
            waiting.append(row)
        else:
            _say({"row": row})
    if table.header is not None:
        _say({"row": (0, table.header, ())})
    for row in waiting:
        _say({"row": row})
    _say({"notes": [{"code": note.code, "values": note.values} for note in table.notes()]})


def _say(value):
    sys.stdout.write(json.dumps(value, ensure_ascii=True) + "\n")


if __name__ == "__main__":
    main()
