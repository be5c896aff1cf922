"""An evaluator's own pages: what she has to judge, one file, her sheet, the consensus."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clusterhub.applications.forms.judging import ReasonForm, SheetForm, sheet_initial
from clusterhub.applications.handed_in import as_handed_in
from clusterhub.applications.judged_record import record_for
from clusterhub.applications.judging_refusals import AlreadyGiven, BadScore, Superseded
from clusterhub.applications.models import (
    Attachment,
    CallRole,
    Consensus,
    Engagement,
    Evaluation,
    RoleKind,
)
from clusterhub.applications.operations import engaging, scoring, ties
from clusterhub.applications.permissions import assignments_of
from clusterhub.applications.views.cases import sheet_of
from clusterhub.applications.views.doors import private
from clusterhub.applications.views.judging_doors import attempt, file_for
from clusterhub.documents.file_kinds import TYPES
from clusterhub.web.desk import sent

METHODS = ["GET", "HEAD", "POST"]
LOST = (Superseded, AlreadyGiven)  # What was typed then is shown again.


def _mine(user):
    rows = assignments_of(user).select_related("application__hosted__call", "evaluation")
    rows = rows.select_related("application__hosted__procedure", "application__consensus")
    rows = list(rows.select_related("application__lead_region"))
    as_handed_in([row.application for row in rows])
    return rows


@require_safe
@private
def mine(request):
    rows = CallRole.objects.current().filter(person=request.user, role=RoleKind.EVALUATOR)
    asked = Engagement.objects.filter(role__in=rows, accepted_at=None, declined_at=None)
    lines = [_line(each) for each in _mine(request.user)]
    context = {
        "invitations": asked.select_related("role__hosted__call"),
        "todo": [line for line in lines if not line["is_done"]],
        "done": [line for line in lines if line["is_done"]],
        "given_count": sum(line["is_given"] for line in lines),
        "count": len(lines),
    }
    return render(request, "evaluation/mine.html", context)


def _line(assignment):
    application = assignment.application
    procedure = application.hosted.procedure
    evaluation = getattr(assignment, "evaluation", None)
    agreed = getattr(application, "consensus", None)
    is_given = bool(evaluation and evaluation.given_at)
    is_settled = bool(agreed and agreed.settled_at)
    return {
        "application": application,
        "call": application.hosted.call,
        "evaluation": evaluation,
        "is_given": is_given,
        "is_done": is_given and (is_settled or not procedure.has_consensus),
        "lead": "" if procedure.is_anonymous else application.lead,
    }


@require_safe
@private
def mine_json(request):
    return JsonResponse(
        {
            "evaluations": [
                {
                    "reference": line["application"].reference,
                    "title": line["application"].title,
                    "call": line["call"].title,
                    "given": line["is_given"],
                    "done": line["is_done"],
                    "url": reverse("evaluation:file", args=[line["application"].uid]),
                }
                for line in map(_line, _mine(request.user))
            ]
        }
    )


@require_POST
@private
def invitation(request, pk):
    rows = Engagement.objects.filter(role__person=request.user, role__ended_at=None)
    engagement = get_object_or_404(rows.select_related("role__hosted__call"), pk=pk)
    accepts = request.POST.get("answer") == "accept"
    done = _("Thank you. What you are given to judge stands here.") if accepts else _("Declined.")
    attempt(request, engaging.answer_invitation, engagement, accepts=accepts, done=done)
    return redirect("evaluation:mine")


@require_http_methods(METHODS)
@private
def file(request, uid):
    assignment = file_for(request, uid)
    application = assignment.application
    if ties.check_pair(application, request.user):
        messages.error(request, _("A conflict of interest was found; this file is shut for you."))
        return redirect("evaluation:mine")
    evaluation = Evaluation.objects.filter(assignment=assignment).first()
    form = own_sheet(request, application, evaluation)
    try:
        if form.is_valid() and (answer := _saved(request, application, form)):
            return answer
    except LOST:
        return _beside(request, assignment, form)
    return shown(request, assignment, evaluation, form, 422 if form.errors else 200)


def shown(request, assignment, evaluation, form, status, **more):
    context = _context(assignment, evaluation, form) | more
    return render(request, "evaluation/file.html", context, status=status)


def _beside(request, assignment, form):
    """What was typed, and what was saved since by another tab: she chooses."""
    if request.htmx:
        return HttpResponse(status=409)
    evaluation = Evaluation.objects.filter(assignment=assignment).first()
    criteria = assignment.application.hosted.procedure.criteria
    stored = sheet_of(evaluation, criteria, _("Saved meanwhile"))
    form.rest_on(evaluation.number)
    return shown(request, assignment, evaluation, form, 409, stored=stored, typed=form.typed())


def own_sheet(request, application, evaluation, is_sent=True):
    initial = {"number": evaluation.number if evaluation else 0}
    if evaluation:
        words = evaluation.comments.get("", "")
        initial = sheet_initial(evaluation.scores, words, evaluation.comments, evaluation.number)
    criteria = application.hosted.procedure.criteria
    return SheetForm(sent(request) if is_sent else None, criteria=criteria, initial=initial)


def _saved(request, application, form):
    gives = "give" in request.POST
    number = form.cleaned_data["number"] or None
    facts = {"scores": form.scores(), "comments": form.comments(), "number": number}
    try:
        done = _("Given. It does not change any more.") if gives else ""
        facts |= {"gives": gives, "done": done, "raises": LOST}
        saved = attempt(request, scoring.save_evaluation, application, **facts)
    except BadScore as refusal:
        form.refuse(refusal.problems)
        return None
    if request.htmx and not gives:
        if not saved:
            return HttpResponse(status=409)
        return render(request, "evaluation/_number.html", {"number": saved.number})
    if saved and not gives:
        messages.success(request, _("Saved; nobody reads it before you give it."))
    return redirect("evaluation:file", application.uid)


def _context(assignment, evaluation, form):
    application = assignment.application
    procedure = application.hosted.procedure
    is_given = bool(evaluation and evaluation.given_at)
    found = Consensus.objects.filter(application=application).first()
    waiting = application.assignments.current().exclude(evaluation__given_at__isnull=False)
    is_open = is_given and procedure.has_consensus and not waiting.exists()
    context = {
        "application": application,
        "call": application.hosted.call,
        "procedure": procedure,
        "record": record_for(application),
        "form": form,
        "evaluation": evaluation,
        "is_given": is_given,
        "mine": sheet_of(evaluation, procedure.criteria) if is_given else None,
        "waiting_count": waiting.count() if is_given and procedure.has_consensus else 0,
        "tie_form": ReasonForm(),
    }
    if is_open:
        context |= _round(application, found, assignment.evaluator)
    return context


def _round(application, found, reader):
    """What the consensus round shows: the sheets of all, the wording, who agrees to it."""
    criteria = application.hosted.procedure.criteria
    rows = Evaluation.objects.filter(assignment__application=application, voided_at=None)
    rows = rows.exclude(given_at=None).select_related("assignment__evaluator")
    initial = {"number": 0}
    if found:
        initial = sheet_initial(found.scores, found.words, {}, found.number)
    voices = found.voices.filter(number=found.number).select_related("evaluator") if found else []
    return {
        "is_open": True,
        "sheets": [sheet_of(row, criteria) for row in rows],
        "consensus": found,
        "agreed_scores": [(c["label"], found.scores.get(c["key"], "–")) for c in criteria]
        if found
        else [],
        "voices": [voice.evaluator for voice in voices],
        "has_agreed": any(voice.evaluator_id == reader.pk for voice in voices),
        "consensus_form": SheetForm(
            criteria=criteria, has_comments=False, initial=initial, prefix="together"
        ),
    }


@require_safe
@private
def file_json(request, uid):
    assignment = file_for(request, uid, what="json")
    if ties.check_pair(assignment.application, request.user):
        raise Http404
    evaluation = Evaluation.objects.filter(assignment=assignment).first()
    return JsonResponse(
        {
            "reference": assignment.application.reference,
            "application": record_for(assignment.application),
            "scores": evaluation.scores if evaluation else {},
            "comments": evaluation.comments if evaluation else {},
            "given_at": evaluation and evaluation.given_at,
        }
    )


@require_POST
@private
def tie(request, uid):
    assignment, form = file_for(request, uid), ReasonForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Say what ties you to it, in a few words."))
        return redirect("evaluation:file", uid)
    words = form.cleaned_data["reason"]
    done = _("Declared. This file is shut for you, and it is minuted.")
    attempt(request, ties.declare_conflict, assignment.application, words=words, done=done)
    return redirect("evaluation:mine")


@require_safe
@private
def attachment(request, uid, file):
    application = file_for(request, uid, what=f"file {file}").application
    if ties.check_pair(application, request.user):
        raise Http404
    record = record_for(application)
    name = next((each["name"] for each in record["files"] if each["uid"] == str(file)), None)
    row = get_object_or_404(Attachment, application=application, uid=file)
    if name is None:
        raise Http404
    response = FileResponse(row.file.open("rb"), as_attachment=True, filename=name)
    response["Content-Type"] = TYPES[row.kind]
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
