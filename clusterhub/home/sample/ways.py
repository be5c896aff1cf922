"""Sample profiles on their way: handed in, returned, asked about, claimed, edited, shared."""

from clusterhub.accounts.models import User
from clusterhub.accounts.operations import change_profile, open_account
from clusterhub.directory.models import Decision, Level
from clusterhub.directory.operations.claims import claim_organisation
from clusterhub.directory.operations.criteria import ask_opinion, state_evidence
from clusterhub.directory.operations.editors import invite_editor
from clusterhub.directory.operations.profile import save_part
from clusterhub.directory.operations.review import decide, submit_for_review

ANNA = "anna.member@demo.clusterhub.example"
ERIC = "eric.events@demo.clusterhub.example"
VERA = "vera.validator@demo.clusterhub.example"
ADAM = "adam.admin@demo.clusterhub.example"
MARA = "mara.example@atlantic-trails-cluster.example"
# How the file names those who keep a profile.
PEOPLE = {"anna.member": ANNA, "sample": MARA}
WAITING, ASKED = "Atlantic Trails Cluster (sample)", "Quiet Code Cluster (sample)"
RETURNED, UNKEPT = "Second Life Repair Cluster (sample)", "Fjord Kitchen Cluster (sample)"
OWN = "Northern Timber Cluster (sample)"
REASONS = (
    "Twelve firms and one authority are counted; fifteen members are needed. The English pages "
    "answer with an error. Hand it in again when both are mended, or ask to be listed as emerging."
)


def make_people():
    """The demonstration's people by address, and one who keeps two of the sample's profiles."""
    if not User.objects.filter(email=MARA).exists():
        change_profile(
            open_account(User(email=MARA)), name="Mara Example", languages=["en"], time_zone=""
        )
    found = User.objects.filter(email__in=[ANNA, ERIC, VERA, ADAM, MARA])
    return {person.email: person for person in found}


def load_ways(organisations, people):
    if WAITING in organisations:
        words = "Galway County lends us a room and two days of a colleague each week."
        state_evidence(organisations[WAITING], criterion="public_tie", words=words, by=people[MARA])
        submit_for_review(organisations[WAITING], by=people[MARA])
    if ASKED in organisations:
        submission = submit_for_review(organisations[ASKED], by=people[MARA])
        question = "Nine firms, one laboratory: emerging, or shall we ask them to wait?"
        ask_opinion(submission, of=people[VERA], question=question, by=people[ADAM])
    if RETURNED in organisations:
        submission = submit_for_review(organisations[RETURNED], by=people[ANNA])
        decide(submission, verdict=Decision.RETURNED, reasons=REASONS, by=people[VERA])
    if UNKEPT in organisations:
        reason = "I have run its events for two years; the office has asked me to keep the page."
        claim_organisation(organisations[UNKEPT], reason=reason, by=people[ERIC])
    if OWN in organisations:
        _edit(organisations[OWN], people)


def _edit(organisation, people):
    strategy = "Timber that is never burnt twice: every member takes back what it has built."
    save_part(organisation, part="what_we_do", fields={"strategy": strategy}, by=people[ANNA])
    description = organisation.description.replace("every part", "nearly every part")
    save_part(organisation, part="what_we_do", fields={"description": description}, by=people[ANNA])
    invite_editor(
        organisation,
        email="olle@northern-timber-cluster.example",
        level=Level.EDITOR,
        by=people[ANNA],
    )
