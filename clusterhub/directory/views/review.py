"""The owner's side of review: where the profile stands, evidence, handing in and taking back."""

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from clusterhub.directory.assessing import assess, missing_basics
from clusterhub.directory.forms.review import EvidenceForm
from clusterhub.directory.kinds import OrganisationKind, Part
from clusterhub.directory.models import CriterionCode, State
from clusterhub.directory.operations import review
from clusterhub.directory.operations.criteria import state_evidence
from clusterhub.directory.permissions import can_manage_organisation
from clusterhub.directory.review_clock import review_times, waiting_before
from clusterhub.directory.states import Verb, verbs_from
from clusterhub.directory.views.attempts import attempt
from clusterhub.directory.views.doors import organisation_for
from clusterhub.directory.views.wording import NAMES
from clusterhub.web.desk import saved, sent

LOOKS = {
    State.PUBLISHED: "good",
    State.EMERGING: "good",
    State.RETURNED: "warning",
    State.SUSPENDED: "danger",
}

# The other criteria ask for the number of members.
PART_OF_CRITERION = {
    CriterionCode.STAFF: Part.STAFF,
    CriterionCode.ENGLISH_WEBSITE: Part.IDENTITY,
}


@login_required
@require_safe
def standing(request, slug):
    organisation = organisation_for(request, slug)
    waiting = organisation.submissions.to_review().first()
    context = {
        "organisation": organisation,
        "look": LOOKS.get(organisation.state, "neutral"),
        **criteria_of(organisation),
        "missing": [NAMES[name] for name in missing_basics(organisation)],
        "waivers": list(organisation.waivers.filter(ended_at=None)),
        "submission": waiting,
        "looked_at": organisation.submissions.to_look_at().first(),
        "before": waiting_before(waiting) if waiting else 0,
        "decisions": list(organisation.submissions.exclude(decided_at=None)[:10]),
        "times": review_times(timezone.now()),
        "can_manage": can_manage_organisation(request.user, organisation),
        "verbs": _verbs(organisation, waiting),
    }
    return render(request, "directory/review/standing.html", context)


def criteria_of(organisation):
    """The assessment, and each criterion beside its evidence."""
    assessment = assess(organisation)
    given = {row.criterion: row for row in organisation.evidence.all()}
    rows = [
        {
            "criterion": each,
            "evidence": given.get(each.code),
            "fill_url": _where_to_fill(organisation, each.code),
        }
        for each in assessment.criteria
    ]
    is_cluster = organisation.kind == OrganisationKind.CLUSTER_ORGANISATION
    return {"assessment": assessment, "criteria": rows, "has_criteria": is_cluster}


def _where_to_fill(organisation, criterion):
    """The form whose answers meet a criterion."""
    part = PART_OF_CRITERION.get(criterion)
    if part is None:
        return reverse("directory:counts", args=[organisation.slug])
    return reverse("directory:edit-part", args=[organisation.slug, part])


def _verbs(organisation, waiting):
    """What its administrators can do now."""
    verbs = {str(verb) for verb in verbs_from(organisation.state)}
    if waiting:
        verbs.discard(str(Verb.SUBMIT))
    else:
        verbs.discard(str(Verb.WITHDRAW))
    return verbs


@login_required
def evidence(request, slug, criterion):
    organisation = organisation_for(request, slug)
    if criterion not in CriterionCode.values:
        raise Http404
    given = organisation.evidence.filter(criterion=criterion).first()
    initial = {"words": given.words, "url": given.url} if given else None
    form = EvidenceForm(sent(request), initial=initial)
    stated = _stating(criterion)
    if saved(request, form, stated, organisation):
        return redirect("directory:standing", slug)
    mark = {each.code: each for each in assess(organisation).criteria}.get(criterion)
    context = {"organisation": organisation, "form": form, "given": given, "criterion": mark}
    context["title"] = CriterionCode(criterion).label
    return render(request, "directory/review/evidence.html", context)


def _stating(criterion):
    def stated(organisation, **values):
        return state_evidence(organisation, criterion=criterion, **values)

    return stated


@login_required
@require_POST
def submission(request, slug):
    organisation = organisation_for(request, slug, can_manage_organisation)
    done = _("Handed in. You get an e-mail when it is decided.")
    attempt(request, review.submit_for_review, organisation, done=done)
    return redirect("directory:standing", slug)


@login_required
@require_POST
def submission_withdrawal(request, slug):
    organisation = organisation_for(request, slug, can_manage_organisation)
    waiting = get_object_or_404(organisation.submissions.to_review())
    attempt(request, review.withdraw_submission, waiting, done=_("Taken back from review."))
    return redirect("directory:standing", slug)


@login_required
@require_POST
def archive(request, slug):
    organisation = organisation_for(request, slug, can_manage_organisation)
    attempt(request, review.archive, organisation, done=_("Archived. Everything is kept."))
    return redirect("directory:standing", slug)


@login_required
@require_POST
def reopening(request, slug):
    organisation = organisation_for(request, slug, can_manage_organisation)
    attempt(request, review.reopen, organisation, done=_("It is a draft again."))
    return redirect("directory:standing", slug)
