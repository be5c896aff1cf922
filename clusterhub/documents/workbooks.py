"""The rows of an Excel workbook, read one at a time and refused before a bomb unpacks."""

import datetime
import zipfile
import zlib

from clusterhub.documents.refusals import CannotRead

_MOST_ENTRIES = 2_000
_MOST_UNPACKED = 1_500_000_000
_MOST_RATIO = 250
_SMALL = 1_000_000
# What the libraries raise at a damaged file; NotImplementedError is an unknown compression.
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError,
           KeyError, AttributeError, TypeError, IndexError, SyntaxError)  # fmt: skip


def workbook_rows(file, most_columns):
    """(number, cells) of the first sheet that has two rows, else of the first one."""
    _refuse_bombs(file)
    from openpyxl import load_workbook  # A second to import: only who reads Excel pays it.

    try:
        book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
        sheet = _first_filled(book)
        if sheet is None:
            raise CannotRead("empty")
        sheet.reset_dimensions()  # The declared size may lie; the rows do not.
        rows = sheet.iter_rows(values_only=True, max_col=most_columns)
        for number, cells in enumerate(rows, 1):
            texts = [_as_text(cell) for cell in cells]
            while texts and not texts[-1]:  # A sheet may claim a hundred empty columns.
                texts.pop()
            yield number, texts
    except _BROKEN as error:
        raise CannotRead("broken") from error


def _first_filled(book):
    for sheet in book.worksheets:
        sheet.reset_dimensions()
        filled = (row for row in sheet.iter_rows(values_only=True, max_row=50) if any(row))
        if next(filled, None) and next(filled, None):
            return sheet
    return book.worksheets[0] if book.worksheets else None


def _as_text(cell):
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, datetime.datetime):
        return cell.date().isoformat() if cell.time() == datetime.time() else cell.isoformat(" ")
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    return str(cell)


def _refuse_bombs(file):
    try:
        entries = zipfile.ZipFile(file).infolist()
    except _BROKEN as error:
        raise CannotRead("broken") from error
    names = {entry.filename for entry in entries}
    if any(entry.flag_bits & 1 for entry in entries):
        raise CannotRead("encrypted")
    if not any(name.startswith("xl/") for name in names):
        raise CannotRead("not-a-table", kind="a packed file or another Office document")
    if len(entries) > _MOST_ENTRIES or sum(entry.file_size for entry in entries) > _MOST_UNPACKED:
        raise CannotRead("unpacked-too-large")
    for entry in entries:
        if entry.file_size > _SMALL and entry.file_size > _MOST_RATIO * max(entry.compress_size, 1):
            raise CannotRead("unpacked-too-large")
