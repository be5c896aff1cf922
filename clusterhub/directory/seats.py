"""Where an organisation sits, as far as what its people have typed says: its region and a point.

A town that may be one of several, or that lies outside the region beside it, is asked about.
"""

from dataclasses import dataclass

from clusterhub.directory.models import LocatedBy
from clusterhub.vocabularies.models import NutsRegion
from clusterhub.vocabularies.places import located
from clusterhub.vocabularies.postcodes import region_of_postcode

MOST_ASKED = 12


@dataclass(frozen=True)
class Seat:
    region: object = None
    latitude: float | None = None
    longitude: float | None = None
    located_by: str = ""

    def as_fields(self):
        names = ("region", "latitude", "longitude", "located_by")
        return {name: getattr(self, name) for name in names}


def seat_of(*, country, city="", postcode="", region=None):
    """The seat by what is written; a town decides when it can be only one, never by a guess."""
    by_postcode = None if region else _region_by_postcode(postcode, country)
    known = region or by_postcode
    found = _located(city, country, known)
    if found and found.is_certain and _lies_in(found.best, known):
        town = found.best
        return Seat(_deepest(town.nuts3, known), town.latitude, town.longitude, LocatedBy.PLACE)
    if known is None or known.anchor_latitude is None:
        return Seat(known)
    by = LocatedBy.POSTCODE if by_postcode else LocatedBy.REGION
    return Seat(known, known.anchor_latitude, known.anchor_longitude, by)


def towns_to_choose_from(*, country, city, postcode="", region=None):
    """The towns that may be meant, when that is to be asked; the largest first, one a region."""
    known = region or _region_by_postcode(postcode, country)
    found = _located(city, country, known)
    if found is None or (found.is_certain and _lies_in(found.best, known)):
        return []
    by_region = {}
    for town in found.places:
        by_region.setdefault(town.nuts3, town)
    return list(by_region.values())[:MOST_ASKED]


def is_unknown_town(*, country, city):
    return bool(city and country) and _located(city, country, None) is None


def _located(city, country, region):
    if not city or country is None:
        return None
    return located(city, country.pk, region=region.code if region else "")


def _region_by_postcode(postcode, country):
    return region_of_postcode(postcode, country.pk) if postcode and country else None


def _lies_in(town, region):
    return region is None or town.nuts3.startswith(region.code)


def _deepest(code, known):
    found = NutsRegion.objects.filter(code=code).order_by("-version").first()
    return found or known
