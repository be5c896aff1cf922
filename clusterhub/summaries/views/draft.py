from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from clusterhub.documents.dialect import render_blocks_html
from clusterhub.summaries.aligning import aligned
from clusterhub.summaries.differences import differences
from clusterhub.summaries.editing import form_rows
from clusterhub.summaries.forms import RecordForm, change_rows
from clusterhub.summaries.operations import (
    check_again,
    complaints_about,
    copy_speakers,
    drop_set_aside,
    note_presence,
    save_draft,
    take_set_aside,
)
from clusterhub.summaries.refusals import EditedMeanwhile
from clusterhub.summaries.views.doors import for_editors, revision_of, summary_for
from clusterhub.summaries.wording import change_words


@for_editors
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request, pk):
    """The form; a POST saves it, or changes its rows and saves, or shows a text as it will look."""
    summary = summary_for(request, pk)
    others = note_presence(summary, request.user)
    if request.method != "POST":
        return _page(request, summary, others=others)
    record, errors = _typed(request, summary)
    change = request.POST.get("change", "")
    if change.partition(":")[0] in ("add", "remove", "up"):
        record = change_rows(record, change)
    try:
        summary = save_draft(summary, record, revision_of(request), request.user)
    except EditedMeanwhile as refusal:
        return _show_conflict(request, refusal)
    if errors or change:
        return _page(request, summary, errors, others, change)
    if "check" in request.POST:
        check_again(summary, by=request.user)
        return redirect("summaries:review", pk=pk)
    messages.success(request, _("Saved."))
    return redirect("summaries:edit", pk=pk)


@for_editors
@require_POST
def autosave(request, pk):
    """Save what is typed so far, and answer with one line: saved, or why not."""
    summary = summary_for(request, pk)
    record, errors = _typed(request, summary)
    context = {"summary": summary, "errors": errors, "saved_at": timezone.localtime()}
    try:
        context["summary"] = save_draft(summary, record, revision_of(request), request.user)
    except EditedMeanwhile as refusal:
        context |= {"conflict": refusal.set_aside, "summary": refusal.summary}
    if not request.htmx:
        return redirect("summaries:edit", pk=pk)
    context["others"] = note_presence(summary, request.user)
    return render(request, "summaries/desk/_saved.html", context)


@for_editors
@require_POST
def copy_invited(request, pk):
    summary = summary_for(request, pk)
    try:
        copy_speakers(summary, by=request.user, revision=revision_of(request))
        messages.success(request, _("The invitation's agenda and people were copied."))
    except EditedMeanwhile:
        messages.error(request, _("Somebody saved in the meantime. Look again, then copy."))
    return redirect("summaries:edit", pk=pk)


@for_editors
@require_http_methods(["GET", "HEAD", "POST"])
def set_aside(request, pk, set_aside_pk):
    """Two versions beside each other; the editor takes one, part by part or as a whole."""
    summary = summary_for(request, pk)
    kept = get_object_or_404(summary.set_aside.select_related("by"), pk=set_aside_pk)
    if request.method == "POST":
        if request.POST.get("take") == "mine":
            try:
                take_set_aside(summary, kept, by=request.user, revision=revision_of(request))
            except EditedMeanwhile:
                messages.error(request, _("Somebody saved again in the meantime. Look once more."))
                return redirect(request.path)
        else:
            drop_set_aside(kept, by=request.user)
        return redirect("summaries:edit", pk=pk)
    changes = [change_words(each) for each in differences(summary.record, kept.record)]
    context = {"summary": summary, "set_aside": kept, "changes": changes}
    return render(request, "summaries/desk/set_aside.html", context)


@for_editors
@require_POST
def preview_text(request, pk):
    """One section's Markdown as it will look."""
    name = request.POST.get("name", "")
    html = render_blocks_html(request.POST.get(name, ""), first_heading=4)
    return render(request, "summaries/desk/_text_preview.html", {"html": html})


def _typed(request, summary):
    form = RecordForm(request.POST.dict(), summary.record)
    return aligned(summary.record, form.record()), form.errors


def _page(request, summary, errors=None, others=(), change=""):
    context = {
        "summary": summary,
        "rows": form_rows(summary.record),
        "errors": errors or {},
        "others": others,
        "change": change,
        "set_aside": list(summary.set_aside.select_related("by")),
        "complaints": complaints_about(summary.record) if summary.record["title"] else [],
    }
    template = "summaries/desk/_form.html" if request.htmx else "summaries/desk/edit.html"
    return render(request, template, context, status=422 if errors and not request.htmx else 200)


def _show_conflict(request, refusal):
    address = reverse("summaries:set-aside", args=[refusal.summary.pk, refusal.set_aside.pk])
    if not request.htmx:
        return redirect(address)
    context = {"summary": refusal.summary, "conflict": refusal.set_aside, "rows": None}
    response = render(request, "summaries/desk/_saved.html", context)
    response["HX-Redirect"] = address
    return response
