"""Who belongs to whom in the sample: said by both, by one side only, or over."""

from django.utils import timezone

from clusterhub.directory.freshness import months_later
from clusterhub.directory.models import ClusterMember, Participation

MARK = " (sample)"


def ties_of(rows, named):
    """The ties that the rows of the file tell of; `named` has the organisations by name."""
    ties = []
    for row in rows:
        organisation = named[row["name"]]
        for words in filter(None, row["member_of"].split(";")):
            name, who, joined, left = [*words.split(":"), ""][:4]
            if cluster := named.get(name + MARK):
                said = _said(who, joined, "said_by_cluster_at", "said_by_member_at")
                said |= _days(joined, left) | {"organisation": organisation}
                ties.append(ClusterMember(cluster_organisation=cluster, **said))
        for words in filter(None, row["part_of"].split(";")):
            name, role, who, joined, left = [*words.split(":"), ""][:5]
            if whole := named.get(name + MARK):
                said = _said(who, joined, "said_by_whole_at", "said_by_part_at")
                said |= _days(joined, left) | {"organisation": organisation}
                ties.append(Participation(whole=whole, role=role, **said))
    return ties


def _said(who, joined, by_whole, by_part):
    at = months_later(timezone.now(), -int(joined))
    whole, part = who in ("both", "cluster", "whole"), who in ("both", "member", "part")
    return {by_whole: at if whole else None, by_part: at if part else None}


def _days(joined, left):
    now = timezone.now()
    left_on = months_later(now, -int(left)).date() if left else None
    return {"joined_on": months_later(now, -int(joined)).date(), "left_on": left_on}
