"""The list as a file, sent as it is read."""

from django.http import HttpResponse, StreamingHttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from clusterhub.directory import exporting
from clusterhub.directory.finding.wanted import Wanted
from clusterhub.documents.workbook_writing import MIME_TYPE

CSV = "text/csv; charset=utf-8"


@require_safe
def organisations_csv(request):
    return _file(request, exporting.as_csv, "csv", CSV)


@require_safe
def organisations_xlsx(request):
    return _file(request, exporting.as_xlsx, "xlsx", MIME_TYPE)


@require_safe
def organisations_geojson(request):
    return _file(request, exporting.as_geojson, "geojson", "application/geo+json")


@require_safe
def organisations_all_json(request):
    return _file(request, exporting.as_json, "json", "application/json")


def _file(request, written, ending, content_type):
    wanted = Wanted.from_query(request.GET)
    if not exporting.can_answer(wanted):
        words = _("The search index is being made; these filters work again in a moment.")
        return HttpResponse(words, status=503, headers={"Retry-After": "30"})
    rows = exporting.listed_rows(wanted)
    # Nobody waits for a body that is not sent.
    pieces = [] if request.method == "HEAD" else written(rows)
    response = StreamingHttpResponse(pieces, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="organisations.{ending}"'
    response["X-Robots-Tag"] = "noindex"
    return response
