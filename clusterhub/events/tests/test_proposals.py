"""A call for sessions: proposed, supported, reviewed by others, decided once."""

from datetime import timedelta

import pytest
from django.utils import timezone

from clusterhub.accounts.models import Role
from clusterhub.accounts.tests.makers import make_user
from clusterhub.directory.tests.makers import make_editor, make_organisation, make_person
from clusterhub.events.models import Proposal, ProposalReview, ProposalState, Session, Support
from clusterhub.events.operations import cancel_event
from clusterhub.events.operations.proposal_refusals import (
    AlreadyDecided,
    CallClosed,
    OwnProposal,
    ReasonsMissing,
    TooManyProposals,
)
from clusterhub.events.operations.proposals import (
    decide_proposal,
    review_proposal,
    save_proposal,
    support,
    unsupport,
    withdraw_proposal,
)
from clusterhub.events.proposal_scores import criteria_of, mean_of_all
from clusterhub.events.tests.makers import make_event
from clusterhub.events.tests.proposing import (
    CRITERIA,
    FACTS,
    WHY,
    make_call,
    make_proposal,
    reviewer,
)

pytestmark = pytest.mark.django_db


def test_criteria_are_lines_with_weights_and_the_mean_obeys_them():
    odd = criteria_of("A; 2\n\nB\nC;x\nD; 99\n; 3")

    assert [(each["label"], each["weight"]) for each in odd] == [
        ("A", 2), ("B", 1), ("C;x", 1), ("D", 9), ("3", 1),
    ]  # fmt: skip
    assert mean_of_all(CRITERIA, [{"c1": 5, "c2": 1}, {"c1": 2, "c2": 2}]) == 3.0
    assert mean_of_all(CRITERIA, [{}]) is None


def test_nobody_reviews_her_own_or_her_organisations_proposal():
    organisation = make_organisation()
    proposer = make_editor(organisation, roles=[Role.EVENT_TEAM])
    colleague = make_editor(organisation, roles=[Role.EVENT_TEAM])
    listed = make_user(roles=[Role.EVENT_TEAM])
    person = make_person(organisation=organisation)
    type(person).objects.filter(pk=person.pk).update(account=listed)
    named, unnamed = (
        make_proposal(proposer=proposer, organisation=each) for each in (organisation, None)
    )

    for proposal in (named, unnamed):
        for somebody in (proposer, colleague, listed):
            with pytest.raises(OwnProposal):
                review_proposal(proposal, scores={"c1": 5}, by=somebody)
            with pytest.raises(OwnProposal):
                decide_proposal(proposal, is_accepted=True, reasons=WHY, by=somebody)
    review_proposal(named, scores={"c1": 5, "c2": 9, "x": 1}, by=reviewer())

    assert ProposalReview.objects.get().scores == {"c1": 5, "c2": 5}


def test_an_accepted_proposal_stands_in_the_programme_once(
    mailoutbox, django_capture_on_commit_callbacks
):
    organisation, proposer = make_organisation(), make_user()
    person = make_person(organisation=organisation)
    type(person).objects.filter(pk=person.pk).update(account=proposer)
    proposal = make_proposal(proposer=proposer, organisation=organisation)

    with django_capture_on_commit_callbacks(execute=True):
        decide_proposal(proposal, is_accepted=True, reasons=WHY, by=reviewer())
    with pytest.raises(AlreadyDecided):
        decide_proposal(proposal, is_accepted=True, reasons=WHY, by=reviewer())

    session = Session.objects.get()
    assert (session.title, session.description) == (FACTS["title"], FACTS["abstract"])
    assert session.proposal == Proposal.objects.get()
    assert session.speakers.get().person == person
    assert [letter.to for letter in mailoutbox] == [[proposer.email]]
    assert WHY in mailoutbox[0].body


def test_what_is_not_accepted_has_reasons_and_no_session():
    proposal = make_proposal()

    with pytest.raises(ReasonsMissing):
        decide_proposal(proposal, is_accepted=False, reasons="no", by=reviewer())
    decided = decide_proposal(proposal, is_accepted=False, reasons=WHY, by=reviewer())

    assert (decided.state, decided.session) == (ProposalState.REFUSED, None)
    assert not Session.objects.exists()


def test_support_counts_once_and_never_for_oneself():
    proposal, friend = make_proposal(), make_user()

    for _ in range(2):
        support(proposal, by=friend)
    with pytest.raises(OwnProposal):
        support(proposal, by=proposal.proposer)
    once = Support.objects.count()
    unsupport(proposal, by=friend)

    assert (once, Support.objects.count()) == (1, 0)


def test_proposals_are_taken_only_while_the_call_is_open():
    now = timezone.now()
    over = make_call(closes_at=now - timedelta(minutes=1))
    early = make_call(opens_at=now + timedelta(days=1))
    off = make_call()
    cancel_event(off, by=None)
    off.refresh_from_db()

    for event in (over, early, off, make_event()):
        with pytest.raises(CallClosed):
            make_proposal(event)
    assert not Proposal.objects.exists()


def test_one_person_has_five_open_proposals_at_most():
    event, proposer = make_call(), make_user()
    first, *_others = [make_proposal(event, proposer) for _ in range(5)]

    with pytest.raises(TooManyProposals):
        make_proposal(event, proposer)
    withdraw_proposal(first, by=proposer)
    make_proposal(event, proposer)

    assert event.proposals.filter(state="submitted").count() == 5


def test_what_is_decided_is_neither_changed_nor_withdrawn():
    proposal = make_proposal()
    decide_proposal(proposal, is_accepted=False, reasons=WHY, by=reviewer())

    with pytest.raises(AlreadyDecided):
        withdraw_proposal(proposal, by=proposal.proposer)
    with pytest.raises(AlreadyDecided):
        save_proposal(proposal.event, proposer=proposal.proposer, proposal=proposal, **FACTS)
