"""Where the body of a row sits: what the row says, and what follows from its town."""

from functools import lru_cache
from math import asin, cos, radians, sin, sqrt

from clusterhub.documents.refusals import gettext_noop
from clusterhub.vocabularies import files
from clusterhub.vocabularies.places import OVERSEAS, located

NOTES = {
    "far": gettext_noop("The point lies far away from the place; it was not taken over."),
    "point": gettext_noop("This is no point on earth; it was not taken over."),
    "outside": gettext_noop("The region lies in another country; it was not taken over."),
}
FAR_KM = 300
_LOCATED_BY = {"typed", "place", "postcode", "region", "import"}
# Eurostat's codes of regions begin with its own codes of countries.
_EUROSTAT = {"EL": "GR", "UK": "GB"}


def read_place(said, words):
    """Region and point into `said`; what follows from the town only stands beside them."""
    town, country = said.columns.get("city", ""), said.country
    place = _located(town, country) if town and country else None
    code = said.values.get("nuts", "").upper()
    if code:
        _read_region(said, words, code)
    elif place and place.is_certain and place.best.nuts3 in words.regions:
        said.derived["region_id"] = words.regions[place.best.nuts3]
        said.region = place.best.nuts3
    _read_point(said, place)
    if place and "latitude" not in said.columns:
        best = place.best
        point = {"latitude": best.latitude, "longitude": best.longitude, "located_by": "place"}
        said.derived |= point


def _read_region(said, words, code):
    pk = words.regions.get(code)
    if pk is None:
        said.note("nuts", "region")
    elif said.country and _EUROSTAT.get(code[:2], code[:2]) != said.country:
        said.note("nuts", "outside")
    else:
        said.columns["region_id"] = pk
        said.region = code


def _read_point(said, place):
    column, point = _point_of(said.values)
    if not column:
        return
    if point is None:
        said.note(column, "point")
    elif _is_far(point, place, said.country):
        said.note(column, "far")
    else:
        by = said.values.get("located_by", "")
        said.columns |= {"latitude": point[0], "longitude": point[1]}
        said.columns["located_by"] = by if by in _LOCATED_BY else "import"


def _point_of(values):
    """The column that says a point, and the point, or None when it is none."""
    if cell := values.get("geolocation"):
        parts, column = cell.strip("() ").split(","), "geolocation"
    elif "latitude" in values or "longitude" in values:
        parts, column = [values.get("latitude", ""), values.get("longitude", "")], "latitude"
    else:
        return "", None
    try:
        latitude, longitude = (float(part.strip().replace(",", ".")) for part in parts)
    except ValueError:
        return column, None
    is_on_earth = -90 <= latitude <= 90 and -180 <= longitude <= 180
    return column, (latitude, longitude) if is_on_earth and (latitude or longitude) else None


def _is_far(point, place, country):
    if place:
        near = [(each.latitude, each.longitude) for each in place.places]
        return all(kilometres(point, each) > FAR_KM for each in near)
    box = _boxes().get(country)
    if box is None:
        return False
    south, west, north, east = box
    return not (south - 3 <= point[0] <= north + 3 and west - 4 <= point[1] <= east + 4)


def kilometres(one, other):
    """Along the surface of the earth."""
    (lat_a, lon_a), (lat_b, lon_b) = ((radians(x), radians(y)) for x, y in (one, other))
    across = sin((lat_b - lat_a) / 2) ** 2
    across += cos(lat_a) * cos(lat_b) * sin((lon_b - lon_a) / 2) ** 2
    return 12_742 * asin(sqrt(min(across, 1.0)))


@lru_cache(maxsize=1)
def _boxes():
    """South, west, north and east of each country's places."""
    found = {}
    for row in files.rows("places-nuts3"):
        country = OVERSEAS.get(row["country_iso"], row["country_iso"])
        lat, lon = float(row["lat"]), float(row["lon"])
        south, west, north, east = found.get(country, (lat, lon, lat, lon))
        found[country] = (min(south, lat), min(west, lon), max(north, lat), max(east, lon))
    return found


@lru_cache(maxsize=20_000)
def _located(town, country):
    return located(town, country)
