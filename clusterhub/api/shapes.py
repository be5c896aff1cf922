"""Organisations and ties as data: out of one row, without a query, and without contacts."""

from django.urls import reverse

from clusterhub.directory.records import blank_shown
from clusterhub.documents.tables import safe_cell
from clusterhub.web.addresses import absolute, followable

# What a row of a table holds, by the names that an import reads again.
COLUMNS = (
    "id", "name", "local_name", "acronym", "other_names", "kind", "country", "nuts", "street",
    "postcode", "city", "latitude", "longitude", "website", "english_website", "description",
    "founded_year", "staff_fte", "ecosystems", "nace", "technologies", "languages", "labels",
    "member_count", "state", "confirmed_at", "updated_at", "url",
)  # fmt: skip
_PLAIN = (
    "slug", "name", "kind", "state", "street", "postcode", "city", "latitude", "longitude",
    "located_by", "founded_year", "description", "completeness", "version",
)  # fmt: skip
_MOMENTS = ("confirmed_at", "published_at", "updated_at")


def organisation_shape(organisation):
    shown = blank_shown() | organisation.shown
    moments = {name: getattr(organisation, name) for name in _MOMENTS}
    fte = organisation.staff_fte
    return {
        "id": organisation.pk,
        **{name: getattr(organisation, name) for name in _PLAIN},
        **{name: at.isoformat() if at else None for name, at in moments.items()},
        "names": [{"name": name, "kind": kind} for name, kind in shown["names"]],
        "country": organisation.country_id,
        "region": shown["region"] or None,
        "website": organisation.safe_website,
        "english_website": followable(organisation.english_website),
        "staff_fte": None if fte is None else f"{fte:f}",
        "ecosystems": shown["ecosystems"],
        "facts": organisation.facts,
        "labels": shown["labels"],
        "counts": shown["counts"],
        "member_count": shown["member_count"],
        "programmes": shown["programmes"],
        "documents": [_document(organisation, row) for row in shown["documents"]],
        **_addresses(organisation),
    }


def reference(organisation):
    return {"slug": organisation.slug, "name": organisation.name, **_addresses(organisation)}


def membership_shape(tie):
    return {
        "id": tie.pk,
        "cluster_organisation": reference(tie.cluster_organisation),
        "organisation": reference(tie.organisation),
        **_dates(tie),
        "said_by": _sides(tie, {"cluster_organisation": "cluster", "organisation": "member"}),
        "is_mutual": tie.is_mutual,
    }


def participation_shape(tie):
    return {
        "id": tie.pk,
        "whole": reference(tie.whole),
        "organisation": reference(tie.organisation),
        "role": tie.role,
        **_dates(tie),
        "said_by": _sides(tie, {"whole": "whole", "organisation": "part"}),
        "is_mutual": tie.is_mutual,
    }


def feature(shape):
    """A point on a map with what a row of a table says; without a point where there is none."""
    row = table_row(shape)
    point = None
    if shape["latitude"] is not None:
        point = {"type": "Point", "coordinates": [shape["longitude"], shape["latitude"]]}
    kept = {name: value for name, value in row.items() if name not in ("latitude", "longitude")}
    return {"type": "Feature", "id": shape["id"], "geometry": point, "properties": kept}


def table_row(shape):
    """One flat row of COLUMNS; several values of a cell stand between |."""
    facts, names = shape["facts"], shape["names"]
    own = {
        "local_name": _first(names, "local"),
        "acronym": _first(names, "acronym"),
        "other_names": _joined(each["name"] for each in _further(names)),
        "nuts": shape["region"],
        "ecosystems": _joined(shape["ecosystems"]),
        "nace": _joined(facts.get("activities", ())),
        "technologies": _joined(facts.get("technologies", ())),
        "languages": _joined(facts.get("languages", ())),
        "labels": _joined(f"{each['level']}:{each['valid_until']}" for each in shape["labels"]),
    }
    return {name: own.get(name, shape.get(name)) for name in COLUMNS}


def cells(row):
    """A row as a spreadsheet may open it: nothing that begins like a formula is run."""
    return [safe_cell("" if value is None else value) for value in row.values()]


def _addresses(organisation):
    slug = organisation.slug
    return {
        "url": absolute(organisation.get_absolute_url()),
        "api_url": absolute(reverse("api:v1:organisation", args=[slug])),
    }


def _document(organisation, row):
    url = reverse("directory:document", args=[organisation.slug, row["id"]])
    return {name: row[name] for name in ("title", "language", "bytes")} | {"url": absolute(url)}


def _dates(tie):
    pairs = ((name, getattr(tie, name)) for name in ("joined_on", "left_on"))
    return {name: day.isoformat() if day else None for name, day in pairs}


def _sides(tie, sides):
    return [side for side, by in sides.items() if getattr(tie, f"said_by_{by}_at") is not None]


def _first(names, kind):
    return next((each["name"] for each in names if each["kind"] == kind), "")


def _further(names):
    """All but the first local name and the first acronym, which have columns of their own."""
    taken = {"local", "acronym"}
    for each in names:
        if each["kind"] in taken:
            taken.discard(each["kind"])
        else:
            yield each


def _joined(values):
    return "|".join(str(value) for value in values)
