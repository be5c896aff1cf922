"""What was decided: for the team with its reasons, for everybody without names of who was not funded."""

import re

from django.contrib import messages
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from clusterhub.applications.forms.judging import AppealForm, DeliverForm
from clusterhub.applications.funnels import country_rows
from clusterhub.applications.handed_in import as_handed_in
from clusterhub.applications.models import (
    Application,
    Consensus,
    HostedCall,
    MemberRole,
    Step,
    StepKind,
)
from clusterhub.applications.models.hosting import CUT_OFF_MARK, STAGE_MARK
from clusterhub.applications.operations import appeals, awards, reserve
from clusterhub.applications.remedy_records import remedy_of
from clusterhub.applications.rounds import rounds_of
from clusterhub.applications.trails import trail_of
from clusterhub.applications.views.doors import private
from clusterhub.applications.views.judging_doors import attempt, cut_offs_of, look_at, team_outcome
from clusterhub.applications.words import to_the_second
from clusterhub.clock.zones import DEFAULT_ZONE
from clusterhub.funding.models import Call
from clusterhub.web.addresses import absolute


@require_safe
@private
def outcome(request, uid):
    return _outcome(request, team_outcome(request, uid))


def _outcome(request, application, appeal_form=None):
    found = application.outcome
    award = getattr(found, "award", None)
    is_lead = application.as_member.role == MemberRole.LEAD
    consensus = Consensus.objects.filter(application=application).first()
    criteria = application.hosted.procedure.criteria
    scores = consensus.scores if consensus and found.score is not None else {}
    context = {
        "application": application,
        "call": application.hosted.call,
        "outcome": found,
        "appeal": getattr(found, "appeal", None),
        "consensus": consensus,
        "scores": [
            (c["label"], scores[c["key"]], c["most"]) for c in criteria if c["key"] in scores
        ],
        "appeal_form": appeal_form or AppealForm(),
        "deliver_form": DeliverForm(auto_id=False),
        "award": award,
        "steps": list(award.steps.all()) if award else [],
        "is_lead": is_lead,
        "may_give_back": is_lead and found.is_funded and not (award and award.signed_on),
        "trail": trail_of(application),
        "went_on": Application.objects.filter(came_from=application)
        .select_related("hosted")
        .first(),
        "appeal_until": _until(application),
    }
    status = 422 if appeal_form else 200
    return render(request, "evaluation/outcome.html", context, status=status)


def _until(application):
    """The last moment that counts no more, to the second, in the zone of the call."""
    deadline = application.hosted.call.deadlines.first()
    until = application.outcome.appeal_until
    return to_the_second(until, deadline.time_zone if deadline else DEFAULT_ZONE) if until else ""


@require_safe
@private
def outcome_json(request, uid):
    application = team_outcome(request, uid)
    found = application.outcome
    appeal = getattr(found, "appeal", None)
    return JsonResponse(
        {
            "reference": application.reference,
            "place": found.place,
            "state": str(found.words()),
            "score": found.score and str(found.score),
            "reason": found.letter_reason,
            "told_at": found.told_at,
            "appeal_until": found.appeal_until,
            "appeal": appeal and {"filed_at": appeal.filed_at, "is_upheld": appeal.is_upheld},
            "remedy": remedy_of(found),
        }
    )


@require_POST
@private
def appeal(request, uid):
    application, form = team_outcome(request, uid), AppealForm(request.POST)
    if not form.is_valid():
        return _outcome(request, application, form)
    facts = {"words": form.cleaned_data["words"], "received_at": request.arrived_at}
    done = _("Your appeal has arrived; the answer comes by letter.")
    attempt(request, appeals.file_appeal, application.outcome, done=done, **facts)
    return redirect("evaluation:outcome", uid)


@require_POST
@private
def giving_back(request, uid):
    application = team_outcome(request, uid)
    done = _("Given back. Thank you for saying so early.")
    attempt(request, reserve.give_back, application.outcome, done=done)
    return redirect("evaluation:outcome", uid)


@require_POST
@private
def deliver(request, uid, pk):
    application, form = team_outcome(request, uid), DeliverForm(request.POST)
    rows = Step.objects.filter(award__outcome=application.outcome).exclude(kind=StepKind.PAYMENT)
    step = get_object_or_404(rows.select_related("award__outcome__application__hosted"), pk=pk)
    if form.is_valid():
        words = form.cleaned_data["words"]
        attempt(request, awards.deliver_step, step, words=words, done=_("Delivered."))
    else:
        messages.error(request, _("Say what was done."))
    return redirect("evaluation:outcome", uid)


def _published(request, slug):
    """The results that the address names, or those that were published last; with all others."""
    word = re.split(f"{STAGE_MARK}|{CUT_OFF_MARK}", slug)[0]
    call = get_object_or_404(Call.objects.visible_to(request.user), slug=word)
    hosted = get_object_or_404(HostedCall.objects.select_related("call", "procedure").at(slug))
    rounds, key = rounds_of(hosted), slug.partition(CUT_OFF_MARK)[2]
    out = [each for each in rounds if each.decision and each.decision.published_at]
    named = [each for each in out if not key or each.key == int(key)]
    if not named:
        raise Http404
    part = max(named, key=lambda each: each.decision.published_at)
    look_at(hosted, rounds, part)
    hosted.rounds = [each for each in hosted.rounds if each["round"] in out]
    part.decision.hosted = hosted
    return call, part.decision


def _public_rows(decision):
    """Who is funded with name and amount; of all others only the figures."""
    rows = decision.outcomes.select_related("application__lead_organisation", "award")
    rows = [row for row in rows.select_related("application__lead_region") if row.is_funded]
    as_handed_in([row.application for row in rows])
    return [
        {
            "title": row.application.title,
            "lead": row.application.lead,
            "organisation": row.application.lead_organisation,
            "country": row.country,
            "amount": row.amount,
            "result": row.award.result,
            "result_url": row.award.result_url,
        }
        for row in rows
    ]


@require_safe
def results(request, slug):
    call, decision = _published(request, slug)
    funded = _public_rows(decision)
    places = list(decision.outcomes.values_list("place", flat=True))
    context = {
        "call": call,
        "hosted": decision.hosted,
        "decision": decision,
        "funded": funded,
        "funded_sum": sum(row["amount"] for row in funded),
        "count": len(places),
        "reserve_count": places.count("reserve"),
        "countries": country_rows(decision),
        "procedure": decision.hosted.procedure,
    }
    return render(request, "evaluation/results.html", context)


@require_safe
def results_json(request, slug):
    call, decision = _published(request, slug)
    names = ("title", "lead", "country", "result", "result_url")
    return JsonResponse(
        {
            "call": {"title": call.title, "url": absolute(call.get_absolute_url())},
            "cut_offs": cut_offs_of(decision.hosted),
            "published_at": decision.published_at,
            "minute": decision.hosted.minutes.get(pk=decision.minute_id).digest,
            "applications": decision.outcomes.count(),
            "funded": [
                {name: row[name] for name in names} | {"amount": str(row["amount"])}
                for row in _public_rows(decision)
            ],
            "countries": [
                {"country": row["country"], "applications": row["count"], "funded": row["funded"]}
                for row in country_rows(decision)
            ],
        }
    )
