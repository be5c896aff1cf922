"""The validators' desk: what waits, one case, and what can be done with it."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from clusterhub.accounts.models import Role, User
from clusterhub.directory.forms.review import (
    AnswerForm,
    DecisionForm,
    OpinionForm,
    SuspensionForm,
    WaiverForm,
)
from clusterhub.directory.models import (
    Claim,
    CriterionCode,
    Opinion,
    Organisation,
    Submission,
    Twin,
    Waiver,
)
from clusterhub.directory.operations import criteria, review
from clusterhub.directory.permissions import can_decide_on, can_validate
from clusterhub.directory.review_clock import review_times
from clusterhub.directory.twins import likely_twins
from clusterhub.directory.views.attempts import attempt, attempt_form
from clusterhub.directory.views.doors import allow
from clusterhub.directory.views.looks import changes_of
from clusterhub.directory.views.review import criteria_of
from clusterhub.web.desk import only_for, sent

for_validators = only_for(can_validate)
MOST = 200


@for_validators
@require_safe
def queue(request):
    waiting = Submission.objects.to_review().oldest_first()
    waiting = waiting.select_related("organisation__country", "taken_by", "submitted_by")
    asked = Opinion.objects.filter(
        asked_of=request.user, answered_at=None, submission__decided_at=None
    )
    context = {
        "waiting": list(waiting[:MOST]),
        "count": Submission.objects.to_review().count(),
        "asked": list(asked.select_related("submission__organisation", "asked_by")),
        "claim_count": Claim.objects.open().count(),
        "look_count": Submission.objects.to_look_at().count(),
        "twin_count": Twin.objects.waiting().count(),
        "times": review_times(timezone.now()),
    }
    return render(request, "directory/review/queue.html", context)


@for_validators
def case(request, pk):
    submission = _case(pk)
    organisation = submission.organisation
    stands = criteria_of(organisation)
    assessment = stands["assessment"]
    form = DecisionForm(
        sent(request),
        # What is decided meanwhile says so itself.
        verdicts=review.VERBS
        if submission.decided_at
        else review.open_verdicts(organisation, assessment),
        is_lacking=assessment.stands_in_the_way,
        initial={"version": organisation.version},
    )
    if request.method == "POST":
        allow(can_decide_on(request.user, organisation))
        done = _("Decided. Its administrators get an e-mail.")
        if form.is_valid() and attempt(
            request, review.decide, submission, done=done, **form.cleaned_data
        ):
            return redirect("directory:validation")
        submission = _case(pk)
    return _show_case(request, submission, form, stands)


def _show_case(request, submission, form, stands):
    organisation, user = submission.organisation, request.user
    context = {
        "submission": submission,
        "organisation": organisation,
        "form": form,
        **stands,
        "looks": changes_of(submission),
        "waivers": list(organisation.waivers.filter(ended_at=None)),
        "twins": likely_twins(
            organisation.name, organisation.website, user=user, besides=organisation.pk
        ),
        "earlier": list(
            organisation.submissions.exclude(decided_at=None).select_related("decided_by")[:10]
        ),
        "opinions": _opinions(submission, user),
        "opinion_form": OpinionForm(None, _other_validators(user)),
        "waiver_form": WaiverForm(),
        "answer_form": AnswerForm(),
        "can_decide": can_decide_on(user, organisation) and submission.submitted_by_id != user.pk,
    }
    return render(request, "directory/review/case.html", context)


def _opinions(submission, user):
    """What validators say to each other is not for one of them who keeps the organisation."""
    if not can_decide_on(user, submission.organisation):
        return []
    return list(submission.opinions.select_related("asked_by", "asked_of"))


def _case(pk):
    rows = Submission.objects.select_related(
        "organisation__country", "organisation__region", "taken_by", "submitted_by", "decided_by"
    )
    return get_object_or_404(rows, pk=pk)


def _other_validators(user):
    roles = (Role.VALIDATOR, Role.ADMINISTRATOR)
    holders = User.objects.filter(
        role_grants__role__in=roles, role_grants__revoked_at=None, is_active=True
    )
    return holders.exclude(pk=user.pk).distinct().order_by("name", "pk")


@for_validators
@require_POST
def taking(request, pk):
    operation = review.give_back if "back" in request.POST else review.take_submission
    attempt(request, operation, _case(pk))
    return redirect("directory:case", pk)


@for_validators
@require_POST
def opinion(request, pk):
    form = OpinionForm(request.POST, _other_validators(request.user))
    attempt_form(request, form, criteria.ask_opinion, _case(pk), done=_("Asked."))
    return redirect("directory:case", pk)


@for_validators
@require_POST
def opinion_answer(request, pk, opinion_pk):
    asked = get_object_or_404(Opinion, pk=opinion_pk, submission=pk, asked_of=request.user)
    attempt_form(
        request, AnswerForm(request.POST), criteria.answer_opinion, asked, done=_("Answered.")
    )
    return redirect("directory:case", pk)


@for_validators
@require_POST
def finding(request, pk, criterion):
    organisation = _case(pk).organisation
    if criterion not in CriterionCode.values:
        raise Http404
    criteria.check_evidence(
        organisation, criterion=criterion, is_met=request.POST.get("is_met") == "1", by=request.user
    )
    return redirect("directory:case", pk)


@for_validators
@require_POST
def waiver(request, pk):
    form = WaiverForm(request.POST)
    attempt_form(request, form, criteria.grant_waiver, _case(pk).organisation, done=_("Waived."))
    return redirect("directory:case", pk)


@for_validators
@require_POST
def waiver_end(request, pk, waiver_pk):
    row = get_object_or_404(Waiver, pk=waiver_pk, organisation=_case(pk).organisation)
    attempt(request, criteria.end_waiver, row, done=_("The criteria are asked again."))
    return redirect("directory:case", pk)


@for_validators
def suspension(request, slug):
    organisation = get_object_or_404(Organisation, slug=slug)
    allow(can_decide_on(request.user, organisation))
    form = SuspensionForm(sent(request) if "lift" not in request.POST else None)
    if "lift" in request.POST:
        attempt(request, review.lift_suspension, organisation, done=_("It is listed again."))
        return redirect("directory:suspension", slug)
    if form.is_valid() and attempt(
        request, review.suspend, organisation, done=_("Suspended."), **form.cleaned_data
    ):
        return redirect("directory:suspension", slug)
    context = {"organisation": organisation, "form": form}
    return render(request, "directory/review/suspension.html", context)
