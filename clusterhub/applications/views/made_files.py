"""A PDF that the worker makes: asked for, looked after, and downloaded; who may not read the
application sees none of it, and the log says who downloaded it, once."""

from django.core.cache import cache
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from clusterhub.applications.jobs import make_application_file
from clusterhub.applications.models import MakingState, Reading
from clusterhub.applications.operations import making, ties
from clusterhub.applications.operations.making import ask_for_file
from clusterhub.applications.views.doors import note_reading, private, readable_application
from clusterhub.applications.views.exports import as_file, judged_source, record_of
from clusterhub.applications.views.judging_doors import file_for, note_file

WAIT_SECONDS, ASK_SECONDS = 3, 30
METHODS = ["GET", "HEAD", "POST"]


@require_safe
@private
def export(request, uid):
    application, row = _of_application(request, uid)
    if row.state != MakingState.DONE:
        return redirect("applications:pdf-page", uid)
    note_reading(request, application, what="pdf")
    return as_file(bytes(row.content), application.reference, "pdf")


@require_http_methods(METHODS)
@private
def export_page(request, uid):
    """Says when it is ready, and looks again by itself without any script."""
    application, row = _of_application(request, uid)
    own = application.as_member is not None
    name = "applications:application" if own else "applications:reading"
    return _page(request, row, application, "applications:pdf", name)


def _of_application(request, uid):
    application = readable_application(request, uid, notes=False)
    record, note = record_of(application)
    reading = Reading.TEAM if application.as_member else Reading.DESK
    source = {"record": record, "note": str(note)}
    return application, _looked_after(ask_for_file(application, reading=reading, source=source))


@require_safe
@private
def judged(request, uid):
    assignment, row = _of_file(request, uid)
    if row.state != MakingState.DONE:
        return redirect("evaluation:file-pdf-page", uid)
    note_file(request, assignment, what="pdf")
    return as_file(bytes(row.content), assignment.application.reference, "pdf")


@require_http_methods(METHODS)
@private
def judged_page(request, uid):
    assignment, row = _of_file(request, uid)
    return _page(request, row, assignment.application, "evaluation:file-pdf", "evaluation:file")


def _of_file(request, uid):
    assignment = file_for(request, uid, notes=False)
    application, source = assignment.application, judged_source(assignment.application)
    if source is None or ties.check_pair(application, request.user):
        raise Http404
    row = ask_for_file(application, reading=Reading.JUDGE, source=source)
    return assignment, _looked_after(row)


def _looked_after(row):
    # Asked for once in a while: a page that looks again every three seconds must fill no queue.
    asked = f"applications.made.{row.pk}.{row.digest}"
    if row.state == MakingState.QUEUED and cache.add(asked, True, ASK_SECONDS):
        make_application_file.enqueue(row.pk)
        row.refresh_from_db()
    return row


def _page(request, row, application, download, back):
    if request.method == "POST":
        making.try_again(row)
        return redirect(request.path)
    context = {"application": application, "row": row, "download": download, "back": back}
    response = render(request, "applications/made_file.html", context)
    if row.state in (MakingState.QUEUED, MakingState.MAKING):
        response["Refresh"] = str(WAIT_SECONDS)
    return response
