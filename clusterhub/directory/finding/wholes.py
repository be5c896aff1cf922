"""Clusters in a question, as far as the asker knows of them: a tie shows nowhere to whom one of its
ends is hidden, and a list of "who is in it" would show all of its ties at once."""

from dataclasses import replace

from django.db.models import Q

from clusterhub.directory.models import Organisation
from clusterhub.directory.states import LISTED

_NOBODY = ("-",)  # No slug is this.


def only_known(wanted, seer):
    """`wanted` without the clusters that `seer` may not see; one statement, where any are named."""
    if not wanted.member_of or seer.sees_all:
        return wanted
    seen = Organisation.objects.filter(Q(state__in=LISTED) | Q(pk__in=seer.own))
    known = seen.filter(slug__in=wanted.member_of).order_by("slug").values_list("slug", flat=True)
    return replace(wanted, member_of=tuple(known) or _NOBODY)
