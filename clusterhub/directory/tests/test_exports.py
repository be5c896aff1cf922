import csv
import io
import json
import zipfile

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from clusterhub.accounts.models import Role
from clusterhub.accounts.tests.makers import make_user
from clusterhub.directory import exporting
from clusterhub.directory.columns import columns_of
from clusterhub.directory.finding import asking
from clusterhub.directory.finding.reader import IndexUnavailable
from clusterhub.directory.finding.wanted import Wanted
from clusterhub.directory.operations import withdraw
from clusterhub.directory.tests.makers import make_contact, make_country, make_organisation
from clusterhub.directory.tests.reviewing import sign_in
from clusterhub.documents.tables import Table, plain_cell

pytestmark = [pytest.mark.django_db, pytest.mark.search]
ENDINGS = ["csv", "xlsx", "geojson", "json"]


def body(client, ending, query=""):
    query = f"rows=all&{query}" if ending == "json" else query
    response = client.get(f"{reverse(f'directory:organisations-{ending}')}?{query}")
    assert response.status_code == 200
    return b"".join(response.streaming_content)


def cells_of_csv(content):
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def names_in(ending, content):
    if ending == "csv":
        return [row["name"] for row in cells_of_csv(content)]
    if ending == "xlsx":
        header, *rows = load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True)
        return [row[header.index("name")] for row in rows]
    data = json.loads(content)
    if ending == "geojson":
        return [each["properties"]["name"] for each in data["features"]]
    return [each["name"] for each in data["organisations"]]


def test_an_export_has_the_rows_of_the_page(client):
    austria = make_country()
    for number in range(30):
        make_organisation(name=f"Alpha {number:02}", country=austria, kind="sme")
    make_organisation(name="Beta", kind="sme")
    query = "country=AT&kind=sme&kind=rto"

    names = {ending: names_in(ending, body(client, ending, query)) for ending in ENDINGS}

    pages = [client.get(f"/organisations/?{query}&page={n}").context["page"] for n in (1, 2)]
    on_the_pages = sorted(row.name for page in pages for row in page)
    assert len(on_the_pages) == 30
    for ending in ENDINGS:
        assert sorted(names[ending]) == on_the_pages, ending


@pytest.mark.parametrize("ending", ENDINGS)
def test_an_export_never_holds_what_is_not_listed(client, ending):
    make_organisation(name="Alpha")
    make_organisation(name="Hidden", is_published=False)
    withdrawn = make_organisation(name="Withdrawn")
    find_all = asking.ids_after(Wanted(), 0)
    withdraw(withdrawn, by=None)
    sign_in(client, make_user(roles=[Role.EDITOR]))

    names = names_in(ending, body(client, ending))

    assert withdrawn.pk in find_all
    assert names == ["Alpha"]


@pytest.mark.parametrize("ending", ENDINGS)
def test_exports_hold_no_contact(client, ending):
    contact = make_contact(make_organisation(name="Alpha"), phone="+43 316 555 0100")
    page = client.get("/organisations/alpha/").content.decode()

    content = body(client, ending)
    if ending == "xlsx":
        content = zipfile.ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml")

    for told in (contact.name, contact.email, contact.phone):
        assert told in page
        assert told.encode() not in content


FORMULAS = [
    "=1+1",
    "+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(A1)",
    "＝1",
    '=HYPERLINK("http://x.example")',
]


def test_exports_are_neutral_to_formulas(client):
    for formula in FORMULAS:
        make_organisation(name=formula, description=formula)

    written = cells_of_csv(body(client, "csv"))
    book = load_workbook(io.BytesIO(body(client, "xlsx")))

    assert [row["name"] for row in written] == [f"'{formula}" for formula in FORMULAS]
    assert [plain_cell(row["description"]) for row in written] == FORMULAS
    cells = [cell for row in book.active.iter_rows(min_row=2) for cell in row]
    assert {cell.data_type for cell in cells if cell.value in FORMULAS} == {"s"}
    assert not any(cell.hyperlink or cell.data_type == "f" for cell in cells)


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_our_own_import_reads_every_column_and_knows_us_by_the_address(client, ending):
    make_organisation(name='Quo"te, \x0b Łódź', latitude=48.25, longitude=16.5, founded_year=1999)

    rows = list(Table(io.BytesIO(body(client, ending))).rows())

    fields = columns_of(rows).fields
    assert fields[1:] == (*exporting.CSV_COLUMNS[1:], "id")
    values = dict(zip(fields, rows[1].cells, strict=False))
    assert (values["latitude"], values["founded_year"]) == ("48.25", "1999")
    assert "Łódź" in values["name"]


def test_a_feature_has_a_point_where_there_is_one(client):
    make_organisation(name="Alpha", latitude=48.25, longitude=16.5)
    make_organisation(name="Beta")

    features = json.loads(body(client, "geojson"))["features"]

    assert features[0]["geometry"] == {"type": "Point", "coordinates": [16.5, 48.25]}
    assert features[1]["geometry"] is None


def test_an_export_reads_in_pages_and_ends_at_the_limit(monkeypatch):
    monkeypatch.setattr(exporting, "AT_ONCE", 2)
    for number in range(7):
        make_organisation(name=f"Alpha {number}")
    wanted = Wanted()
    whole = list(exporting.listed_rows(wanted))

    with CaptureQueriesContext(connection) as asked:
        first = list(exporting.listed_rows(wanted, most=5))
    reads = [each for each in asked if 'FROM "directory_organisation"' in each["sql"]]

    assert [row.name for row in whole] == [f"Alpha {number}" for number in range(7)]
    assert first == whole[:5]
    assert len(reads) == 3  # Two, two and one.


def test_without_an_index_the_database_answers_an_export(client, monkeypatch):
    def nothing(*args, **options):
        raise IndexUnavailable

    make_organisation(name="Alpha", kind="sme")
    make_organisation(name="Beta", kind="rto")
    monkeypatch.setattr(asking, "ids_after", nothing)

    assert names_in("csv", body(client, "csv", "kind=rto")) == ["Beta"]


def test_the_list_leads_to_its_own_export(client):
    make_organisation(name="Alpha", kind="sme")

    page = client.get("/organisations/?kind=sme&q=alpha").content.decode()

    for ending in ("csv", "xlsx", "geojson"):
        assert f'href="/organisations.{ending}?q=alpha&amp;kind=sme"' in page
    assert 'href="/organisations.json?rows=all&amp;q=alpha&amp;kind=sme"' in page


def test_nobody_asked_for_the_body_of_a_head(client):
    make_organisation(name="Alpha")

    response = client.head("/organisations.csv")

    assert (response.status_code, b"".join(response.streaming_content)) == (200, b"")


def test_a_file_never_holds_more_than_was_asked_for(client, settings):
    settings.SEARCH_DIR = None

    assert client.get("/organisations.csv?country=AT").status_code == 200
    refused = client.get("/organisations.csv?technology=robotics")

    assert (refused.status_code, refused["Retry-After"]) == (503, "30")
