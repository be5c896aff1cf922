"""What a list shows, to take along: the same filters, every row once, as CSV, Excel, GeoJSON or JSON.

Only what is listed and only what everybody may read; contacts never, so that nobody gathers them in
bulk. Read in pages by number, so that a row is neither skipped nor repeated while others arrive.
"""

import json
from itertools import chain

from clusterhub.directory.finding import asking
from clusterhub.directory.finding.listing import can_narrow, narrowed
from clusterhub.directory.models import Organisation
from clusterhub.directory.records import record_of
from clusterhub.directory.shapes import organisation_in_list
from clusterhub.directory.taking_along import CSV_COLUMNS, as_row
from clusterhub.documents.tables import csv_lines
from clusterhub.documents.workbook_writing import workbook
from clusterhub.web.addresses import absolute

MOST_ROWS = 50_000
AT_ONCE = 1_000
COLUMNS = (*CSV_COLUMNS, "page")
NUMBERS = {"id", "founded_year", "latitude", "longitude"}
DATA = (
    "names", "postcode", "street", "city", "latitude", "longitude", "website", "english_website",
    "description", "founded_year", "staff_fte", "ecosystems", "activities", "technologies",
    "languages", "labels", "member_count", "confirmed_at",
)  # fmt: skip


def listed_rows(wanted, *, most=MOST_ROWS):
    """Every listed organisation that `wanted` describes, in the order of numbers."""
    last, left = 0, most
    while left > 0:
        ids = _ids_after(wanted, last, min(AT_ONCE, left))
        rows = Organisation.objects.listed().with_places().in_bulk(ids)
        yield from (rows[pk] for pk in ids if pk in rows)
        if len(ids) < min(AT_ONCE, left):
            return
        last, left = ids[-1], left - len(ids)


def can_answer(wanted):
    """Whether a file would hold what is wanted and nothing else: not while the index is being made
    and something is chosen that only the index knows."""
    if can_narrow(wanted):
        return True
    try:
        asking.generation()
    except asking.IndexUnavailable:
        return False
    return True


def _ids_after(wanted, last, limit):
    try:
        return asking.ids_after(wanted, last, limit=limit)
    except asking.IndexUnavailable:
        if not can_narrow(wanted):
            raise  # A file that breaks off is seen to be broken; one with other rows is not.
        rows = narrowed(Organisation.objects.listed(), wanted).filter(pk__gt=last)
        return list(rows.order_by("pk").values_list("pk", flat=True)[:limit])


def as_csv(rows):
    return csv_lines(COLUMNS, map(_cells, rows))


def as_xlsx(rows):
    return workbook(chain([COLUMNS], map(_cells, rows)), "Organisations")


def as_geojson(rows):
    """Who has no point stands there, too, without a geometry."""
    yield '{"type": "FeatureCollection", "features": ['
    yield from _joined(_feature(row) for row in rows)
    yield "]}"


def as_json(rows):
    yield '{"organisations": ['
    yield from _joined(_data(row) for row in rows)
    yield "]}"


def _joined(values):
    for number, value in enumerate(values):
        yield (",\n" if number else "\n") + json.dumps(value, ensure_ascii=False)


def _cells(organisation):
    row = as_row(organisation) | {"page": absolute(organisation.get_absolute_url())}
    return [row[name] if name in NUMBERS else str(row[name]) for name in COLUMNS]


def _data(organisation):
    record = record_of(organisation)
    return organisation_in_list(organisation) | {name: record.get(name) for name in DATA}


def _feature(organisation):
    point = None
    if organisation.latitude is not None:
        at = [organisation.longitude, organisation.latitude]
        point = {"type": "Point", "coordinates": at}
    named = {"city": organisation.city, "website": organisation.website}
    named["located_by"] = organisation.located_by
    return {
        "type": "Feature",
        "geometry": point,
        "properties": organisation_in_list(organisation) | named,
    }
