from django.db import transaction

from clusterhub.activity.operations import record_activity
from clusterhub.directory.kinds import Part
from clusterhub.directory.models import MemberCount
from clusterhub.directory.operations.changes import settle
from clusterhub.directory.operations.ownership import lock_for
from clusterhub.directory.operations.profile import confirm_locked


@transaction.atomic
def record_count(organisation, *, counted_on, by, **numbers):
    """How many members of each type (`MemberCount.TYPES`) there were on a day; a day counts once,
    and what is said last of it holds. Raises NotTheOwner."""
    organisation = lock_for(organisation, by=by)
    count, _is_new = MemberCount.objects.update_or_create(
        organisation=organisation,
        counted_on=counted_on,
        defaults=numbers | {"stated_by": by, "source": "declared"},
    )
    confirm_locked(organisation, [Part.MEMBERS], by)
    settle(organisation, by=by, changed=["counts"])
    record_activity("counted the members of", organisation, by=by, total=count.total)
    return count
