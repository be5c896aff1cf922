"""An application as PDF, Word and JSON at any time; its files."""

from django.http import FileResponse, Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from clusterhub.applications.documents import document_of, judged_document
from clusterhub.applications.judged_record import record_for
from clusterhub.applications.models import Attachment
from clusterhub.applications.operations import ties
from clusterhub.applications.reading import Contents
from clusterhub.applications.views.doors import private, readable_application
from clusterhub.applications.views.judging_doors import download_name, file_for
from clusterhub.applications.words import to_the_second
from clusterhub.documents import writing
from clusterhub.documents.file_kinds import TYPES


@require_safe
@private
def export_docx(request, uid):
    application = readable_application(request, uid, what="docx")
    content = writing.to_docx(document_of(*record_of(application)))
    return as_file(content, application.reference, "docx")


@require_safe
@private
def judged_docx(request, uid):
    """As its evaluators read it: without names where the round is blind."""
    application = file_for(request, uid, what="docx").application
    source = judged_source(application)
    if source is None or ties.check_pair(application, request.user):
        raise Http404
    return as_file(writing.to_docx(judged_document(**source)), application.reference, "docx")


def judged_source(application):
    """What the file of an evaluator is made from, or None before anything was handed in."""
    record = record_for(application)
    if record is None:
        return None
    hides = application.hosted.procedure.is_anonymous
    note = _("For its evaluators, who do not see who applies.") if hides else ""
    facts = {"reference": application.reference, "call": application.hosted.call.title}
    return {"record": record, "note": note, **facts}


def as_file(content, reference, format):
    response = HttpResponse(content, content_type=TYPES[format])
    name = f"{download_name(reference)}.{format}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_safe
@private
def export_json(request, uid):
    application = readable_application(request, uid, what="json")
    return JsonResponse(record_of(application)[0])


def record_of(application):
    """For the team what stands there now, for all others what was handed in."""
    last = application.submissions.order_by("-number").first()
    if application.as_member is not None or last is None:
        return Contents(application).record(), _("Draft, not what was handed in.")
    words = _("Received: %s") % to_the_second(last.received_at, last.time_zone)
    return last.snapshot, f"{words}. SHA-256: {last.digest}"


@require_safe
@private
def file(request, uid, file):
    """The bytes as they came, always to be saved and never shown within our pages."""
    row = get_object_or_404(Attachment, application__uid=uid, uid=file)
    application = readable_application(request, uid, what=row.name)
    if application.as_member is None:
        _demand_submitted(application, row)
    response = FileResponse(row.file.open("rb"), as_attachment=True, filename=row.name)
    response["Content-Type"] = TYPES[row.kind]
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def _demand_submitted(application, row):
    """Others than the team see the files of what was handed in, not those of the draft behind it."""
    last = application.submissions.order_by("-number").first()
    known = {each["uid"] for each in last.snapshot["files"]} if last else set()
    if last is not None:
        get_object_or_404(Attachment, pk=row.pk, uid__in=known)
