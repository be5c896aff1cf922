"""Regions and countries with a place on the map, out of the shipped lists. Knows no database.

A code is that of a NUTS region; a country has Eurostat's two letters (EL, UK), whether it has NUTS
regions or not.
"""

from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import get_language

from clusterhub.vocabularies import files

DEEPEST = 3


@dataclass(frozen=True)
class Spot:
    """A country or region, and where its mark stands: its largest town, never the sea."""

    code: str
    country: str
    english_name: str
    names: tuple
    latitude: float
    longitude: float
    native_name: str = ""

    @property
    def level(self):
        return len(self.code) - 2

    @property
    def name(self):
        return dict(self.names).get((get_language() or "en")[:2], self.english_name)


def spot(code):
    """The region or country of this code, or None."""
    return _spots().get(code)


def spot_of_country(code):
    """The same for a country's ISO code."""
    return _spots().get(_eurostat_codes().get(code, code))


def code_of_country(code):
    return _eurostat_codes().get(code, code)


def spots():
    """Every region and country that has a place."""
    return _spots().values()


def spots_within(code, level):
    """All regions of a level in a region or country, in the order of their codes."""
    return [each for each in _by_level()[level] if each.code.startswith(code)]


@lru_cache(maxsize=1)
def _by_level():
    levels = {level: [] for level in range(DEEPEST + 1)}
    for each in _spots().values():
        levels[each.level].append(each)
    return levels


@lru_cache(maxsize=1)
def _eurostat_codes():
    return {code: known["eurostat_code"] for code, known in files.countries()}


@lru_cache(maxsize=1)
def _spots():
    countries = dict(files.countries())
    spots = {
        row["code"]: _region(row, countries)
        for row in files.regions()
        if row["anchor_latitude"] is not None
    }
    for row in files.rows("capitals"):
        known = countries[row["code"]]
        point = float(row["latitude"]), float(row["longitude"])
        code = known["eurostat_code"]
        spots[code] = Spot(code, row["code"], known["name"], tuple(known["names"].items()), *point)
    return spots


def _region(row, countries):
    country = countries[row["country"]]
    is_country = row["level"] == 0
    return Spot(
        code=row["code"],
        country=row["country"],
        english_name=country["name"] if is_country else row["name"],
        names=tuple(country["names"].items()) if is_country else (),
        latitude=row["anchor_latitude"],
        longitude=row["anchor_longitude"],
        native_name=row["native_name"],
    )
