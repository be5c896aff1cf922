"""Organisations and ties as data: out of one row, without a query, and without contacts."""

from django.urls import reverse

from clusterhub.directory.records import blank_shown
from clusterhub.directory.taking_along import CSV_COLUMNS, as_row
from clusterhub.documents.tables import safe_cell
from clusterhub.web.addresses import absolute, followable

# The directory's own table, which an import reads again, and what only a reader needs.
COLUMNS = (*CSV_COLUMNS, "labels", "member_count", "state", "confirmed_at", "updated_at", "url")
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


def feature(organisation):
    """A point on a map with what a row of a table says; without a point where there is none."""
    row, point = table_row(organisation), None
    if organisation.latitude is not None:
        at = [organisation.longitude, organisation.latitude]
        point = {"type": "Point", "coordinates": at}
    kept = {
        name: None if value == "" else value
        for name, value in row.items()
        if name not in ("latitude", "longitude")
    }
    return {"type": "Feature", "id": organisation.pk, "geometry": point, "properties": kept}


def table_row(organisation):
    """One flat row of COLUMNS; several values of a cell stand between |."""
    shown = blank_shown() | organisation.shown
    labels = (f"{each['level']}:{each['valid_until']}" for each in shown["labels"])
    confirmed = organisation.confirmed_at
    return as_row(organisation) | {
        "website": organisation.safe_website,
        "english_website": followable(organisation.english_website),
        "labels": "|".join(labels),
        "member_count": shown["member_count"],
        "state": organisation.state,
        "confirmed_at": confirmed.isoformat() if confirmed else "",
        "updated_at": organisation.updated_at.isoformat(),
        "url": absolute(organisation.get_absolute_url()),
    }


def cells(row):
    """A row as a spreadsheet may open it: nothing that begins like a formula is run."""
    return [safe_cell(row[name]) for name in COLUMNS]


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
