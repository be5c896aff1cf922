"""How far what is wanted reaches, so that a map begins there."""

from dataclasses import replace

from clusterhub.directory.finding import asking
from clusterhub.directory.finding.wanted import common

# Islands far away would shrink a map to the whole earth; they have it to themselves only.
EUROPE = (-25.0, 34.0, 46.0, 72.0)
_SIDES = ("longitude", "latitude")
# So many lie all over Europe, and to look at each would take longer than all the rest of the map.
MANY = 50_000


def extent(wanted, *, user=None):
    """The box (west, south, east, north) of those in Europe, or of all where none is there; None
    where there is nobody with a place. Raises IndexUnavailable."""
    in_europe = common(wanted.box, EUROPE)
    found = in_europe and _extent(replace(wanted, box=in_europe), user)
    return found or _extent(wanted, user)


def _extent(wanted, user):
    asked = {side: {"stats": {"field": side}} for side in _SIDES}
    answer = asking.aggregated(wanted, asked, user=user)
    west_east, south_north = (answer[side] for side in _SIDES)
    box = (west_east["min"], south_north["min"], west_east["max"], south_north["max"])
    return None if None in box else box
