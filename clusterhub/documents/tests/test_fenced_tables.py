"""Tables read in a process of their own."""

import io
import zipfile

import pytest
from openpyxl import Workbook

from clusterhub.documents.fenced_tables import FencedTable
from clusterhub.documents.refusals import CannotRead

pytestmark = pytest.mark.pure


def read(tmp_path, data, name="list.csv", **limits):
    path = tmp_path / name
    path.write_bytes(data)
    table = FencedTable(path, **{"most_rows": 100} | limits)
    return [row.cells for row in table.rows()], table.notes


def test_rows_and_notes_come_through(tmp_path):
    rows, notes = read(tmp_path, "name;Land\nSägewerk Müller;AT\n".encode("cp1252"))

    assert rows == [["name", "Land"], ["Sägewerk Müller", "AT"]]
    assert [note.code for note in notes] == ["encoding"]


def test_json_says_its_header_first(tmp_path):
    rows, _notes = read(tmp_path, b'[{"name": "A"}, {"name": "B", "city": "Graz"}]')

    assert rows == [["name", "city"], ["A"], ["B", "Graz"]]


def test_an_excel_book_is_read_by_its_content(tmp_path):
    book, file = Workbook(), io.BytesIO()
    book.active.append(["name", "city"])
    book.active.append(["=1+1", "Graz"])
    book.save(file)

    rows, _notes = read(tmp_path, file.getvalue(), "list.csv")

    assert rows[0] == ["name", "city"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"\x89PNG\r\n\x1a\n", "not-a-table"),
        (b"name\n" + b"a\n" * 200, "too-many-rows"),
        (b"PK\x03\x04 no archive", "broken"),
    ],
)
def test_what_cannot_be_read_says_why(tmp_path, data, code):
    with pytest.raises(CannotRead) as refusal:
        read(tmp_path, data)

    assert refusal.value.code == code


def test_a_book_that_unpacks_to_gigabytes_is_refused(tmp_path):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"<x/>")
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 300_000_000)

    with pytest.raises(CannotRead) as refusal:
        read(tmp_path, file.getvalue(), "list.xlsx")

    assert refusal.value.code == "unpacked-too-large"


def test_what_takes_too_long_is_given_up(tmp_path):
    with pytest.raises(CannotRead) as refusal:
        read(tmp_path, b"name\n" + b"a,b,c\n" * 3_000_000, cpu_seconds=1, most_rows=10**9)

    assert refusal.value.code == "too-complex"


def test_who_stops_reading_leaves_no_process_behind(tmp_path):
    path = tmp_path / "list.csv"
    path.write_bytes(b"name\n" + b"a\n" * 50_000)
    table = FencedTable(path, most_rows=10**6)
    rows = table.rows()

    first = next(rows)
    rows.close()

    assert first.cells == ["name"]
