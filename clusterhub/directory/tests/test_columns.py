import pytest

from clusterhub.directory.columns import column_of, columns_of, is_no_row, values_of
from clusterhub.documents.tables import Row

pytestmark = pytest.mark.pure


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Name", "name"), ("NOM", "name"), ("Název", "name"), ("Επωνυμία", "name"),
        ("Land", "country"), ("Kraj", "country"), ("Χώρα", "country"), ("country_iso", "country"),
        ("Ville", "city"), ("Šehir", "city"), ("Zip code", "postcode"), ("organisationID", "pic"),
        ("shortName", "acronym"), ("E-mail", "email"), ("nuts3_2024", "nuts"), ("Umsatz", ""),
    ],
)  # fmt: skip
def test_a_heading_in_any_language_is_a_field(heading, field):
    assert column_of(heading) == field


def test_the_header_may_stand_in_the_third_row():
    rows = [
        Row(1, ["Exported from the register"]),
        Row(2, [""]),
        Row(3, ["Name", "Land", "Ort"]),
        Row(4, ["Holzcluster Talgau", "AT", "Talgau"]),
    ]

    columns = columns_of(rows)

    assert (columns.row_number, columns.fields) == (3, ("name", "country", "city"))
    assert values_of(columns, rows[3].cells) == {
        "name": "Holzcluster Talgau", "country": "AT", "city": "Talgau"
    }  # fmt: skip


def test_the_first_of_two_equal_headings_wins_and_it_is_said():
    columns = columns_of([Row(1, ["Name", "Name", "", "Country", "country", "Umsatz"])])

    assert columns.fields == ("name", "", "", "country", "", "")
    assert columns.notes == (
        ("heading-twice", "Name"),
        ("empty-heading", ""),
        ("heading-twice", "country"),
        ("unknown-heading", "Umsatz"),
    )


def test_a_table_without_names_has_no_header():
    assert columns_of([Row(1, ["a", "b"]), Row(2, ["Linz", "AT"])]) is None


def test_totals_and_empty_rows_are_no_rows():
    assert is_no_row(["Total", "5"]) and is_no_row(["", " "])
    assert not is_no_row(["Total Energies Hub", "FR", "Paris"])
