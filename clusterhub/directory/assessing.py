"""How an organisation stands to be listed: what its kind and country ask, and what it shows."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from clusterhub.directory.criteria import Asked, Criterion, Mark, asked, check
from clusterhub.directory.kinds import BUSINESS, OrganisationKind
from clusterhub.directory.records import record_of
from clusterhub.vocabularies.models import CountryStanding

# Without these nobody can review anything.
BASICS = ("country", "website", "description")
CLUSTERS_IN_IT = {OrganisationKind.NETWORK: 2, OrganisationKind.PARTNERSHIP: 1}


@dataclass(frozen=True)
class Assessment:
    asked: Asked
    criteria: list

    @property
    def missing(self):
        return [each for each in self.criteria if each.mark == Mark.MISSING]

    @property
    def stands_in_the_way(self):
        """Whether it cannot be listed as a full cluster organisation now."""
        return self.asked == Asked.YES and bool(self.missing)

    @property
    def met_count(self):
        return sum(each.mark == Mark.MET for each in self.criteria)


def assess(organisation, *, on=None):
    """The criteria of its kind in its country, on a day (today when none is given)."""
    on = on or timezone.localdate()
    if organisation.kind != OrganisationKind.CLUSTER_ORGANISATION:
        return Assessment(Asked.YES, _conditions(organisation))
    standings = CountryStanding.objects.filter(country=organisation.country_id).on(on)
    criteria = check(
        record_of(organisation),
        mutual_members=organisation.members.current().mutual().count(),
        evidence={row.criterion: row for row in organisation.evidence.all()},
        is_waived=organisation.waivers.filter(ended_at=None).exists(),
        on=on,
    )
    # Who has not said where it sits cannot be told what is asked there.
    is_asked = asked(standings) if organisation.country_id else Asked.UNCLEAR
    return Assessment(is_asked, criteria)


def missing_basics(organisation):
    record = record_of(organisation)
    return [name for name in BASICS if not record[name]]


def _conditions(organisation):
    """The one thing that makes this kind belong in a directory of clusters."""
    kind = organisation.kind
    if kind in CLUSTERS_IN_IT:
        clusters = organisation.participants.current().filter(
            organisation__kind=OrganisationKind.CLUSTER_ORGANISATION
        )
        count, least = clusters.values("organisation").distinct().count(), CLUSTERS_IN_IT[kind]
        mark = Mark.MET if count >= least else Mark.MISSING
        words = _("%(count)d of at least %(least)d are named.") % {"count": count, "least": least}
        return [Criterion("clusters", _("Cluster organisations take part"), mark, words)]
    if kind in BUSINESS:
        names_one = organisation.memberships.current().exists()
        mark = Mark.MET if names_one else Mark.MISSING
        words = "" if names_one else _("No membership in a cluster is stated.")
        return [Criterion("membership", _("A member of a cluster"), mark, words)]
    return []
