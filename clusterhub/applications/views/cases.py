"""One application as the officer sees it: screening, ties, evaluators, sheets, consensus, appeal."""

from django.contrib import messages
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from clusterhub.applications.conflicts import WORDS, ConflictKind
from clusterhub.applications.forms.judging import AnswerForm, ReasonForm, ScreeningForm
from clusterhub.applications.lead_words import state_in_words
from clusterhub.applications.models import Assignment, Conflict, Evaluation, RoleKind
from clusterhub.applications.operations import (
    agreeing,
    appeals,
    assigning,
    reserve,
    scoring,
    screening,
    ties,
)
from clusterhub.applications.operations.remedies import is_to_be_put_right
from clusterhub.applications.remedy_records import remedy_of
from clusterhub.applications.standings import standings_of
from clusterhub.applications.views.doors import private
from clusterhub.applications.views.judging_doors import attempt, case_for


@require_safe
@private
def case(request, slug, number):
    application = case_for(request, slug, number)
    hosted, standing = application.hosted, _standing(application)
    criteria = hosted.procedure.criteria if hasattr(hosted, "procedure") else []
    busy = {row.evaluator_id for row in standing.assigned} | {t.person_id for t in standing.ties}
    context = {
        "hosted": hosted,
        "call": hosted.call,
        "application": application,
        "standing": standing,
        "ties": [_tie(row) for row in application.conflicts.select_related("person", "lifted_by")],
        "sheets": [sheet_of(row, criteria) for row in standing.evaluations if row.given_at],
        "criteria": criteria,
        "screening_form": ScreeningForm(initial=_said(standing)),
        "reason_form": ReasonForm(auto_id=False),
        "free": [r.person for r in assigning.evaluating(hosted) if r.person_id not in busy],
        "outcome": getattr(application, "outcome", None),
        "answer_form": AnswerForm(),
        "lead_word": state_in_words(application),
        "awaits_remedy": hosted.is_officer and _awaits_remedy(application),
        "minutes": hosted.minutes.filter(record__application=application.pk)[:20],
    }
    return render(request, "evaluation/case.html", context)


def _awaits_remedy(application):
    outcome = getattr(application, "outcome", None)
    return outcome is not None and not application.hosted.second and is_to_be_put_right(outcome)


def _standing(application):
    found = [s for s in standings_of(application.hosted) if s.application.pk == application.pk]
    if not found:
        raise Http404
    return found[0]


def _said(standing):
    row = standing.screening
    return {"verdict": row.verdict, "reason": row.reason} if row else {}


def _tie(row):
    words = WORDS[ConflictKind(row.kind)] % {"subject": row.subject}
    return {"row": row, "words": words, "can_be_lifted": row.kind != ConflictKind.DECLARED}


def sheet_of(evaluation, criteria, name=None):
    """One evaluation for a table: scores and comments in the order of the criteria."""
    return {
        "row": evaluation,
        "name": name or str(evaluation.assignment.evaluator or "–"),
        "words": evaluation.comments.get("", ""),
        "lines": [
            {
                "label": each["label"],
                "score": evaluation.scores.get(each["key"], ""),
                "words": evaluation.comments.get(each["key"], ""),
            }
            for each in criteria
        ],
    }


@require_safe
@private
def case_json(request, slug, number):
    application = case_for(request, slug, number, what="case.json")
    standing = _standing(application)
    given = [row for row in standing.evaluations if row.given_at]
    return JsonResponse(
        {
            "reference": application.reference,
            "title": application.title,
            "lead_confirmed": (state_in_words(application) or {}).get("state"),
            "screening": _said(standing) or None,
            "ties": [
                {"person": str(row.person), "kind": row.kind, "subject": row.subject}
                for row in standing.ties
            ],
            "evaluations": [
                {"by": str(row.assignment.evaluator), "scores": row.scores, "counts": row.counts}
                for row in given
            ],
            "consensus": standing.consensus and standing.consensus.scores,
            "total": None if standing.total is None else str(standing.total),
            "remedy": remedy_of(getattr(application, "outcome", None)),
        }
    )


@require_POST
@private
def act(request, slug, number, action):
    """Whatever is done on this page; each is one operation."""
    if action not in ACTIONS:
        raise Http404
    application = case_for(request, slug, number, RoleKind.OFFICER)
    if action == "tie" and _reason(request):
        ties_of = {"words": request.POST["reason"]}
        if attempt(request, ties.declare_conflict, application, **ties_of):
            messages.success(request, _("Declared. This file is shut for you."))
        return redirect("evaluation:desk", slug)
    ACTIONS[action](request, application)
    return redirect("evaluation:case", slug, number)


def _reason(request):
    form = ReasonForm(request.POST)
    if form.is_valid():
        return form.cleaned_data["reason"]
    messages.error(request, _("Give the reason."))
    return None


def _screen(request, application):
    form = ScreeningForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Say yes, no or to be asked; with a reason unless it is yes."))
        return
    operation = screening.screen_application
    attempt(request, operation, application, done=_("Saved."), **form.cleaned_data)


def _assign(request, application):
    rows = assigning.evaluating(application.hosted).filter(person=_number(request, "person"))
    role = get_object_or_404(rows)
    row = attempt(request, assigning.assign_one, application, person=role.person)
    if row is True:
        messages.error(request, _("A conflict of interest was found; see below."))


def _unassign(request, application):
    row = get_object_or_404(Assignment, application=application, pk=_number(request, "row"))
    if reason := _reason(request):
        done = _("Taken back.")
        attempt(request, assigning.end_assignment, row, reason=reason, done=done)


def _lift(request, application):
    row = get_object_or_404(Conflict, application=application, pk=_number(request, "row"))
    if reason := _reason(request):
        attempt(request, ties.lift_conflict, row, reason=reason, done=_("Lifted, and minuted."))


def _void(request, application):
    rows = Evaluation.objects.filter(assignment__application=application)
    row = get_object_or_404(rows, pk=_number(request, "row"))
    if reason := _reason(request):
        done = _("It counts no more.")
        attempt(request, scoring.void_evaluation, row, reason=reason, done=done)


def _settle(request, application):
    if reason := _reason(request):
        done = _("Settled, and minuted.")
        attempt(request, agreeing.settle_consensus, application, reason=reason, done=done)


def _give_back(request, application):
    outcome = getattr(application, "outcome", None) or _missing()
    moved = attempt(request, reserve.give_back, outcome)
    if moved is not None:
        words = ", ".join(row.application.reference for row in moved) or _("nobody")
        messages.success(request, _("Given back. Moves up: %s.") % words)


def _answer(request, application):
    outcome = getattr(application, "outcome", None) or _missing()
    appeal, form = getattr(outcome, "appeal", None) or _missing(), AnswerForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Give the reasons; the applicant reads them."))
        return
    facts = {"is_upheld": form.cleaned_data["verdict"] == "upheld"}
    facts["reasons"] = form.cleaned_data["reasons"]
    attempt(request, appeals.decide_appeal, appeal, done=_("Answered by letter."), **facts)


def _missing():
    raise Http404


def _number(request, name):
    """A whole number that was sent, or one that no row has."""
    typed = request.POST.get(name, "")
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 18 else 0


ACTIONS = {
    "screening": _screen,
    "evaluators": _assign,
    "unassignment": _unassign,
    "lifting": _lift,
    "voiding": _void,
    "settlement": _settle,
    "giving-back": _give_back,
    "answer": _answer,
    "tie": None,
}
