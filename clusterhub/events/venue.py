"""Where an event takes place, on our own map: a drawing of what lies around, and one point."""

from dataclasses import dataclass, replace

from clusterhub.directory.drawing import drawing_of
from clusterhub.vocabularies.places import located

MOST_DECIMALS = 5  # About a metre.
WIDE = 400  # Units of the drawing, some 1,200 km: enough to see in which country it lies.


@dataclass(frozen=True)
class Spot:
    latitude: float
    longitude: float
    name: str
    count: int = 1


def drawing_for(event):
    """The drawing, or None: no point is known, or it lies beyond our map."""
    if not event.has_point:
        return None
    spot = Spot(event.latitude, event.longitude, event.venue_name or event.place)
    drawing = drawing_of([spot], shows_part=True, least=WIDE)
    marks = [replace(mark, radius=WIDE / 60) for mark in drawing.marks]  # A place, not a number.
    return replace(drawing, marks=marks) if marks else None


def point_of_town(city, country_code):
    """The one town that can be meant, as (latitude, longitude); else None."""
    found = located(city, country_code) if city and country_code else None
    if found is None or not found.is_certain:
        return None
    return found.best.latitude, found.best.longitude


def read_point(words):
    """What somebody typed or pasted, "36.7213, -4.4214", as two numbers; None if it is no point."""
    parts = words.replace("°", " ").replace(",", " ").replace(";", " ").split()
    if len(parts) != 2:
        return None
    try:
        latitude, longitude = (float(part) for part in parts)
    except ValueError:
        return None
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        return None
    return round(latitude, MOST_DECIMALS), round(longitude, MOST_DECIMALS)


def point_in_words(event):
    return f"{event.latitude:.5f}, {event.longitude:.5f}" if event.has_point else ""
