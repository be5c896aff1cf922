import csv
from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command

from clusterhub.vocabularies import files
from clusterhub.vocabularies.models import (
    Country,
    EmergingIndustry,
    IndustrialEcosystem,
    NaceActivity,
    NutsRegion,
    Programme,
    S3Priority,
    Technology,
    Topic,
)
from clusterhub.vocabularies.operations import load_vocabularies

pytestmark = pytest.mark.django_db


def test_every_list_is_loaded_whole():
    load_vocabularies()

    regions = NutsRegion.objects.of_version(2024)
    assert [regions.filter(level=level).count() for level in range(4)] == [39, 115, 299, 1345]
    rev_2, rev_2_1 = (NaceActivity.objects.filter(revision=revision) for revision in ("2", "2.1"))
    assert [rev_2.filter(level=level).count() for level in range(1, 5)] == [21, 88, 272, 615]
    assert [rev_2_1.filter(level=level).count() for level in range(1, 5)] == [22, 87, 287, 651]
    assert IndustrialEcosystem.objects.count() == 14
    assert Technology.objects.count() == 16
    assert EmergingIndustry.objects.count() == 10
    fields = S3Priority.objects.filter(parent=None)
    assert (S3Priority.objects.count(), {row.level for row in fields}) == (77, {1})
    assert S3Priority.objects.get(slug="aquaculture").parent_id == "blue-growth"
    assert Country.objects.count() == 85
    assert Topic.objects.count() == len(files.rows("topics"))


def test_loading_twice_changes_nothing_and_says_so(django_assert_max_num_queries):
    call_command("load_vocabularies", stdout=StringIO())
    second = StringIO()

    with django_assert_max_num_queries(45):
        call_command("load_vocabularies", stdout=second)

    assert second.getvalue().splitlines()[-1] == "Nothing to change: every list was up to date."
    assert " 0 new, 0 changed, 1798 as before" in second.getvalue()


def test_a_changed_row_is_put_right_and_only_that_one():
    load_vocabularies()
    Country.objects.filter(code="CZ").update(name="Bohemia")

    countries = next(loaded for loaded in load_vocabularies() if loaded.name == "countries")

    assert (countries.created, countries.changed, countries.unchanged) == (0, 1, 84)
    assert Country.objects.get(code="CZ").name == "Czechia"


def test_a_row_that_left_the_list_is_reported_and_kept():
    load_vocabularies()
    atlantis = Country.objects.create(code="AA", code_3="AAA", name="Atlantis", standing="third")
    NutsRegion.objects.create(code="AA", version=2024, level=0, country=atlantis, name="Atlantis")

    missing = {loaded.name: loaded.missing for loaded in load_vocabularies() if loaded.missing}

    assert missing == {"countries": ["AA"], "NUTS 2024 regions": ["AA"]}
    assert Country.objects.filter(code="AA").exists()


def test_what_editors_made_of_a_topic_stays():
    load_vocabularies()
    Topic.objects.filter(slug="skills").update(name="Skills and talent")
    Topic.objects.create(slug="seaweed", name="Seaweed")

    load_vocabularies()

    assert Topic.objects.get(slug="skills").name == "Skills and talent"
    assert Topic.objects.filter(slug="seaweed").exists()


MEMBERS = [
    (Programme.EU, date(1957, 12, 31), 0),
    (Programme.EU, date(1958, 1, 1), 6),
    (Programme.EU, date(2004, 5, 1), 25),
    (Programme.EU, date(2020, 1, 31), 28),
    (Programme.EU, date(2020, 2, 1), 27),
    (Programme.EURO, date(1999, 1, 1), 11),
    (Programme.EURO, date(2026, 1, 1), 21),
    (Programme.EEA, date(2026, 1, 1), 30),
    (Programme.SMP, date(2020, 12, 31), 0),
    (Programme.SMP, date(2028, 1, 1), 0),
    (Programme.COSME, date(2021, 1, 1), 0),
]


def test_standing_depends_on_the_day():
    load_vocabularies()

    counted = [
        (programme, day, Country.objects.taking_part_in(programme, on=day).count())
        for programme, day, _ in MEMBERS
    ]

    assert counted == MEMBERS


def test_a_standing_has_an_end_and_says_when_it_is_doubtful():
    load_vocabularies()

    british = Country.objects.get(code="GB").standings.order_by("starts_on")
    ukraine = Country.objects.get(code="UA").standings.get(programme=Programme.SMP)
    austria = Country.objects.get(code="AT").standings.get(programme=Programme.SMP)

    assert [(one.programme, one.starts_on.year, one.ends_on.year) for one in british] == [
        ("eu", 1973, 2020),
        ("eea", 1994, 2020),
        ("cosme", 2014, 2020),
    ]
    assert (ukraine.is_certain, austria.is_certain) == (False, True)
    assert "work programme" in ukraine.note


def test_a_region_knows_what_it_lies_in_and_what_lies_in_it():
    load_vocabularies()
    linz = NutsRegion.objects.of_version(2024).get(code="AT312")

    enclosing = [region.code for region in NutsRegion.objects.enclosing(linz)]
    within = NutsRegion.objects.within(linz.parent)

    assert enclosing == ["AT", "AT3", "AT31"]
    assert linz.parent.parent.parent.country_id == "AT"
    assert sorted(within.values_list("code", flat=True)) == [
        "AT31", "AT311", "AT312", "AT313", "AT314", "AT315",
    ]  # fmt: skip


def test_activities_keep_their_revision_and_everything_its_parent():
    load_vocabularies()

    section = {one.revision: one.section for one in NaceActivity.objects.filter(code="62")}

    assert section == {"2": "J", "2.1": "K"}
    for model, top in ((NutsRegion, 0), (NaceActivity, 1)):
        assert not model.objects.filter(level__gt=top, parent=None).exists()
        assert not model.objects.filter(level=top).exclude(parent=None).exists()


def test_every_data_file_has_its_source_and_licence_named():
    sources = (files.FOLDER / "SOURCES.md").read_text(encoding="utf-8")

    lists = sorted(files.FOLDER.glob("*.csv"))

    assert [path.name for path in lists if path.name not in sources] == []
    for path in lists:
        with path.open(encoding="utf-8") as file:
            assert len({len(row) for row in csv.reader(file)}) == 1, path.name
