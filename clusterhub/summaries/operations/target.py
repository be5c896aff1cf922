"""The platform's records that an editor's yes names: found again, or made."""

from dataclasses import dataclass, field

from clusterhub.directory.matching import near_organisations, near_people
from clusterhub.directory.models import Organisation, OrganisationKind, Person
from clusterhub.directory.operations import (
    add_affiliation,
    create_organisation,
    create_person,
    publish,
)
from clusterhub.events.models import Event
from clusterhub.funding.models import Call
from clusterhub.news.models import NewsPage
from clusterhub.summaries.operations.call import bring_call, move_deadlines
from clusterhub.vocabularies.models import Topic

MODELS = {
    "person": Person,
    "organisation": Organisation,
    "call": Call,
    "event": Event,
    "news": NewsPage,
    "topic": Topic,
}
EXACT = 0.999


@dataclass
class Targets:
    found: dict = field(default_factory=dict)  # {(kind, words): a record}
    known: dict = field(default_factory=dict)  # Likewise; what the summary names already.
    in_text: list = field(default_factory=list)  # (kind, spellings, record) in running text.

    def add(self, kind, words, target):
        if target is not None:
            self.found.setdefault((kind, words), target)

    def add_settled(self, accepted):
        """Earlier answers: they link what is still there, and make and move nothing again."""
        for proposal in accepted:
            kind, words = proposal.get("kind", "call"), proposal.get("words")
            if proposal["do"] in ("link", "set-deadlines"):
                target = MODELS[kind].objects.filter(pk=proposal["pk"]).first()
                self.add(kind, words, target)
                if target is not None and proposal.get("in_text"):
                    self.in_text.append((kind, proposal["in_text"], target))
            elif proposal["do"] == "create":
                self.add(kind, words, _listed(kind, proposal["fields"]))

    def find(self, kind, spellings):
        """The record that one of these spellings means; None without an editor's yes."""
        for words in sorted(filter(None, spellings)):
            target = self.found.get((kind, words)) or self.known.get((kind, words))
            if target:
                return target
        return None


def resolve_targets(accepted, *, by, known=None):
    """Everything that was accepted to be linked or made; organisations before people.

    `known` are {(kind, words): record} that the summary names already.
    """
    targets = Targets(known=known or {})
    linking = [each for each in accepted if not each.get("is_talk")]
    for kind, model in MODELS.items():
        links = [each for each in linking if each["do"] == "link" and each["kind"] == kind]
        rows = model.objects.in_bulk([each["pk"] for each in links])
        for proposal in links:
            targets.add(kind, proposal["words"], rows.get(proposal["pk"]))
            if proposal.get("in_text") and proposal["pk"] in rows:
                targets.in_text.append((kind, proposal["in_text"], rows[proposal["pk"]]))
    makers = {"organisation": _bring_organisation, "person": _bring_person, "call": _bring_call}
    for kind, bring in makers.items():
        for proposal in linking:
            if proposal["do"] == "create" and proposal["kind"] == kind:
                targets.add(kind, proposal["words"], bring(proposal["fields"], targets, by))
    for proposal in linking:
        if proposal["do"] == "set-deadlines":
            call = Call.objects.select_for_update().filter(pk=proposal["pk"]).first()
            if call is not None:
                move_deadlines(call, proposal["deadlines"], by=by)
            targets.add("call", proposal["words"], call)
    return targets


def _listed(kind, fields):
    """What was made once, found by its name."""
    if kind == "call":
        return Call.objects.filter(title__iexact=fields["title"][:300]).first()
    near = {"person": near_people, "organisation": near_organisations}.get(kind)
    found = near(fields["name"], limit=1) if near else []
    return found[0].record if found and found[0].score >= EXACT else None


def _bring_organisation(fields, targets, by):
    for organisation, score, _why in near_organisations(fields["name"], limit=1):
        if score >= EXACT:
            return organisation
    kind = fields.get("kind", OrganisationKind.OTHER)
    return publish(create_organisation(by=by, name=fields["name"][:200], kind=kind), by=by)


def _bring_person(fields, targets, by):
    for person, score, _why in near_people(fields["name"], limit=1):
        if score >= EXACT:
            return person
    person = publish(create_person(by=by, name=fields["name"][:150]), by=by)
    organisation = targets.find("organisation", {fields.get("organisation")})
    if organisation:
        role = (fields.get("role") or "")[:150]
        add_affiliation(person, organisation=organisation, role=role, by=by)
    return person


def _bring_call(fields, targets, by):
    return bring_call(fields, by=by)
