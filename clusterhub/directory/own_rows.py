"""Labels, counts of members and support programmes as one cell of a table holds them: JSON, an object
each. Knows no database."""

import json
from datetime import date

from django.core.exceptions import ValidationError

from clusterhub.web.addresses import only_web

MOST_ROWS = 200
LONGEST_URL, LONGEST_NAME, LONGEST_SCHEME = 500, 200, 30
LEVELS = ("bronze", "silver", "gold", "other")
NUMBERS = ("sme", "large", "research", "public", "other")
MOST_MEMBERS = 2_000_000_000
# What a row is made of, and by what it is known again.
FIELDS = {
    "labels": ("scheme", "level", "issued_on", "valid_until", "certificate_url"),
    "counts": ("counted_on", *NUMBERS, "source"),
    "programmes": ("name", "country_id", "starts_on", "ends_on", "url"),
}
NULLED = ("country_id", "starts_on", "ends_on")
MARKS = {
    "labels": ("scheme", "level", "issued_on"),
    "counts": ("counted_on",),
    "programmes": ("name", "starts_on"),
}


def mark_of(column, row):
    return tuple(row[name] for name in MARKS[column])


def as_cell(rows):
    """`rows` as `as_row` makes them."""
    return json.dumps(rows, ensure_ascii=False) if rows else ""


def as_row(column, values):
    """A row of the database as a cell would say it: days as text, empty for None."""
    plain = (each.isoformat() if isinstance(each, date) else each for each in values)
    return {
        name: "" if each is None else each for name, each in zip(FIELDS[column], plain, strict=True)
    }


def for_database(row):
    """The same for its model."""
    empty = {name: None for name, value in row.items() if value == "" and name in NULLED}
    days = {
        name: date.fromisoformat(value)
        for name, value in row.items()
        if name.endswith("_on") and value
    }
    return row | days | empty


def read_cell(column, cell, country_of):
    """The rows of a cell, and how many parts of it are none; `country_of` knows codes of countries.

    Raises ValueError for what is not JSON.
    """
    parts = json.loads(cell)
    if isinstance(parts, dict):
        parts = [parts]
    if not isinstance(parts, list):
        raise ValueError(column)
    found, wrong = {}, 0
    for part in parts[:MOST_ROWS]:
        try:
            row = _READ[column](part, country_of)
        except (AttributeError, KeyError, TypeError, ValueError, ValidationError):
            wrong += 1
        else:
            found[mark_of(column, row)] = row
    return list(found.values()), wrong + len(parts[MOST_ROWS:])


def _label(part, _country_of):
    row = {
        "scheme": _text(part.get("scheme") or "ECEI", LONGEST_SCHEME),
        "level": part["level"],
        "issued_on": _day(part["issued_on"]),
        "valid_until": _day(part["valid_until"]),
        "certificate_url": _address(part.get("certificate_url")),
    }
    if row["level"] not in LEVELS or row["valid_until"] < row["issued_on"]:
        raise ValueError
    return row


def _count(part, _country_of):
    numbers = {name: part.get(name) or 0 for name in NUMBERS}
    for number in numbers.values():
        if type(number) is not int or not 0 <= number <= MOST_MEMBERS:
            raise ValueError
    source = "computed" if part.get("source") == "computed" else "declared"
    return {"counted_on": _day(part["counted_on"]), **numbers, "source": source}


def _programme(part, country_of):
    name = _text(part["name"], LONGEST_NAME)
    word = part.get("country_id") or ""
    country = country_of(word) if word else ""
    starts, ends = (_day(part[key]) if part.get(key) else "" for key in ("starts_on", "ends_on"))
    if not name or (word and not country) or (starts and ends and ends < starts):
        raise ValueError
    return {
        "name": name,
        "country_id": country,
        "starts_on": starts,
        "ends_on": ends,
        "url": _address(part.get("url")),
    }


_READ = {"labels": _label, "counts": _count, "programmes": _programme}


def _day(text):
    return date.fromisoformat(text).isoformat()


def _text(text, longest):
    text = text.strip()
    if len(text) > longest:
        raise ValueError
    return text


def _address(text):
    text = _text(text or "", LONGEST_URL)
    if text:
        only_web(text)
    return text
