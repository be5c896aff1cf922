"""A file of organisations, read in chunks of rows by field; what was changed or left out is said."""

import os
from itertools import islice

from django.utils.translation import gettext

from clusterhub.directory.columns import HEADER_WITHIN, columns_of, is_no_row, values_of
from clusterhub.documents.refusals import gettext_noop
from clusterhub.documents.tables import FAULTS, LONGEST_CELL, Row, Table, plain_cell

AT_FIRST, AT_ONCE = 500, 2000
MOST_SAID = 30
NOT_KEPT = ("email", "phone", "joined_on", "parent")
NOTES = {
    "heading-twice": gettext_noop("The heading “%s” stands there twice; the first one counts."),
    "empty-heading": gettext_noop("A column without a heading was left out."),
    "unknown-heading": gettext_noop("Columns that are not known were left out: %s."),
    "not-kept": gettext_noop("The column “%s” is not taken over."),
    "no-source": gettext_noop("The numbers in the column “id” count only with a source."),
    "no-rows": gettext_noop("There is a header, and no row below it."),
    "before": gettext_noop("What stands above the header was left out."),
}


class NoNames(Exception):
    """No column of the file says the names of organisations."""


class Sheet:
    """A file that is read once. Raises CannotRead or NoNames. `table` reads it elsewhere."""

    def __init__(self, file, *, source="", table=None):
        self._file, self._table = file, table or Table(file)
        self._source, self._columns, self._width = source, None, 0
        self._notes, self.row_count, self._followed = [], 0, None
        self.bytes = file.seek(0, os.SEEK_END)

    def chunks(self):
        """Lists of (number, values, faults), a short one first so that something is seen at once;
        `faults` are words about a row that cannot be read."""
        waiting, rows = [], self._table.rows()
        head = list(islice(rows, HEADER_WITHIN))
        for row in self._below_the_header(head):
            waiting.append(row)
        for row in rows:
            if not self._is_left_out(row):
                waiting.append(self._read(row))
            if len(waiting) >= (AT_ONCE if self.row_count else AT_FIRST):
                self.row_count += len(waiting)
                yield waiting
                waiting = []
        self.row_count += len(waiting)
        if waiting:
            yield waiting
        if not self.row_count:
            self._say("no-rows")

    def share(self):
        """How much of the file has been read, 0 to 1; None where nobody can tell."""
        if self._followed:
            return self._followed[1]
        if self._table.format == "xlsx" or not self.bytes:
            return None
        return min(self._file.tell() / self.bytes, 1.0)

    def standing(self):
        """For `follow`, where another process reads the same file."""
        return self.row_count, self.share(), [str(note) for note in self.notes()]

    def follow(self, standing):
        self._followed, self.row_count = standing, standing[0]

    def notes(self):
        if self._followed:
            return self._followed[2]
        return [*self._notes, *(str(note) for note in self._table.notes())]

    def _below_the_header(self, head):
        if self._table.format == "json":
            self._take_header(Row(0, self._table.header or []))
            below = head
        else:
            columns = self._take_columns(columns_of(head))
            below = [row for row in head if row.number > columns.row_number]
            if any(not is_no_row(row.cells) for row in head if row.number < columns.row_number):
                self._say("before")
        return [self._read(row) for row in below if not self._is_left_out(row)]

    def _take_header(self, row):
        self._width = len(row.cells)
        return self._take_columns(columns_of([row]))

    def _take_columns(self, columns):
        if columns is None:
            raise NoNames
        is_first, self._columns = self._columns is None, columns
        for code, heading in columns.notes if is_first else ():
            if code != "unknown-heading":
                self._say(code, heading)
        unknown = [heading for code, heading in columns.notes if code == "unknown-heading"]
        if is_first and unknown:
            self._say("unknown-heading", ", ".join(unknown[:MOST_SAID]))
        for field in NOT_KEPT if is_first else ():
            if field in columns.fields:
                self._say("not-kept", field)
        if is_first and "their_id" in columns.fields and not self._source:
            self._say("no-source")
        return columns

    def _say(self, code, what=""):
        template = gettext(NOTES[code])
        self._notes.append(template % what if "%s" in template else template)

    def _is_left_out(self, row):
        return not row.faults and is_no_row(row.cells)

    def _read(self, row):
        header = self._table.header
        if header is not None and len(header) > self._width:  # JSON names columns as they come.
            self._take_header(Row(0, header))
        faults, fields = list(row.faults), self._columns.fields
        if any(row.cells[len(fields) :]):
            faults.append("more-cells")
        values = values_of(self._columns, row.cells)
        if self._table.format == "csv":
            values = {name: plain_cell(cell) for name, cell in values.items()}
        return (
            row.number,
            values,
            [gettext(FAULTS[code]).format(limit=LONGEST_CELL) for code in faults],
        )
