"""What whoever proposed a session is told: whether it is accepted, and why."""

from django.conf import settings
from django.template.loader import render_to_string

from clusterhub.events.emails.kinds import about_row, subject_of
from clusterhub.events.models import Proposal, ProposalState
from clusterhub.letters.writing import Words
from clusterhub.web.addresses import absolute

KINDS = {
    ProposalState.ACCEPTED: "proposal accepted",
    ProposalState.REFUSED: "proposal refused",
}


def decision_letter(proposal):
    return about_row(proposal, KINDS[proposal.state], to=proposal.proposer.email)


def write_decisions(letters):
    """Only what is still decided so, and to people whose account lives."""
    rows = Proposal.objects.select_related("event", "proposer").filter(proposer__is_active=True)
    proposals = rows.in_bulk([letter.about_id for letter in letters])
    words = {}
    for letter in letters:
        proposal = proposals.get(letter.about_id)
        if proposal is not None and KINDS.get(proposal.state) == letter.kind:
            words[letter.pk] = _words(proposal, letter.kind)
    return words


def _words(proposal, kind):
    context = {
        "name": str(proposal.proposer),
        "proposal": " ".join(proposal.title.split()),
        "event": " ".join(proposal.event.title.split()),
        "is_accepted": proposal.state == ProposalState.ACCEPTED,
        "reasons": proposal.reasons,
        "url": absolute(proposal.get_absolute_url()),
        "site": settings.SITE_NAME,
    }
    text = render_to_string("events/email/proposal_decided.txt", context)
    return Words(subject_of(kind, context["proposal"]), text)
