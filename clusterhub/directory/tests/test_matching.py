import pytest
from django.core.management import call_command

from clusterhub.directory.matching import near_organisations, near_people
from clusterhub.directory.models import NameBlock, NameKey, NameKind, Organisation
from clusterhub.directory.names import name_key
from clusterhub.directory.operations import remove_other_name, update_organisation
from clusterhub.directory.tests.makers import make_organisation, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def listed():
    commission = make_organisation(name="European Commission", kind="public_authority")
    return {
        "commission": commission,
        "grow": make_organisation(name="DG GROW", kind="public_authority", parent=commission),
        "meta": make_organisation(name="MetaIndustry4"),
        "timber": make_organisation(
            name="Timber Construction Cluster", other_names=[("CLUSTERO", NameKind.ACRONYM)]
        ),
        "steel": make_organisation(name="Steel Construction Cluster GmbH"),
    }


MEANT = [
    ("MetaIndustry4", "meta", 1.0),
    ("metaindustry4", "meta", 1.0),
    ("MetalIndustry4", "meta", 0.929),
    ("Metaindustry 4", "meta", 0.98),
    ("CLUSTERO", "timber", 1.0),
    ("Clustero", "timber", 1.0),
    ("DG GROW", "grow", 1.0),
    ("DG GROW, European Commission", "grow", 1.0),
    ("European Commission – DG GROW", "grow", 1.0),
    ("Head of Unit, DG Grow", "grow", 0.85),
    ("Steel Construction Cluster", "steel", 1.0),
    ("Steel Construction Cluster AG", "steel", 0.98),
    ("Steel Construction Cluster GmbH", "steel", 1.0),
    ("Cluster for Timber Construction", "timber", 0.97),
]


def test_the_organisation_that_is_meant_comes_first(listed):
    for written, meant, score in MEANT:
        found = near_organisations(written)

        assert found[0].record == listed[meant], written
        expected = pytest.approx(score, abs=0.0 if score >= 0.98 else 0.06)
        assert found[0].score == expected, written
        assert str(found[0].why)


def test_the_body_above_is_proposed_too(listed):
    found = near_organisations("DG GROW, European Commission")

    assert [near.record for near in found][:2] == [listed["grow"], listed["commission"]]


def test_nothing_near_is_an_empty_list(listed):
    for written in ("", "   ", "!!!", "Zürcher Käse", "x" * 5000, "ж" * 300, "\x00"):
        assert near_organisations(written) == [], written


def test_names_follow_every_change(listed):
    timber = listed["timber"]

    update_organisation(timber, by=None, name="Holzbau Cluster")
    remove_other_name(timber.other_names.get(name="CLUSTERO"), by=None)

    assert near_organisations("Holzbau Cluster")[0].record == timber
    assert near_organisations("Timber Construction Cluster")[0].record == timber  # Its former name.
    assert timber not in [near.record for near in near_organisations("CLUSTERO")]


def test_people_are_found_in_any_spelling_and_at_their_desk():
    metal = make_organisation(name="MetaIndustry4")
    jose = make_person(name="José Ramón Natal", organisation=metal)
    namesake = make_person(name="José Ramón Natal")
    make_person(name="Ramona Nadal")

    exact = near_people("Jose Ramón Natal", organisation=metal)

    assert [(near.record, near.score) for near in exact][:2] == [(jose, 1.0), (namesake, 0.99)]
    assert {near.record for near in near_people("Natal, J. R.")} >= {jose, namesake}


@pytest.mark.parametrize("listed_count", [1, 8])
def test_near_takes_two_queries_for_any_number(listed_count, django_assert_num_queries):
    for number in range(listed_count):
        make_organisation(name=f"Timber Valley North {number}")
        make_person(name=f"Anna Timber {number}")

    with django_assert_num_queries(2):
        assert near_organisations("Timber Valey North 0")
    with django_assert_num_queries(2):
        assert near_people("Ana Timber")


PLACES = [
    "Sofia",
    "Graz",
    "Tampere",
    "Braga",
    "Lublin",
    "Nantes",
    "Aveiro",
    "Cluj",
    "Kaunas",
    "Split",
]
FIELDS = ["Timber", "Steel", "Photonics", "Dairy", "Mobility", "Textile", "Plastics", "Maritime"]


def fill_directory(count):
    names = [
        f"{FIELDS[n % 8]} Cluster {PLACES[n // 8 % 10]} {chr(97 + n % 26)}{chr(97 + n // 26 % 26)}{n}"
        for n in range(count)
    ]
    rows = [Organisation(name=name, slug=f"o-{n}", kind="other") for n, name in enumerate(names)]
    keys = [
        NameKey(organisation=row, key=name_key(row.name), gram_count=0)
        for row in Organisation.objects.bulk_create(rows)
    ]
    NameKey.objects.bulk_create(keys)
    NameBlock.objects.keep({key.pk: key.key for key in keys})


def test_the_one_meant_is_found_among_many():
    fill_directory(300)
    make_organisation(name="MetaIndustry4")

    found = near_organisations("MetalIndustry4")

    assert found[0].record.name == "MetaIndustry4"


def test_rows_that_came_in_bulk_are_found_after_the_command(capsys):
    Organisation.objects.bulk_create(
        [Organisation(name="Baltic Amber Hub", slug="b", kind="other")]
    )
    before = near_organisations("Baltic Amber Hub")

    call_command("index_names")

    assert before == []
    assert near_organisations("Baltic Amber Hub")[0].score == 1
    assert capsys.readouterr().out.startswith("1 names")
