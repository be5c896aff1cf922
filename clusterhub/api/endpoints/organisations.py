from datetime import date
from hashlib import sha256

from django.conf import settings
from django.utils.translation import gettext as _
from ninja import Path, Query, Router

from clusterhub.api.answers import CSV, GEOJSON, JSON, answer, csv_of, format_for, unchanged
from clusterhub.api.description import ON_A_MAP, READING, TABLE_AND_MAP, described
from clusterhub.api.errors import Problem
from clusterhub.api.queries import OrganisationQuery, only_known
from clusterhub.api.schemas import OrganisationInFull, Organisations
from clusterhub.api.shapes import COLUMNS, cells, feature, organisation_shape, reference, table_row
from clusterhub.directory.finding import asking
from clusterhub.directory.finding.listing import WITHOUT_INDEX, narrowed
from clusterhub.directory.finding.wanted import Wanted
from clusterhub.directory.models import Organisation, PartWord
from clusterhub.directory.moved import visible_or_moved

router = Router(tags=["Organisations"])
_FORMATS = (JSON, GEOJSON, CSV)
SLUG = Path(..., pattern="^[-a-zA-Z0-9_]{1,80}$")


@router.get(
    "organisations",
    url_name="organisations",
    summary="Organisations, in the order of their ids",
    description="The same filters as on the page. Several values of one widen, several narrow.",
    **described(Organisations, also=TABLE_AND_MAP, refusals=(*READING, 503)),
)
def organisations(request, query: Query[OrganisationQuery]):
    only_known(request, query)
    content_type = format_for(request, _FORMATS)
    wanted = Wanted.from_query(request.GET)
    tag = _tag(request, wanted, query, content_type)
    if same := unchanged(request, tag):
        return same
    ids, count = _ids(wanted, query, request.reader)
    following = _next(request, ids, query.limit)
    rows = _rows(ids[: query.limit], request.reader)
    body = _body(content_type, rows, following, count)
    return answer(request, body, content_type, tag=tag, following=following)


@router.get(
    "organisations/{slug}",
    url_name="organisation",
    summary="One organisation",
    description="What was merged leads to what it was merged into, while the merge holds.",
    **described(OrganisationInFull, also=ON_A_MAP, refusals=(*READING, 410), moved=301),
)
def organisation(request, slug: str = SLUG):
    content_type = format_for(request, (JSON, GEOJSON))
    row = visible(request.reader, slug)
    body = feature(row) if content_type == GEOJSON else full_shape(row, request.reader)
    return answer(request, body, content_type)


def visible(reader, slug):
    rows = Organisation.objects.visible_to(reader).with_places().select_related("parent")
    return visible_or_moved(rows, slug)


def full_shape(row, reader):
    parent = row.parent_id and Organisation.objects.visible_to(reader).filter(pk=row.parent_id)
    parent = parent.first() if parent else None
    word = PartWord.objects.filter(part=row, parent=parent).first() if parent else None
    shown = None if word and not word.is_yes else parent
    return organisation_shape(row) | {
        "parent": reference(shown) if shown else None,
        "parent_is_mutual": bool(word and word.is_yes),
    }


def _tag(request, wanted, query, content_type):
    """The index, what is asked, who asks, and the day, since labels and freshness run out."""
    try:
        state = asking.generation()
    except asking.IndexUnavailable:
        return None
    seer = asking.Seer.of(request.reader)
    who = f"{seer.sees_all:d}{sorted(seer.own)}"
    asked = (state, wanted, query.after, query.limit, who, content_type, date.today())
    return sha256(repr(asked).encode()).hexdigest()[:32]


def _ids(wanted, query, reader):
    """One more than a page, so that we know whether another follows; how many there are, at first."""
    try:
        ids = asking.ids_after(wanted, query.after, limit=query.limit + 1, user=reader)
        count = None
        if query.after == 0:
            count = asking.find(wanted, limit=1, user=reader).count
        return ids, count
    except asking.IndexUnavailable:
        return _ids_without_index(wanted, query, reader)


def _ids_without_index(wanted, query, reader):
    asked = {name for name, _value in wanted.chosen()}
    if asked - {"words", *WITHOUT_INDEX}:
        words = _("The search index is being made; these filters work again in a moment.")
        raise Problem(503, words, headers={"Retry-After": "30"})
    rows = narrowed(Organisation.objects.visible_to(reader), wanted)
    following = rows.filter(pk__gt=query.after).order_by("pk").values_list("pk", flat=True)
    count = rows.count() if query.after == 0 else None
    return list(following[: query.limit + 1]), count


def _rows(ids, reader):
    """Through the door: what was withdrawn a moment ago is not shown."""
    rows = Organisation.objects.visible_to(reader).filter(pk__in=ids)
    return rows.order_by("pk")


def _next(request, ids, limit):
    if len(ids) <= limit:
        return None
    query = request.GET.copy()
    query["after"] = ids[limit - 1]
    return f"{settings.BASE_URL}{request.path}?{query.urlencode()}"


def _body(content_type, rows, following, count):
    if content_type == CSV:
        return csv_of(COLUMNS, (cells(table_row(row)) for row in rows))
    if content_type == GEOJSON:
        features = [feature(row) for row in rows]
        return {"type": "FeatureCollection", "features": features, "next": following}
    shapes = [organisation_shape(row) for row in rows]
    return {"organisations": shapes, "next": following, "count": count}
