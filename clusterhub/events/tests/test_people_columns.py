"""What somebody's columns are, and what pasted lines say."""

from types import SimpleNamespace

import pytest

from clusterhub.events.address_hints import suggestion
from clusterhub.events.people_columns import columns_of, guessed, pasted_rows, read_cells

pytestmark = pytest.mark.pure


def rows(*lines):
    return [SimpleNamespace(number=n, cells=list(cells)) for n, cells in enumerate(lines, 1)]


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ("Anna Lind <anna@timber.example>", ["Anna Lind", "anna@timber.example"]),
        ('"Lind, Anna" <anna@timber.example>;', ["Lind, Anna", "anna@timber.example"]),
        ("Anna Lind; anna@timber.example", ["Anna Lind", "anna@timber.example"]),
        ("anna@timber.example, Anna Lind", ["Anna Lind", "anna@timber.example"]),
        ("Anna Lind\tanna@timber.example", ["Anna Lind", "anna@timber.example"]),
        ("Anna Lind (anna@timber.example)", ["Anna Lind", "anna@timber.example"]),
        ("anna@timber.example", ["", "anna@timber.example"]),
        ("Anna Lind", ["Anna Lind", ""]),
        ("Anna Lind anna@timber", ["Anna Lind", "anna@timber"]),
        ("李 安娜 <anna@timber.example>", ["李 安娜", "anna@timber.example"]),
    ],
)
def test_a_pasted_line_is_a_name_and_an_address(line, cells):
    assert pasted_rows(f"\n  {line}  \r\n\n") == [cells]


def test_headings_of_pretix_prefer_the_attendees_own_address():
    header = [
        "Order code",
        "Status",
        "Email",
        "Attendee name",
        "Attendee email",
        "Company",
        "Company",
    ]

    number, _headings, fields = columns_of(rows(["Export of 1 May"], header))

    assert number == 2
    assert fields == ["", "state", "order_email", "name", "email", "organisation", ""]
    said = read_cells(fields, ["A1", "canceled", "office@x.example", "Bo Ek", "", "X", "Y"])
    assert (said.email, said.organisation, said.is_gone) == ("office@x.example", "X", True)


def test_headings_of_indico_are_known():
    header = ["ID", "Name", "Email Address", "Affiliation", "Registration state", "Checked in"]

    _number, _headings, fields = columns_of(rows(header))

    assert fields == ["", "name", "email", "organisation", "state", ""]
    assert not read_cells(fields, ["1", "Anna Lind", "a@b.example", "", "Awaiting payment"]).is_gone


@pytest.mark.parametrize(
    ("cells", "name"),
    [
        ({"name": "Lind, Anna"}, "Anna Lind"),
        ({"given": "Anna", "family": "Lind"}, "Anna Lind"),
        ({"name": "Lind, Anna", "given": "Anna", "family": "Lind"}, "Anna Lind"),
        ({"name": "Anna Lind, Dr, MBA"}, "Anna Lind, Dr, MBA"),
        ({"family": "Lind"}, "Lind"),
    ],
)
def test_a_name_in_parts_or_the_family_first_is_put_together(cells, name):
    assert read_cells(list(cells), list(cells.values())).name == name


def test_a_table_without_headings_is_read_by_what_stands_in_it():
    assert guessed(["17", "Anna Lind", "anna@timber.example"]) == ["", "name", "email"]
    assert guessed(["17", "Anna Lind"]) is None
    assert columns_of(rows(["Anna Lind", "anna@timber.example"])) is None


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("anna@gmial.com", "anna@gmail.com"),
        ("anna@timber.con", "anna@timber.com"),
        ("anna@timber.example", ""),
        ("anna@gmx.de", ""),
        ("anna", ""),
    ],
)
def test_a_typing_error_in_an_address_is_noticed(typed, meant):
    assert suggestion(typed) == meant
