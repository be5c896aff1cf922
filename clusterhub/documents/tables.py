"""Rows out of the tables that people send: CSV of any encoding, Excel and JSON, by content and not
by the file's name. Knows nothing of what the rows mean. What was changed is said as a note; what
cannot be read is a fault of its row; only a file that is no table at all is refused."""

import csv
import json
import re
from collections import Counter, deque
from itertools import chain, islice
from typing import NamedTuple

from clusterhub.documents.characters import Cleaner
from clusterhub.documents.refusals import CannotRead, gettext_noop
from clusterhub.documents.table_encodings import text_lines
from clusterhub.documents.workbooks import workbook_rows

csv.field_size_limit(10_000_000)  # The reader's own limit is met in the middle of a file.
LONGEST_CELL = 20_000
MOST_COLUMNS = 400
_MOST_LINES_OF_A_CELL = 200
_SAMPLE = 20
_LONGEST_VALUE = 2_000_000
_DELIMITERS = ",;\t|"
_WORKBOOK = b"PK\x03\x04"
_REFUSED = {
    b"\x89PNG": "a picture (PNG)", b"\xff\xd8\xff": "a picture (JPEG)", b"GIF8": "a picture (GIF)",
    b"%PDF-": "a PDF", b"{\\rtf": "a rich text (RTF) document", b"\x1f\x8b": "a packed (gzip) file",
    b"\xd0\xcf\x11\xe0": "an old Excel or Word file",
}  # fmt: skip
FAULTS = {
    "long-cell": gettext_noop("A cell holds more than {limit} letters."),
    "open-quote": gettext_noop("A quotation mark is opened and not closed."),
    "more-cells": gettext_noop("The row has more cells than the header has columns."),
    "no-row": gettext_noop("This is not a row with named values."),
}
_DIVIDING = ";\t\n\r"
_INSIDE = re.compile(r"([;\t\n\r])([ \u00a0\u3000]*[=+\-@＝＋－＠|%'])([^;\t\n\r]*)")
_ESCAPED = re.compile(r"([;\t\n\r])'([ \u00a0\u3000]*[=+\-@＝＋－＠|%'])")
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠", "|", "%")


class Row(NamedTuple):
    """One row: its number in the file, its cells as text, and what is wrong with it (codes)."""

    number: int
    cells: list
    faults: tuple = ()


class Table:
    """A file that is read row by row, once; `notes` is complete after the last row."""

    def __init__(self, file):
        self._file, self._cleaner, self._notes = file, Cleaner(), []
        self.format = format_of_table(file)
        self.header = None  # Only JSON names its columns by itself.

    def rows(self):
        reader = {"xlsx": self._of_workbook, "json": self._of_json, "csv": self._of_csv}
        for number, cells, faults in reader[self.format]():
            cells = [self._cleaned(cell) for cell in cells[:MOST_COLUMNS]]
            if any(len(cell) > LONGEST_CELL for cell in cells):
                cells = [cell[:LONGEST_CELL] for cell in cells]
                faults = (*faults, "long-cell")
            yield Row(number, cells, tuple(faults))

    def notes(self):
        return [*self._notes, *self._cleaner.notes()]

    def _cleaned(self, cell):
        if isinstance(cell, str) and cell.isascii() and cell.isprintable():
            return cell[: LONGEST_CELL * 10].strip()
        text = cell if isinstance(cell, str) else "" if cell is None else str(cell)
        return self._cleaner.clean(text[: LONGEST_CELL * 10]).strip()

    def _of_workbook(self):
        for number, cells in workbook_rows(self._file, MOST_COLUMNS):
            yield number, cells, ()

    def _of_csv(self):
        lines = text_lines(self._file, self._notes)
        sample = list(islice(lines, _SAMPLE))
        yield from _split_rows(chain(sample, lines), delimiter_of(sample))

    def _of_json(self):
        for number, row in enumerate(_json_rows(text_lines(self._file, self._notes)), 1):
            if not isinstance(row, dict):
                yield number, [], ("no-row",)
                continue
            if self.header is None:
                self.header = list(row)[:MOST_COLUMNS]
            self.header += [name for name in row if name not in self.header]
            yield number, [_json_cell(row.get(name)) for name in self.header], ()


def format_of_table(file):
    """xlsx, json or csv by the first bytes; pictures, PDFs and programs are refused."""
    file.seek(0)
    head = file.read(4096)
    file.seek(0)
    if not head.strip(b"\xef\xbb\xbf \t\r\n"):
        raise CannotRead("empty")
    if head.startswith(_WORKBOOK):
        return "xlsx"
    for start, kind in _REFUSED.items():
        if head.startswith(start):
            raise CannotRead("not-a-table", kind=kind)
    is_wide = head.startswith((b"\xff\xfe", b"\xfe\xff")) or head[1::2].count(0) > len(head) // 4
    if not is_wide and head.count(0) > max(3, len(head) // 1000):
        raise CannotRead("binary")
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    return "json" if start[:1] in b"[{" and start[:2] != b"{|" else "csv"


def delimiter_of(lines):
    """The sign that splits most lines of the sample into the same number of cells, at least two."""
    best, score = ",", 0
    for sign in _DELIMITERS:
        counts = Counter(len(row) for row in csv.reader(lines, delimiter=sign) if row)
        counts.pop(1, None)
        if counts:
            width, times = max(counts.items(), key=lambda item: (item[1], item[0]))
            if times * min(width, 12) > score:
                best, score = sign, times * min(width, 12)
    return best


def safe_cell(text):
    """As a spreadsheet may open it: what begins like a formula gets an apostrophe in front, also
    behind a sign by which another reader may divide the line."""
    text = str(text)
    if not text.isalnum() and any(sign in text for sign in _DIVIDING):
        text = _INSIDE.sub(_with_apostrophe, text)
    if text[:1].isalnum():
        return text
    begins = text.lstrip(" \u00a0\u3000")
    is_number = begins[:1] in "+-" and begins[1:].replace(".", "", 1).isdigit()
    needs = begins.startswith(_FORMULA_STARTS) or begins.startswith("'")
    return f"'{text}" if needs and not is_number else text


def _with_apostrophe(found):
    """A list with dashes is no formula: only what calls something is one."""
    divides, begins, rest = found.groups()
    is_harmless = begins[-1] not in "=＝'" and not any(sign in rest for sign in "(|!")
    return found.group() if is_harmless else f"{divides}'{begins}{rest}"


class _Line:
    """Gives back what is written instead of keeping it."""

    def write(self, line):
        return line


def csv_lines(header, rows):
    """A table as CSV, line by line, for Excel and others; no cell of it is taken for a formula."""
    writer = csv.writer(_Line())
    yield "\ufeff" + writer.writerow(header)
    for cells in rows:
        yield writer.writerow([safe_cell(cell) for cell in cells])


def plain_cell(text):
    """What `safe_cell` was given, when our own export is read again."""
    if "'" not in text:
        return text
    inside = _ESCAPED.sub(r"\1\2", text)
    for rest in (inside[1:] if text.startswith("'") else inside, text[1:]):
        if safe_cell(rest) == text:
            return rest
    return text


def _split_rows(lines, delimiter):
    """Rows of cells; a quote that stays open costs one row and not the rest of the file."""
    number, waiting = 0, deque()
    while True:
        line = waiting.popleft() if waiting else next(lines, None)
        if line is None:
            return
        number += 1
        taken = [line]
        cells = _cells(taken, delimiter)
        while cells is None and len(taken) < _MOST_LINES_OF_A_CELL:
            further = waiting.popleft() if waiting else next(lines, None)
            if further is None:
                break
            taken.append(further)
            cells = _cells(taken, delimiter) if '"' in further else None
        if cells is None:
            waiting.extendleft(reversed(taken[1:]))
            yield number, line.rstrip("\r\n").split(delimiter), ("open-quote",)
            continue
        yield number, cells, ()
        number += len(taken) - 1


def _cells(lines, delimiter):
    """The cells of one row, or None while a quotation mark is open."""
    if len(lines) == 1 and '"' not in lines[0]:
        return lines[0].rstrip("\r\n").split(delimiter)
    try:
        rows = list(csv.reader(lines, delimiter=delimiter, strict=True))
    except csv.Error as error:
        if len(lines) > 1 or "unexpected end" in str(error):
            return None
        rows = list(csv.reader(lines, delimiter=delimiter))
    return rows[0] if rows else []


def _json_rows(lines):
    """The values of an array, or of one value a line, without the whole text in memory."""
    decoder, text, is_array, has_begun = json.JSONDecoder(), "", False, False
    for line in lines:
        text = (text + line).lstrip(" \t\r\n,")
        if not has_begun and text:
            has_begun, is_array = True, text[0] == "["
            text = text[1:] if is_array else text
        while text := text.lstrip(" \t\r\n,"):
            if is_array and text[0] == "]":
                return
            try:
                value, end = decoder.raw_decode(text)
            except (json.JSONDecodeError, RecursionError) as error:
                if len(text) > _LONGEST_VALUE or isinstance(error, RecursionError):
                    raise CannotRead("broken") from error
                break
            yield value
            text = text[end:]
    if text.strip():
        raise CannotRead("broken")


def _json_cell(value):
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list) and not any(isinstance(each, dict | list) for each in value):
        return "|".join(str(each) for each in value)
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)
    return value
