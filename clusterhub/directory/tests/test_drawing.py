import json
import re

import pytest

from clusterhub.directory import base_map
from clusterhub.directory.areas import areas_of
from clusterhub.directory.drawing import HEIGHT, LEFT, TOP, WIDTH, drawing_of, project
from clusterhub.directory.topojson import holds, layer

SIMFEROPOL = (34.1, 44.95)
KYRENIA, LIMASSOL = (33.3, 35.3), (33.0, 34.75)


@pytest.fixture(scope="module")
def topology():
    return json.loads((base_map.FOLDER / "europe-50m.topojson").read_text(encoding="utf-8"))


def country_at(topology, point):
    shapes = layer(topology, "countries")
    return [properties["iso2"] for properties, rings in shapes if holds(rings, *point)]


def test_crimea_is_drawn_with_ukraine_and_cyprus_is_one(topology):
    found = [country_at(topology, point) for point in (SIMFEROPOL, KYRENIA, LIMASSOL)]

    assert found == [["UA"], ["CY"], ["CY"]]


def test_no_noncommercial_boundary_is_shipped():
    texts = {
        path.name: path.read_text(encoding="utf-8")
        for path in base_map.FOLDER.iterdir()
        if path.suffix in {".topojson", ".geojson", ".svg"}
    }

    assert sorted(texts) == [
        "europe-50m.topojson",
        "europe.svg",
        "nuts2-2024-approx.topojson",
        "places.geojson",
    ]
    for text in texts.values():
        assert not re.search("eurogeographics|gisco|NUTS_ID|CNTR_CODE", text, re.IGNORECASE)


def test_the_drawn_map_is_what_the_base_map_gives(topology):
    drawn = (base_map.FOLDER / "europe.svg").read_text(encoding="utf-8")

    assert drawn == base_map.base_map(topology)


@pytest.mark.parametrize(
    ("name", "latitude", "longitude"),
    [("Reykjavík", 64.1, -21.9), ("Lisbon", 38.7, -9.1), ("Valletta", 35.9, 14.5),
     ("Nordkapp", 71.2, 25.8), ("Van", 38.5, 43.4), ("Nicosia", 35.2, 33.4)],
)  # fmt: skip
def test_the_sheet_holds_the_whole_of_europe(name, latitude, longitude):
    x, y = project(latitude, longitude)

    assert LEFT < x < LEFT + WIDTH, name
    assert TOP < y < TOP + HEIGHT, name


def test_north_is_up_and_distances_are_those_on_the_ground():
    vienna, warsaw, berlin = project(48.2, 16.37), project(52.23, 21.01), project(52.52, 13.4)

    assert warsaw[1] < vienna[1]
    assert berlin[0] < vienna[0] < warsaw[0]
    distance = ((vienna[0] - berlin[0]) ** 2 + (vienna[1] - berlin[1]) ** 2) ** 0.5
    assert distance * 6371 / 2000 == pytest.approx(524, abs=6)


def test_the_area_of_a_circle_grows_with_the_number_and_small_ones_lie_on_top():
    drawing = drawing_of(areas_of({"AT": 1, "DE": 100, "FR": 25}, 0).areas)

    assert [mark.area.code for mark in drawing.marks] == ["DE", "FR", "AT"]
    assert [mark.radius for mark in drawing.marks] == [70.0, 40.5, 16.9]


def test_what_lies_beyond_the_sheet_is_named_instead_of_dropped():
    drawing = drawing_of(areas_of({"AT": 3, "US": 2}, 0).areas)

    assert [area.name for area in drawing.outside] == ["United States"]


def test_a_part_is_drawn_closer_than_the_whole():
    areas = areas_of({"AT11": 3, "AT34": 2}, 2).areas

    x, y, width, height = drawing_of(areas, shows_part=True).box

    assert width < WIDTH / 4
    assert width / height == pytest.approx(WIDTH / HEIGHT)
    for mark in drawing_of(areas).marks:
        assert x < mark.x < x + width
        assert y < mark.y < y + height
