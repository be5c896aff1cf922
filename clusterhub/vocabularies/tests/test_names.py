import pytest
from django.utils import translation

from clusterhub.vocabularies import files
from clusterhub.vocabularies.models import Country, IndustrialEcosystem
from clusterhub.vocabularies.names import by_name, folded
from clusterhub.vocabularies.operations import load_vocabularies
from clusterhub.vocabularies.queries import (
    country_named,
    ecosystem_named,
    names_of,
    technology_named,
    topic_named,
)


@pytest.fixture(scope="module")
def countries():
    return by_name([Country(code=code, **values) for code, values in files.countries()])


@pytest.fixture(scope="module")
def ecosystems():
    rows = files.named("industrial-ecosystems")
    return by_name([IndustrialEcosystem(slug=slug, **values) for slug, values in rows])


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Czechia", "CZ"),
        ("Czech Republic", "CZ"),
        ("the czech republic", "CZ"),
        ("Holland", "NL"),
        ("The Netherlands", "NL"),
        ("Turkey", "TR"),
        ("Turkiye", "TR"),
        ("ÖSTERREICH", "AT"),
        ("Osterreich", "AT"),
        ("Grèce", "GR"),
        ("Ελλάδα", "GR"),
        ("EL", "GR"),
        ("UK", "GB"),
        ("GB", "GB"),
        ("SVN", "SI"),
        ("Kosovo", "XK"),
        ("Kosovo*", "XK"),
        ("North Macedonia", "MK"),
        ("  Bosnia & Herzegovina ", "BA"),
        ("Republic of Korea", "KR"),
    ],
)
def test_a_country_is_found_however_it_is_written(written, code, countries):
    assert country_named(written, among=countries).code == code


@pytest.mark.parametrize("written", ["", "*", "Atlantis", "ZZ", "in", "A" * 5000, "\u202e\x00"])
def test_no_country_is_guessed(written, countries):
    assert country_named(written, among=countries) is None


@pytest.mark.parametrize(
    ("written", "slug"),
    [
        ("Agri-food", "agri-food"),
        ("agrifood", "agri-food"),
        ("Mobility – Transport – Automotive", "mobility"),
        ("Aerospace & Defence", "aerospace-defence"),
        ("Énergies renouvelables", "energy-renewables"),
        ("Proximity, Social Economy and Civil Society", "proximity-social"),
    ],
)
def test_an_ecosystem_is_found_by_its_names_and_aliases(written, slug, ecosystems):
    assert ecosystem_named(written, among=ecosystems).slug == slug


@pytest.mark.django_db
def test_what_is_loaded_is_found_by_alias_with_one_query_for_many(django_assert_num_queries):
    load_vocabularies()

    assert topic_named("Critical Raw Materials Act").slug == "raw-materials"
    assert technology_named("5G").slug == "connectivity"
    assert ecosystem_named("ICT").slug == "digital"
    with django_assert_num_queries(1):
        names = names_of(Country)
        found = [country_named(name, among=names) for name in ("Austria", "Spanien", "IE")]

    assert [country.code for country in found] == ["AT", "ES", "IE"]


@pytest.mark.parametrize("name", ["countries", "industrial-ecosystems", "technologies", "topics"])
def test_no_alias_is_another_rows_name(name):
    rows = files.rows(name)
    own = {folded(row["name"]): row for row in rows}

    clashes = [
        (row["name"], alias)
        for row in rows
        for alias in row["aliases"].split("|")
        if own.get(folded(alias), row) != row
    ]

    assert clashes == []


def test_a_name_is_shown_in_the_readers_language(countries):
    austria = countries["austria"]

    with translation.override("de"):
        german = str(austria)

    assert (str(austria), german) == ("Austria", "Österreich")
