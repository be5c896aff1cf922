import io
import json
import re
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from clusterhub.documents.refusals import CannotRead
from clusterhub.documents.tables import Table, csv_lines, plain_cell, safe_cell

pytestmark = pytest.mark.pure
BAD = Path(__file__).resolve().parents[4] / "shared" / "data" / "bad-input" / "csv"
needs_shared = pytest.mark.skipif(not BAD.exists(), reason="the shared bad input is not here")


def read(data):
    table = Table(io.BytesIO(data if isinstance(data, bytes) else data.encode()))
    return list(table.rows()), [note.code for note in table.notes()], table


def cells(data):
    return [row.cells for row in read(data)[0]]


def workbook(*rows):
    book, file = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(file)
    return file.getvalue()


@pytest.mark.parametrize(
    ("encoding", "name", "note"),
    [
        ("utf-8", "Pôle Céramique", []),
        ("utf-8-sig", "Ľudová Žilina", []),
        ("utf-16", "Νέα Γη", []),
        ("utf-16-le", "Obróbka Metali", []),
        ("cp1252", "Förderverein Österreich", ["encoding"]),
        ("cp1250", "Klastr Český Řež, Žilina ľudová", ["encoding"]),
        ("iso8859-7", "Συνεργατικός Σχηματισμός", ["encoding"]),
        ("cp1251", "Клъстер Мехатроника", ["encoding"]),
    ],
)
def test_any_encoding_is_read_and_said(encoding, name, note):
    rows, notes, _table = read(f'Name;Country\r\n"{name}";XX\r\n'.encode(encoding))

    assert [row.cells for row in rows] == [["Name", "Country"], [name, "XX"]]
    assert notes == note


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(sign):
    text = f'Name{sign}City\n"A, B; C"{sign}Linz\nD{sign}"two\nlines"\n'

    assert cells(text) == [["Name", "City"], ["A, B; C", "Linz"], ["D", "two\nlines"]]


def test_an_open_quote_costs_its_row_and_no_other():
    rows, _notes, _table = read('Name,Country\n"Cluster A,DE\nCluster B,FR\n"C\nD",IT\n')

    assert [(row.number, row.faults) for row in rows] == [
        (1, ()),
        (2, ("open-quote",)),
        (3, ()),
        (4, ()),
    ]
    assert [row.cells for row in rows][2:] == [["Cluster B", "FR"], ["C\nD", "IT"]]


def test_what_nobody_sees_is_taken_out_and_said():
    rows, notes, _table = read("Name\nClus\0ter\nRTL \u202eevil\nMa\u0301laga\n")

    assert [row.cells[0] for row in rows] == ["Name", "Cluster", "RTL evil", "Málaga"]
    assert notes == ["direction-marks", "control-characters"]


def test_a_cell_without_end_is_cut_and_is_a_fault():
    rows, _notes, _table = read("Name\n" + "x" * 200_000 + "\nB\n")

    assert rows[1].faults == ("long-cell",) and len(rows[1].cells[0]) == 20_000
    assert rows[2].cells == ["B"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b" \r\n", "empty"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "not-a-table"),
        (b"%PDF-1.7\n", "not-a-table"),
        (bytes(range(256)) * 20, "binary"),
        (b"PK\x03\x04 but no zip", "broken"),
        (b'[{"name": "A"}, {"name"', "broken"),
    ],
)
def test_what_is_no_table_is_refused_in_words(data, code):
    with pytest.raises(CannotRead) as refused:
        read(data)

    assert refused.value.code == code and str(refused.value).endswith(".")


def test_a_workbook_gives_text_and_whole_numbers():
    rows = cells(workbook(["Name", "Members", "Since"], ["Holz+", 15.0, None], ["=1+1", 2.5, True]))

    assert rows == [["Name", "Members", "Since"], ["Holz+", "15"], ["", "2.5", "true"]]


def test_an_xlsx_bomb_is_refused_before_it_unpacks():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("xl/worksheets/sheet1.xml", b"0" * 30_000_000)

    with pytest.raises(CannotRead) as refused:
        read(file.getvalue())

    assert refused.value.code == "unpacked-too-large"


def test_json_comes_as_an_array_or_as_lines():
    rows = [{"name": "A", "languages": ["de", "en"]}, {"name": "B", "city": "Linz"}]
    expected = [["A", "de|en"], ["B", "", "Linz"]]

    for text in (json.dumps(rows, indent=1), "\n".join(json.dumps(row) for row in rows)):
        found, _notes, table = read(text)

        assert [row.cells for row in found] == expected
        assert table.header == ["name", "languages", "city"]


@pytest.mark.parametrize(
    "formula", ["=1+1", "+1+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "＝1", " =1", "%0A=1", "|calc"]
)
def test_formulas_become_text_and_come_back_the_same(formula):
    divided = f"'{formula[0]}'{formula[1:]}"  # Behind a sign that divides, too.
    assert safe_cell(formula) == (divided if formula[0] in "\t\r" else f"'{formula}")
    assert plain_cell(safe_cell(formula)) == formula


def test_numbers_and_words_stay_as_they_are():
    for text in ("-5.5", "+30", "Food+i", "", "a=b", "R&D", "'t Hout"):
        assert plain_cell(safe_cell(text)) == text
    assert [safe_cell(text) for text in ("-5.5", "Food+i")] == ["-5.5", "Food+i"]


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=20))
def test_every_cell_comes_back(text):
    assert plain_cell(safe_cell(text)) == text


@settings(max_examples=500, deadline=None)
@given(st.text(alphabet="a1;\t\n\r=+-@'|%( \u00a0＝", max_size=12))
def test_every_cell_with_formulas_inside_comes_back(text):
    assert plain_cell(safe_cell(text)) == text


@pytest.mark.parametrize(
    "text",
    [
        'text;=WEBSERVICE("http://x.example")', "a; =1+1", "a\n=HYPERLINK(1)", "a\t@SUM(1)*cmd|' /C'!A0",
        "1;-2+3+cmd|' /C calc'!A0", "a;＝1", "line\r\n+WEBSERVICE(A1)", "a;'=1", ";=1",
    ],
)  # fmt: skip
def test_no_reader_finds_a_formula_behind_a_sign_by_which_it_divides(text):
    line = "".join(csv_lines(["h"], [["first", text, "last"]])).splitlines(keepends=True)
    body = "".join(line[1:])

    for delimiter in ";\t":
        for part in re.split(f"[{delimiter}\r\n]", body):
            assert not re.match(r"[ \u00a0\u3000]*[=＝@+]", part.strip('"'))
            assert not re.match(r"[ ]*-.*[(|!]", part.strip('"'))
    assert plain_cell(safe_cell(text)) == text


def test_lists_with_dashes_and_numbers_stay_readable():
    for text in ("Rooms:\n- large\n- small", "1; -5; +30", "a; b", "see; @home"):
        assert safe_cell(text) == text


EXPECTED = {  # File: rows beside the header, and what is said.
    "01": 5, "02": 5, "03": 3, "04": 2, "05": 1, "06": 5, "07": 9, "08": 1, "09": 5, "10": 3, "11": 5,
    "12": 1, "13": 1, "14": "empty", "15": 0, "16": "not-a-table", "17": 5, "18": 5, "19": 5, "20": 1,
}  # fmt: skip


@needs_shared
@pytest.mark.parametrize("number", sorted(EXPECTED))
def test_every_list_in_bad_input_reads_or_says_what_is_wrong(number):
    (path,) = (BAD / "organisations").glob(f"{number}-*")

    try:
        found = len(read(path.read_bytes())[0]) - 1
    except CannotRead as refused:
        found = refused.code

    assert found == EXPECTED[number]


@needs_shared
def test_spectrum_csv_means_its_json():
    for path in sorted((BAD / "spectrum").glob("*.csv")):
        header, *rows = cells(path.read_bytes())
        found = [dict(zip(header, row, strict=True)) for row in rows]
        meant = json.loads(path.with_suffix(".json").read_text())
        if path.stem == "location_coordinates":
            continue  # Its JSON has another telephone number than its CSV.

        assert found == [
            {key: value.replace("\r\n", "\n").strip() for key, value in row.items()}
            for row in meant
        ], path.stem
