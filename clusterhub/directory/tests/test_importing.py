import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clusterhub.directory.blocks import NAMES
from clusterhub.directory.matching import near_organisations
from clusterhub.directory.models import (
    Change,
    Identifier,
    ImportBatch,
    NameBlock,
    NameKey,
    Organisation,
    SearchChange,
    State,
)
from clusterhub.directory.operations.importing import import_organisations
from clusterhub.directory.operations.showing import MIRROR, refresh_shown
from clusterhub.directory.sheets import NoNames, Sheet
from clusterhub.directory.tests.makers import make_country, make_editor, make_organisation

pytestmark = pytest.mark.django_db
HEADER = "Name;Land;Ort;Website;PIC"


@pytest.fixture(autouse=True)
def austria():
    return make_country("AT", "Austria")


def taken(*lines, header=HEADER, source="", **options):
    text = "\n".join([header, *lines])
    sheet = Sheet(io.BytesIO(text.encode()), source=source)
    return dict(import_organisations(sheet, source=source, **options))


def test_a_new_row_becomes_an_organisation_that_is_found_by_its_name():
    assert taken("Photonik Murtal GmbH;AT;Leoben;www.photonik.example;123") == {"new": 1}

    made = Organisation.objects.get()
    assert (made.name, made.slug, made.country_id) == (
        "Photonik Murtal GmbH", "photonik-murtal-gmbh", "AT"
    )  # fmt: skip
    assert (made.state, made.kind, made.is_claimable) == (State.DRAFT, "other", True)
    assert (made.website, made.website_host) == ("https://www.photonik.example", "photonik.example")
    assert list(made.identifiers.values_list("scheme", "value")) == [("pic", "123")]
    assert near_organisations("Photonic Murtal")[0].record == made
    assert SearchChange.objects.filter(first_pk=made.pk, last_pk=made.pk).exists()


def name_index():
    keys = sorted(NameKey.objects.values_list("key", "kind"))
    return keys, sorted(row.pk // NAMES for row in NameBlock.objects.all())


def test_what_an_import_writes_is_what_a_save_would_write():
    taken("Photonik Murtal;AT;Leoben;https://photonik.example/;123", is_listed=True)

    made = Organisation.objects.get()
    imported = {name: value for name, value in vars(made).items() if not name.startswith("_")}
    index = name_index()
    NameKey.objects.all().delete()
    NameBlock.objects.all().delete()
    made.index_names()
    made.save()

    again = Organisation.objects.get()
    for name in imported.keys() - {"updated_at"}:
        assert getattr(again, name) == imported[name], name
    assert name_index() == index
    assert made.state == State.PUBLISHED and made.published_at


def test_the_same_list_twice_changes_nothing():
    lines = [
        f"Holzwerk {place};AT;{place};;{n}" for n, place in enumerate(["Graz", "Linz", "Wels"])
    ]

    first, second = taken(*lines), taken(*lines)

    assert (first, second) == ({"new": 3}, {"same": 3})


def test_a_change_is_written_with_history_and_the_old_name_stays_findable():
    taken("Photonik Murtal;AT;Leoben;;123")

    assert taken("Photonik Alpen;AT;Graz;;123") == {"changed": 1}

    made = Organisation.objects.get()
    assert (made.name, made.city, made.version) == ("Photonik Alpen", "Graz", 1)
    assert [row.name for row in made.other_names.all()] == ["Photonik Murtal"]
    assert made.revisions.get(number=2).change == Change.IMPORTED


def test_rows_that_repeat_a_body_contradict_nothing_and_stay_the_same():
    lines = ["Photonik Murtal;AT;Leoben;;123", "Photonik Murtal;AT;Graz;www.photonik.example;123"]

    assert taken(*lines) == {"new": 1, "changed": 1}
    assert taken(*lines) == {"same": 2}
    assert Organisation.objects.get().city == "Leoben"


def test_a_likely_twin_is_left_for_somebody_to_look_at_unless_told_otherwise():
    make_organisation(name="MetaIndustry4")

    assert taken("MetalIndustry4;;;;") == {"twin": 1}
    assert Organisation.objects.count() == 1
    assert taken("MetalIndustry4;;;;", takes_twins=True) == {"twin": 1}
    assert Organisation.objects.count() == 2


def test_a_number_that_somebody_has_already_stays_there():
    gone = make_organisation(name="Gone")
    Identifier.objects.create(organisation=gone, scheme="pic", value="123")
    Organisation.objects.filter(pk=gone.pk).update(merged_into=make_organisation(name="Kept"))

    assert taken("Photonik Murtal;AT;;;123") == {"new": 1}
    assert Identifier.objects.get().organisation == gone


def test_equal_names_get_addresses_of_their_own():
    make_country("DE", "Germany")

    taken("Technopark;AT;;;1", "Technopark;DE;;;2", "Technopark;AT;;;3", "New;AT;;;4")

    slugs = list(Organisation.objects.order_by("pk").values_list("slug", flat=True))
    assert slugs[:2] == ["technopark", "technopark-de"]
    assert len(set(slugs)) == 4 and "new" not in slugs


def test_a_dry_run_changes_nothing_and_counts_the_same():
    make_organisation(name="MetaIndustry4")
    lines = ["MetalIndustry4;;;;", "Photonik;AT;;;9", "Photonik;AT;Graz;;9", ";AT;;;7"]

    said = []
    dry = taken(*lines, dry_run=True, tell=said.append)

    assert Organisation.objects.count() == 1
    assert not ImportBatch.objects.exists()
    assert [each.verdict for each in said] == ["twin", "new", "changed", "faulty"]
    assert taken(*lines) == dry


def test_a_killed_import_is_finished_by_repeating_it():
    lines = [f"Holzwerk {n};AT;;;{n}" for n in range(700)]

    def killed(counts):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        taken(*lines, progress=killed)
    half = Organisation.objects.count()

    assert (half, ImportBatch.objects.get().position) == (500, 500)
    assert taken(*lines) == {"same": 500, "new": 200}
    assert Organisation.objects.count() == 700


def test_a_row_that_the_database_refuses_costs_itself_and_not_its_neighbours():
    rows = ["Photonik", "Half \\ud800 letter", "Solar"]
    sheet = Sheet(io.BytesIO("\n".join(f'{{"name": "{name}"}}' for name in rows).encode()))
    said = []

    counts = import_organisations(sheet, tell=said.append)

    assert dict(counts) == {"new": 2, "faulty": 1}
    assert [each.verdict for each in said] == ["new", "faulty", "new"]
    assert said[1].problems[0][1].startswith("The database refused this row")
    assert set(Organisation.objects.values_list("name", flat=True)) == {"Photonik", "Solar"}


def test_a_file_without_names_is_refused():
    with pytest.raises(NoNames):
        taken("AT;Graz", header="Land;Ort")


def test_what_its_own_people_say_stays_and_what_they_leave_open_is_filled():
    make_editor(make_organisation(name="Holzwerk Talgau", city="Talgau"))

    assert taken("Holzwerk Talgau;AT;Graz;https://talgau.example/;7") == {"twin": 1}
    assert taken("Holzwerk Talgau;;Graz;https://talgau.example/;7") == {"changed": 1}

    kept = Organisation.objects.get()
    assert (kept.city, kept.website) == ("Talgau", "https://talgau.example/")


@pytest.mark.parametrize(
    ("header", "line"),
    [
        ("name;country;city;website", "Photonik Murtal;AT;Leoben;https://other.example"),
        ("name;country;city;local_name;acronym", "Photonik Murtal;AT;Leoben;Fotonika;FM"),
        ("name;country;city;kind;ecosystems", "Photonik Murtal;AT;Leoben;University;Electronics"),
        ("name;country;city;nuts;founded_year", "Photonik Murtal;AT;Leoben;AT223;1999"),
    ],
)
def test_what_a_changed_row_mirrors_is_what_its_rows_say(header, line):
    taken("Photonik Murtal;AT;Leoben;https://photonik.example;123")

    assert taken(line, header=header) == {"changed": 1}

    made = Organisation.objects.get()
    had = {name: getattr(made, name) for name in MIRROR}
    refresh_shown(made)
    made.refresh_from_db()
    assert {name: getattr(made, name) for name in MIRROR} == had


def test_a_changed_row_reads_only_the_rows_that_it_changes():
    taken("Photonik Murtal;AT;Leoben;https://photonik.example;123")

    with CaptureQueriesContext(connection) as website:
        taken("Photonik Murtal;AT;Leoben;https://b.example", header="name;country;city;website")
    with CaptureQueriesContext(connection) as names:
        taken("Photonik Murtal;AT;Leoben;Fotonika", header="name;country;city;local_name")

    def reads(captured, table):
        return any(f'FROM "directory_{table}"' in query["sql"] for query in captured)

    for table in ("label", "contact", "profiledocument", "partconfirmation"):
        assert not reads(website, table) and not reads(names, table)
    assert reads(names, "othername")
