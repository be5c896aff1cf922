"""Whose turn it is: offers accepted, declined and run out; more places, fewer places."""

from django.db import transaction
from django.utils import timezone

from clusterhub.events.models import (
    Outcome,
    Pool,
    PoolKind,
    Registration,
    RegistrationStatus,
    WaitingEntry,
)
from clusterhub.events.operations.places import (
    end,
    lapse_due,
    leave_queue,
    lock_pools,
    settle,
    settle_in,
)
from clusterhub.events.operations.refusals import FewerThanTaken, NoLongerOffered
from clusterhub.events.operations.registering import lapse_unproven, unproven_too_long
from clusterhub.events.operations.steps import step
from clusterhub.events.registration_states import Verb


def accept_offer(entry, *, by=None):
    """Take the offered place; where it has run out, it goes on and NoLongerOffered is raised."""
    if not _accept(entry, by):
        raise NoLongerOffered
    return Registration.objects.get(pk=entry.registration_id)


@transaction.atomic
def _accept(entry, by):
    places, entry = _locked(entry)
    if entry.ended_at is not None or entry.offered_at is None:
        return entry.outcome == Outcome.ACCEPTED
    if entry.keep_until < places.now:
        lapse_due(places, places.pools[entry.pool_id])
        settle(places)  # Kept although we refuse: the place is somebody else's now.
        return False
    leave_queue(places, entry, Outcome.ACCEPTED)
    registration = entry.registration
    if registration.proven_at is None:  # The offer came by mail, so the mail arrives.
        registration.proven_at = places.now
        registration.save(update_fields=["proven_at"])
    settle_in(places, registration, places.pools[entry.pool_id])
    step(registration, "accepted an offer", by=by)
    settle(places)
    return True


@transaction.atomic
def decline_offer(entry, *, by=None):
    """Let the next one have it; who holds no place elsewhere is not registered any more."""
    return _leave(entry, Outcome.DECLINED, by)


@transaction.atomic
def leave_list(entry, *, by=None):
    """Wait no longer, and keep the place held in another mode."""
    return _leave(entry, Outcome.LEFT, by)


def _leave(entry, outcome, by):
    places, entry = _locked(entry)
    registration = entry.registration
    if entry.ended_at is not None:
        return registration
    leave_queue(places, entry, outcome)
    is_last = not registration.turns.open().exists()
    if registration.status == RegistrationStatus.WAITING and is_last:
        end(places, registration, Verb.CANCEL, by=by, outcome=str(outcome))
    else:
        step(registration, f"{outcome} a turn", by=by)
    settle(places)
    return registration


@transaction.atomic
def set_places(pool, *, places, by):
    """More places serve the queue at once; fewer than taken are refused. None: no limit."""
    locked = lock_pools(pool.event_id, sessions=[pool.session_id] if pool.session_id else ())
    pool = locked.pools[pool.pk]
    if places is not None and places < pool.taken:
        raise FewerThanTaken(pool.taken)
    pool.places = places
    settle(locked)
    return pool


def lapse_expired(now=None):
    """Let go on what has run out in any event; each event in a transaction of its own."""
    now = now or timezone.now()
    holds = Registration.objects.filter(status=RegistrationStatus.HELD, keep_until__lte=now)
    offers = WaitingEntry.objects.open().filter(offered_at__isnull=False, keep_until__lte=now)
    pools = Pool.objects.filter(pk__in=[*holds.values_list("pool", flat=True)])
    kept = Pool.objects.filter(kind=PoolKind.GROUP, releases_at__lte=now, released_at=None)
    events = {*pools.values_list("event", flat=True), *offers.values_list("pool__event", flat=True)}
    events.update(kept.values_list("event", flat=True))
    for event_pk in sorted(events):
        with transaction.atomic():
            places = lock_pools(event_pk, now=now)
            for pool in places.pools.values():
                lapse_due(places, pool)
            settle(places)
    for event_pk in unproven_too_long(now).values_list("event", flat=True).distinct():
        lapse_unproven(event_pk, now)
    return len(events)


def _locked(entry):
    sessions = [entry.pool.session_id] if entry.pool.session_id else ()
    places = lock_pools(entry.pool.event_id, sessions=sessions)
    entry = WaitingEntry.objects.select_related("registration__event").get(pk=entry.pk)
    return places, entry
