"""What the columns of somebody's list of people are, and what a row says. Pure.

The headings of the two programs that organisers move in from are those which their exporters write:
pretix, `pretix/base/exporters/orderlist.py` (order positions: "Order code", "Status", "Email",
"Attendee name", "Attendee name: Given name", "Attendee email", "Company") and
`pretix/plugins/checkinlists/exporters.py` (check-in list: "Attendee name", "E-mail", "Checked in");
Indico, `indico/modules/events/registration/util.py`, generate_spreadsheet_from_registrations
("ID", "Name", the fields of the form such as "Email Address", "Affiliation", then "Registration
state", "Checked in"). Both write their headings in the language of who exports; so the preview lets
the organiser say what each column is.
"""

import re
from typing import NamedTuple

from clusterhub.directory.names import fold

HEADER_WITHIN = 10
LONGEST_NAME, LONGEST_ADDRESS = 150, 254
FIELDS = ("name", "given", "family", "email", "order_email", "organisation", "mode", "state")
_ALIASES = {
    "name": "name|full name|attendee name|participant|participant name|teilnehmer|nom complet|nombre completo|nome completo|navn|nimi|imie i nazwisko|attendee",
    "given": "given name|first name|firstname|forename|attendee name given name|attendee given name|vorname|prenom|nombre|nome|imie|etunimi|fornavn",
    "family": "family name|last name|lastname|surname|attendee name family name|attendee family name|nachname|familienname|nom|nom de famille|apellido|apellidos|cognome|nazwisko|sukunimi|etternavn",
    "email": "attendee email|attendee e mail|e mail|email|mail|email address|e mail address|mail address|adresse e mail|e mail adresse|correo|correo electronico|indirizzo e mail|adres e mail|sahkoposti|address",
    "organisation": "organisation|organization|company|affiliation|institution|attendee company|employer|firma|unternehmen|entreprise|empresa|azienda|societe|firma nazwa",
    "mode": "mode|takes part|attendance|attendance mode|participation|how do you take part",
    "state": "status|state|registration state|order status|payment state",
}  # fmt: skip
ALIASES = {each: field for field, names in _ALIASES.items() for each in names.split("|")}
# States of those who do not come: pretix "canceled", "expired"; Indico "Rejected", "Withdrawn".
GONE = frozenset(
    [
        "canceled",
        "cancelled",
        "expired",
        "rejected",
        "withdrawn",
        "refused",
        "declined",
        "refunded",
        "storniert",
        "annule",
        "annulee",
        "abgesagt",
        "abgelaufen",
        "cancelado",
        "cancelada",
        "annullato",
        "anulowane",
        "peruttu",
        "lapsed",
        "c",
        "e",
    ]
)
ONLINE = frozenset(
    [
        "online",
        "virtual",
        "virtually",
        "remote",
        "distance",
        "web",
        "stream",
        "livestream",
        "digital",
    ]
)
ON_SITE = frozenset(
    [
        "onsite",
        "on",
        "site",
        "in",
        "person",
        "inperson",
        "physical",
        "presence",
        "present",
        "vor",
        "ort",
        "sur",
        "place",
        "presencial",
    ]
)
PROBLEMS = ("no-address", "no-such-address", "no-name", "name-is-address", "fault", "too-long")
_ADDRESS = re.compile(r"[^\s@<>,;()\[\]\\\"]+@[^\s@<>,;()\[\]\\\"]+\.[^\s@<>,;()\[\]\\\"]{2,}")
_WRAPPED = re.compile(
    r"^\s*(?P<name>.*?)[\s\"',;]*[<(\[]\s*(?P<email>[^<>()\[\]]*@[^<>()\[\]]*)[>)\]]\W*$"
)


class Said(NamedTuple):
    name: str
    email: str
    organisation: str = ""
    mode: str = ""
    is_gone: bool = False


def columns_of(rows):
    """(number of the header's row, its cells, a field or "" for each); None without addresses."""
    for row in rows[:HEADER_WITHIN]:
        fields = [ALIASES.get(fold(cell), "") for cell in row.cells]
        if "email" in fields:
            return row.number, row.cells, _once_each(row.cells, fields)
    return None


def _once_each(headings, fields):
    """Two columns of addresses are the order's and the attendee's own; else the first one counts."""
    fields, own = list(fields), {"attendee email", "attendee e mail"}
    if any(fold(heading) in own for heading in headings):
        for at, heading in enumerate(headings):
            if fields[at] == "email" and fold(heading) not in own:
                fields[at] = "order_email"
    seen = set()
    for at, field in enumerate(fields):
        if field in seen:
            fields[at] = ""
        seen.add(field)
    return fields


def guessed(cells):
    """The columns of a table without headings, by what its first row says; None without address."""
    at = next((n for n, cell in enumerate(cells) if _ADDRESS.fullmatch(cell.strip())), None)
    if at is None:
        return None
    fields = [""] * len(cells)
    fields[at] = "email"
    named = [n for n in range(len(cells)) if n != at and any(c.isalpha() for c in cells[n])]
    if named:
        fields[named[0]] = "name"
    return fields


def read_cells(fields, cells):
    """What a row says, by the field that each of its columns is."""
    found = {field: cell.strip() for field, cell in zip(fields, cells, strict=False) if field}
    parts = [found.get("given", ""), found.get("family", "")]
    name = found.get("name") or " ".join(part for part in parts if part)
    if all(parts) and "," in name:  # "Family, Given" beside its parts.
        name = " ".join(parts)
    family, comma, given = name.partition(",")
    if comma and given.strip() and "," not in given:
        name = f"{given.strip()} {family.strip()}"
    return Said(
        " ".join(name.split()),
        (found.get("email") or found.get("order_email") or "").strip("<> \t"),
        found.get("organisation", ""),
        mode_of(found.get("mode", "")),
        fold(found.get("state", "")) in GONE,
    )


def mode_of(words):
    said = set(fold(words).split())
    if said & ONLINE:
        return "online"
    return "on_site" if said & ON_SITE else ""


def pasted_rows(text):
    """Cells of name and address out of lines such as "Name <address>", "Name; address", "address"."""
    rows = []
    for line in text.replace("\x00", "").splitlines():
        if line.strip():
            rows.append(_pasted(line.strip()))
    return rows


def _pasted(line):
    if found := _WRAPPED.match(line):
        return [found["name"].strip(" \t\"'"), found["email"].strip()]
    found = _ADDRESS.search(line) or re.search(r"\S*@\S*", line)
    if found is None:
        return [line, ""]
    rest = f"{line[: found.start()]} {line[found.end() :]}"
    return [" ".join(rest.split()).strip(" \t;,|\"'<>()-–"), found[0].strip(";,|<>\"'")]
