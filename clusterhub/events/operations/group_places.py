"""Places of groups: kept for an organisation until a moment, held for members who confirm one by one.
Called by operations.places under its lock; nothing here locks or saves a pool."""

from datetime import timedelta

from django.db.models import Exists, OuterRef

from clusterhub.events.models import PoolKind, RegistrationStatus, WaitingEntry

HELD_FOR = timedelta(days=7)
HELD_UNTIL_BEFORE_START = timedelta(hours=24)


def kept_for(places, organisation, mode):
    """Pools with places that are kept for an organisation and not released yet."""
    if organisation is None:
        return []
    pools = [p for p in places.pools.values() if p.organisation_id == organisation.pk]
    return [p for p in pools if p.kind == PoolKind.GROUP and p.mode == mode and not p.released_at]


def release_due(places):
    """What was kept for a group until now, and what comes back to it later, is everybody's."""
    for pool in places.pools.values():
        if pool.kind != PoolKind.GROUP:
            continue
        if pool.releases_at and pool.releases_at <= places.now and pool.released_at is None:
            pool.released_at = places.now
        if pool.released_at and pool.free:
            everybody = places.of_mode(pool.mode)
            if everybody is not None and everybody.places is not None:
                everybody.places += pool.free
            pool.places = pool.taken


def of_turn(entry):
    """Who waits in the turn of her group, in the order of its list."""
    own = WaitingEntry.objects.open().filter(registration=OuterRef("pk"), pool=entry.pool_id)
    rows = entry.party.registrations.filter(status=RegistrationStatus.WAITING)
    return rows.select_related("event").filter(~Exists(own)).order_by("pk")


def held_until(places, registration):
    """Members of a group have days, since others registered them; everybody else has minutes."""
    soon = places.now + timedelta(minutes=places.admission.hold_minutes)
    if registration.party_id is None:
        return soon
    return max(soon, min(places.now + HELD_FOR, places.event.starts_at - HELD_UNTIL_BEFORE_START))
