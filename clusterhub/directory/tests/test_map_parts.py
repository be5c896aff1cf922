"""A part of the map as a filter, an answer that has not changed, and a table too long for a page."""

import pytest
from django.urls import reverse
from django.utils import timezone

from clusterhub.directory import areas
from clusterhub.directory.drawing import MOST_MARKS, drawing_of
from clusterhub.directory.finding.wanted import common
from clusterhub.directory.models import Organisation
from clusterhub.directory.operations import update_organisation
from clusterhub.directory.tests.makers import make_country, make_editor, make_organisation
from clusterhub.directory.tests.test_map import JSON, MAP, make_region, numbers
from clusterhub.directory.views.map import ROWS_A_PAGE
from clusterhub.vocabularies import atlas
from clusterhub.vocabularies.models import Country, NutsRegion

pytestmark = pytest.mark.django_db
AUSTRIA = "9,46,17,49"
WHERE = [pytest.param(True, marks=pytest.mark.search, id="index"), pytest.param(False, id="none")]


@pytest.fixture
def four():
    austria, greece = make_country(), make_country("GR", "Greece")
    greece.eurostat_code = "EL"
    greece.save()
    linz = make_region("AT312", austria)
    linz.anchor_latitude, linz.anchor_longitude = 48.306, 14.286
    linz.save()
    make_organisation(name="By point", country=austria, latitude=48.3, longitude=14.29)
    make_organisation(name="By region", country=austria, region=linz)
    make_organisation(name="By country", country=austria)
    make_organisation(name="Elsewhere", country=greece, latitude=38.0, longitude=23.7)


@pytest.mark.parametrize("has_index", WHERE)
def test_a_part_of_the_map_narrows_list_table_and_moving_map_alike(client, four, has_index):
    listed = client.get(f"{reverse('directory:organisations')}?box={AUSTRIA}")
    mapped = client.get(f"{MAP}?box={AUSTRIA}")
    moving = client.get(f"{JSON}?box={AUSTRIA}&zoom=4").json()

    names = [row.name for row in listed.context["page"]]
    assert names == ["By country", "By point", "By region"]
    assert numbers(mapped) == {"AT": 3}
    assert (moving["total"], [area[0] for area in moving["areas"]]) == (3, ["AT"])


@pytest.mark.parametrize("has_index", WHERE)
def test_points_lie_in_the_part_and_in_the_frame(client, four, has_index):
    seen = {
        (part, frame): client.get(f"{JSON}?zoom=9&box={part}&frame={frame}").json()["points"]
        for part in (AUSTRIA, "20,30,30,40")
        for frame in (AUSTRIA, "-30,30,40,70")
    }

    counts = {key: sum(point[2] for point in points) for key, points in seen.items()}
    assert counts == {
        (AUSTRIA, AUSTRIA): 3,
        (AUSTRIA, "-30,30,40,70"): 3,
        ("20,30,30,40", AUSTRIA): 0,
        ("20,30,30,40", "-30,30,40,70"): 1,
    }


def test_the_part_stays_with_the_other_filters_and_can_be_taken_off(client, four):
    page = client.get(f"{MAP}?kind=sme&box={AUSTRIA}").content.decode()

    assert f'<input type="hidden" name="box" value="{AUSTRIA}">' in page
    assert f'data-part="{AUSTRIA}"' in page
    assert 'href="?kind=sme"' in page  # The chip of the part.


@pytest.mark.parametrize(
    ("box", "other", "expected"),
    [
        ((), (1, 2, 3, 4), (1, 2, 3, 4)),
        ((0, 0, 2, 2), (1, 1, 3, 3), (1, 1, 2, 2)),
        ((0, 0, 1, 1), (1, 0, 2, 1), None),
        ((), (), ()),
    ],
)
def test_two_boxes_have_in_common_where_they_lie_over_each_other(box, other, expected):
    assert common(box, other) == expected


@pytest.mark.search
def test_an_unchanged_answer_costs_304_and_a_change_ends_that(client, four):
    address = f"{JSON}?zoom=4"
    edition = client.get(address)["ETag"]

    again = client.get(address, headers={"If-None-Match": edition})
    other_question = client.get(f"{JSON}?zoom=5", headers={"If-None-Match": edition})
    update_organisation(Organisation.objects.get(name="Elsewhere"), name="There", by=None)
    changed = client.get(address, headers={"If-None-Match": edition})

    assert (again.status_code, again.content) == (304, b"")
    assert (other_question.status_code, changed.status_code) == (200, 200)


@pytest.mark.search
def test_who_sees_more_has_another_edition(client, four):
    hidden = make_organisation(name="Hidden", country=make_country(), is_published=False)
    edition = client.get(f"{JSON}?zoom=4")["ETag"]
    client.force_login(make_editor(hidden))

    answer = client.get(f"{JSON}?zoom=4", headers={"If-None-Match": edition})

    assert answer.status_code == 200
    assert answer.json()["total"] == 5


def test_without_an_index_there_is_no_edition(client, four):
    assert "ETag" not in client.get(f"{JSON}?zoom=4")


def make_one_in_every_small_region():
    spots = atlas.spots_within("", 3)
    codes = {spot.country: atlas.code_of_country(spot.country) for spot in spots}
    Country.objects.bulk_create(
        [Country(code=c, code_3=f"{c}X", eurostat_code=e, name=c) for c, e in codes.items()],
        ignore_conflicts=True,
    )
    regions = NutsRegion.objects.bulk_create(
        NutsRegion(code=s.code, version=2024, level=3, country_id=s.country, name=s.code)
        for s in spots
    )
    Organisation.objects.bulk_create(
        Organisation(
            name=region.code,
            slug=region.code.lower(),
            kind="sme",
            state="published",
            published_at=timezone.now(),
            country_id=region.country_id,
            region=region,
        )
        for region in regions
    )


def test_a_long_table_has_pages_and_a_full_drawing_dots(client):
    make_one_in_every_small_region()

    first = client.get(f"{MAP}?by=3")
    last = client.get(f"{MAP}?by=3&page=14")

    assert len(first.context["rows"]) == ROWS_A_PAGE
    assert len(last.context["rows"]) == 1345 - 13 * ROWS_A_PAGE
    assert len(first.content) < 100_000
    assert first.content.count(b"<circle") == MOST_MARKS


def test_every_place_on_the_sheet_is_drawn_as_a_circle_or_a_dot():
    found = areas.areas_of({spot.code: 7 for spot in atlas.spots_within("", 3)}, 3)

    drawing = drawing_of(found.areas)

    drawn = len(drawing.marks) + drawing.dots.count("M") + len(drawing.outside)
    assert drawn == len(found.areas)


def test_overseas_regions_are_offered_by_name(client, four):
    page = client.get(MAP).content.decode()

    assert page.count("data-go=") == 9
    assert 'data-go="16.273,-61.5051">Guadeloupe<' in page
