"""After the decision, as officers see it: agreements, steps, payments, figures for the own report."""

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clusterhub.applications.forms.judging import AwardForm, PaidForm, ReasonForm, StepForm
from clusterhub.applications.funnels import award_figures, funnel_rows
from clusterhub.applications.handed_in import as_handed_in
from clusterhub.applications.models import Award, RoleKind
from clusterhub.applications.operations import awards as operations
from clusterhub.applications.standings import standings_of
from clusterhub.applications.trails import trail_of
from clusterhub.applications.views.doors import private
from clusterhub.applications.views.judging_doors import (
    attempt,
    case_for,
    download_name,
    evaluation_for,
    note_listing,
)
from clusterhub.documents.tables import csv_lines
from clusterhub.web.desk import sent
from clusterhub.web.older import SavedMeanwhile, stamp_of


def _rows(hosted):
    rows = Award.objects.filter(outcome__decision__hosted=hosted, outcome__gave_back_at=None)
    rows = rows.select_related(
        *("outcome__application__lead_organisation", "outcome__application__lead_region"),
        "outcome__application__hosted",
    )
    rows = list(rows.prefetch_related("steps").order_by("outcome__rank"))
    as_handed_in([row.outcome.application for row in rows])
    return [_line(row) for row in rows]


def _line(award):
    steps = list(award.steps.all())
    paid = sum(step.amount for step in steps if step.paid_on)
    todo = [step for step in steps if not (step.paid_on or step.accepted_at)]
    dated = [step.due_on for step in todo if step.due_on]
    return {
        "award": award,
        "application": award.outcome.application,
        "amount": award.outcome.amount,
        "paid": paid,
        "next_on": min(dated, default=None),
        "state": state_of(award),
    }


def state_of(award):
    """Where it stands, by its moments."""
    if award.stopped_at:
        return _("Stopped")
    if award.closed_at:
        return _("Closed")
    if award.signed_on:
        return _("Running")
    return _("Agreement sent") if award.sent_at else _("Agreement to be sent")


@require_safe
@private
def awards(request, slug):
    hosted = evaluation_for(request, slug)
    if not hosted.is_decided_once:
        raise Http404
    context = {
        "hosted": hosted,
        "call": hosted.call,
        "rows": _rows(hosted),
        "figures": award_figures(hosted),
        "funnel": funnel_rows(hosted, standings_of(hosted)),
    }
    return render(request, "evaluation/awards.html", context)


@require_safe
@private
def awards_json(request, slug):
    hosted = evaluation_for(request, slug)
    figures = {name: str(value) for name, value in award_figures(hosted).items()}
    rows = _taken_along(request, hosted, "awards.json")
    return JsonResponse({"call": slug, "figures": figures, "awards": list(map(_plain, rows))})


def _taken_along(request, hosted, what):
    rows = _rows(hosted)
    note_listing(request, hosted, [row["application"] for row in rows], what)
    return rows


def _plain(row):
    award = row["award"]
    return {
        "reference": row["application"].reference,
        "lead": row["application"].lead,
        "country": award.outcome.country,
        "amount": str(row["amount"]),
        "paid": str(row["paid"]),
        "state": str(row["state"]),
        **{name: getattr(award, name) for name in ("agreement_number", "signed_on", "ends_on")},
    }


@require_safe
@private
def awards_csv(request, slug):
    hosted = evaluation_for(request, slug)
    heads = [_("Number"), _("Beneficiary"), _("Country"), _("Granted"), _("Paid"), _("State")]
    heads += [_("Agreement number"), _("Signed on"), _("Ends on")]
    rows = _taken_along(request, hosted, "awards.csv")
    cells = ([str(cell or "") for cell in _plain(row).values()] for row in rows)
    lines = csv_lines([str(head) for head in heads], cells)
    response = HttpResponse("".join(lines), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{download_name(slug)}-awards.csv"'
    return response


def _award(request, slug, number, *kinds):
    application = case_for(request, slug, number, *kinds)
    rows = Award.objects.select_related("outcome__decision")
    award = get_object_or_404(rows, outcome__application=application, outcome__gave_back_at=None)
    award.outcome.application = application
    return application, award


@require_http_methods(["GET", "HEAD", "POST"])
@private
def award(request, slug, number):
    application, row = _award(request, slug, number)
    if request.method == "POST" and not application.hosted.is_officer:
        raise Http404
    initial = {name: getattr(row, name) for name in AwardForm.base_fields if name != "stamp"}
    initial["stamp"] = stamp_of(operations.said_in(row))
    form = AwardForm(sent(request), initial=initial)
    if form.is_valid() and _is_saved(request, row, form):
        return redirect("evaluation:award", slug, number)
    context = {
        "hosted": application.hosted,
        "call": application.hosted.call,
        "application": application,
        "award": row,
        "state": state_of(row),
        "steps": list(row.steps.all()),
        "form": form,
        "step_form": StepForm(auto_id="step_%s"),
        "reason_form": ReasonForm(auto_id=False),
        "paid_form": PaidForm(auto_id=False),
        "trail": trail_of(application),
    }
    return render(request, "evaluation/award.html", context, status=422 if form.errors else 200)


def _is_saved(request, row, form):
    facts = {**form.cleaned_data, "done": _("Saved."), "raises": SavedMeanwhile}
    try:
        return attempt(request, operations.change_award, row, **facts)
    except SavedMeanwhile:
        form.refuse_as_older()
        return None


@require_POST
@private
def act(request, slug, number, action):
    """Sent, closed, stopped, a step added, accepted, sent back, paid."""
    if action not in ACTIONS:
        raise Http404
    _application, row = _award(request, slug, number, RoleKind.OFFICER)
    ACTIONS[action](request, row)
    return redirect("evaluation:award", slug, number)


def _send(request, award):
    attempt(request, operations.send_agreement, award, done=_("Noted."))


def _close(request, award):
    attempt(request, operations.close_award, award, done=_("Closed."))


def _stop(request, award):
    attempt(request, operations.close_award, award, stops=True, done=_("Stopped."))


def _add(request, award):
    form = StepForm(request.POST)
    if form.is_valid():
        attempt(request, operations.add_step, award, done=_("Added."), **form.cleaned_data)
    else:
        messages.error(request, _("A step has a title, and a payment an amount."))


def _step(request, award):
    typed = request.POST.get("step", "")
    is_number = typed.isascii() and typed.isdecimal() and len(typed) < 18
    return get_object_or_404(award.steps, pk=int(typed) if is_number else 0)


def _accept(request, award):
    attempt(
        request, operations.answer_step, _step(request, award), accepts=True, done=_("Accepted.")
    )


def _return(request, award):
    form = ReasonForm(request.POST)
    if form.is_valid():
        facts = {"accepts": False, "reason": form.cleaned_data["reason"]}
        step = _step(request, award)
        attempt(request, operations.answer_step, step, done=_("Sent back."), **facts)
    else:
        messages.error(request, _("Give the reason."))


def _pay(request, award):
    form = PaidForm(request.POST)
    if form.is_valid():
        paid_on = form.cleaned_data["paid_on"]
        step = _step(request, award)
        attempt(request, operations.pay_step, step, paid_on=paid_on, done=_("Noted."))
    else:
        messages.error(request, _("Say on which day it was paid."))


ACTIONS = {
    "sending": _send,
    "closing": _close,
    "stopping": _stop,
    "steps": _add,
    "acceptance": _accept,
    "return": _return,
    "payment": _pay,
}
