"""Everything that is kept about one organisation, for its own people to take along."""

import json

from clusterhub.directory.records import record_of

# Columns as `columns.py` of the import reads them; lists stand in one cell, divided by "|".
CSV_COLUMNS = (
    "id", "name", "local_name", "acronym", "other_names", "kind", "country", "city", "postcode",
    "street", "nuts", "latitude", "longitude", "website", "english_website", "description",
    "founded_year", "staff_fte", "ecosystems", "nace", "technologies", "languages",
)  # fmt: skip
BY_KIND = {"local": "local_name", "acronym": "acronym"}


def everything(organisation, *, is_own=True):
    """Record, rows and the whole history, as data that can be written as JSON; what its editors keep
    to themselves only where it `is_own` to whoever asks."""
    return {
        "profile": record_of(organisation),
        "contacts": [_contact(row) for row in organisation.contacts.all()],
        "members": [_member(row) for row in organisation.members.select_related("organisation")],
        "memberships": [
            _member(row, row.cluster_organisation)
            for row in organisation.memberships.select_related("cluster_organisation")
        ],
        "participants": [
            {"name": row.organisation.name, "role": row.role}
            for row in organisation.participants.select_related("organisation")
        ],
        "identifiers": list(organisation.identifiers.values("scheme", "value")),
        "editors": [
            {"name": str(row.editor), "level": row.level, "since": row.granted_at}
            for row in organisation.editorships.current().select_related("editor")
        ],
        "answers_about_calls": _answers(organisation) if is_own else {},
        "history": [
            {
                "number": row.number,
                "at": row.at,
                "by": row.by_label,
                "change": row.change,
                "changed": row.changed,
                "record": row.record,
            }
            for row in organisation.revisions.all()
        ],
    }


def _answers(organisation):
    """What its editors let us keep for the question whether it may apply to a call."""
    kept = getattr(organisation, "kept_answers", None)
    return kept.facts if kept else {}


def as_row(organisation):
    """The profile as one row of the directory's own table."""
    record = record_of(organisation)
    row = {name: record.get(name) for name in CSV_COLUMNS}
    others = {}
    for name, kind in record["names"]:
        others.setdefault(BY_KIND.get(kind, "other_names"), []).append(name)
    row |= {
        "local_name": "|".join(others.get("local_name", [])[:1]),
        "acronym": "|".join(others.get("acronym", [])[:1]),
        "other_names": "|".join(
            others.get("other_names", [])
            + others.get("local_name", [])[1:]
            + others.get("acronym", [])[1:]
        ),
        "nuts": record["region"],
        "nace": "|".join(code.partition(":")[2] for code in record.get("activities", [])),
    }
    for name in ("ecosystems", "technologies", "languages"):
        row[name] = "|".join(record.get(name, []))
    return {name: "" if value is None else value for name, value in row.items()}


def as_json(organisation, *, is_own=True):
    told = everything(organisation, is_own=is_own)
    return json.dumps(told, ensure_ascii=False, indent=1, default=str)


def _contact(row):
    names = ("name", "role", "role_words", "email", "phone", "audience")
    return {name: getattr(row, name) for name in names} | {
        "consented_at": row.consented_at,
        "consent_withdrawn_at": row.consent_withdrawn_at,
    }


def _member(row, other=None):
    return {
        "name": (other or row.organisation).name,
        "joined_on": row.joined_on,
        "left_on": row.left_on,
        "is_mutual": row.is_mutual,
    }
