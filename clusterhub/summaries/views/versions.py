from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from clusterhub.summaries.comparing.rivals import find_rival
from clusterhub.summaries.differences import differences
from clusterhub.summaries.operations import put_back, take_document
from clusterhub.summaries.presenting import Page
from clusterhub.summaries.refusals import EditedMeanwhile, IsPublished
from clusterhub.summaries.views.doors import for_editors, revision_of, summary_for
from clusterhub.summaries.wording import changes_by_part


@for_editors
@require_http_methods(["GET", "HEAD", "POST"])
def same_talk(request, pk):
    """A second document for a talk: what it says differently, and what may be done with it."""
    draft = summary_for(request, pk)
    rival = find_rival(draft)
    if rival is None:
        return redirect("summaries:review", pk=pk)
    if request.method == "POST":
        return _take(request, draft, rival)
    present = rival.published_record if rival.is_published else rival.record
    context = {
        "summary": draft,
        "rival": rival,
        "has_pending": rival.is_published and rival.record != rival.published_record,
        "parts": changes_by_part(differences(present, draft.record)),
    }
    return render(request, "summaries/desk/same_talk.html", context)


def _take(request, draft, rival):
    shown = [request.POST.get(name, "") for name in ("rival", "rival_revision")]
    try:
        if shown != [str(rival.pk), str(rival.revision)]:
            raise EditedMeanwhile(rival)
        taken = take_document(
            rival,
            draft,
            by=request.user,
            revision=rival.revision,
            draft_revision=revision_of(request),
        )
    except EditedMeanwhile:
        messages.error(request, _("Somebody saved in the meantime. Look at both again."))
        return redirect("summaries:same-talk", pk=draft.pk)
    except IsPublished:
        raise Http404 from None
    if taken.is_published:
        words = _("It is the draft of a correction now. Answer what is new, then publish it.")
    else:
        words = _("It took the draft's place. The earlier draft is kept among its versions.")
    messages.success(request, words)
    return redirect("summaries:review", pk=taken.pk)


@for_editors
@require_safe
def versions(request, pk):
    summary = summary_for(request, pk)
    kept = summary.versions.select_related("by").defer("record", "findings", "content", "lines")
    context = {"summary": summary, "versions": kept}
    return render(request, "summaries/desk/versions.html", context)


@for_editors
@require_http_methods(["GET", "HEAD", "POST"])
def version(request, pk, version_pk):
    summary = summary_for(request, pk)
    kept = get_object_or_404(summary.versions.select_related("by"), pk=version_pk)
    if request.method == "POST":
        try:
            put_back(summary, kept, by=request.user, revision=revision_of(request))
        except EditedMeanwhile:
            messages.error(request, _("Somebody saved in the meantime. Look again."))
            return redirect(request.path)
        messages.success(request, _("The earlier text is the draft again."))
        return redirect("summaries:edit", pk=pk)
    context = {
        "summary": summary,
        "version": kept,
        "page": Page(kept.record, {}),
        "parts": changes_by_part(differences(kept.record, summary.record)),
    }
    return render(request, "summaries/desk/version.html", context)
