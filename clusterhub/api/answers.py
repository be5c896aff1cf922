"""Answers in the format that is asked for, and 304 for what the asker has already."""

import csv
import io
import json
from hashlib import sha256

from django.http import HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import gettext as _

from clusterhub.api.errors import Problem

JSON, GEOJSON, CSV = "application/json", "application/geo+json", "text/csv"


def format_for(request, offered=(JSON,)):
    """The one of `offered` that the Accept header likes best; the first where it likes all."""
    header = request.headers.get("Accept", "").strip() or "*/*"
    liking = [(_liking(header, each), -place) for place, each in enumerate(offered)]
    best, place = max(liking)
    if best <= 0:
        words = _("This is offered as: %s.") % ", ".join(offered)
        raise Problem(406, words)
    return offered[-place]


def unchanged(request, tag):
    """A 304 if the asker has what `tag` stands for, else nothing."""
    same = get_conditional_response(request, etag=quote_etag(tag)) if tag else None
    if same is not None:
        same["ETag"] = quote_etag(tag)
    return same


def answer(request, body, content_type=JSON, *, tag=None, following=None, status=200):
    """`tag` says what stands for the content; without one it is the content's own digest."""
    if content_type != CSV:
        body = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    content = body.encode()
    tag = tag or sha256(content).hexdigest()[:32]
    response = HttpResponse(content, content_type=_named(content_type), status=status)
    response["ETag"] = quote_etag(tag)
    if following:
        response["Link"] = f'<{following}>; rel="next"'
    if status != 200:
        return response
    return get_conditional_response(request, etag=response["ETag"], response=response)


def csv_of(header, rows):
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue()


def _named(content_type):
    return "text/csv; charset=utf-8; header=present" if content_type == CSV else content_type


def _liking(header, content_type):
    """The quality of the most exact range that fits, 0 where none does."""
    kind = content_type.partition("/")[0]
    ranges = {content_type: 3, f"{kind}/*": 2, "*/*": 1}
    found = []
    for part in header.split(",")[:50]:
        name, *parameters = (each.strip().lower() for each in part.split(";"))
        if name in ranges:
            found.append((ranges[name], _quality(parameters)))
    return max(found)[1] if found else 0


def _quality(parameters):
    for each in parameters:
        if each.startswith("q="):
            try:
                return min(1.0, max(0.0, float(each[2:])))
            except ValueError:
                return 0.0
    return 1.0
