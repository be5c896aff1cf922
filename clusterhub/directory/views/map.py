from datetime import date
from hashlib import sha256
from math import isfinite

from django.core.paginator import Paginator
from django.http import JsonResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import condition, require_safe

from clusterhub.directory import areas
from clusterhub.directory.drawing import drawing_of
from clusterhub.directory.finding import asking
from clusterhub.directory.scope_pages import address_of
from clusterhub.directory.views.question import MapQuestion
from clusterhub.vocabularies import atlas

LEVEL_OF_ZOOM = {5: 1, 6: 2, 7: 3}
POINTS_FROM = 8
KEPT_SECONDS = 60
MOST_NAMES = 500
ROWS_A_PAGE = 100
# Far away, and the map does not show them unless one goes there.
OVERSEAS = {
    "ES70": _("Canary Islands"), "PT20": _("Azores"), "PT30": _("Madeira"),
    "FRY1": _("Guadeloupe"), "FRY2": _("Martinique"), "FRY3": _("French Guiana"),
    "FRY4": _("Réunion"), "FRY5": _("Mayotte"),
}  # fmt: skip
WHOLE = (-180.0, -90.0, 180.0, 90.0)


@require_safe
def organisations_map(request):
    """Drawn here; a script, where there is one, puts a map that moves in the drawing's place."""
    question = MapQuestion(request)
    found = question.counted(question.level)
    page = Paginator(found.areas, ROWS_A_PAGE).get_page(request.GET.get("page"))
    shows_part = question.place is not None or bool(question.wanted.box)
    context = {
        "question": question,
        "filters": question.with_facets(),
        "found": found,
        "extent": question.extent,
        "place": question.place,
        "page": page,
        "rows": _rows(question, page.object_list),
        "drawing": drawing_of(found.areas, shows_part=shows_part),
        "overseas": [(atlas.spot(code), name) for code, name in OVERSEAS.items()],
        "levels": question.levels(),
        "zoom": 5 + question.place.level if question.place else "",
        "list_url": question.list_url(),
        "clear_url": request.path,
    }
    is_fragment = request.htmx and not request.htmx.history_restore_request
    return render(
        request, "directory/_map_answer.html" if is_fragment else "directory/map.html", context
    )


def _rows(question, found):
    return [
        {
            "area": area,
            "page_url": address_of(area.spot),
            "list_url": question.list_url(area),
            "closer_url": _closer(question, area),
        }
        for area in found
    ]


def _closer(question, area):
    if area.is_coarse or area.level == 3:
        return ""
    return question.map_url(area)


def _edition(request):
    """Another one after every change of the index, for another question, and for another reader."""
    try:
        generation = asking.generation()
    except asking.IndexUnavailable:
        return None
    seer = asking.Seer.of(request.user)
    facts = (generation, request.META["QUERY_STRING"], get_language(), date.today(), seer.sees_all)
    digest = sha256(repr((*facts, sorted(seer.own))).encode()).hexdigest()
    return f'"{digest[:20]}"'


@require_safe
@condition(etag_func=_edition)
def organisations_map_json(request):
    """The same numbers for a map that moves: by the level that its zoom needs, or as points.

    `frame` is what the map shows, and leaves out the rest; `box` narrows as any other filter.
    """
    question = MapQuestion(request)
    zoom = _zoom(request.GET.get("zoom", ""))
    box = _box(request.GET.get("frame", ""))
    level = 0 if zoom < min(LEVEL_OF_ZOOM) else LEVEL_OF_ZOOM.get(zoom, 3)
    body = _with_points(question, box) if zoom >= POINTS_FROM else None
    body = body or _by_area(question, level, box)
    response = JsonResponse(body, json_dumps_params={"separators": (",", ":")})
    patch_cache_control(response, private=True, max_age=KEPT_SECONDS)
    return response


def _by_area(question, level, box):
    found = question.counted(level)
    near = [area for area in found.areas if areas.is_in(area, box)]
    return {
        "level": level,
        "areas": area_rows(near),
        "points": [],
        "total": found.total,
        "without_place": found.without_place,
    }


def _with_points(question, box):
    """Every point in the box; None if they are too many."""
    points = question.points(box)
    if points is None:
        return None
    named = question.visible.in_bulk([pk for *_rest, pk in points if pk])
    found = question.counted(atlas.DEEPEST)
    return {
        "level": "points",
        "areas": [],
        "points": [_point(*point, named) for point in points],
        "total": found.total,
        "without_place": found.without_place,
    }


def area_rows(near):
    """Beyond a few hundred, a code stands for the name: the answer stays small."""
    has_names = len(near) <= MOST_NAMES
    return [
        [
            area.code,
            area.name if has_names else "",
            round(area.latitude, 3),
            round(area.longitude, 3),
            area.count,
        ]
        for area in near
    ]


def _point(latitude, longitude, count, pk, named):
    only = named.get(pk)
    known = [only.get_absolute_url(), only.name] if only else []
    return [round(latitude, 2), round(longitude, 2), count, *known]


def _zoom(text):
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 3 else 0


def _box(text):
    """West, south, east, north; what is no box means everywhere."""
    try:
        box = tuple(float(number) for number in text.split(","))
    except ValueError:
        return WHOLE
    is_box = len(box) == 4 and all(isfinite(number) for number in box)
    return box if is_box else WHOLE
