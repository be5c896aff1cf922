"""A day of a programme as a table: hours down, rooms across, one cell for what is at once in a room."""

from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from clusterhub.clock.words import hour_in_words

STEP = 15  # Minutes of one row.
OPENS, CLOSES = 8 * 60, 18 * 60  # What is always shown, so that there is room to move to.
HOUR = 60


@dataclass
class Cell:
    """Sessions that overlap in one room, or a free quarter of an hour where one can be put."""

    room: object
    time: str
    day: str
    span: int = 1
    sessions: list = field(default_factory=list)


@dataclass
class Row:
    minute: int
    hour: str  # Only at the full hour: "9:00".
    hour_span: int
    cells: list


def grid_of(day, rows, rooms, zone):
    """The Rows for sessions of that conference day; `rooms` may hold None for those without one."""
    midnight = datetime.combine(day, time())
    blocks = {room: [] for room in rooms}
    for row in rows:
        blocks[row.room if row.room in blocks else None].append(_block(row, midnight, zone))
    clusters = {room: _clusters(sorted(each)) for room, each in blocks.items()}
    ends = [end for each in clusters.values() for _start, end, _rows in each]
    starts = [start for each in clusters.values() for start, _end, _rows in each]
    first = min([OPENS, *starts]) // HOUR * HOUR
    last = -(-max([CLOSES, *ends]) // HOUR) * HOUR
    minutes = range(first, last, STEP)
    return [_row(minute, midnight, clusters) for minute in minutes]


def _block(row, midnight, zone):
    starts = row.starts_at.astimezone(zone).replace(tzinfo=None)
    ends = row.ends_at.astimezone(zone).replace(tzinfo=None) if row.ends_at else starts
    start = int((starts - midnight).total_seconds() // 60) // STEP * STEP
    end = -(-int((ends - midnight).total_seconds() // 60) // STEP) * STEP
    row.starts_there = starts
    return start, max(end, start + STEP), row.number, row


def _clusters(blocks):
    """What overlaps is one cell: a table cannot hold two in one place."""
    clusters = []
    for start, end, _number, row in blocks:
        if clusters and start < clusters[-1][1]:
            before = clusters[-1]
            clusters[-1] = (before[0], max(before[1], end), [*before[2], row])
        else:
            clusters.append((start, end, [row]))
    return clusters


def _row(minute, midnight, clusters):
    moment = midnight + timedelta(minutes=minute)
    cells = []
    for room, each in clusters.items():
        inside = next((c for c in each if c[0] <= minute < c[1]), None)
        facts = {"room": room, "time": f"{moment:%H:%M}", "day": moment.date().isoformat()}
        if inside is None:
            cells.append(Cell(**facts))
        elif inside[0] == minute:
            cells.append(Cell(**facts, span=(inside[1] - inside[0]) // STEP, sessions=inside[2]))
    is_full = minute % HOUR == 0
    return Row(minute, hour_in_words(moment) if is_full else "", HOUR // STEP, cells)
