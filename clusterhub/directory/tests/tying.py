"""Clusters, members and their people, as the tests of membership need them."""

from clusterhub.directory.kinds import OrganisationKind
from clusterhub.directory.models import ClusterMember, Participation
from clusterhub.directory.operations.members import propose_member, propose_participant
from clusterhub.directory.tests.makers import make_editor, make_organisation


def make_cluster(**changes):
    """A cluster organisation and its administrator."""
    cluster = make_organisation(**changes)
    return cluster, make_editor(cluster)


def make_firm(**changes):
    """A business and its administrator."""
    firm = make_organisation(**({"kind": OrganisationKind.SME} | changes))
    return firm, make_editor(firm)


def named(cluster, firm, side="cluster", by=None, **values):
    """Said by one side."""
    return propose_member(again(cluster), again(firm), side=side, by=by, **values)


def mutual(cluster, firm, **values):
    named(cluster, firm, "cluster", **values)
    return named(cluster, firm, "member")


def taking_part(whole, organisation, role="partner", **values):
    """Said by both sides."""
    for side in ("whole", "part"):
        tie = propose_participant(
            again(whole), again(organisation), role=role, side=side, by=None, **values
        )
    return tie


def again(record):
    """As another request reads it."""
    return type(record)._base_manager.get(pk=record.pk)


def only_tie():
    return ClusterMember.objects.get()


def only_participation():
    return Participation.objects.get()
