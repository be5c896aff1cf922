"""What follows from an upheld appeal: scores are typed, the place that they give is shown, then fixed."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from clusterhub.applications.forms.judging import RemedyForm
from clusterhub.applications.judging_refusals import BadScore
from clusterhub.applications.models import Consensus, RoleKind
from clusterhub.applications.operations import remedies
from clusterhub.applications.views.doors import private
from clusterhub.applications.views.judging_doors import attempt, case_for
from clusterhub.web.desk import sent


@require_http_methods(["GET", "HEAD", "POST"])
@private
def remedy(request, slug, number):
    """Shown first, fixed by the second button: nobody fixes what she has not seen."""
    application = case_for(request, slug, number, RoleKind.OFFICER)
    outcome = getattr(application, "outcome", None)
    hosted = application.hosted
    if outcome is None or hosted.second or not remedies.is_to_be_put_right(outcome):
        raise Http404
    appeal = outcome.appeal
    outcome.application = application
    form = RemedyForm(sent(request), criteria=hosted.procedure.criteria, initial=_scores(outcome))
    proposal = None
    if form.is_valid():
        try:
            if "fix" in request.POST and _is_fixed(request, appeal, form):
                return redirect("evaluation:case", hosted.address, number)
            proposal = attempt(request, _proposed, appeal, scores=form.scores())
        except BadScore as refusal:
            form.refuse(refusal.problems)
    context = {
        "hosted": hosted,
        "call": hosted.call,
        "application": application,
        "outcome": outcome,
        "appeal": appeal,
        "form": form,
        "proposal": proposal,
    }
    return render(request, "evaluation/remedy.html", context, status=422 if form.errors else 200)


def _scores(outcome):
    consensus = Consensus.objects.filter(application=outcome.application_id).first()
    return {f"s_{key}": score for key, score in (consensus.scores if consensus else {}).items()}


def _proposed(appeal, *, scores, by):
    return remedies.propose(appeal, scores)


def _is_fixed(request, appeal, form):
    facts = {"scores": form.scores(), "reasons": form.cleaned_data["words"]}
    facts["money_words"] = form.cleaned_data["money_words"]
    return attempt(request, remedies.put_right, appeal, done=_("Fixed, minuted and told."), **facts)
