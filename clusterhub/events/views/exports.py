"""The programme for other programs and for paper, out of one record."""

from functools import wraps
from hashlib import sha256

from django.core.cache import cache
from django.db.models import Prefetch, prefetch_related_objects
from django.http import HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from clusterhub.activity.kept import kept_for_visitors
from clusterhub.clock.content_lines import CONTENT_TYPE
from clusterhub.documents.writing import pdf_problem, to_pdf
from clusterhub.events import writing
from clusterhub.events.doors import EventDoor
from clusterhub.events.models import Speaker
from clusterhub.events.programme_files import frame_of, paper_words
from clusterhub.events.shapes import linked_data

DRAWN_SECONDS = 120  # While one paper is drawn, who asks for it is told to come again.
KEPT_SECONDS = 7 * 24 * 3600
_door = EventDoor(
    lambda events: events.select_related("series__organiser", "country").defer("description")
)


def _export(draw):
    """Drawn once for all visitors while nothing changes; who has it already is told so."""
    kept = kept_for_visitors(draw, rereads=True)

    @require_safe
    @wraps(draw)
    def answer(request, slug):
        return _if_changed(request, kept(request, slug))

    return answer


@_export
def schedule_json(request, slug):
    return _file(request, slug, "json", "application/json", writing.to_schedule_json)


@_export
def schedule_xml(request, slug):
    return _file(request, slug, "xml", "application/xml; charset=utf-8", writing.to_schedule_xml)


@_export
def programme_calendar(request, slug):
    return _file(request, slug, "ics", CONTENT_TYPE, writing.to_calendar)


@_export
def table(request, slug):
    return _file(request, slug, "csv", "text/csv; charset=utf-8", writing.to_csv)


@require_safe
def json_ld(request, slug):
    event = _event(request, slug)
    speakers = Speaker.objects.with_lines().filter(session=None)
    if event.programme_number:
        speakers = speakers.filter(announced_at__isnull=False)
    prefetch_related_objects([event], Prefetch("speakers", speakers))
    body = writing.to_json_ld(frame_of(event), linked_data(event))
    return _if_changed(request, _send(event, "jsonld", "application/ld+json", body))


@require_safe
def paper(request, slug):
    """Drawn once for each state of the programme, and by one at a time: it takes seconds."""
    event = _event(request, slug)
    if problem := pdf_problem():
        return HttpResponse(problem, status=503, content_type="text/plain; charset=utf-8")
    state = f"{event.pk}-{event.programme_number}-{event.updated_at.timestamp()}-{get_language()}"
    key = f"programme-pdf-{sha256(state.encode()).hexdigest()}"
    body = cache.get(key)
    if body is None:
        if not cache.add(f"{key}-drawn", True, DRAWN_SECONDS):
            words = _("The programme is being drawn. Ask again in a moment.")
            headers = {"Retry-After": "5", "Refresh": "5", "Cache-Control": "no-store"}
            return HttpResponse(words, status=503, content_type="text/plain", headers=headers)
        try:
            body = to_pdf(writing.to_document(frame_of(event), paper_words(event)))
            cache.set(key, body, KEPT_SECONDS)
        finally:
            cache.delete(f"{key}-drawn")
    return _if_changed(request, _send(event, "pdf", "application/pdf", body))


def _event(request, slug):
    return _door(request.user, slug)


def _file(request, slug, ending, content_type, write):
    event = _event(request, slug)
    return _send(event, ending, content_type, write(frame_of(event)))


def _send(event, ending, content_type, body):
    etag = f'"{sha256(body).hexdigest()[:32]}"'
    headers = {
        "ETag": etag,
        "Content-Disposition": f'inline; filename="{event.slug}-programme.{ending}"',
        "Cache-Control": "private, no-cache" if event.is_draft else "no-cache",
        "X-Content-Type-Options": "nosniff",
    }
    if not event.is_draft:
        headers["Access-Control-Allow-Origin"] = "*"
    return HttpResponse(body, content_type=content_type, headers=headers)


def _if_changed(request, response):
    return get_conditional_response(request, response["ETag"], None, response)
