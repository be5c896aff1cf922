from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from clusterhub.summaries.comparing.rivals import find_rival
from clusterhub.summaries.models import FindingAnswer
from clusterhub.summaries.operations import (
    answer_all_matched,
    answer_finding,
    check_again,
    note_presence,
    withdraw_answer,
)
from clusterhub.summaries.refusals import AnswerNotUnderstood, EditedMeanwhile, IsPublished
from clusterhub.summaries.reviewing import Review
from clusterhub.summaries.views.doors import for_editors, revision_of, summary_for


@for_editors
@require_safe
def review(request, pk):
    summary = summary_for(request, pk)
    others = note_presence(summary, request.user)
    more = {} if request.htmx else {"rival": find_rival(summary)}
    more["has_versions"] = not request.htmx and summary.versions.exists()
    return _answer(request, summary, others=others, **more)


@for_editors
@require_POST
def answer(request, pk, finding_pk):
    summary = summary_for(request, pk)
    finding = _finding(summary, finding_pk)
    given = request.POST.get("answer", "")
    if given not in FindingAnswer.values:
        raise Http404
    problem = ""
    try:
        answer_finding(
            summary,
            finding,
            given,
            request.POST.dict(),
            by=request.user,
            revision=revision_of(request),
        )
    except AnswerNotUnderstood as refusal:
        problem = str(refusal)
    except EditedMeanwhile:
        problem = _("Somebody changed this in the meantime. Look again, then decide.")
    except IsPublished:
        problem = _("The summary is published; correct it instead.")
    if problem:
        return _answer(request, summary, finding_pk, problem)
    return _next(request, summary, finding_pk)


@for_editors
@require_POST
def withdraw(request, pk, finding_pk):
    summary = summary_for(request, pk)
    try:
        withdraw_answer(summary, _finding(summary, finding_pk), by=request.user)
    except IsPublished:
        messages.error(request, _("The summary is published; correct it instead."))
    return _show(request, summary, finding_pk)


@for_editors
@require_POST
def confirm_matches(request, pk):
    summary = summary_for(request, pk)
    count = answer_all_matched(summary, by=request.user)
    words = ngettext("%(count)d match confirmed.", "%(count)d matches confirmed.", count)
    messages.success(request, words % {"count": count})
    return redirect("summaries:review", pk=pk)


@for_editors
@require_POST
def check(request, pk):
    summary = summary_for(request, pk)
    count = check_again(summary, by=request.user)
    words = ngettext("%(count)d new finding.", "%(count)d new findings.", count)
    messages.info(request, words % {"count": count})
    return redirect("summaries:review", pk=pk)


def _finding(summary, pk):
    finding = summary.findings.filter(pk=pk).first()
    if finding is None:
        raise Http404
    return finding


def _next(request, summary, finding_pk):
    """After a yes or no: the next doubt, or the end of them."""
    if request.htmx:
        summary.refresh_from_db()
        following = Review(summary).after(finding_pk)
        return _answer(request, summary, following)
    following = Review(summary).after(finding_pk)
    query = f"?finding={following}" if following else ""
    return redirect(f"{reverse('summaries:review', args=[summary.pk])}{query}#finding")


def _show(request, summary, finding_pk):
    if request.htmx:
        summary.refresh_from_db()
        return _answer(request, summary, finding_pk)
    address = reverse("summaries:review", args=[summary.pk])
    return redirect(f"{address}?finding={finding_pk}#finding")


def _answer(request, summary, finding_pk=None, problem="", others=(), **more):
    wanted = finding_pk or request.GET.get("finding", "")
    context = {
        "summary": summary,
        "review": Review(summary, wanted),
        "problem": problem,
        "typed": request.POST.dict() if problem else {},
        "others": others,
    } | more
    template = "summaries/desk/_review.html" if request.htmx else "summaries/desk/review.html"
    return render(request, template, context, status=422 if problem and not request.htmx else 200)
