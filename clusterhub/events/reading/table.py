"""Tables: CSV in any encoding and Excel, with headings in eight languages."""

import io

from clusterhub.documents.refusals import CannotRead as CannotReadTable
from clusterhub.documents.tables import Table, plain_cell
from clusterhub.events.reading.building import Builder
from clusterhub.events.reading.columns import columns_of
from clusterhub.events.reading.rows import Rows
from clusterhub.events.reading.said import REFUSALS, CannotRead
from clusterhub.events.reading.shapes import MOST_SESSIONS

_LEAST_COLUMNS = 2
_MOST_LINES_ABOVE = 10


def read(data, *, asked_zone="", anyway=False):
    rows, notes = _rows(data)
    at, found, unknown = _header(rows)
    builder = Builder("table", asked_zone=asked_zone, is_plain="plain_text" in found)
    for note in notes:
        if note.code == "encoding":
            builder.say("encoding", **note.values)
    header = rows[at].cells
    meanings = {meaning: header[column] for meaning, column in found.items()}
    if unknown:
        builder.say("columns-left", columns=", ".join(builder.texts.line(u, 40) for u in unknown))
    values = [
        (row, {m: _cell(row.cells, column) for m, column in found.items()})
        for row in rows[at + 1 :]
        if any(row.cells)
    ]
    reader = Rows(builder, meanings, [each.get("track") for _row, each in values])
    for row, each in values:
        if row.faults:
            builder.say("row-broken", str(row.number))
        else:
            reader.add(each, str(row.number))
    return builder.finished()


def _rows(data):
    try:
        table = Table(io.BytesIO(data))
        rows = []
        for row in table.rows():
            rows.append(row)
            if len(rows) > MOST_SESSIONS * 2:
                raise CannotRead("too-many-sessions", limit=MOST_SESSIONS)
        return rows, table.notes()
    except CannotReadTable as refusal:
        code = refusal.code if refusal.code in ("empty", "broken", "too-complex") else None
        raise CannotRead(code if code in REFUSALS and code else "not-a-programme") from refusal


def _header(rows):
    """The first row that names a title and one more thing; above it may stand a heading."""
    for at, row in enumerate(rows[:_MOST_LINES_ABOVE]):
        found, unknown = columns_of(row.cells)
        if "title" in found and len(found) >= _LEAST_COLUMNS:
            return at, found, unknown
    raise CannotRead("no-columns")


def _cell(cells, column):
    return plain_cell(cells[column]) if column < len(cells) else ""
