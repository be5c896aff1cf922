"""One row of somebody's table as what it says about an organisation: typed values, names, codes.

What is wrong with a row is a problem, and the row is not taken; what only cannot be used is a note,
and the rest of the row is. Asks the database nothing but the shared lists (`row_words.py`).
"""

import re
from decimal import Decimal, InvalidOperation

from django.core.exceptions import ValidationError

from clusterhub.directory import row_facts, row_places
from clusterhub.directory.facts import (
    clean_text,
)
from clusterhub.directory.kinds import OrganisationKind
from clusterhub.directory.row_words import several
from clusterhub.directory.said import Said
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
    "not-asked": gettext_noop(
        "An organisation of this kind is not asked this; it was not taken over."
    ),
    "own-rows": gettext_noop("%d of these cannot be read; they were not taken over."),
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
_MOST_OTHER_NAMES = 20
_PAGE = re.compile(r"https?://([^/\s]+)/organisations/([^/\s]+)/?")
# Most addresses look like this, and none of these needs a closer look.
_PLAIN_ADDRESS = re.compile(
    r"https?://(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,3}[a-z]{2,20}(?:/[a-z0-9/_.-]*)?"
)
_YEAR_IN = re.compile(
    r"(?:\d{1,2}[./-]\d{1,2}[./-](\d{4})|(\d{4})-\d{2}-\d{2}(?:[ T].*)?|(\d{4})\d{4}"
    r"|(?:\d{1,2}\.?\s)?[^\W\d]{3,12}\.?\s(\d{4}))"
)


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
    kind = said.columns.get("kind") or kind or OrganisationKind.OTHER
    row_facts.read_facts(said, kind, words)
    row_facts.read_own_rows(said, kind, words)
    _read_identifiers(said, source, own)
    return said


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
