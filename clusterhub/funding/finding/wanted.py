"""What a reader wants to see of the calls, as it stands in an address. Knows no database."""

import re
from dataclasses import dataclass, fields, replace
from datetime import date
from urllib.parse import urlencode

LONGEST_WORDS, MOST_VALUES = 100, 30
SORTS = ("deadline", "newest", "money")
WINDOWS = ("7", "30", "90", "365")  # Days from now.
# What one project may get at most, in euros: above the first number, up to the second.
BANDS = {
    "10k": (0, 10_000),
    "60k": (10_000, 60_000),
    "500k": (60_000, 500_000),
    "3m": (500_000, 3_000_000),
    "more": (3_000_000, None),
    "unstated": None,
}
# As older addresses say it, and the feed of the portal.
_OLD_STATUS = {"forthcoming": "announced", "unknown": "open"}
_STATUSES = "announced|open|closing_soon|closed|suspended|cancelled|results_out"
_SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,79}")
_CODE = re.compile(r"[a-z_]{1,40}")

# Several values of one facet widen, several facets narrow. How a value must look to be taken:
FACETS = {
    "status": re.compile(_STATUSES),
    "kind": _CODE,
    "programme": re.compile(r"[^\x00-\x1f]{1,150}"),
    "applicant": _CODE,
    "country": re.compile(r"[A-Z]{2}"),
    "ecosystem": _SLUG,
    "topic": _SLUG,
    "technology": _SLUG,
    "form": _CODE,
    "money": re.compile("|".join(BANDS)),
}


@dataclass(frozen=True)
class CallsWanted:
    words: str = ""
    status: tuple = ()
    kind: tuple = ()
    programme: tuple = ()
    applicant: tuple = ()
    country: tuple = ()
    ecosystem: tuple = ()
    topic: tuple = ()
    technology: tuple = ()
    form: tuple = ()
    money: tuple = ()
    within: str = ""  # A deadline within so many days from now.
    month: str = ""  # Or in this month in Brussels, 2026-11.
    sort: str = ""

    @classmethod
    def from_query(cls, query):
        """Out of a QueryDict; what cannot be meant is left out, so that an old address answers."""
        values = {name: _fitting(query.getlist(name), form) for name, form in FACETS.items()}
        old = [_OLD_STATUS[each] for each in query.getlist("status") if each in _OLD_STATUS]
        values["status"] = tuple(sorted({*values["status"], *old}))
        within, month, sort = (query.get(name, "") for name in ("within", "month", "sort"))
        return cls(
            words=_words_of(query.get("q", "")),
            within=within if within in WINDOWS else "",
            month=month if is_month(month) else "",
            sort=sort if sort in SORTS else "",
            **values,
        )

    def as_query(self):
        """The same as an address says it, without the question mark; always in one order."""
        pairs = [("q", self.words)] if self.words else []
        pairs += [(name, value) for name in FACETS for value in getattr(self, name)]
        rest = ((name, getattr(self, name)) for name in ("within", "month", "sort"))
        return urlencode(pairs + [(name, value) for name, value in rest if value])

    def without(self, name, value=None):
        """With one value less, or with nothing chosen there."""
        if name in FACETS and value is not None:
            return replace(self, **{name: tuple(v for v in getattr(self, name) if v != value)})
        return replace(self, **{name: type(getattr(self, name))()})

    def chosen(self):
        """Name and value of everything that narrows the list."""
        pairs = [("words", self.words)] if self.words else []
        pairs += [(name, value) for name in FACETS for value in getattr(self, name)]
        rest = ((name, getattr(self, name)) for name in ("within", "month"))
        return pairs + [(name, value) for name, value in rest if value]

    @property
    def order(self):
        return self.sort or "deadline"


NAMES = {("q" if each.name == "words" else each.name) for each in fields(CallsWanted)}


def is_month(text):
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}", text):
        return False
    try:
        return 2000 <= date(int(text[:4]), int(text[5:]), 1).year <= 2100
    except ValueError:
        return False


def band_of(amount):
    """The band of what one project may get at most; `amount` in euros, or None."""
    if not amount:
        return "unstated"
    for name, band in BANDS.items():
        if band and (band[1] is None or amount <= band[1]):
            return name
    return "unstated"


def _words_of(text):
    text = "".join(letter if letter.isprintable() else " " for letter in text)
    return " ".join(text.split())[:LONGEST_WORDS].strip()


def _fitting(values, form):
    return tuple(sorted({value for value in values if form.fullmatch(value)}))[:MOST_VALUES]
