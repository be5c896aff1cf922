from django.core.cache import cache
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_POST, require_safe

from clusterhub.summaries import files
from clusterhub.summaries.jobs import make_summary_file
from clusterhub.summaries.models import FileFormat, FileStatus
from clusterhub.summaries.operations import fingerprint_of, queue_files, retry_file
from clusterhub.summaries.shapes import summary_in_full
from clusterhub.summaries.views.page import published_summary

QUICK = {"docx": files.docx_of, "md": files.markdown_of}
WAIT_SECONDS = 3
ASK_SECONDS = 30


@require_safe
def summary_json(request, slug):
    summary = published_summary(request, slug)
    body = summary_in_full(summary)
    etag = f'"{fingerprint_of(body)}"'
    if unchanged := get_conditional_response(request, etag=etag):
        return unchanged
    response = JsonResponse(body, json_dumps_params={"ensure_ascii": False})
    response["ETag"] = etag
    return response


@require_safe
def summary_file(request, slug, format):
    summary = published_summary(request, slug)
    etag = f'"{fingerprint_of(summary.published_record)}"'
    if unchanged := get_conditional_response(request, etag=etag):
        return unchanged
    return _send(summary, format, QUICK[format](summary.published_record), etag)


@require_safe
def summary_pdf(request, slug):
    """The stored file; while a worker still makes it, a page that says so and looks again."""
    summary = published_summary(request, slug)
    file = _file(summary)
    # Asked for once in a while: a page that looks again every three seconds must fill no queue.
    if file.status == FileStatus.QUEUED and cache.add(f"asked-for-{file.pk}", True, ASK_SECONDS):
        make_summary_file.enqueue(file.pk)
        file.refresh_from_db()
    if file.status == FileStatus.DONE:
        etag = f'"{file.fingerprint}"'
        if unchanged := get_conditional_response(request, etag=etag):
            return unchanged
        return _send(summary, "pdf", bytes(file.content), etag)
    is_failed = file.status == FileStatus.FAILED
    context = {"summary": summary, "file": file, "is_failed": is_failed}
    response = render(
        request, "summaries/being_made.html", context, status=503 if is_failed else 202
    )
    if not is_failed:
        response["Refresh"] = str(WAIT_SECONDS)
        response["Retry-After"] = str(WAIT_SECONDS)
    response["Cache-Control"] = "no-store"
    return response


@require_POST
def retry_pdf(request, slug):
    summary = published_summary(request, slug)
    file = _file(summary)
    retry_file(file)
    make_summary_file.enqueue(file.pk)
    return redirect("summaries:summary-pdf", slug=summary.slug)


def _file(summary):
    file = summary.files.filter(format=FileFormat.PDF).first()
    if file is None:
        queue_files(summary)  # Published before files were kept.
        file = summary.files.get(format=FileFormat.PDF)
    return file


def _send(summary, format, content, etag):
    if content is None:
        raise Http404
    response = HttpResponse(content, content_type=files.CONTENT_TYPES[format])
    response["Content-Disposition"] = f'inline; filename="{summary.slug}.{format}"'
    response["ETag"] = etag
    response["X-Content-Type-Options"] = "nosniff"
    return response
