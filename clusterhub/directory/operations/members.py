"""Who belongs to a cluster, a network or a partnership. Either side proposes, the other confirms.

`side` is "cluster" or "member" for a ClusterMember, "whole" or "part" for a Participation. All raise
NotTheOwner for whoever does not speak for that side.
"""

from django.db import transaction

from clusterhub.directory.kinds import HAS_MEMBERS
from clusterhub.directory.models import ClusterMember, Participation
from clusterhub.directory.models.members import MemberSource
from clusterhub.directory.operations import ties
from clusterhub.directory.operations.naming import let_go, list_if_allowed
from clusterhub.directory.operations.organisations import create_organisation
from clusterhub.directory.operations.ownership import lock_for
from clusterhub.directory.refusals import LikelyTwin, NoSuchTie
from clusterhub.directory.twins import likely_twins


@transaction.atomic
def propose_member(cluster_organisation, organisation, *, side, by, joined_on=None, source=""):
    """Say that an organisation is a member of a cluster; said by both sides, it is mutual.

    Raises NoSuchTie, SaidNo, TooManyProposals.
    """
    values = {"side": side, "by": by, "joined_on": joined_on, "source": source}
    return ties.propose(ClusterMember, cluster_organisation, organisation, **values)


@transaction.atomic
def propose_participant(whole, organisation, *, role, side, by, joined_on=None):
    """The same for a partnership or network, once for each role."""
    values = {"side": side, "by": by, "joined_on": joined_on, "role": role}
    return ties.propose(Participation, whole, organisation, **values)


@transaction.atomic
def confirm_member(tie, *, side, by):
    """The other side says so, too. Raises AlreadyDecided."""
    return ties.confirm(tie, side=side, by=by)


@transaction.atomic
def decline_member(tie, *, side, by):
    """The other side says that it is not so; the tie shows no longer. Raises AlreadyDecided."""
    return ties.decline(tie, side=side, by=by)


@transaction.atomic
def end_membership(tie, *, side, by, on):
    """Either side says since when it is over. Raises AlreadyDecided, LeftBeforeJoining."""
    return ties.end(tie, side=side, by=by, on=on)


@transaction.atomic
def take_back_member(tie, *, side, by):
    """Who said it alone takes it back as a mistake; what only this made goes, too.

    Raises AlreadyDecided.
    """
    organisation = tie.organisation
    ties.take_back(tie, side=side, by=by)
    if isinstance(tie, ClusterMember) and tie.source == MemberSource.MADE:
        let_go(organisation, by=by)


@transaction.atomic
def name_new_member(
    cluster_organisation, *, name, kind, by, website="", joined_on=None, others=(), **more
):
    """Put a member into the directory that does not stand there: said by the cluster alone, kept by
    nobody, to be claimed. `others` have been looked at and are not the same; None where all have.

    Raises LikelyTwin, NoSuchTie.
    """
    lock_for(cluster_organisation, by=by)
    if kind in HAS_MEMBERS:
        raise NoSuchTie  # Such a one is listed by its own people, after a review.
    if others is not None:
        seen = {organisation.pk for organisation in others}
        candidates = likely_twins(name, website, user=by)
        if any(twin.pk not in seen for twin in candidates):
            raise LikelyTwin(candidates)
    organisation = create_organisation(
        name=name, kind=kind, website=website, is_claimable=True, by=by, **more
    )
    tie = propose_member(
        cluster_organisation,
        organisation,
        side="cluster",
        by=by,
        joined_on=joined_on,
        source=MemberSource.MADE,
    )
    list_if_allowed(organisation, cluster_organisation, by=by)
    return tie
