"""A cluster brings a list: upload, preview of every row, decisions, taking over."""

from functools import partial

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from clusterhub.directory.forms.member_lists import BulkForm, MemberListForm, decisions_in
from clusterhub.directory.jobs.member_lists import read_member_list, take_member_list
from clusterhub.directory.kinds import OrganisationKind
from clusterhub.directory.list_preview import Preview
from clusterhub.directory.models import ImportPurpose, ImportState
from clusterhub.directory.operations import member_lists as operations
from clusterhub.directory.views.attempts import attempt, attempt_form
from clusterhub.directory.views.doors import organisation_for
from clusterhub.directory.views.uploads import limited_upload
from clusterhub.directory.views.wording import REFUSALS, words_of
from clusterhub.web.desk import sent

PER_PAGE = 100
AT_WORK = (ImportState.WAITING, ImportState.READING, ImportState.APPLYING)


def too_large(request, words, *_args, **_names):
    return HttpResponse(words, status=413, content_type="text/plain; charset=utf-8")


@limited_upload(too_large)
@login_required
def member_lists(request, slug):
    cluster = _cluster(request, slug)
    initial = {"country": cluster.country_id, "kind": OrganisationKind.SME}
    form = MemberListForm(sent(request), request.FILES or None, initial=initial)
    if form.is_valid():
        try:
            batch = operations.bring_member_list(cluster, by=request.user, **form.cleaned_data)
        except REFUSALS as refusal:
            form.add_error("file", words_of(refusal))
        else:
            transaction.on_commit(partial(read_member_list.enqueue, batch.pk))
            return redirect("directory:member-list", slug, batch.pk)
    batches = _lists_of(cluster).select_related("uploaded_by")[:20]
    context = {"organisation": cluster, "form": form, "batches": batches}
    return render(request, "directory/members/lists.html", context)


@login_required
@require_safe
def member_list(request, slug, pk):
    batch = _list(request, slug, pk)
    if request.htmx and not request.htmx.history_restore_request:
        return _progress(request, batch)
    preview = Preview(batch, request.GET.get("verdict", ""))
    page = Paginator(preview.rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "organisation": batch.cluster_organisation,
        "batch": batch,
        "list_url": _address(batch),
        "preview": preview,
        "page": page,
        "rows": preview.shown(page),
        "is_at_work": batch.state in AT_WORK,
        "is_open": batch.state == ImportState.PREVIEWED,
    }
    return render(request, "directory/members/list.html", context)


def _progress(request, batch):
    """Asked every two seconds; when the work is done, the whole page is read again."""
    context = {"batch": batch, "list_url": _address(batch)}
    response = render(request, "directory/members/_progress.html", context)
    if batch.state not in AT_WORK:
        response["HX-Refresh"] = "true"
    return response


@login_required
@require_POST
def member_list_decisions(request, slug, pk):
    """One decision a row of this page, or one for all rows of a verdict."""
    batch = _list(request, slug, pk)
    if "verdict" in request.POST:
        attempt_form(request, BulkForm(request.POST), operations.decide_all, batch)
    else:
        found = decisions_in(request.POST)
        attempt(request, operations.decide_rows, batch, decisions=found, done=_("Kept."))
    back = redirect("directory:member-list", slug, pk)
    query = request.META.get("QUERY_STRING", "")[:200]
    back["Location"] += f"?{query}" if query else ""
    return back


@login_required
@require_POST
def member_list_taking(request, slug, pk):
    batch = _list(request, slug, pk)
    # What was chosen on the page and not kept yet counts, too.
    decisions = decisions_in(request.POST)
    if decisions and not attempt(request, operations.decide_rows, batch, decisions=decisions):
        return redirect("directory:member-list", slug, pk)
    if attempt(request, operations.start_taking, batch):
        transaction.on_commit(partial(take_member_list.enqueue, batch.pk))
    return redirect("directory:member-list", slug, pk)


@login_required
@require_POST
def member_list_end(request, slug, pk):
    batch = _list(request, slug, pk)
    attempt(request, operations.cancel_member_list, batch, done=_("The list is let go."))
    return redirect("directory:member-lists", slug)


def _list(request, slug, pk):
    rows = _lists_of(_cluster(request, slug))
    return get_object_or_404(rows.select_related("cluster_organisation"), pk=pk)


def _address(batch):
    return reverse("directory:member-list", args=[batch.cluster_organisation.slug, batch.pk])


def _lists_of(cluster):
    return cluster.import_batches.filter(purpose=ImportPurpose.MEMBERS)


def _cluster(request, slug):
    organisation = organisation_for(request, slug)
    if organisation.kind != OrganisationKind.CLUSTER_ORGANISATION:
        raise Http404
    return organisation
