"""A call for sessions as the community sees it: propose, read, support."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clusterhub.activity.doors import get_visible_or_404
from clusterhub.directory.models import Organisation
from clusterhub.events.forms.proposals import ProposalForm
from clusterhub.events.models import Event, Proposal, ProposalState, SessionCall
from clusterhub.events.operations.proposal_refusals import (
    AlreadyDecided,
    CallClosed,
    OwnProposal,
    TooManyProposals,
)
from clusterhub.events.operations.proposals import (
    save_proposal,
    support,
    unsupport,
    withdraw_proposal,
)
from clusterhub.events.permissions import can_edit_event, organisations_of
from clusterhub.web.addresses import absolute
from clusterhub.web.desk import sent


def _call(request, slug):
    """The event's call; 404 where there is none."""
    event = get_visible_or_404(Event.objects.visible_to(request.user), slug=slug)
    call = SessionCall.objects.filter(event=event).first()
    if call is None:
        raise Http404
    return event, call


@require_safe
def proposals(request, slug):
    event, call = _call(request, slug)
    rows = list(event.proposals.public().with_lines())
    mine = []
    if request.user.is_authenticated:
        mine = event.proposals.filter(proposer=request.user).exclude(state=ProposalState.WITHDRAWN)
    context = {
        "event": event,
        "call": call,
        "rows": rows,
        "mine": mine,
        "can_edit": can_edit_event(request.user, event),
    }
    return render(request, "events/proposals/list.html", context)


@require_safe
def proposals_json(request, slug):
    event, call = _call(request, slug)
    rows = event.proposals.public().with_lines()
    return JsonResponse(
        {
            "event": absolute(event.get_absolute_url()),
            "opens_at": call.opens_at,
            "closes_at": call.closes_at,
            "is_open": call.is_open,
            "criteria": [{"label": c["label"], "weight": c["weight"]} for c in call.criteria],
            "proposals": [_shape(proposal, event) for proposal in rows],
        }
    )


def _shape(proposal, event):
    organisation = proposal.organisation
    listed = organisation if organisation and organisation.published_at else None
    return {
        "url": absolute(f"{event.get_absolute_url()}proposals/{proposal.pk}/"),
        "title": proposal.title,
        "format": proposal.format,
        "abstract": proposal.abstract,
        "need": proposal.need,
        "need_for": proposal.need_for,
        "organisation": listed
        and {"name": listed.name, "url": absolute(listed.get_absolute_url())},
        "state": proposal.state,
        "supporters": proposal.support_count,
    }


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def new(request, slug):
    event, call = _call(request, slug)
    if not call.is_open:
        messages.info(request, _("Sessions cannot be proposed now."))
        return redirect("events:proposals", slug)
    return _edit(request, event, None)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def edit(request, slug, pk):
    event, _call_row = _call(request, slug)
    return _edit(request, event, get_object_or_404(_own(request, event), pk=pk))


def _own(request, event):
    return event.proposals.filter(proposer=request.user)


def _edit(request, event, proposal):
    names = [name for name in ProposalForm.base_fields if name != "organisation"]
    initial = {name: getattr(proposal, name) for name in names} if proposal else {}
    initial["organisation"] = proposal and proposal.organisation_id
    own = Organisation.objects.exclude(published_at=None).filter(
        pk__in=organisations_of(request.user)
    )
    form = ProposalForm(sent(request), initial=initial, organisations=own)
    if form.is_valid():
        try:
            made = save_proposal(
                event, proposer=request.user, proposal=proposal,
                submits="submit" in request.POST, **form.cleaned_data,
            )  # fmt: skip
        except CallClosed:
            form.add_error(None, _("The call has closed meanwhile."))
        except AlreadyDecided:
            form.add_error(None, _("It is decided already."))
        except TooManyProposals as refusal:
            words = _("You have %d open proposals already; withdraw one first.")
            form.add_error(None, words % refusal.most)
        else:
            messages.success(request, _("Saved."))
            return redirect(made)
    context = {"event": event, "form": form, "proposal": proposal}
    status = 422 if request.method == "POST" else 200
    return render(request, "events/proposals/edit.html", context, status=status)


@require_safe
def proposal(request, slug, pk):
    event, call = _call(request, slug)
    found = _visible(request, event, pk)
    is_own = request.user.is_authenticated and found.proposer_id == request.user.pk
    is_open = found.state in (ProposalState.DRAFT, ProposalState.SUBMITTED)
    supports = (
        found.supports.filter(supporter=request.user) if request.user.is_authenticated else ()
    )
    context = {
        "event": event,
        "call": call,
        "proposal": found,
        "support_count": found.supports.count(),
        "is_supported": bool(supports and supports.exists()),
        "is_own": is_own,
        "can_change": is_own and is_open and call.is_open,
        "can_withdraw": is_own and is_open,
        "can_support": not is_own and found.state == ProposalState.SUBMITTED,
        "shows_reasons": is_own and found.reasons,
        "can_review": can_edit_event(request.user, event),
    }
    return render(request, "events/proposals/proposal.html", context)


def _visible(request, event, pk):
    rows = Proposal.objects.select_related("event", "organisation", "proposer", "session")
    found = get_object_or_404(rows, event=event, pk=pk)
    is_own = request.user.is_authenticated and found.proposer_id == request.user.pk
    is_handed_in = found.state != ProposalState.DRAFT
    if found.is_public or is_own or (is_handed_in and can_edit_event(request.user, event)):
        return found
    raise Http404


@require_POST
@login_required
def withdrawal(request, slug, pk):
    event, _call_row = _call(request, slug)
    found = get_object_or_404(_own(request, event), pk=pk)
    try:
        withdraw_proposal(found, by=request.user)
        messages.success(request, _("Withdrawn."))
    except AlreadyDecided:
        messages.error(request, _("It is decided already."))
    return redirect("events:proposals", slug)


@require_POST
@login_required
def supporting(request, slug, pk):
    event, _call_row = _call(request, slug)
    found = get_object_or_404(event.proposals.public(), pk=pk)
    try:
        if request.POST.get("answer") == "no":
            unsupport(found, by=request.user)
        else:
            support(found, by=request.user)
    except (OwnProposal, AlreadyDecided):
        messages.error(request, _("This proposal cannot be supported."))
    return redirect(found)
