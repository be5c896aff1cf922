"""What a row of an import is, against what is listed: faulty, the same, changed, a likely twin, or
new. Pure: the caller brings the candidates (by identifier, name, host or block)."""

import re
from typing import NamedTuple

from clusterhub.directory.names import fold, name_key
from clusterhub.directory.sameness import CUT, Named, sameness
from clusterhub.directory.sites import is_same_site, site_of
from clusterhub.documents.refusals import gettext_noop

LONGEST_NAME = 200
FAULTY, SAME, CHANGED, TWIN, NEW = "faulty", "same", "changed", "twin", "new"
PROBLEMS = {
    "no-name": gettext_noop("The row has no name."),
    "long-name": gettext_noop("The name is longer than 200 letters."),
    "country": gettext_noop("No country is known by this word."),
    "year": gettext_noop("This is not a year between 1000 and 2100."),
    "address": gettext_noop("This is an e-mail address or a telephone number, not a website."),
}
_PERSONAL = re.compile(r"^(?:mailto:|tel:)|^[^\s/]+@[^\s/]+$|^\+?[\d\s()/-]{7,}$", re.IGNORECASE)


class Candidate(NamedTuple):
    """A listed organisation as far as a row is compared with it."""

    pk: int
    names: tuple
    country: str = ""
    website: str = ""
    city: str = ""
    identifiers: frozenset = frozenset()
    values: dict = {}


class Verdict(NamedTuple):
    kind: str
    candidate: Candidate | None = None
    score: float = 0.0
    problems: tuple = ()  # (column, code)


def verdict_of(values, candidates, *, identifiers=frozenset(), country=""):
    """`values` are the filled fields of a row; `country` is the code that its word means."""
    problems = _problems(values, country)
    if problems:
        return Verdict(FAULTY, problems=problems)
    name = values["name"]
    for candidate in candidates:
        if identifiers & candidate.identifiers:
            return _known(values, candidate, country)
    for candidate in candidates:
        if _is_the_one(values, candidate, country):
            return _known(values, candidate, country)
    row = Named(name, country, values.get("website", ""))
    best = max(
        ((_likeness(row, candidate), candidate) for candidate in candidates),
        key=lambda found: found[0],
        default=(0.0, None),
    )
    if best[0] >= CUT:
        return Verdict(TWIN, best[1], best[0])
    return Verdict(NEW, score=best[0])


def _problems(values, country):
    found = []
    if not fold(values.get("name", "")):
        found.append(("name", "no-name"))
    elif len(values["name"]) > LONGEST_NAME:
        found.append(("name", "long-name"))
    if values.get("country") and not country:
        found.append(("country", "country"))
    year = values.get("founded_year", "")
    if year and not (re.fullmatch(r"\d{4}", year) and 1000 <= int(year) <= 2100):
        found.append(("founded_year", "year"))
    if _PERSONAL.match(values.get("website", "").strip()):
        found.append(("website", "address"))
    return tuple(found)


def _is_the_one(values, candidate, country):
    """The same name and country, and nothing else says otherwise; where only one of the two says
    a country, the site or the town must be the same."""
    key = name_key(values["name"])
    if not key or all(name_key(name) != key for name in candidate.names):
        return False
    is_same = is_same_site(site_of(values.get("website", "")), site_of(candidate.website))
    towns = fold(values.get("city", "")), fold(candidate.city)
    is_one_town = towns[0] == towns[1] != ""
    if country != candidate.country:
        return not (country and candidate.country) and bool(is_same or is_one_town)
    return is_same is not False or is_one_town


def _known(values, candidate, country):
    said = {**values, "country": country} if country else values
    changed = any(candidate.values.get(field, "") != value for field, value in said.items())
    return Verdict(CHANGED if changed else SAME, candidate, 1.0)


def _likeness(row, candidate):
    return max(
        sameness(row, Named(name, candidate.country, candidate.website)).score
        for name in candidate.names
    )
