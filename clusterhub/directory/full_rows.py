"""Everything that a list can say of an organisation, as one row that the import reads again.

Contacts, documents, parents and members are not among it: they are people, files and ties.
"""

import json

from clusterhub.directory import own_rows
from clusterhub.directory.facts import ADDRESSES, CODE_LISTS, TEXTS
from clusterhub.directory.records import record_of
from clusterhub.web.addresses import absolute

_NAMES = {
    "local_name": "local",
    "acronym": "acronym",
    "former_names": "former",
    "other_names": "spelling",
}
_PLAIN = (
    "kind", "country", "city", "postcode", "street", "latitude", "longitude", "located_by",
    "website", "english_website", "description", "founded_year", "staff_fte",
)  # fmt: skip
_LISTS = ("ecosystems", *(name for name in CODE_LISTS if name != "activities"))
_TEXTS = (*TEXTS, "strand")
_TREES = (*ADDRESSES, "facilities")
COLUMNS = (
    "page", "name", *_NAMES, *_PLAIN, "nuts", *_LISTS, "nace", *_TEXTS, *_TREES, "identifiers",
    *own_rows.FIELDS, "state",
)  # fmt: skip


def full_row(organisation, identifiers, rows):
    """Texts by column; `identifiers` are its pairs of scheme and value, `rows` those of its own by
    column (`own_rows`)."""
    record = record_of(organisation)
    row = {name: record.get(name) for name in ("name", *_PLAIN, *_TEXTS, "state")}
    row["page"] = absolute(organisation.get_absolute_url())
    row["nuts"] = record["region"]
    for column, kind in _NAMES.items():
        row[column] = _joined(name for name, its_kind in record["names"] if its_kind == kind)
    row |= {name: _joined(record.get(name, ())) for name in _LISTS}
    row["nace"] = _joined(code.partition(":")[2] for code in record.get("activities", ()))
    for name in _TREES:
        value = record.get(name)
        row[name] = json.dumps(value, ensure_ascii=False) if value else ""
    row["identifiers"] = _joined(f"{scheme}:{value}" for scheme, value in identifiers)
    row |= {column: own_rows.as_cell(rows.get(column)) for column in own_rows.FIELDS}
    return {name: "" if row[name] is None else str(row[name]) for name in COLUMNS}


def _joined(parts):
    parts = list(parts)
    if any(sign in part for part in parts for sign in "|;\n") or (parts and parts[0][:1] == "["):
        return json.dumps(parts, ensure_ascii=False)
    return "|".join(parts)
