"""What came of labs, in a fixed number of statements for any number of them."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Count, Q

from clusterhub.directory.models.editing import levels_of
from clusterhub.labs.models import Idea, IdeaGroup, Lab, Outcome, Partner, PartnerState


@dataclass
class GroupResult:
    group: IdeaGroup
    outcomes: list = field(default_factory=list)
    partners: list = field(default_factory=list)  # Those that confirmed for themselves.

    @property
    def call(self):
        call = self.group.call
        return call if call and call.published_at else None


@dataclass
class LabResult:
    ideas: int = 0
    groups: list = field(default_factory=list)

    @property
    def outcome_count(self):
        return sum(len(each.outcomes) for each in self.groups)

    @property
    def told(self):
        """Groups of which something is known, first."""
        return sorted(self.groups, key=lambda each: not each.outcomes)


def results_of(labs):
    """{lab: what came of it}, of shown ideas, confirmed outcomes and confirmed partners alone."""
    pks = [lab.pk for lab in labs]
    found = {pk: LabResult() for pk in pks}
    counts = Idea.objects.shown().filter(lab__in=pks).order_by().values_list("lab")
    for pk, count in counts.annotate(Count("pk")):
        found[pk].ideas = count
    groups = IdeaGroup.objects.filter(lab__in=pks).select_related("call")
    shown = Q(ideas__withdrawn_at=None, ideas__hidden_at=None)
    rows = groups.annotate(idea_count=Count("ideas", shown)).order_by("made_at", "pk")
    outcomes, partners = _by_group(pks)
    for group in rows:
        result = GroupResult(group, outcomes[group.pk], partners[group.pk])
        found[group.lab_id].groups.append(result)
    return found


def asked_of(user):
    """Consortia that wait for the answer of an organisation whose profile she keeps."""
    own = list(levels_of(user))
    if not own:
        return []
    rows = Partner.objects.filter(organisation__in=own, state=PartnerState.PROPOSED)
    open_ones = rows.filter(consortium__group__lab__in=Lab.objects.visible_to(user))
    return list(open_ones.select_related("organisation", "consortium__group__lab__event"))


def _by_group(labs):
    outcomes, partners = defaultdict(list), defaultdict(list)
    for outcome in Outcome.objects.public().filter(group__lab__in=labs):
        outcomes[outcome.group_id].append(outcome)
    confirmed = Partner.objects.filter(state=PartnerState.CONFIRMED)
    rows = confirmed.filter(consortium__group__lab__in=labs)
    for partner in rows.select_related("organisation", "country"):
        partners[partner.consortium_id].append(partner)
    return outcomes, partners
