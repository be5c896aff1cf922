"""Rows of people out of what was pasted or uploaded."""

import tempfile
from itertools import count

from django.utils.translation import gettext as _

from clusterhub.documents.characters import Cleaner
from clusterhub.documents.fenced_tables import FencedTable
from clusterhub.documents.refusals import REFUSALS
from clusterhub.documents.tables import Row
from clusterhub.events.people_columns import pasted_rows

MOST_ROWS = 10_000


class Brought:
    """Rows, the columns where they are known beforehand, and what was noticed while reading."""

    def __init__(self, rows, *, columns=None, notes=(), name=""):
        self.rows, self.columns, self.notes, self.name = rows, columns, list(notes), name


def out_of_file(file):
    """A table of any kind that documents.tables reads, behind its fence; raises CannotRead."""
    with tempfile.NamedTemporaryFile() as kept:
        for piece in file.chunks():
            kept.write(piece)
        kept.flush()
        table = FencedTable(kept.name, most_rows=MOST_ROWS + 1)
        rows = [row for row in table.rows() if row.cells]
    return Brought(rows, notes=table.notes, name=str(file.name))


def out_of_text(text):
    """Lines such as "Name <address>", or rows that were copied out of a table."""
    text = text.replace("\x00", "")
    clean = Cleaner().clean
    lines = [line for line in text.splitlines() if line.strip()]
    if lines and all("\t" in line for line in lines):
        cells = [[clean(cell).strip() for cell in line.split("\t")] for line in lines]
        return Brought([Row(number, each) for number, each in zip(count(1), cells)])
    rows = pasted_rows("\n".join(clean(line) for line in lines))
    return Brought(
        [Row(number, cells) for number, cells in zip(count(1), rows)], columns=["name", "email"]
    )


def in_words(refusal):
    """Why a table could not be read, in the reader's language."""
    return _(REFUSALS[refusal.code]).format(**refusal.values)
