"""The pools of a person's sessions, locked after those of the event."""

from django.db.models import Q

from clusterhub.events.models import Pool
from clusterhub.events.operations.places import counts_of


def lock_her_sessions(places, registration):
    """Add the pools of all sessions in which she has a chair or a turn.

    Which these are is read under the lock of the event: somebody who chooses another one at this
    moment waits, or has it already. Whoever holds the pool of a session holds the event's, too,
    and those are locked first everywhere, so nobody waits here for long, or for ever.
    """
    seat = Q(session__session_places__registration=registration)
    turn = Q(queue__registration=registration)
    keys = Pool.objects.filter(seat | turn, event=registration.event_id).exclude(session=None)
    rows = Pool.objects.select_for_update(no_key=True).filter(pk__in=keys.values("pk"))
    for pool in rows.exclude(pk__in=places.pools).order_by("pk"):
        pool.event = places.event
        places.pools[pool.pk] = pool
        places.before[pool.pk] = counts_of(pool)
