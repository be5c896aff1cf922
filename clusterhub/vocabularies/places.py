"""A town that somebody typed, as a point and a NUTS 3 region. Asks nobody, knows no database.

The list holds places of 5,000 people or more in the countries with NUTS 3 regions; a town that
it does not know, or that may be one of several, is a question to the person, never a guess.
"""

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

from clusterhub.vocabularies import files
from clusterhub.vocabularies.names import folded

# Overseas departments have codes of their own in the list; people there write France.
OVERSEAS = {"GP": "FR", "MQ": "FR", "GF": "FR", "RE": "FR", "YT": "FR"}
LONGEST = 100

_POSTCODE = re.compile(
    r"^(?:[A-Za-z]{1,2}\s?-\s?)?\d[\d\s-]{2,9}(?:[A-Z]{2}\s)?\s*|(?:\s+cedex)?(?:\s+\d{1,5}){0,2}$",
    re.IGNORECASE,
)
_SHORT = [(re.compile(r"\ba\.?\s?d\.", re.I), "an der"), (re.compile(r"\bst\.", re.I), "sankt")]
_BRACKET = re.compile(r"\s*\([^)]*\)")
_RIVER = re.compile(r"\s+(?:am|an der|an|a\.?\s?d\.|a\.|bei|in|im|ob der|ob|sur|upon)\s+.*$", re.I)


@dataclass(frozen=True)
class Place:
    name: str
    country: str
    latitude: float
    longitude: float
    population: int
    nuts3: str


@dataclass(frozen=True)
class Located:
    """The places that were meant, the largest first."""

    places: tuple

    @property
    def best(self):
        return self.places[0]

    @property
    def is_certain(self):
        """There is only one region that it can be."""
        return len({place.nuts3 for place in self.places}) == 1


def located(town, country, *, region=""):
    """`Located`, or None when the list has no such town in the country (an ISO code).

    `region` is a NUTS code that is known from elsewhere, from a postcode or a choice; it decides
    between towns of one name.
    """
    country = OVERSEAS.get(country, country)
    for words in _readings(town):
        if places := _places().get((country, words)):
            near = [place for place in places if region and place.nuts3.startswith(region)]
            return Located(tuple(near or places))
    return None


def _readings(town):
    """What was typed, from the whole of it to its most likely part."""
    town = town[:LONGEST].strip()
    bare = _POSTCODE.sub("", town).strip(" ,")
    first = re.split(r"[,;/]", bare)[0]
    seen = []
    long = first
    for short, whole in _SHORT:
        long = short.sub(whole, long)
    for text in (town, bare, first, long, _BRACKET.sub("", first), _RIVER.sub("", first)):
        key = folded(text)
        if key and key not in seen:
            seen.append(key)
    return seen


@lru_cache(maxsize=1)
def _places():
    """Every way to write each place, by country."""
    found = defaultdict(set)
    also = {
        (row["country"], row["name"]): row["others"].split("|") for row in files.rows("place-names")
    }
    for row in files.rows("places-nuts3"):
        place = _place(row)
        others = also.get((place.country, place.name), ())
        for name in _spellings(place.name, others):
            found[place.country, folded(name)].add(place)
    return {
        key: sorted(places, key=lambda place: -place.population) for key, places in found.items()
    }


def _spellings(name, others):
    return {name, _BRACKET.sub("", name), _RIVER.sub("", name), *name.split(" / "), *others}


def _place(row):
    return Place(
        name=row["name"],
        country=OVERSEAS.get(row["country_iso"], row["country_iso"]),
        latitude=float(row["lat"]),
        longitude=float(row["lon"]),
        population=int(row["population"]),
        nuts3=row["nuts3_2024"],
    )
