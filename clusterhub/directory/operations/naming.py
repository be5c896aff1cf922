"""What stands in the directory only because a cluster has named it: when visitors see it, and when
it goes again. Nobody keeps such a profile until somebody claims it."""

from django.db import transaction

from clusterhub.activity.operations import record_activity
from clusterhub.directory.assessing import assess
from clusterhub.directory.kinds import HAS_MEMBERS
from clusterhub.directory.models import Organisation
from clusterhub.directory.models.members import MemberSource
from clusterhub.directory.operations.changes import lock, make_move, settle
from clusterhub.directory.operations.ownership import lock_for
from clusterhub.directory.states import State, Verb

NEEDED = ("country_id", "website")


def can_be_listed(organisation, cluster_organisation):
    """Named by a cluster that a validator has listed, with what its kind needs, it needs no review
    of its own. What holds members itself always does."""
    return (
        cluster_organisation.is_listed
        and organisation.state == State.DRAFT
        and organisation.is_claimable
        and organisation.kind not in HAS_MEMBERS
        and all(getattr(organisation, name) for name in NEEDED)
        and not assess(organisation).missing
    )


def list_if_allowed(organisation, cluster_organisation, *, by):
    """List a locked organisation that this cluster has just named; returns whether it did."""
    if not can_be_listed(organisation, cluster_organisation):
        return False
    settle(organisation, by=by, fields=make_move(organisation, Verb.LIST), changed=[])
    record_activity(
        "listed as named by a cluster", organisation, by=by, cluster=cluster_organisation.name
    )
    return True


@transaction.atomic
def list_named(cluster_organisation, *, by):
    """List whom this cluster named while it was a draft itself; returns how many."""
    lock_for(cluster_organisation, by=by)
    listed = 0
    for organisation in named_drafts(cluster_organisation):
        lock(organisation)
        listed += list_if_allowed(organisation, cluster_organisation, by=by)
    return listed


def named_drafts(cluster_organisation):
    """Those that nobody has ever kept, in the order of their numbers, as they are locked."""
    ties = cluster_organisation.members.current().filter(source=MemberSource.MADE)
    drafts = Organisation.objects.filter(pk__in=ties.values("organisation"), state=State.DRAFT)
    return drafts.filter(is_claimable=True, editorships=None).order_by("pk")


def let_go(organisation, *, by):
    """Put away what a cluster named by mistake, unless somebody else has to do with it by now."""
    has_others = (
        organisation.editorships.exists()
        or organisation.claims.open().exists()
        or organisation.memberships.exists()
        or organisation.participations.exists()
    )
    if has_others or not organisation.is_claimable or organisation.state == State.ARCHIVED:
        return False
    lock(organisation)
    settle(organisation, by=by, fields=make_move(organisation, Verb.ARCHIVE), changed=[])
    record_activity("withdrew", organisation, by=by)
    return True
