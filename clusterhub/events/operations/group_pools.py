"""Whether groups may register, and places that are kept for an organisation until a moment."""

from django.db import transaction

from clusterhub.activity.operations import record_activity
from clusterhub.events.models import Pool, PoolKind
from clusterhub.events.operations.group_refusals import (
    FewerFree,
)
from clusterhub.events.operations.places import lock_pools, settle
from clusterhub.events.operations.refusals import (
    NoRegistration,
)


@transaction.atomic
def allow_groups(event, *, is_allowed, by):
    """Let the editors of organisations register their people in one go, or no longer."""
    places = lock_pools(event.pk)
    if places.admission is None:
        raise NoRegistration
    if places.admission.allows_parties != is_allowed:
        places.admission.allows_parties = is_allowed
        places.admission.save(update_fields=["allows_parties"])
        verb = "lets groups register for" if is_allowed else "lets no groups register for"
        record_activity(verb, event, by=by)
    return places.admission


@transaction.atomic
def keep_places(event, *, organisation, mode, places, releases_at=None, by):
    """Keep so many of the places that are free for everybody; `releases_at` gives back what is left.

    FewerFree where so many are not free.
    """
    locked = lock_pools(event.pk)
    everybody = locked.of_mode(mode)
    if everybody is None:
        raise NoRegistration
    if not everybody.fits(places):
        raise FewerFree(everybody.free)
    if everybody.places is not None:
        everybody.places -= places
    pool = Pool.objects.create(
        event=locked.event,
        kind=PoolKind.GROUP,
        mode=mode,
        organisation=organisation,
        label=str(organisation)[:100],
        places=places,
        releases_at=releases_at,
    )
    settle(locked)
    record_activity("kept places at", event, by=by, organisation=str(organisation), places=places)
    return pool


@transaction.atomic
def release_places(pool, *, by):
    """Give what is left of the kept places to everybody now; what comes back later follows."""
    locked = lock_pools(pool.event_id)
    pool = locked.pools[pool.pk]
    if pool.kind == PoolKind.GROUP and pool.released_at is None:
        pool.released_at = locked.now
        settle(locked)
        record_activity("released places of", locked.event, by=by, group=pool.label)
    return pool
