"""A call for sessions as the team sees it: set it up, review, decide."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from clusterhub.events.forms.proposals import CallForm, DecisionForm, ReviewForm
from clusterhub.events.models import Proposal, ProposalState, SessionCall
from clusterhub.events.operations.proposal_refusals import (
    AlreadyDecided,
    OwnProposal,
    ReasonsMissing,
)
from clusterhub.events.operations.proposals import (
    decide_proposal,
    open_session_call,
    review_proposal,
)
from clusterhub.events.permissions import can_review, organisations_of
from clusterhub.events.proposal_scores import mean_of, mean_of_all
from clusterhub.events.views.doors import allow, event_for
from clusterhub.web.desk import sent


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def call(request, slug):
    event = event_for(request, slug)
    form = CallForm(sent(request), event=event)
    if form.is_valid():
        open_session_call(event, by=request.user, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("events:proposal-desk", slug)
    context = {"event": event, "form": form, "is_there": hasattr(event, "session_call")}
    status = 422 if request.method == "POST" else 200
    return render(request, "events/proposals/call.html", context, status=status)


@never_cache
@require_http_methods(["GET", "HEAD"])
@login_required
def desk(request, slug):
    event = event_for(request, slug)
    found = SessionCall.objects.filter(event=event).first()
    if found is None:
        return redirect("events:session-call", slug)
    rows = event.proposals.exclude(state__in=(ProposalState.DRAFT, ProposalState.WITHDRAWN))
    rows = rows.with_lines().prefetch_related("reviews")
    own = organisations_of(request.user)
    lines = [_line(proposal, found, request.user, own) for proposal in rows]
    lines.sort(key=lambda line: (line["proposal"].state != "submitted", -(line["mean"] or 0)))
    context = {"event": event, "call": found, "lines": lines}
    return render(request, "events/proposals/desk.html", context)


def _line(proposal, call, user, own):
    """What others think of it, but not for who proposed it, nor for who belongs to the organisation."""
    reviews = [review.scores for review in proposal.reviews.all()]
    is_hers = proposal.proposer_id == user.pk or proposal.organisation_id in own
    mean = None if is_hers else mean_of_all(call.criteria, reviews)
    return {"proposal": proposal, "mean": mean, "review_count": len(reviews)}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def review(request, slug, pk):
    event = event_for(request, slug)
    proposal, found = _proposal(event, pk), get_object_or_404(SessionCall, event=event)
    may = can_review(request.user, proposal)
    mine = proposal.reviews.filter(reviewer=request.user).first()
    initial = {**mine.scores, "words": mine.words} if mine else {}
    form = ReviewForm(sent(request), criteria=found.criteria, initial=initial)
    if request.method == "POST":
        allow(may)
    if form.is_valid():
        words = form.cleaned_data["words"]
        try:
            review_proposal(proposal, scores=form.scores(), words=words, by=request.user)
            messages.success(request, _("Your review is kept."))
        except AlreadyDecided:
            messages.error(request, _("It is decided already."))
        return redirect("events:proposal-review", slug, pk)
    reviews = proposal.reviews.select_related("reviewer")
    context = {
        "event": event,
        "call": found,
        "proposal": proposal,
        "form": form,
        "decision": DecisionForm(),
        "may_review": may and proposal.state == ProposalState.SUBMITTED,
        "has_a_stake": not may,
        "reviews": [(row, mean_of(found.criteria, row.scores)) for row in reviews] if may else [],
        "mean": mean_of_all(found.criteria, [row.scores for row in reviews]) if may else None,
        "support_count": proposal.supports.count(),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "events/proposals/review.html", context, status=status)


@require_POST
@login_required
def decision(request, slug, pk):
    event = event_for(request, slug)
    proposal = _proposal(event, pk)
    allow(can_review(request.user, proposal))
    form = DecisionForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Give your reasons, in at least twenty letters."))
        return redirect("events:proposal-review", slug, pk)
    is_accepted = form.cleaned_data["decision"] == "accept"
    try:
        reasons = form.cleaned_data["reasons"]
        decide_proposal(proposal, is_accepted=is_accepted, reasons=reasons, by=request.user)
    except (AlreadyDecided, OwnProposal):
        messages.error(request, _("It is decided already."))
    except ReasonsMissing as refusal:
        messages.error(request, _("Reasons have at least %d letters.") % refusal.least)
    else:
        words = _("Accepted; it stands in the programme.") if is_accepted else _("Not accepted.")
        messages.success(request, words)
    return redirect("events:proposal-desk", slug)


def _proposal(event, pk):
    rows = Proposal.objects.exclude(state=ProposalState.DRAFT)
    rows = rows.select_related("event", "proposer", "organisation", "session")
    return get_object_or_404(rows, event=event, pk=pk)
