import pytest

from clusterhub.directory.specialisation import fields
from clusterhub.directory.tests.makers import (
    make_appearance,
    make_country,
    make_organisation,
    make_person,
)
from clusterhub.directory.tests.test_map import make_region
from clusterhub.vocabularies import atlas
from clusterhub.vocabularies.models import IndustrialEcosystem, Technology

pytestmark = pytest.mark.django_db


def make_technology():
    return Technology.objects.get_or_create(slug="lasers", name="Lasers")[0]


def make_ecosystem(slug="textiles", name="Textiles"):
    return IndustrialEcosystem.objects.get_or_create(slug=slug, name=name, position=1)[0]


@pytest.fixture
def austria():
    country = make_country()
    linz = make_region("AT312", country)
    make_organisation(name="Alpha", country=country, region=linz, ecosystems=[make_ecosystem()])
    make_technology()
    lasers = {"technologies": ["lasers"]}
    vienna = make_region("AT130", country)
    make_organisation(name="Beta", country=country, region=vienna, kind="sme", facts=lasers)
    make_organisation(name="Gamma", country=country)
    make_organisation(name="Delta", country=make_country("PT", "Portugal"))
    make_organisation(name="Hidden", country=country, region=linz, is_published=False)
    return country


def names(response):
    return [each.name for each in response.context["page"].organisations]


WHO_SITS_THERE = {
    "/countries/AT/": ["Alpha", "Beta", "Gamma"],
    "/regions/AT3/": ["Alpha"],
    "/regions/AT312/": ["Alpha"],
    "/regions/AT11/": [],
    "/ecosystems/textiles/": ["Alpha"],
    "/technologies/lasers/": ["Beta"],
}


def test_a_page_shows_who_sits_there_and_nobody_hidden(client, austria):
    for address, expected in WHO_SITS_THERE.items():
        response = client.get(address)

        assert names(response) == expected, address
        assert response.context["page"].total == len(expected), address
        assert b"Hidden" not in response.content, address


@pytest.mark.parametrize(
    ("address", "codes"), [("/countries/AT/", {"AT": 1, "AT1": 1, "AT3": 1}), ("/regions/AT3/", {"AT31": 1})]
)  # fmt: skip
def test_the_twin_says_the_same_as_the_page(client, austria, address, codes):
    page = client.get(address).context["page"]

    data = client.get(address.rstrip("/") + ".json").json()

    assert data["organisations"] == page.total
    assert data["areas"] == codes == {area.code: area.count for area in page.found.areas}
    assert "Hidden" not in str(data)


OTHER_WAYS = {
    "/regions/AT/": "/countries/AT/",
    "/regions/at3/": "/regions/AT3/",
    "/countries/at/": "/countries/AT/",
}
NOWHERE = ["/regions/XX9/", "/regions/ZZ.json", "/countries/ZZ/", "/countries/zz.json",
           "/ecosystems/none/"]  # fmt: skip


def test_other_ways_to_write_a_code_lead_to_the_one_page(client, austria):
    answers = {address: client.get(address) for address in OTHER_WAYS}

    assert {address: answer["Location"] for address, answer in answers.items()} == OTHER_WAYS
    assert {answer.status_code for answer in answers.values()} == {301}


def test_what_is_no_place_or_ecosystem_is_not_found(client, austria):
    found = {address: client.get(address).status_code for address in NOWHERE}

    assert found == dict.fromkeys(NOWHERE, 404)


def test_a_region_names_the_talks_of_who_sits_there(client, austria):
    alpha = austria.organisations.get(name="Alpha")
    make_appearance(make_person(), alpha, title="On wool")
    make_appearance(make_person(), alpha, title="Not yet announced", status="draft")

    inside, elsewhere = client.get("/regions/AT31/"), client.get("/regions/AT13/")

    assert [talk.title for talk in inside.context["page"].talks] == ["On wool"]
    assert elsewhere.context["page"].talks == []


def test_the_overviews_count_what_is_listed(client, austria):
    countries, ecosystems = client.get("/regions/"), client.get("/ecosystems/")

    assert [(a.code, a.count) for a, _url in countries.context["rows"]] == [("AT", 3), ("PT", 1)]
    assert [(str(one), n) for one, n in ecosystems.context["rows"] if n] == [("Textiles", 1)]


@pytest.mark.search
def test_technologies_are_counted_by_the_index_and_listed_without_it(client, austria, settings):
    counted = client.get("/technologies/").context["rows"]
    settings.SEARCH_DIR = None

    listed = client.get("/technologies/").context["rows"]

    assert (make_technology(), 1) in counted
    assert (make_technology(), None) in listed


def test_five_regions_side_by_side_and_a_sixth_is_left_out(client, austria):
    codes = ["AT", "PT", "AT3", "AT13", "AT", "DE1", "BE2", "XX"]

    response = client.get("/regions/compare/?" + "&".join(f"with={code}" for code in codes))

    assert [spot.code for spot, _url in response.context["spots"]] == [
        "AT",
        "PT",
        "AT3",
        "AT13",
        "DE1",
    ]
    assert response.context["left_out"] == [atlas.spot("BE2").name]
    _label, cells = response.context["rows"][0]
    assert [number for number, _url in cells] == [3, 1, 1, 1, 0]


def test_a_quotient_is_the_share_here_over_the_share_everywhere():
    found = fields(
        {"wool": 10, "steel": 10}, {"wool": 20, "steel": 200}, total=40, total_of_all=400
    )

    assert [(field.code, field.quotient) for field in found] == [("wool", 5.0), ("steel", 0.5)]
    assert [field.stands_out for field in found] == [True, False]


def test_fewer_than_twenty_are_too_few_to_say_what_stands_out(client, austria):
    response = client.get("/countries/AT/")

    assert fields({"wool": 19}, {"wool": 19}, total=19, total_of_all=100) is None
    assert "Fewer than 20 organisations: too few to say" in response.content.decode()


@pytest.mark.search
def test_index_and_database_say_the_same_of_a_place(client, austria, settings):
    places = ["countries/AT", "regions/AT31", "ecosystems/textiles", "technologies/lasers"]
    from_index = {place: client.get(f"/{place}.json").json() for place in places}
    settings.SEARCH_DIR = None

    from_database = {place: client.get(f"/{place}.json").json() for place in places}

    assert from_index == from_database


def test_a_page_of_a_region_needs_few_statements(client, austria, django_assert_max_num_queries):
    client.get("/regions/AT3/")

    with django_assert_max_num_queries(9):
        client.get("/regions/AT3/")
