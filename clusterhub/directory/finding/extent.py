"""How far what is wanted reaches, so that a map begins there."""

from dataclasses import replace

from clusterhub.directory.finding import asking
from clusterhub.directory.finding.wanted import common

# Islands far away would shrink a map to the whole earth; they have it to themselves only.
EUROPE = (-25.0, 34.0, 46.0, 72.0)
_SIDES = {
    "west": ("min", "longitude"),
    "south": ("min", "latitude"),
    "east": ("max", "longitude"),
    "north": ("max", "latitude"),
}


def extent(wanted, *, user=None):
    """The box (west, south, east, north) of those in Europe, or of all where none is there; None
    where there is nobody with a place. Raises IndexUnavailable."""
    in_europe = common(wanted.box, EUROPE)
    found = in_europe and _extent(replace(wanted, box=in_europe), user)
    return found or _extent(wanted, user)


def _extent(wanted, user):
    answer = asking.aggregated(
        wanted, {side: {how: {"field": field}} for side, (how, field) in _SIDES.items()}, user=user
    )
    box = tuple(answer[side]["value"] for side in _SIDES)
    return None if None in box else box
