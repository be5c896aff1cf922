"""Sessions are proposed, supported, reviewed and decided; what is accepted stands in the programme."""

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from clusterhub.activity.operations import record_activity
from clusterhub.events.emails.proposals import decision_letter, write_decisions
from clusterhub.events.models import (
    EventStatus,
    Proposal,
    ProposalReview,
    ProposalState,
    Session,
    SessionCall,
    Speaker,
    Support,
)
from clusterhub.events.operations import changing
from clusterhub.events.operations.proposal_refusals import (
    AlreadyDecided,
    CallClosed,
    OwnProposal,
    ReasonsMissing,
    TooManyProposals,
)
from clusterhub.events.operations.text import one_line, several_lines
from clusterhub.events.permissions import has_a_stake
from clusterhub.events.proposal_scores import BEST
from clusterhub.letters.operations import post

MOST_OPEN, LEAST_REASONS = 5, 20
OPEN = (ProposalState.DRAFT, ProposalState.SUBMITTED)
LINES = ("title", "need_for")
TEXTS = ("abstract", "need", "speakers_words")


@transaction.atomic
def open_session_call(event, *, closes_at, opens_at=None, words="", criteria=(), by):
    """Let the community propose sessions, or change until when and by what they are judged."""
    call, is_new = SessionCall.objects.update_or_create(
        event=event,
        defaults={
            "opens_at": opens_at,
            "closes_at": closes_at,
            "words": several_lines(words),
            "criteria": list(criteria),
        },
    )
    verb = "opened the call for sessions of" if is_new else "changed the call for sessions of"
    record_activity(verb, event, by=by, closes_at=closes_at.isoformat())
    return call


@transaction.atomic
def save_proposal(event, *, proposer, proposal=None, submits=False, **facts):
    """Write a proposal, or change one's own; it is a draft until she hands it in."""
    call = _call(event)
    if proposal is None:
        mine = event.proposals.filter(proposer=proposer, state__in=OPEN)
        if mine.count() >= MOST_OPEN:
            raise TooManyProposals(MOST_OPEN)
        proposal = Proposal(event=event, proposer=proposer)
    else:
        proposal = _locked(proposal)
        if proposal.state not in OPEN:
            raise AlreadyDecided
    if not call.is_open or event.status == EventStatus.CANCELLED:
        raise CallClosed
    for name, value in facts.items():
        setattr(proposal, name, _tidy(name, value))
    if submits and proposal.state == ProposalState.DRAFT:
        proposal.state, proposal.submitted_at = ProposalState.SUBMITTED, timezone.now()
    proposal.save()
    if submits:
        record_activity("proposed a session for", event, by=proposer, title=proposal.title)
    return proposal


def _tidy(name, value):
    if name in LINES:
        return one_line(value)
    return several_lines(value) if name in TEXTS else value


@transaction.atomic
def withdraw_proposal(proposal, *, by):
    """Take one's own back while it is not decided; withdrawn twice is once."""
    proposal = _locked(proposal)
    if proposal.state == ProposalState.WITHDRAWN:
        return proposal
    if proposal.state not in OPEN:
        raise AlreadyDecided
    proposal.state = ProposalState.WITHDRAWN
    proposal.save(update_fields=["state"])
    record_activity("withdrew a proposal for", proposal.event, by=by, title=proposal.title)
    return proposal


@transaction.atomic
def support(proposal, *, by):
    """Say that one wants to see it; nobody supports her own."""
    if proposal.proposer_id == by.pk:
        raise OwnProposal
    if _locked(proposal).state != ProposalState.SUBMITTED:
        raise AlreadyDecided
    return Support.objects.get_or_create(proposal=proposal, supporter=by)[0]


@transaction.atomic
def unsupport(proposal, *, by):
    Support.objects.filter(proposal=proposal, supporter=by).delete()


@transaction.atomic
def review_proposal(proposal, *, scores, words="", by):
    """Say what one thinks of it by each criterion, 0 to 5; again is a correction. Nobody reviews what
    she or one of her organisations proposed."""
    proposal = _locked(proposal)
    _demand_undecided_by_others(proposal, by)
    keys = {each["key"] for each in _call(proposal.event).criteria}
    scores = {key: min(max(int(score), 0), BEST) for key, score in scores.items() if key in keys}
    defaults = {"scores": scores, "words": several_lines(words)}
    return ProposalReview.objects.update_or_create(
        proposal=proposal, reviewer=by, defaults=defaults
    )[0]


@transaction.atomic
def decide_proposal(proposal, *, is_accepted, reasons, by):
    """Accept it into the programme, once, or not; whoever proposed it is told why."""
    reasons = several_lines(reasons)
    if len(reasons) < LEAST_REASONS:
        raise ReasonsMissing(LEAST_REASONS)
    changing.lock(proposal.event)
    proposal = _locked(proposal)
    _demand_undecided_by_others(proposal, by)
    if is_accepted:
        proposal.session = _session_of(proposal, by)
    proposal.state = ProposalState.ACCEPTED if is_accepted else ProposalState.REFUSED
    proposal.decided_at, proposal.decided_by, proposal.reasons = timezone.now(), by, reasons
    proposal.save(update_fields=["state", "decided_at", "decided_by", "reasons", "session"])
    verb = "accepted a proposal for" if is_accepted else "did not accept a proposal for"
    record_activity(verb, proposal.event, by=by, title=proposal.title)
    if proposal.proposer:
        post(write_decisions, decision_letter(proposal))
    return proposal


def _session_of(proposal, by):
    """The last part of the programme, without hours yet; who proposed it speaks, if she is listed."""
    event = proposal.event
    last = event.sessions.aggregate(last=Max("number"))["last"] or 0
    session = Session.objects.create(
        event=event, number=last + 1, title=proposal.title, description=proposal.abstract
    )
    person = getattr(proposal.proposer, "person", None) if proposal.proposer else None
    if person is not None and person.published_at:
        Speaker.objects.create(
            event=event,
            session=session,
            person=person,
            organisation=proposal.organisation,
            position=event.speakers.count(),
        )
    changing.save(event, (), "changed the programme of", by=by, sessions=last + 1)
    return session


def _demand_undecided_by_others(proposal, by):
    if proposal.state != ProposalState.SUBMITTED:
        raise AlreadyDecided
    if has_a_stake(by, proposal):
        raise OwnProposal


def _call(event):
    call = SessionCall.objects.filter(event=event).first()
    if call is None:
        raise CallClosed
    return call


def _locked(proposal):
    rows = Proposal.objects.select_for_update(no_key=True, of=("self",))
    return rows.select_related("event", "proposer", "organisation").get(pk=proposal.pk)
