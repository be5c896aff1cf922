"""How many organisations sit where: by country or region of a level, or by point.

What reaches these functions has gone through the reader's door.
"""

from dataclasses import dataclass

from django.db.models import Count, F, Max, Min, Q
from django.db.models.functions import Coalesce, Round, Substr
from django.utils.translation import gettext as _

from clusterhub.vocabularies import atlas

MOST_POINTS = 400
DIGITS = 2  # About a kilometre.


@dataclass(frozen=True)
class Area:
    """A country or region with its number; `level` is what was asked, not what the code says."""

    spot: atlas.Spot
    count: int
    level: int

    @property
    def code(self):
        return self.spot.code

    @property
    def latitude(self):
        return self.spot.latitude

    @property
    def longitude(self):
        return self.spot.longitude

    @property
    def is_coarse(self):
        """Somewhere in this country or region: nothing closer is known of these organisations."""
        return self.spot.level < self.level

    @property
    def name(self):
        if self.is_coarse and self.level:
            return _("%(place)s, nothing closer known") % {"place": self.spot.name}
        return self.spot.name

    @property
    def is_country(self):
        return self.spot.level == 0


@dataclass(frozen=True)
class Counted:
    level: int
    areas: list
    without_place: int

    @property
    def total(self):
        return sum(area.count for area in self.areas) + self.without_place


def counted(organisations, level):
    """Areas of a level, the fullest first; who says only the country is counted there."""
    code = Coalesce(Substr("region__code", 1, level + 2), F("country__eurostat_code"))
    rows = organisations.order_by().annotate(area=code).values("area")
    numbers = {
        row["area"]: row["number"] for row in rows.annotate(number=Count("pk", distinct=True))
    }
    return areas_of(numbers, level)


def areas_of(numbers, level, *, total=None):
    """The same out of numbers by code, whoever counted them; `total` includes who has no place."""
    total = sum(numbers.values()) if total is None else total
    areas = [
        Area(spot, number, level)
        for code, number in numbers.items()
        if (spot := atlas.spot(code or ""))
    ]
    placed = sum(area.count for area in areas)
    ordered = sorted(areas, key=lambda area: (-area.count, area.code))
    return Counted(level, ordered, total - placed)


def points(organisations, box):
    """[(latitude, longitude, number, pk if it is one)] in a box; None if too many to draw.

    Those within about a kilometre are one point; who has none stands where the region's mark is.
    """
    west, south, east, north = box
    inside = organisations.filter(latitude__range=(south, north), longitude__range=(west, east))
    rows = (
        inside.annotate(
            y=Round("latitude", precision=DIGITS), x=Round("longitude", precision=DIGITS)
        )
        .order_by()
        .values("y", "x")
        .annotate(number=Count("pk", distinct=True), first=Min("pk"))
    )
    found = [
        (row["y"], row["x"], row["number"], row["first"] if row["number"] == 1 else None)
        for row in rows[: MOST_POINTS + 1]
    ]
    found += [
        (area.latitude, area.longitude, area.count, None)
        for area in counted(organisations.filter(latitude=None), atlas.DEEPEST).areas
        if is_in(area, box)
    ]
    return found if len(found) <= MOST_POINTS else None


def extent(organisations):
    """The box of their points, and of the marks where those without one stand; None of nobody."""
    sides = {"west": Min("longitude"), "south": Min("latitude")}
    sides |= {"east": Max("longitude"), "north": Max("latitude")}
    box = tuple(organisations.order_by().aggregate(**sides).values())
    found = counted(organisations.filter(latitude=None), atlas.DEEPEST).areas
    corners = [] if None in box else [box[:2], box[2:]]
    corners += [(area.longitude, area.latitude) for area in found]
    if not corners:
        return None
    easts, norths = zip(*corners, strict=True)
    return min(easts), min(norths), max(easts), max(norths)


def is_in(area, box):
    west, south, east, north = box
    return south <= area.latitude <= north and west <= area.longitude <= east


def inside(box):
    """A condition for those whose point lies in a box; who has none is where the region's mark is."""
    west, south, east, north = box
    codes = [spot.code for spot in atlas.spots() if is_in(spot, box)]
    return (
        Q(latitude__range=(south, north), longitude__range=(west, east))
        | Q(latitude=None, region__code__in=codes)
        | Q(latitude=None, region=None, country__eurostat_code__in=codes)
    )


def within(code):
    """A condition for those who sit in a region or country."""
    spot = atlas.spot(code)
    if spot is None:
        return Q(pk=None)
    if spot.level == 0:
        return Q(country=spot.country)
    return Q(region__code__startswith=code)
