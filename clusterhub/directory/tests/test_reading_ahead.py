"""A long list is read by a second process; nobody notices but by the clock."""

import io
import os

import pytest

from clusterhub.directory import reading_ahead
from clusterhub.directory.crowds import FULL, Crowds
from clusterhub.directory.few import names_by_block
from clusterhub.directory.models import NameBlock, NameKey, Organisation
from clusterhub.directory.operations.importing import import_organisations
from clusterhub.directory.reading_ahead import ReaderEnded, read_ahead
from clusterhub.directory.sheets import NoNames, Sheet
from clusterhub.directory.tests.makers import make_country, make_organisation
from clusterhub.documents.refusals import CannotRead

pytestmark = pytest.mark.django_db
ROWS = [f"Werk {chr(97 + n % 26)}{n * 7919};AT;https://w{n}.example" for n in range(700)]


@pytest.fixture
def always_ahead(monkeypatch):
    monkeypatch.setattr(reading_ahead, "WORTHWHILE_BYTES", 0)


def sheet_of(lines, header="Name;Land;Website;Sorcery"):
    return Sheet(io.BytesIO("\n".join([header, *lines]).encode()))


def test_a_list_read_ahead_gives_what_it_gives_otherwise(monkeypatch):
    make_country("AT", "Austria")
    lines = [*ROWS, ROWS[3], ";AT;", "Werk Two;Atlantis;", "Werk Three;AT;;;;;six"]
    found = []
    for bytes_worthwhile in (10**9, 0):
        monkeypatch.setattr(reading_ahead, "WORTHWHILE_BYTES", bytes_worthwhile)
        Organisation.objects.all().delete()
        sheet, said = sheet_of(lines), []
        import_organisations(sheet, tell=said.append)
        rows = [(each.number, each.verdict, each.problems, each.notes) for each in said]
        written = Organisation.objects.order_by("pk").values_list("name", "slug", "shown", "facts")
        found.append((rows, list(written), sheet.notes(), sheet.row_count, sheet.share()))

    assert found[0] == found[1]
    assert found[1][2:] == (["Columns that are not known were left out: Sorcery."], 704, 1.0)


def test_rows_that_are_refused_cost_themselves_when_they_were_read_ahead(always_ahead):
    make_country("AT", "Austria")
    rows = [f'{{"name": "Werk {n * 7919}", "country": "AT"}}' for n in range(40)]
    rows[7] = '{"name": "Werk \\ud800", "country": "AT"}'

    counts = import_organisations(Sheet(io.BytesIO("\n".join(rows).encode())), takes_twins=True)

    assert counts == {"new": 39, "faulty": 1}


def test_what_is_no_list_is_refused_as_ever(always_ahead):
    make_country("AT", "Austria")
    with pytest.raises(NoNames):
        import_organisations(sheet_of(["1;2"], header="Colour;Size"))
    with pytest.raises(CannotRead) as refused:
        import_organisations(Sheet(io.BytesIO(b'[{"name": "Werk"}, {"name": ')))
    assert refused.value.code == "broken"


@pytest.mark.parametrize("trouble", [lambda chunk: os._exit(1), lambda chunk: 1 / 0])
def test_a_reader_that_ends_too_soon_ends_the_import(trouble):
    with pytest.raises(ReaderEnded):
        list(read_ahead(sheet_of(ROWS[:5]), trouble))


def test_a_piece_that_many_names_have_is_kept_for_no_more():
    crowds = Crowds()
    blocks = [pair for n in range(FULL + 50) for pair in (("<wood", n), (f"~wood{n}", n))]

    kept = crowds.worth_keeping(blocks)

    assert [block for block, _n in kept].count("<wood") == FULL
    assert len(kept) == 2 * FULL + 50
    crowds.forget()
    assert crowds.worth_keeping([("<wood", 1)]) == [("<wood", 1)]


def test_blocks_follow_a_name_and_leave_with_it():
    organisation = make_organisation(name="Timbervalley")
    (name,) = NameKey.objects.filter(organisation=organisation)
    assert names_by_block(["~timberv"], 5) == {"~timberv": [name.pk]}

    organisation.name = "Glassworks"
    organisation.save()

    (name,) = NameKey.objects.filter(organisation=organisation)
    assert names_by_block(["~timberv", "~glasswo"], 5) == {"~glasswo": [name.pk]}
    assert {row.pk % 2**32 for row in NameBlock.objects.all()} == {name.pk}
