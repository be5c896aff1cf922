"""What a reader wants to see of the directory, as it stands in an address. Knows no database."""

import re
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from clusterhub.directory.kinds import OrganisationKind

LONGEST_WORDS = 100
MOST_VALUES = 30
SORTS = ("best", "name", "newest", "confirmed")
FRESHNESS = ("fresh", "ageing", "stale", "never")
LEVELS = ("bronze", "silver", "gold", "other")
_SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,79}")

# Several values of one facet widen, several facets narrow. How a value must look to be taken:
FACETS = {
    "kind": re.compile("|".join(OrganisationKind.values)),
    "country": re.compile(r"[A-Z]{2}"),
    "ecosystem": _SLUG,
    "sector": re.compile(r"[A-V]|\d{2}"),
    "region": re.compile(r"[A-Z]{2}[A-Z0-9]{0,3}"),
    "technology": _SLUG,
    "label": re.compile("|".join(LEVELS)),
    "programme": re.compile(r"[^\x00-\x1f]{1,100}"),
    "language": re.compile(r"[a-z]{2}"),
    "freshness": re.compile("|".join(FRESHNESS)),
    "serves": re.compile(r"[A-Z]{2}[A-Z0-9]{0,3}"),
    "member_of": _SLUG,
}


@dataclass(frozen=True)
class Wanted:
    words: str = ""
    kind: tuple = ()
    country: tuple = ()
    ecosystem: tuple = ()
    sector: tuple = ()  # Sections of NACE 2.1 (C) and divisions (25).
    region: tuple = ()  # NUTS codes of any level.
    technology: tuple = ()
    label: tuple = ()
    programme: tuple = ()
    language: tuple = ()
    freshness: tuple = ()
    serves: tuple = ()
    member_of: tuple = ()
    box: tuple = ()  # West, south, east, north, in degrees.
    sort: str = ""  # Empty: the best for the words, by name without any.

    @classmethod
    def from_query(cls, query):
        """Out of a QueryDict; what cannot be meant is left out, so that an old address answers."""
        values = {name: _fitting(query.getlist(name), form) for name, form in FACETS.items()}
        sort = query.get("sort", "")
        return cls(
            words=_words_of(query.get("q", "")),
            box=_box_of(query.get("box", "")),
            sort=sort if sort in SORTS else "",
            **values,
        )

    def as_query(self):
        """The same as an address says it, without the question mark."""
        pairs = [("q", self.words)] if self.words else []
        pairs += [(name, value) for name in FACETS for value in getattr(self, name)]
        pairs += [("box", ",".join(f"{side:g}" for side in self.box))] if self.box else []
        return urlencode(pairs + ([("sort", self.sort)] if self.sort else []))

    def without(self, name, value=None):
        """With one value less, or with nothing chosen there."""
        if name in FACETS and value is not None:
            return replace(self, **{name: tuple(v for v in getattr(self, name) if v != value)})
        return replace(self, **{name: type(getattr(self, name))()})

    def chosen(self):
        """Name and value of everything that narrows the list."""
        pairs = [("words", self.words)] if self.words else []
        pairs += [(name, value) for name in FACETS for value in getattr(self, name)]
        return pairs + ([("box", self.box)] if self.box else [])

    def is_everything(self):
        return replace(self, sort="") == Wanted()

    @property
    def order(self):
        return self.sort or ("best" if self.words else "name")


def common(box, other):
    """Where two boxes lie over each other; nothing where they do not, and one where there is one."""
    if not box or not other:
        return tuple(box or other)
    west, south = (max(pair) for pair in zip(box[:2], other[:2], strict=True))
    east, north = (min(pair) for pair in zip(box[2:], other[2:], strict=True))
    return (west, south, east, north) if west < east and south < north else None


def _words_of(text):
    text = "".join(letter if letter.isprintable() else " " for letter in text)
    return " ".join(text.split())[:LONGEST_WORDS].strip()


def _fitting(values, form):
    return tuple(dict.fromkeys(v for v in values if form.fullmatch(v)))[:MOST_VALUES]


def _box_of(text):
    try:
        west, south, east, north = (float(side) for side in text.split(","))
    except ValueError:
        return ()
    if not (-180 <= west < east <= 180 and -90 <= south < north <= 90):
        return ()
    return (west, south, east, north)
