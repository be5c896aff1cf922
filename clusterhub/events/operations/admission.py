"""How one registers for an event: whether at all, from when to when, and how many places there are."""

from django.db import transaction

from clusterhub.activity.operations import record_activity
from clusterhub.events.models import Admission, AttendanceMode, EventFormat, Pool, PoolKind
from clusterhub.events.operations.asking import derive_extras
from clusterhub.events.operations.places import lock_pools, settle
from clusterhub.events.operations.refusals import FewerThanTaken

MODES_OF = {
    EventFormat.ON_SITE: (AttendanceMode.ON_SITE,),
    EventFormat.ONLINE: (AttendanceMode.ONLINE,),
    EventFormat.HYBRID: (AttendanceMode.ON_SITE, AttendanceMode.ONLINE),
}


@transaction.atomic
def set_admission(event, *, places, by, **settings):
    """Open registration, or change it. `places` has the number for each mode of the event, None
    for no limit; more places serve who waits at once, FewerThanTaken refuses less than is taken.
    """
    admission, is_new = Admission.objects.get_or_create(event=event)
    for name, value in settings.items():
        setattr(admission, name, value)
    admission.save(update_fields=[*settings])
    for mode in places:
        Pool.objects.get_or_create(event=event, kind=PoolKind.MODE, mode=mode)
    locked = lock_pools(event.pk)
    for mode, number in places.items():
        pool = locked.of_mode(mode)
        if number is not None and number < pool.taken:
            raise FewerThanTaken(pool.taken)
        pool.places = number
    settle(locked)
    derive_extras(event)
    verb = "opened registration for" if is_new else "changed registration for"
    record_activity(verb, event, by=by, places={str(m): n for m, n in places.items()})
    return admission


@transaction.atomic
def end_registration(event, *, by):
    """Take no more registrations; those that are there stay."""
    locked = lock_pools(event.pk)
    admission = locked.admission
    admission.closes_at = locked.now
    if admission.opens_at and admission.opens_at >= locked.now:
        admission.opens_at = None
    admission.save(update_fields=["opens_at", "closes_at"])
    record_activity("closed registration for", event, by=by)
    return admission
