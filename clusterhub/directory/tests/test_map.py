import pytest
from django.http import JsonResponse
from django.urls import reverse

from clusterhub.directory.areas import Area
from clusterhub.directory.tests.makers import make_country, make_organisation
from clusterhub.directory.views.map import area_rows
from clusterhub.vocabularies import atlas
from clusterhub.vocabularies.models import NutsRegion

pytestmark = pytest.mark.django_db
MAP, JSON = "/organisations/map/", "/organisations/map.json"


def make_region(code, country):
    values = {"level": len(code) - 2, "name": code, "country": country}
    return NutsRegion.objects.get_or_create(code=code, version=2024, defaults=values)[0]


@pytest.fixture
def five():
    austria, britain = make_country(), make_country("GB", "United Kingdom")
    britain.eurostat_code = "UK"
    britain.save()
    linz = make_region("AT312", austria)
    make_organisation(name="One", country=austria, region=linz, latitude=48.3, longitude=14.29)
    make_organisation(name="Two", country=austria, region=make_region("AT130", austria), kind="sme")
    make_organisation(name="Three", country=austria)
    make_organisation(name="Four", country=britain, kind="sme")
    make_organisation(name="Five")
    make_organisation(name="Hidden", country=austria, region=linz, is_published=False)


def numbers(response):
    return {area.code: area.count for area in response.context["found"].areas}


COUNTED = {
    "": {"AT": 3, "UK": 1},
    "?by=2": {"AT": 1, "AT13": 1, "AT31": 1, "UK": 1},
    "?country=AT": {"AT": 1, "AT13": 1, "AT31": 1},
    "?region=AT31": {"AT312": 1},
    "?kind=sme": {"AT": 1, "UK": 1},
    "?region=nonsense&by=99&country=%00": {"AT": 3, "UK": 1},
}


def test_the_map_counts_by_country_or_by_the_regions_of_what_is_chosen(client, five):
    found = {query: numbers(client.get(MAP + query)) for query in COUNTED}

    assert found == COUNTED


def test_map_and_list_count_the_same(client, five):
    for query in ("", "?kind=sme", "?country=AT", "?q=Two"):
        listed = client.get(reverse("directory:organisations") + query)

        mapped = client.get(MAP + query)

        total = listed.context["page"].paginator.count
        assert mapped.context["found"].total == total, query


def test_the_page_and_the_data_behind_the_moving_map_say_the_same(client, five):
    for query in ("", "kind=sme", "country=AT"):
        page = client.get(f"{MAP}?{query}&by=2")

        data = client.get(f"{JSON}?{query}&zoom=6").json()

        assert {area[0]: area[4] for area in data["areas"]} == numbers(page), query
        assert data["total"] == page.context["found"].total, query


def test_the_map_works_without_script(client, five):
    page = client.get(MAP).content.decode()

    assert page.count('<circle class="drawing__mark"') == 2
    assert page.count('<tr data-code="') == 2
    assert 'href="/organisations/?country=AT"' in page
    assert "1 organisation without a place is not on the map." in page


def test_a_table_row_leads_to_the_list_with_the_other_filters_kept(client, five):
    page = client.get(f"{MAP}?kind=sme&country=AT").content.decode()

    assert 'href="/organisations/?kind=sme&amp;country=AT&amp;region=AT13"' in page


def test_who_says_only_the_country_is_counted_there_in_words(client, five):
    response = client.get(f"{MAP}?country=AT")

    assert "Austria, nothing closer known" in response.content.decode()


def test_points_come_when_one_looks_closely(client, five):
    data = client.get(f"{JSON}?zoom=9&frame=9,46,17,49").json()

    assert data["points"] == [
        [48.3, 14.29, 1, "/organisations/one/", "One"],
        [48.21, 16.37, 1],
        [48.21, 16.37, 1],
    ]
    assert data["areas"] == []
    assert data["total"] == 5


def test_a_box_leaves_out_what_lies_elsewhere(client, five):
    data = client.get(f"{JSON}?zoom=4&frame=9,46,17,49").json()

    assert [area[0] for area in data["areas"]] == ["AT"]
    assert data["total"] == 5


NO_BOXES = ["zoom=x&box=1,2", "zoom=٣&box=nan,1,2,3", "zoom=9&frame=inf,0,0,0", "box=a,b,c,d"]


def test_what_is_no_box_means_everywhere(client, five):
    totals = {query: client.get(f"{JSON}?{query}").json()["total"] for query in NO_BOXES}

    assert totals == dict.fromkeys(NO_BOXES, 5)


@pytest.mark.parametrize("level", [0, 1, 2, 3])
def test_the_answer_of_the_map_stays_under_a_hundred_kilobytes(level):
    everywhere = [Area(spot, 999_999, level) for spot in atlas.spots_within("", level)]

    rows = area_rows(everywhere)

    assert len(rows) == {0: 85, 1: 115, 2: 299, 3: 1345}[level]
    assert len(JsonResponse({"areas": rows}).content) < 100_000


def test_a_map_needs_few_statements_for_any_number(client, five, django_assert_max_num_queries):
    for address in (MAP, f"{JSON}?zoom=7", f"{JSON}?zoom=9"):
        client.get(address)

        with django_assert_max_num_queries(6):
            client.get(address)


@pytest.mark.search
def test_index_and_database_count_the_same(client, five, settings):
    asked = ["", "kind=sme", "country=AT", "region=AT31", "q=Two"]
    addresses = [f"{JSON}?{query}&zoom={zoom}" for query in asked for zoom in (4, 6, 7)]
    from_index = {address: client.get(address).json() for address in addresses}
    settings.SEARCH_DIR = None

    from_database = {address: client.get(address).json() for address in addresses}

    assert from_index == from_database


@pytest.mark.search
def test_points_from_the_index_have_names_and_leave_out_who_is_hidden(client, five):
    data = client.get(f"{JSON}?zoom=9&frame=9,46,17,49").json()

    assert [48.3, 14.29, 1, "/organisations/one/", "One"] in data["points"]
    assert sum(point[2] for point in data["points"][1:]) <= 2  # Nobody hidden.
