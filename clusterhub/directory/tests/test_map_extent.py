"""Where a map that moves begins: around those who are wanted, out of the index and without one."""

import re

import pytest

from clusterhub.directory.tests.makers import make_organisation
from clusterhub.directory.tests.test_map import MAP
from clusterhub.directory.tests.test_map_parts import WHERE, four

__all__ = ["four"]
pytestmark = pytest.mark.django_db


def extent(client, query=""):
    page = client.get(MAP + query).content.decode()
    sides = re.findall(r'data-extent="([^"]*)"', page)[0]
    return [round(float(side), 1) for side in sides.split(",")] if sides else []


@pytest.mark.parametrize("has_index", WHERE)
def test_the_map_begins_around_those_who_are_wanted(client, four, has_index):
    found = {
        query: extent(client, query)
        for query in (
            "",
            "?country=GR",
            "?country=AT&by=0",
            "?q=By",
            "?q=Nobody",
            "?box=9,46,17,49",
        )
    }

    west, south, east, north = found["?country=AT&by=0"]
    assert found["?country=GR"] == [23.7, 38.0, 23.7, 38.0]
    assert west <= 14.3 <= east and south <= 48.3 <= north
    assert found["?q=By"] == found["?country=AT&by=0"]
    assert [found[query] for query in ("", "?q=Nobody", "?box=9,46,17,49")] == [[], [], []]


@pytest.mark.parametrize("has_index", WHERE)
def test_islands_far_away_stretch_the_map_only_where_nobody_else_is(client, four, has_index):
    make_organisation(name="Island", kind="sme", latitude=-21.1, longitude=55.5)
    make_organisation(name="Mainland", kind="sme", latitude=48.9, longitude=2.3)

    assert extent(client, "?kind=sme") == [2.3, 48.9, 2.3, 48.9]
    assert extent(client, "?q=Island") == [55.5, -21.1, 55.5, -21.1]
