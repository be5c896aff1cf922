"""One row of somebody's table as what it says about an organisation: typed values, names, codes.

What is wrong with a row is a problem, and the row is not taken; what only cannot be used is a note,
and the rest of the row is. Asks the database nothing but the shared lists (`row_words.py`).
"""

import json
import re
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from django.core.exceptions import ValidationError

from clusterhub.directory import row_places
from clusterhub.directory.facts import (
    ADDRESSES,
    CODE_LISTS,
    TEXTS,
    FactsRefused,
    clean_facts,
    clean_text,
)
from clusterhub.directory.kinds import OrganisationKind
from clusterhub.directory.names import fold
from clusterhub.directory.row_words import code_of
from clusterhub.documents.refusals import gettext_noop
from clusterhub.web.addresses import only_web

NOTES = {
    "kind": gettext_noop("This kind of organisation is not known; it was not taken over."),
    "kind-size": gettext_noop("Whether this company is small or large is not said."),
    "number": gettext_noop("This is not a number; it was not taken over."),
    "website": gettext_noop("This is no address of a page on the web; it was not taken over."),
    "too-long": gettext_noop("This is longer than %d letters; it was not taken over."),
    "unknown": gettext_noop("Not known, and not taken over: %s"),
    "region": gettext_noop("No region of NUTS 2024 has this code; it was not taken over."),
    "json": gettext_noop("This cannot be read; it was not taken over."),
    "refused": "%s",
    **row_places.NOTES,
}
LENGTHS = {"street": 200, "postcode": 12, "city": 100, "description": 20_000}
NAME_COLUMNS = {
    "local_name": "local",
    "acronym": "acronym",
    "former_names": "former",
    "other_names": "spelling",
}
FACT_COLUMNS = {"nace": "activities"} | {
    name: name for name in (*CODE_LISTS, *TEXTS, "strand") if name != "activities"
}
_MOST_OTHER_NAMES = 20
_PAGE = re.compile(r"https?://([^/\s]+)/organisations/([^/\s]+)/?")
_DIVIDED = re.compile(r"[|;\n]")
# Most addresses look like this, and none of these needs a closer look.
_PLAIN_ADDRESS = re.compile(
    r"https?://(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,3}[a-z]{2,20}(?:/[a-z0-9/_.-]*)?"
)
_YEAR_IN = re.compile(
    r"(?:\d{1,2}[./-]\d{1,2}[./-](\d{4})|(\d{4})-\d{2}-\d{2}(?:[ T].*)?|(\d{4})\d{4}"
    r"|(?:\d{1,2}\.?\s)?[^\W\d]{3,12}\.?\s(\d{4}))"
)


@dataclass(slots=True)
class Said:
    """What one row says; `columns` and `facts` hold only what it says and what can be used."""

    number: int
    values: dict
    country: str = ""
    columns: dict = field(default_factory=dict)
    derived: dict = field(default_factory=dict)  # What follows, for who has nothing better.
    region: str = ""  # The code of the region that columns or derived name by number.
    names: list = field(default_factory=list)  # (name, kind)
    ecosystems: list = field(default_factory=list)
    facts: dict = field(default_factory=dict)
    identifiers: frozenset = frozenset()
    address: str = ""  # The slug of our own export.
    notes: list = field(default_factory=list)  # (column, code, what)
    ready: object = None  # What adding it writes, where that was worked out before.

    @property
    def name(self):
        return self.values.get("name", "")

    @property
    def identity(self):
        """By what it is found for certain: numbers of registers, and the address of our own export."""
        return self.identifiers | {("address", self.address)} if self.address else self.identifiers

    def note(self, column, code, what=None):
        self.notes.append((column, code, what))

    def fill(self, later):
        """Take from a later row about the same body what this one leaves open; whether there was any."""
        had = (len(self.columns), len(self.names), bool(self.ecosystems), len(self.facts))
        had += (len(self.identifiers),)
        self.ready = None
        self.columns = {**later.columns, **self.columns}
        self.derived = {**later.derived, **self.derived}
        self.region = self.region or later.region
        known = {fold(name) for name in (self.name, *(name for name, _kind in self.names))}
        further = [*later.names, (later.name, "spelling")]
        self.names += [pair for pair in further if fold(pair[0]) not in known]
        self.ecosystems = self.ecosystems or later.ecosystems
        self.facts = {**later.facts, **self.facts}
        self.identifiers |= later.identifiers
        has = (len(self.columns), len(self.names), bool(self.ecosystems), len(self.facts))
        return (*has, len(self.identifiers)) != had


def read_row(number, values, words, *, country="", kind="", source="", own=""):
    """`values` are the filled cells by field; `country` and `kind` stand in where none is said.

    `source` names the register that the column of identifiers belongs to; `own` is the address
    under which this site's own export lists organisations.
    """
    said = Said(number, values)
    said.country = words.country(values["country"]) if "country" in values else country
    if said.country:
        said.columns["country_id"] = said.country
    _read_kind(said, words)
    _read_texts(said)
    _read_names(said)
    _read_ecosystems(said, words)
    row_places.read_place(said, words)
    _read_facts(said, said.columns.get("kind") or kind or OrganisationKind.OTHER, words)
    _read_identifiers(said, source, own)
    return said


def several(cell):
    """The parts of a cell that holds a list: "a|b", "a; b", or JSON where a part holds a sign."""
    if cell.startswith("["):
        try:
            return [str(part).strip() for part in json.loads(cell) if str(part).strip()]
        except (ValueError, TypeError, RecursionError):
            pass
    if not _DIVIDED.search(cell):
        return [cell] if (cell := cell.strip()) else []
    return [part for part in (part.strip() for part in _DIVIDED.split(cell)) if part]


def _read_kind(said, words):
    if word := said.values.get("kind"):
        sme = said.values.get("sme", "")
        known = words.kind(word, sme)
        if known is None:
            said.note("kind", "kind")
        elif known != OrganisationKind.OTHER:
            said.columns["kind"] = known.value
        elif not sme and word[:3].upper() == "PRC":
            said.note("kind", "kind-size")


def _read_texts(said):
    columns, values = said.columns, said.values
    for name, longest in LENGTHS.items():
        if text := values.get(name):
            text = clean_text(text)
            if len(text) <= longest:
                columns[name] = text
            else:
                said.note(name, "too-long", longest)
    for name in ("website", "english_website"):
        if text := values.get(name):
            address = web_address(text)
            if address:
                columns[name] = address
            else:
                said.note(name, "website")
    if year := values.get("founded_year"):
        values["founded_year"] = year = year_in(year)
        if year.isdecimal() and len(year) == 4:
            columns["founded_year"] = int(year)
    if posts := values.get("staff_fte"):
        number = _number(posts)
        if number is None:
            said.note("staff_fte", "number")
        else:
            columns["staff_fte"] = number


def web_address(text):
    """ "www.example.org" as people write it, with its scheme; empty when it leads nowhere."""
    text = text.strip()
    address = text if "://" in text[:10] else f"https://{text.lstrip('/')}"
    if len(address) <= 200 and _PLAIN_ADDRESS.fullmatch(address):
        return address
    try:
        only_web(address)
    except ValidationError:
        return ""
    return address if len(address) <= 200 else ""


def year_in(text):
    """The year of a date of which only the year is certain: "03/04/2021", "3. April 2021"."""
    found = _YEAR_IN.fullmatch(text.strip())
    return next(filter(None, found.groups())) if found else text.strip()


def _number(text):
    try:
        number = Decimal(text.replace(" ", "").replace(",", "."))
    except InvalidOperation:
        return None
    return round(number, 2) if number.is_finite() and 0 <= number < 10_000 else None


def _read_names(said):
    for column, kind in NAME_COLUMNS.items():
        for name in several(said.values.get(column, ""))[:_MOST_OTHER_NAMES]:
            if len(name) > 200:
                said.note(column, "too-long", 200)
            elif name != said.name:
                said.names.append((name, kind))


def _read_ecosystems(said, words):
    unknown = []
    for word in several(said.values.get("ecosystems", "")):
        slug = words.ecosystem(word)
        if not slug:
            unknown.append(word)
        elif slug not in said.ecosystems:
            said.ecosystems.append(slug)
    if unknown:
        said.note("ecosystems", "unknown", ", ".join(unknown)[:100])


def _read_facts(said, kind, words):
    for column, key in FACT_COLUMNS.items():
        if cell := said.values.get(column):
            if key in CODE_LISTS:
                facts, notes = words.once((column, kind, cell), _codes_in)
                said.facts |= {name: list(codes) for name, codes in facts.items()}
                said.notes += notes
                continue
            value = cell
            if key == "strand":
                value = code_of(key, cell) or cell
            _keep_fact(said, column, kind, key, value)
    for key in (*ADDRESSES, "facilities"):
        if cell := said.values.get(key):
            try:
                value = json.loads(cell)
            except (ValueError, RecursionError):
                said.note(key, "json")
            else:
                _keep_fact(said, key, kind, key, value)


def _codes_in(column, kind, cell):
    """Facts and notes of a cell of codes, which many rows have alike."""
    said, key = Said(0, {}), FACT_COLUMNS[column]
    value, unknown = _codes(key, cell)
    if unknown:
        said.note(column, "unknown", ", ".join(unknown)[:100])
    _keep_fact(said, column, kind, key, value)
    return said.facts, said.notes


def _codes(key, cell):
    parts = {part: code_of(key, part) for part in several(cell)}
    return [code for code in parts.values() if code], [
        part for part, code in parts.items() if not code
    ]


def _keep_fact(said, column, kind, key, value):
    try:
        said.facts |= clean_facts(kind, {key: value})
    except FactsRefused as refused:
        said.note(column, "refused", refused.problems[0][1])
    except (AttributeError, TypeError):  # JSON of another shape than ours.
        said.note(column, "json")


def _read_identifiers(said, source, own):
    values, found = said.values, set()
    for column in ("pic", "vat"):
        if text := values.get(column, "").replace(" ", "").upper():
            found.add((column, text[:80]))
    for entry in several(values.get("identifiers", "")):
        scheme, colon, value = entry.rpartition(":")
        if colon and scheme and value:
            found.add((scheme[:30], value[:80]))
    source = values.get("source") or source
    number = values.get("source_id") or values.get("their_id")
    if source and number:
        found.add((f"source:{source}"[:30], number[:80]))
    address = values.get("id", "")
    if own and address.startswith(own):
        said.address = address.removeprefix(own).strip("/")
    elif page := _PAGE.fullmatch(address):  # Of another platform of this kind.
        found.add((f"source:{page[1]}"[:30], page[2][:80]))
    said.identifiers = frozenset(found)
