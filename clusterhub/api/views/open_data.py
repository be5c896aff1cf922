from django.conf import settings
from django.http import FileResponse, Http404
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag
from django.views.decorators.http import require_safe

from clusterhub.api.answers import answer
from clusterhub.api.catalogue import FORMATS, catalogue
from clusterhub.api.dumping import NAMES
from clusterhub.api.open_data import edition, folder_of
from clusterhub.api.shapes import COLUMNS

CONTENT_TYPES = {
    "csv": "text/csv; charset=utf-8; header=present",
    "jsonl": "application/jsonl; charset=utf-8",
    "geojson": "application/geo+json",
}


@require_safe
def open_data(request):
    newest = edition()
    files = [(each, FORMATS[each["format"]][0]) for each in newest.files] if newest else []
    context = {
        "edition": newest,
        "files": files,
        "has_licence": bool(settings.OPEN_DATA_LICENCE),
        "columns": COLUMNS,
    }
    return render(request, "api/open_data.html", context)


@require_safe
def catalogue_file(request):
    newest = _edition_or_404()
    made = catalogue(
        site_name=settings.SITE_NAME,
        base_url=settings.BASE_URL,
        licence=newest.licence,
        made_at=newest.made_at,
        rows=newest.rows,
        files=newest.files,
    )
    return _for_all(answer(request, made, "application/ld+json"))


@require_safe
def file(request, name):
    newest = _edition_or_404()
    known = {each["name"]: each for each in newest.files if each["name"] in NAMES}
    try:
        record = known[name]
        opened = (folder_of(newest) / name).open("rb")
    except (KeyError, OSError):
        raise Http404 from None
    response = FileResponse(opened, as_attachment=True, filename=name)
    response["Content-Type"] = CONTENT_TYPES[record["format"]]
    response["ETag"] = quote_etag(record["sha256"][:32])
    response["Last-Modified"] = http_date(newest.made_at.timestamp())
    same = get_conditional_response(request, etag=response["ETag"], response=response)
    return _for_all(same)


def _edition_or_404():
    newest = edition()
    if newest is None:
        raise Http404
    return newest


def _for_all(response):
    """The scripts of other sites may read what everybody may use."""
    response["Access-Control-Allow-Origin"] = "*"
    response["Cache-Control"] = "public, max-age=3600"
    return response
