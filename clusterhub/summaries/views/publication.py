from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clusterhub.summaries.differences import differences
from clusterhub.summaries.forms import CorrectionForm
from clusterhub.summaries.jobs import make_summary_file
from clusterhub.summaries.operations import (
    complaints_about,
    correct_summary,
    not_asked_yet,
    publish_summary,
    unpublish_summary,
)
from clusterhub.summaries.refusals import (
    EditedMeanwhile,
    FindingsUnanswered,
    NothingToCorrect,
    NotPublishable,
)
from clusterhub.summaries.reviewing import Review
from clusterhub.summaries.views.doors import for_editors, revision_of, summary_for
from clusterhub.summaries.views.page import page_context
from clusterhub.summaries.wording import agreed_words, changes_by_part


@for_editors
@require_safe
def preview(request, pk):
    """The page as readers would see it, from the draft."""
    summary = summary_for(request, pk)
    context = page_context(request, summary, summary.record)
    context |= {"complaints": complaints_about(summary.record), "review": Review(summary)}
    return render(request, "summaries/preview.html", context)


@for_editors
@require_POST
def publish(request, pk):
    summary = summary_for(request, pk)
    try:
        summary = publish_summary(summary, by=request.user, revision=revision_of(request))
    except FindingsUnanswered as refusal:
        words = ngettext(
            "%(count)d finding has no answer yet.",
            "%(count)d findings have no answer yet.",
            refusal.count,
        )
        messages.error(request, words % {"count": refusal.count})
    except NotPublishable as refusal:
        for complaint in refusal.complaints[:5]:
            messages.error(request, complaint)
    except EditedMeanwhile:
        messages.error(request, _("Somebody saved in the meantime. Look again, then publish."))
    else:
        _make_files(summary)
        messages.success(request, _("Published. The PDF is being made."))
        return redirect(summary)
    return redirect("summaries:review", pk=pk)


@for_editors
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request, pk):
    """Publish the draft over the published record, with one sentence for the readers."""
    summary = summary_for(request, pk)
    if not summary.is_published:
        return redirect("summaries:review", pk=pk)
    form = CorrectionForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            correct_summary(
                summary, by=request.user, revision=revision_of(request), **form.cleaned_data
            )
        except EditedMeanwhile:
            form.add_error(None, _("Somebody saved in the meantime. Look at the changes again."))
        except FindingsUnanswered:
            form.add_error(None, _("Answer what is new first."))
        except NothingToCorrect:
            form.add_error(None, _("Nothing differs from what is published. Edit it first."))
        except NotPublishable as refusal:
            for complaint in refusal.complaints[:5]:
                form.add_error(None, complaint)
        else:
            _make_files(summary)
            messages.success(request, _("The correction is published."))
            return redirect(summary)
    changes = differences(summary.published_record, summary.record)
    unanswered = summary.findings.of_the_draft().unanswered().count()
    context = {
        "summary": summary,
        "form": form,
        "parts": changes_by_part(changes),
        "links": agreed_words(summary.findings.agreed()),
        "unanswered": unanswered,
        "fresh": not_asked_yet(summary) if changes and not unanswered else [],
    }
    status = 422 if form.is_bound else 200
    return render(request, "summaries/desk/correct.html", context, status=status)


@for_editors
@require_http_methods(["GET", "HEAD", "POST"])
def unpublish(request, pk):
    summary = summary_for(request, pk)
    if request.method == "POST":
        unpublish_summary(summary, by=request.user)
        messages.success(request, _("It is a draft again; its address now answers “not found”."))
        return redirect("summaries:review", pk=pk)
    return render(request, "summaries/desk/unpublish.html", {"summary": summary})


def _make_files(summary):
    for file in summary.files.unfinished():
        make_summary_file.enqueue(file.pk)
