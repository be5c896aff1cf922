from django.db import transaction

from clusterhub.events.models import AttendanceMode, Registration, RegistrationStatus
from clusterhub.events.operations.choosing import leave_sessions_on_site
from clusterhub.events.operations.places import join_queue, lock_pools, settle, settle_in, take
from clusterhub.events.operations.refusals import NoRegistration, NothingToSwitch, SwitchClosed
from clusterhub.events.operations.registering import demand_not_over
from clusterhub.events.operations.session_locks import lock_her_sessions
from clusterhub.events.operations.steps import step


@transaction.atomic
def switch_mode(registration, *, mode, by=None):
    """Take part in the other way: at once where a place is free, else with a turn for it. What she
    has she keeps until then."""
    places = lock_pools(registration.event_id)
    lock_her_sessions(places, registration)
    registration = Registration.objects.select_related("event").get(pk=registration.pk)
    demand_not_over(places)
    pool = places.of_mode(mode)
    if pool is None:
        raise NoRegistration
    if registration.status != RegistrationStatus.CONFIRMED:
        raise NothingToSwitch
    if places.admission.switch_until and places.now >= places.admission.switch_until:
        raise SwitchClosed
    waits = registration.turns.open().filter(pool=pool).exists()
    if pool.pk == registration.pool_id or waits:
        return registration
    if take(places, pool):
        settle_in(places, registration, pool)
        if mode == AttendanceMode.ONLINE:
            leave_sessions_on_site(places, registration)
    else:
        join_queue(places, pool, registration=registration)
        step(registration, "waits to switch", by=by, mode=str(mode))
    settle(places)
    return Registration.objects.get(pk=registration.pk)
