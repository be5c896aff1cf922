"""The commands on real files: lists as people send them, and the way there and back."""

import csv
import io
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from clusterhub.directory.full_rows import COLUMNS
from clusterhub.directory.models import (
    Identifier,
    Label,
    MemberCount,
    NameKind,
    Organisation,
    SupportProgramme,
)
from clusterhub.directory.operations import add_other_name, update_organisation
from clusterhub.directory.operations.showing import refresh_shown
from clusterhub.directory.own_rows import FIELDS
from clusterhub.directory.records import record_of
from clusterhub.directory.stored_rows import rows_of
from clusterhub.directory.tests.makers import make_country, make_organisation
from clusterhub.vocabularies.models import Country, NutsRegion

pytestmark = pytest.mark.django_db
DATA = Path(__file__).resolve().parents[4] / "shared" / "data"
LISTS = DATA / "bad-input" / "csv" / "organisations"
needs_lists = pytest.mark.skipif(not LISTS.is_dir(), reason="the folder of bad lists is not here")
# What each of the lists gives, by its number; words where it is refused.
EXPECTED = {
    "01": {"new": 5}, "02": {"new": 5}, "03": {"new": 3}, "04": {"new": 2}, "05": {"new": 1},
    "06": {"new": 5}, "07": {"new": 5}, "08": {"new": 1}, "09": None, "10": None,
    "11": {"new": 5}, "12": {"faulty": 1}, "13": "No column holds names", "14": "empty",
    "15": {}, "16": "a picture (PNG)", "17": {"new": 4}, "18": None, "19": {"new": 5},
    "20": {"faulty": 1},
}  # fmt: skip
WORDS = {"new": " new", "faulty": " faulty", "same": " the same", "changed": " changed",
         "twin": " perhaps"}  # fmt: skip

DATED = {
    Label: [
        {"level": "bronze", "issued_on": "2020-02-29", "valid_until": "2022-02-28",
         "certificate_url": "https://labels.example/1"},
        {"level": "gold", "issued_on": "2025-01-01", "valid_until": "2028-01-01"},
    ],
    MemberCount: [
        {"counted_on": "2024-12-31", "sme": 40, "large": 3, "research": 2},
        {"counted_on": "2025-12-31", "sme": 44, "public": 1, "other": 5, "source": "computed"},
    ],
    SupportProgramme: [
        {"name": "Go=cluster; II|III", "country_id": "AT", "starts_on": "2019-01-01"},
        {"name": "COSME", "ends_on": "2023-12-31", "url": "https://cosme.example/?a=1"},
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def vocabularies(django_db_setup, django_db_blocker):
    """All shared lists, loaded once for the tests of this file."""
    around = transaction.atomic()
    with django_db_blocker.unblock():
        around.__enter__()
        call_command("load_vocabularies", stdout=io.StringIO())
    yield
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        around.__exit__(None, None, None)


def imported(path, **options):
    """What the command says and counts."""
    out, errors = io.StringIO(), io.StringIO()
    call_command("import_organisations", str(path), stdout=out, stderr=errors, **options)
    lines = out.getvalue().splitlines()
    counts = {
        verdict: int(line.split(" ")[0].replace(",", ""))
        for line in lines
        for verdict, words in WORDS.items()
        if line[:1].isdigit() and words in line
    }
    return counts, out.getvalue() + errors.getvalue()


@needs_lists
def test_every_list_in_bad_input_reads_or_says_what_is_wrong(vocabularies):
    for path in sorted(LISTS.iterdir()):
        expected = EXPECTED[path.name[:2]]
        if isinstance(expected, str):
            with pytest.raises(CommandError) as refused:
                imported(path)
            assert expected in str(refused.value), path.name
            continue
        Organisation.objects.all().delete()
        counts, said = imported(path)
        if expected is not None:
            assert counts == expected, (path.name, said)
        assert not expected or "faulty" not in expected or "Row 2" in said, (path.name, said)
        again, _said = imported(path)
        assert not {"new", "changed"} & again.keys(), (path.name, again)


@needs_lists
def test_near_duplicates_in_one_list_are_the_same_or_shown_as_twins(vocabularies):
    counts, _said = imported(LISTS / "09-near-duplicates.csv")

    assert counts.get("new", 0) == 2
    assert counts.get("faulty", 0) == 0


CLUSTERS, CORDIS = DATA / "clusters", DATA / "cordis-projects"
PROJECTS = (CORDIS / "project.json", {"kind": "partnership", "source": "cordis"})


@pytest.mark.parametrize(
    ("passes", "new"),
    [
        # The second time they are known by name and site, the third by their numbers.
        (
            [
                (CLUSTERS / "clusters.csv", {"source": "test-list"}),
                (CLUSTERS / "clusters.csv", {}),
                (CLUSTERS / "clusters.csv", {"source": "test-list"}),
            ],
            425,
        ),
        ([(CORDIS / "organization.csv", {}), (CORDIS / "organization.json", {})], 620),
        ([PROJECTS, PROJECTS], 18),
    ],
    ids=["clusters", "cordis", "projects"],
)
def test_real_lists_import_again_and_change_nothing(passes, new, vocabularies):
    if not all(path.exists() for path, _options in passes):
        pytest.skip("the real lists are not here")

    first, *others = [imported(path, **options)[0] for path, options in passes]

    assert first["new"] >= new
    for again in others:
        assert not {"new", "changed"} & again.keys(), again


def make_one_with_everything():
    organisation = make_organisation(
        name="=Holz|Cluster; Talgau",
        country=make_country("AT"),
        website="https://talgau.example/?a=1&b=2",
    )
    add_other_name(organisation, name="Wood [Alps]; Talgau|Tyrol", kind=NameKind.LOCAL, by=None)
    add_other_name(organisation, name="'HCT", kind=NameKind.ACRONYM, by=None)
    add_other_name(organisation, name="Old; name", kind=NameKind.FORMER, by=None)
    add_other_name(organisation, name="-Woods", kind=NameKind.SPELLING, by=None)
    facts = {
        "activities": ["2.1:25.11"], "technologies": ["advanced-materials"], "languages": ["de", "en"],
        "services": "+We help\n=and more;\t|", "strategy": "@long", "specialisation": "Wood",
        "serves": ["AT"], "interest_countries": ["DE", "IT"], "support_types": ["training"],
        "links": [{"title": "A; b|c", "url": "https://a.example/", "kind": "other"}],
        "facilities": {"fab_labs": 2}, "major_players": [{"name": "X", "url": ""}],
        "source_notes": "'quoted",
    }  # fmt: skip
    update_organisation(
        organisation, by=None, facts=facts, city="Talgau", street="Am Wald 1", postcode="05340",
        latitude=47.8123456789, longitude=13.25, located_by="typed", founded_year=1999,
        english_website="https://talgau.example/en", description="Two lines\nof =text\u00a0 here ",
        staff_fte=Decimal("2.50"),
    )  # fmt: skip
    Identifier.objects.create(organisation=organisation, scheme="source:a;b", value="1|2")
    for model, rows in DATED.items():
        for row in rows:
            model.objects.create(organisation=organisation, **row)
    organisation.refresh_from_db()
    refresh_shown(organisation)
    return organisation


def dated_rows():
    return {column: sorted(str(row) for _pk, row in rows_of(column, pks())) for column in FIELDS}


def pks():
    return list(Organisation.objects.values_list("pk", flat=True))


@pytest.mark.parametrize("kind", ["csv", "xlsx", "json"])
def test_export_and_import_give_the_same(kind, tmp_path, vocabularies):
    make_one_with_everything()
    make_organisation(name="Holzcluster Talgau", country=make_country("AT"))
    make_organisation(name="Holzcluster Talgau", country=make_country("AT"))
    path = tmp_path / f"all.{kind}"

    call_command("export_organisations", str(path), format=kind)
    counts, said = imported(path)

    assert counts == {"same": 3}, said


def test_an_export_makes_the_same_directory_elsewhere(tmp_path, vocabularies):
    had, had_rows = record_of(make_one_with_everything()), dated_rows()
    path = tmp_path / "all.csv"
    call_command("export_organisations", str(path))
    Organisation.objects.all().delete()

    counts, _said = imported(path, listed=True)

    has = record_of(Organisation.objects.get())
    passing = {
        "id",
        "slug",
        "version",
        "state",
        "created_at",
        "updated_at",
        "published_at",
        "names",
    }
    assert counts == {"new": 1}
    assert dated_rows() == had_rows
    for name in had.keys() - passing - {"description", "services"}:
        assert has[name] == had[name], name
    assert sorted(has["names"]) == sorted(had["names"])
    assert has["description"].split() == had["description"].split()


def test_formulas_become_text_and_come_back_the_same(tmp_path, vocabularies):
    make_organisation(name='=HYPERLINK("http://x.example")')
    path = tmp_path / "all.csv"

    call_command("export_organisations", str(path))

    (row,) = csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig")))
    assert tuple(row) == COLUMNS
    assert row["name"] == '\'=HYPERLINK("http://x.example")'
    assert imported(path)[0] == {"same": 1}


def test_only_what_is_listed_when_asked(tmp_path):
    make_organisation(name="Shown")
    make_organisation(name="Hidden", is_published=False)
    path = tmp_path / "all.csv"

    call_command("export_organisations", str(path), listed=True)

    rows = csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig")))
    assert [row["name"] for row in rows] == ["Shown"]


def test_a_report_has_a_line_for_each_remark(tmp_path, vocabularies):
    path, report = tmp_path / "list.csv", tmp_path / "report.csv"
    path.write_text("Name,Country,Sector\n=Wood,AT,Sorcery\nSteel,Atlantis,\n", encoding="utf-8")

    imported(path, report=str(report), dry_run=True)

    rows = list(csv.DictReader(io.StringIO(report.read_text(encoding="utf-8"))))
    assert [(row["row"], row["name"], row["verdict"], row["column"]) for row in rows] == [
        ("2", "'=Wood", "new", "ecosystems"),
        ("3", "Steel", "faulty", "country"),
    ]


def test_a_directory_without_the_shared_lists_says_so(tmp_path):
    NutsRegion.objects.all().delete()
    Country.objects.all().delete()
    with pytest.raises(CommandError, match="load-vocabularies"):
        imported(tmp_path / "nothing.csv")
