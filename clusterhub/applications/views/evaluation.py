"""The desk of an evaluation: where everything stands, the rules, the people."""

from django.contrib.auth import get_user_model
from django.core.paginator import Paginator
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clusterhub.applications.forms.judging import EndForm, InviteForm
from clusterhub.applications.forms.judging_rules import ProcedureForm, initial_of, quota_in_words
from clusterhub.applications.funnels import funnel_rows, funnel_steps
from clusterhub.applications.lead_words import CONFIRMED, WORDS, states_of
from clusterhub.applications.models import CallRole, RoleKind
from clusterhub.applications.operations import assigning, engaging, procedure
from clusterhub.applications.operations.minutes import said_in
from clusterhub.applications.ranking import TieRule
from clusterhub.applications.ranking.sentences import tie_rule_in_words
from clusterhub.applications.standings import missing_in, names_for, standings_of
from clusterhub.applications.views.doors import private
from clusterhub.applications.views.judging_doors import (
    attempt,
    cut_offs_of,
    evaluation_for,
    note_listing,
)
from clusterhub.vocabularies.models import IndustrialEcosystem
from clusterhub.web.desk import sent
from clusterhub.web.older import SavedMeanwhile, stamp_of

METHODS = ["GET", "HEAD", "POST"]
PER_PAGE = 50


@require_safe
@private
def desk(request, slug):
    hosted = evaluation_for(request, slug)
    everything = standings_of(hosted)
    standings = [each for each in everything if hosted.part.holds(each.application)]
    unconfirmed = _unconfirmed(standings)
    for each in standings:
        each.lead_words = unconfirmed.get(each.application.pk)
    context = {
        "hosted": hosted,
        "call": hosted.call,
        "page": Paginator(standings, PER_PAGE).get_page(request.GET.get("page")),
        "funnel": funnel_rows(hosted, everything),
        "missing_count": len(missing_in(standings)),
        "procedure": getattr(hosted, "procedure", None),
        "decision": hosted.decision,
        "tied": _tied(request.user, standings),
    }
    return render(request, "evaluation/desk.html", context)


def _unconfirmed(standings):
    """Words by application where the organisation that applies has not said so itself."""
    states = states_of([each.application for each in standings])
    return {pk: WORDS[state] for pk, state in states.items() if state != CONFIRMED}


def _tied(user, standings):
    """Applications whose file a tie shuts for the reader herself."""
    return {
        each.application.pk for each in standings for tie in each.ties if tie.person_id == user.pk
    }


@require_safe
@private
def desk_json(request, slug):
    hosted = evaluation_for(request, slug)
    standings = standings_of(hosted)
    tied = _tied(request.user, standings)
    mine = [each for each in standings if hosted.part.holds(each.application)]
    seen = [each for each in mine if each.application.pk not in tied]
    note_listing(request, hosted, [each.application for each in seen], "evaluation.json")
    confirmed = states_of([each.application for each in seen])
    rows = [
        _in_list(each) | {"lead_confirmed": confirmed.get(each.application.pk)} for each in seen
    ]
    funnel = {step["name"]: step["count"] for step in funnel_steps(hosted, standings)}
    answer = {"call": hosted.call.slug, "cut_offs": cut_offs_of(hosted), "funnel": funnel}
    return JsonResponse(answer | {"applications": rows})


def _in_list(standing):
    application = standing.application
    return {
        "reference": application.reference,
        "title": application.title,
        "lead": application.lead,
        "country": application.lead_country_id,
        "screening": standing.screening and standing.screening.verdict,
        "assigned": len(standing.assigned),
        "given": standing.given_count,
        "ties": len(standing.ties),
        "total": None if standing.total is None else str(standing.total),
    }


@require_http_methods(METHODS)
@private
def rules(request, slug):
    hosted = evaluation_for(request, slug)
    present = getattr(hosted, "procedure", None)
    may_change = hosted.is_publisher and not (present and present.fixed_at)
    if request.method == "POST" and not hosted.is_publisher:
        raise Http404
    form_version = hosted.forms.order_by("-number").first()
    questions = list(form_version.questions.all()) if form_version else []
    initial = initial_of(present) if present else {}
    initial["stamp"] = stamp_of(procedure.said_in(present))
    form = ProcedureForm(sent(request), questions=questions, initial=initial)
    if form.is_valid() and _is_set(request, hosted, form):
        return redirect("evaluation:rules", slug)
    context = {
        "hosted": hosted,
        "call": hosted.call,
        "form": form,
        "procedure": present,
        "may_change": may_change,
        "quotas": [quota_in_words(row) for row in present.quotas] if present else [],
        "ties": _ties(hosted) if present else [],
    }
    return render(request, "evaluation/rules.html", context, status=422 if form.errors else 200)


def _is_set(request, hosted, form):
    done = _("Saved. Fix the rules when they are complete.")
    facts = form.rules() | {"done": done, "raises": SavedMeanwhile}
    try:
        return attempt(request, procedure.set_procedure, hosted, **facts)
    except SavedMeanwhile:
        return form.refuse_as_older()


def _ties(hosted):
    names = names_for(hosted, ())
    return [tie_rule_in_words(TieRule(**row), names) for row in hosted.procedure.ties]


@require_POST
@private
def fixing(request, slug):
    hosted = evaluation_for(request, slug, RoleKind.PUBLISHER)
    attempt(request, procedure.fix_procedure, hosted, done=_("The rules are fixed and minuted."))
    return redirect("evaluation:rules", slug)


@require_http_methods(METHODS)
@private
def people(request, slug):
    hosted = evaluation_for(request, slug)
    if request.method == "POST" and not hosted.is_publisher:
        raise Http404
    form = InviteForm(sent(request), ecosystems=IndustrialEcosystem.objects.all())
    if form.is_valid() and _invited(request, hosted, form):
        return redirect("evaluation:people", slug)
    rows = CallRole.objects.filter(hosted=hosted, role=RoleKind.EVALUATOR)
    context = {
        "hosted": hosted,
        "call": hosted.call,
        "form": form,
        "rows": _with_loads(rows.select_related("person", "engagement"), hosted),
        "end_form": EndForm(),
    }
    return render(request, "evaluation/people.html", context, status=422 if form.errors else 200)


def _with_loads(rows, hosted):
    loads, given = {}, {}
    for standing in standings_of(hosted):
        for each in standing.assigned:
            loads[each.evaluator_id] = loads.get(each.evaluator_id, 0) + 1
        for sheet in standing.sheets:
            person = sheet.assignment.evaluator_id
            given[person] = given.get(person, 0) + 1
    return [
        {"role": row, "engagement": getattr(row, "engagement", None),
         "load": loads.get(row.person_id, 0), "given": given.get(row.person_id, 0)}
        for row in rows
    ]  # fmt: skip


def _invited(request, hosted, form):
    facts = form.cleaned_data
    proven = {"emailaddress__email__iexact": facts["email"], "emailaddress__verified": True}
    # In one `filter`: in two, another of her addresses would do for the proof.
    person = get_user_model().objects.filter(is_active=True, **proven).first()
    if person is None:
        form.add_error("email", _("Nobody has an account with this address yet."))
        return None
    operation, done = engaging.invite_evaluator, _("Invited; a letter is on its way.")
    known = {"person": person, "subjects": facts["subjects"], "most": facts["most"]}
    return attempt(request, operation, hosted, done=done, **known)


@require_POST
@private
def person_end(request, slug, pk):
    hosted = evaluation_for(request, slug, RoleKind.PUBLISHER)
    rows = CallRole.objects.current().filter(hosted=hosted, role=RoleKind.EVALUATOR)
    row, form = get_object_or_404(rows, pk=pk), EndForm(request.POST)
    if form.is_valid():
        facts = {
            "keeps": form.cleaned_data["keeps"] == "yes",
            "reason": form.cleaned_data["reason"],
        }
        done = _("This person's files are shut.")
        attempt(request, engaging.end_evaluator, row, done=done, **facts)
    return redirect("evaluation:people", slug)


@require_POST
@private
def assignment(request, slug):
    hosted = evaluation_for(request, slug, RoleKind.OFFICER)
    found = attempt(request, assigning.assign_evaluators, hosted, cut_off=hosted.part.key)
    if found:
        context = {
            "hosted": hosted,
            "call": hosted.call,
            "found": found,
            "gaps": _gaps(hosted, found),
        }
        return render(request, "evaluation/assigned.html", context)
    return redirect("evaluation:desk", hosted.address)


def _gaps(hosted, found):
    rows = hosted.applications.in_bulk([gap.case for gap in found.gaps])
    return [(rows[gap.case], gap) for gap in found.gaps]


@require_safe
@private
def minutes(request, slug):
    hosted = evaluation_for(request, slug)
    context = {"hosted": hosted, "call": hosted.call, "minutes": hosted.minutes.order_by("-number")}
    return render(request, "evaluation/minutes.html", context)


@require_safe
@private
def minutes_json(request, slug):
    hosted = evaluation_for(request, slug)
    found, before = [], ""
    for minute in hosted.minutes.order_by("number"):
        found.append(said_in(minute, before) | {"digest": minute.digest})
        before = minute.digest
    return JsonResponse({"minutes": found})
