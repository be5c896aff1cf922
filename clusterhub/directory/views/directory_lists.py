"""A validator brings a list of organisations: upload, preview of every row, decisions, taking over."""

from functools import partial

from django.core.paginator import Paginator
from django.db import transaction
from django.http import StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from clusterhub.directory.directory_preview import REPORT, DirectoryPreview, report_lines
from clusterhub.directory.forms.directory_lists import DirectoryListForm
from clusterhub.directory.forms.member_lists import BulkForm, decisions_in
from clusterhub.directory.jobs.directory_lists import read_directory_list, take_directory_list
from clusterhub.directory.models import ImportState
from clusterhub.directory.operations import directory_lists as operations
from clusterhub.directory.permissions import can_import_directory, can_validate
from clusterhub.directory.views.attempts import attempt, attempt_form
from clusterhub.directory.views.exports import CSV
from clusterhub.directory.views.member_lists import AT_WORK, PER_PAGE, too_large
from clusterhub.directory.views.uploads import limited_upload
from clusterhub.directory.views.wording import REFUSALS, words_of
from clusterhub.documents.tables import csv_lines
from clusterhub.web.desk import only_for, sent


@limited_upload(too_large)
@only_for(can_import_directory)
def directory_lists(request):
    form = DirectoryListForm(sent(request), request.FILES or None)
    if form.is_valid():
        try:
            batch = operations.bring_directory_list(by=request.user, **form.cleaned_data)
        except REFUSALS as refusal:
            form.add_error("file", words_of(refusal))
        else:
            transaction.on_commit(partial(read_directory_list.enqueue, batch.pk))
            return redirect("directory:directory-list", batch.pk)
    batches = operations.brought_lists().select_related("uploaded_by")[:20]
    context = {"form": form, "batches": batches, "can_validate": can_validate(request.user)}
    return render(request, "directory/lists/lists.html", context)


@require_safe
@only_for(can_import_directory)
def directory_list(request, pk):
    batch = _list(pk)
    context = {"batch": batch, "list_url": reverse("directory:directory-list", args=[pk])}
    if request.htmx and not request.htmx.history_restore_request:
        response = render(request, "directory/members/_progress.html", context)
        if batch.state not in AT_WORK:
            response["HX-Refresh"] = "true"
        return response
    preview = DirectoryPreview(batch, request.GET.get("verdict", ""))
    page = Paginator(preview.rows, PER_PAGE).get_page(request.GET.get("page"))
    context |= {
        "preview": preview,
        "page": page,
        "rows": preview.shown(page),
        "is_at_work": batch.state in AT_WORK,
        "is_open": batch.state == ImportState.PREVIEWED,
        "can_validate": can_validate(request.user),
    }
    return render(request, "directory/lists/list.html", context)


@require_safe
@only_for(can_import_directory)
def directory_list_report(request, pk):
    rows = _list(pk).rows.select_related("organisation").iterator(chunk_size=500)
    response = StreamingHttpResponse(csv_lines(REPORT, report_lines(rows)), content_type=CSV)
    response["Content-Disposition"] = 'attachment; filename="report.csv"'
    return response


@require_POST
@only_for(can_import_directory)
def directory_list_decisions(request, pk):
    """One decision a row of this page, or one for all rows of a verdict."""
    batch = _list(pk)
    if "verdict" in request.POST:
        attempt_form(request, BulkForm(request.POST), operations.decide_all, batch)
    else:
        found = decisions_in(request.POST)
        attempt(request, operations.decide_rows, batch, decisions=found, done=_("Kept."))
    back = redirect("directory:directory-list", pk)
    query = request.META.get("QUERY_STRING", "")[:200]
    back["Location"] += f"?{query}" if query else ""
    return back


@require_POST
@only_for(can_import_directory)
def directory_list_taking(request, pk):
    batch = _list(pk)
    # What was chosen on the page and not kept yet counts, too.
    decisions = decisions_in(request.POST)
    if decisions and not attempt(request, operations.decide_rows, batch, decisions=decisions):
        return redirect("directory:directory-list", pk)
    if attempt(request, operations.start_taking, batch):
        transaction.on_commit(partial(take_directory_list.enqueue, batch.pk))
    return redirect("directory:directory-list", pk)


@require_POST
@only_for(can_import_directory)
def directory_list_end(request, pk):
    words = _("The list is let go.")
    attempt(request, operations.cancel_directory_list, _list(pk), done=words)
    return redirect("directory:directory-lists")


def _list(pk):
    return get_object_or_404(operations.brought_lists(), pk=pk)
