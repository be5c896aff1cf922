"""The places of an event: the one module that counts them. Nobody else writes the counts of a pool.

Every operation that moves a place begins with `lock_pools`. Then it alone knows the counts, until
it commits: on PostgreSQL by FOR NO KEY UPDATE of the pools in the order of their keys, on SQLite
because a transaction begins by taking the one lock for writing. A CHECK in the database is the
second net: `taken` never exceeds `places`.
"""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from clusterhub.events.models import (
    Admission,
    Event,
    Outcome,
    Pool,
    PoolKind,
    Registration,
    RegistrationStatus,
    WaitingEntry,
)
from clusterhub.events.operations.steps import step
from clusterhub.events.registration_states import Verb, move

PLACED_AT_ONCE_BEFORE = timedelta(hours=6)  # Nobody answers an offer so close to the start.
LEAST_OFFER = timedelta(hours=1)
EXACT_BELOW = 20  # Pages say "12 places left" only when it matters.


class Places:
    """The locked pools of one event, and the event as it is after the lock."""

    def __init__(self, event, pools, now):
        self.event, self.pools, self.now = event, pools, now
        self.admission = getattr(event, "admission", None)

    def of_mode(self, mode):
        """The pool for everybody of this mode, or None where the mode is not offered."""
        pools = self.pools.values()
        return next((p for p in pools if p.kind == PoolKind.MODE and p.mode == mode), None)


def lock_pools(event_pk, *, sessions=(), now=None):
    """Lock the event's pools (those of `sessions` too) and read the event: the first statement of
    everything that moves a place, inside a transaction."""
    main = ~Q(kind=PoolKind.SESSION) | Q(session_id__in=sessions)
    rows = Pool.objects.select_for_update(no_key=True, of=("self",)).filter(main, event_id=event_pk)
    pools = {pool.pk: pool for pool in rows.order_by("pk")}  # Always ascending: no dead-lock.
    event = Event.objects.select_related("admission").get(pk=event_pk)
    return Places(event, pools, now or timezone.now())


def take(places, pool, size=1):
    """Take `size` places if they are free, after what has run out was given to who waits."""
    if not pool.fits(size):
        lapse_due(places, pool)
    if not pool.fits(size):
        return False
    pool.taken += size
    return True


def give_back(pool, size=1):
    pool.taken -= size


def join_queue(places, pool, *, registration=None, party=None, size=1):
    """The last turn of the queue; the order is that of the lock."""
    pool.last_number += 1
    pool.waiting_count += 1
    return WaitingEntry.objects.create(
        pool=pool,
        registration=registration,
        party=party,
        size=size,
        number=pool.last_number,
        joined_at=places.now,
    )


def leave_queue(places, entry, outcome):
    """End a turn; what was offered to it is free again."""
    pool = places.pools[entry.pool_id]
    if entry.offered_at is None:
        pool.waiting_count -= 1
    elif outcome != Outcome.ACCEPTED:
        give_back(pool, entry.size)
    entry.ended_at, entry.outcome = places.now, outcome
    entry.save(update_fields=["ended_at", "outcome"])


def serve(places, pool):
    """Give what is free to who waits, in order: at once, or as an offer for a while.

    A group for which too little is free keeps its turn and lets those behind it pass. Returns the
    entries that were served.
    """
    served = []
    if pool.free == 0 or not pool.waiting_count:
        return served
    for entry in pool.queue.unserved().select_related("registration").iterator(chunk_size=200):
        if not pool.fits(entry.size):
            if pool.free == 0:
                break
            continue
        pool.taken += entry.size
        pool.waiting_count -= 1
        _give(places, pool, entry)
        served.append(entry)
    return served


def _give(places, pool, entry):
    until = _offered_until(places, pool)
    if until is not None:
        entry.offered_at, entry.keep_until = places.now, until
        entry.save(update_fields=["offered_at", "keep_until"])
        if entry.registration:
            step(entry.registration, "offered", by=None, until=until.isoformat())
        return
    entry.offered_at, entry.keep_until = places.now, places.now
    entry.ended_at, entry.outcome = places.now, Outcome.ACCEPTED
    entry.save(update_fields=["offered_at", "keep_until", "ended_at", "outcome"])
    if entry.registration and pool.session_id:
        seat(places, entry.registration, pool)
    elif entry.registration:
        settle_in(places, entry.registration, pool)


def seat(places, registration, pool):
    """The place that was taken in a session's pool is hers now."""
    registration.session_places.create(session_id=pool.session_id, pool=pool, placed_at=places.now)
    step(registration, "got a place in a session", by=None, session=pool.session_id)


def _offered_until(places, pool):
    """Until when a freed place waits for an answer; None where it is given without asking."""
    hours = places.admission.offer_hours if places.admission else None
    left = places.event.starts_at - places.now
    if hours is None or pool.kind == PoolKind.SESSION or left < PLACED_AT_ONCE_BEFORE:
        return None
    return places.now + min(timedelta(hours=hours), max(LEAST_OFFER, left / 4))


def settle_in(places, registration, pool):
    """The place that was taken in `pool` is hers now: she moves there from where she was."""
    if registration.has_a_place:
        give_back(places.pools[registration.pool_id])
        registration.status = move(registration.status, Verb.SWITCH)
    elif registration.proven_at:
        registration.status = move(registration.status, Verb.PLACE)
    else:
        registration.status = move(registration.status, Verb.HOLD)
        registration.keep_until = places.now + timedelta(minutes=places.admission.hold_minutes)
    registration.pool, registration.mode = pool, pool.mode
    registration.status_at = places.now
    registration.save(update_fields=["status", "keep_until", "pool", "mode", "status_at"])
    step(registration, "placed", by=None, mode=pool.mode)


def lapse_due(places, pool):
    """What nobody answered in time goes on: unproven holds and offers of this pool."""
    holds = pool.registrations.filter(
        status=RegistrationStatus.HELD, keep_until__lte=places.now
    ).order_by("pk")
    for registration in holds:
        lapse_hold(places, registration)
    offers = pool.queue.open().filter(offered_at__isnull=False, keep_until__lte=places.now)
    for entry in offers.select_related("registration").order_by("number"):
        lapse_offer(places, entry)
    serve(places, pool)


def lapse_hold(places, registration):
    give_back(places.pools[registration.pool_id])
    end(places, registration, Verb.LAPSE, by=None)


def lapse_offer(places, entry):
    leave_queue(places, entry, Outcome.LAPSED)
    registration = entry.registration
    if registration is None:
        return
    step(registration, "let an offer lapse", by=None)
    if registration.status == RegistrationStatus.WAITING and not registration.turns.open().exists():
        end(places, registration, Verb.LAPSE, by=None)


def end(places, registration, verb, *, by, **details):
    """Cancelled, lapsed or refused; the place, if there was one, was given back before."""
    registration.status = move(registration.status, verb)
    registration.pool, registration.keep_until = None, None
    registration.status_at = places.now
    registration.save(update_fields=["status", "pool", "keep_until", "status_at"])
    step(registration, str(registration.status), by=by, **details)


def settle(places):
    """Serve what came free, write the counts of every pool once, and what pages say of them."""
    for pool in places.pools.values():
        serve(places, pool)
    for pool in places.pools.values():
        pool.save(update_fields=["taken", "waiting_count", "last_number", "places"])
    if places.admission is None:
        return
    shown = " ".join(_shown(pool) for pool in places.pools.values() if pool.kind == PoolKind.MODE)
    if shown != places.admission.places_shown:
        places.admission.places_shown = shown
        Admission.objects.filter(pk=places.event.pk).update(places_shown=shown)


def _shown(pool):
    """ "on_site:12": exact where few are left, so that a kept page is seldom made anew."""
    if pool.free is None or pool.free > max(EXACT_BELOW, pool.places // 10):
        return f"{pool.mode}:free"
    return f"{pool.mode}:{pool.free}"


def counted(event):
    """What the rows say that each pool's counts should be: {pk: (taken, waiting)}; for checks."""
    pools = {}
    for pool in Pool.objects.filter(event=event):
        offered = pool.queue.open().filter(offered_at__isnull=False)
        here = Registration.objects.with_a_place().filter(pool=pool).count()
        in_session = (
            pool.session.session_places.filter(pool=pool, ended_at=None).count()
            if pool.session_id
            else 0
        )
        pools[pool.pk] = (
            here + in_session + sum(offered.values_list("size", flat=True)),
            pool.queue.unserved().count(),
        )
    return pools
