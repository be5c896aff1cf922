"""The places of an event: the one module that counts them. Nobody else writes the counts of a pool.

Every operation that moves a place begins with `lock_pools`. Then it alone knows the counts, until
it commits: on PostgreSQL by FOR NO KEY UPDATE of the pools, those of sessions last, on SQLite because a transaction begins by taking the one lock for writing. A CHECK in the database is the
second net: `taken` never exceeds `places`.
"""

from datetime import timedelta

from django.db import connection
from django.db.models import Q
from django.utils import timezone

from clusterhub.events.emails.parties import tell_leader
from clusterhub.events.models import (
    Event,
    Outcome,
    Pool,
    PoolKind,
    RegistrationStatus,
    WaitingEntry,
)
from clusterhub.events.operations.group_places import held_until, of_turn, release_due
from clusterhub.events.operations.overdue import unanswered_offers, unproven_holds
from clusterhub.events.operations.recounting import counted
from clusterhub.events.operations.shown_places import keep_shown
from clusterhub.events.operations.steps import session_facts, step
from clusterhub.events.registration_states import Verb, move
from clusterhub.web.prepared import Prepared
from clusterhub.web.prepared_writes import PreparedInsert, PreparedUpdate

PLACED_AT_ONCE_BEFORE = timedelta(hours=6)  # Nobody answers an offer so close to the start.
LEAST_OFFER = timedelta(hours=1)
COUNTS = ["taken", "waiting_count", "last_number", "places", "released_at"]


class Places:
    """The locked pools of one event, and the event as it is after the lock."""

    def __init__(self, event, pools, now):
        self.event, self.pools, self.now = event, pools, now
        self.before = {pool.pk: counts_of(pool) for pool in pools.values()}
        self.admission = getattr(event, "admission", None)

    def of_mode(self, mode):
        """The pool for everybody of this mode, or None where the mode is not offered."""
        pools = self.pools.values()
        return next((p for p in pools if p.kind == PoolKind.MODE and p.mode == mode), None)


def counts_of(pool):
    return tuple(getattr(pool, name) for name in COUNTS)


def lock_pools(event_pk, *, sessions=(), now=None):
    """Lock the event's pools (those of `sessions` too) and read the event: the first statement of
    everything that moves a place, inside a transaction."""
    if connection.vendor == "postgresql":
        # Who waited for a lock sees the rows as they were when she came; what was made or changed
        # meanwhile is only there for the next statement.
        _wait_for(event_pk, sessions)
    pools = {pool.pk: pool for pool in _locked(event_pk, sessions)}
    event = next((pool.event for pool in pools.values()), None) or _event(event_pk)
    if event is None:
        raise Event.DoesNotExist
    for pool in pools.values():
        pool.event = event
    return Places(event, pools, now or timezone.now())


def _wait_for(event_pk, sessions):
    if sessions:
        list(_to_lock(event_pk, sessions).values_list("pk"))
    else:
        _main_locks(event_pk)


def _locked(event_pk, sessions):
    return _pools(event_pk, sessions) if sessions else _main_pools(event_pk)


def _to_lock(event_pk, sessions=()):
    main = ~Q(kind=PoolKind.SESSION) | Q(session_id__in=sessions)
    rows = Pool.objects.select_for_update(no_key=True).filter(main, event_id=event_pk)
    # Always in this order, by which sessions come last: no dead-lock.
    return rows.order_by("kind", "pk")


def _pools(event_pk, sessions=()):
    pools = _to_lock(event_pk, sessions).select_related("event__admission")
    return pools.select_for_update(no_key=True, of=("self",))


_main_locks = Prepared(lambda pk: _to_lock(pk).values_list("pk"))
_main_pools = Prepared(_pools)
_event = Prepared(lambda pk: Event.objects.select_related("admission").filter(pk=pk)).one
_save_counts = PreparedUpdate(Pool, *COUNTS)
_insert_turn = PreparedInsert(WaitingEntry)


def take(places, pool, size=1):
    """Take `size` places if they are free, after what has run out was given to who waits."""
    if not pool.fits(size):
        release_due(places)
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
    return _insert_turn(
        WaitingEntry(
            pool=pool,
            registration=registration,
            party=party,
            size=size,
            number=pool.last_number,
            joined_at=places.now,
        )
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
    is_over = places.now >= places.event.ends_at  # A place in what has been held helps nobody.
    if is_over or pool.free == 0 or not pool.waiting_count:
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
        else:
            tell_leader(entry)
        return
    entry.offered_at, entry.keep_until = places.now, places.now
    entry.ended_at, entry.outcome = places.now, Outcome.ACCEPTED
    entry.save(update_fields=["offered_at", "keep_until", "ended_at", "outcome"])
    if entry.party_id:
        for registration in list(of_turn(entry)):
            settle_in(places, registration, pool)
    elif pool.session_id:
        seat(places, entry.registration, pool)
    else:
        settle_in(places, entry.registration, pool)


def seat(places, registration, pool):
    """The place that was taken in a session's pool is hers now."""
    registration.session_places.create(session_id=pool.session_id, pool=pool, placed_at=places.now)
    step(registration, "got a place in a session", by=None, **session_facts(pool.session))


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
        registration.keep_until = held_until(places, registration)
    registration.pool, registration.mode = pool, pool.mode
    _save_status(places, registration, "mode")
    is_asked = registration.party_id and registration.status == RegistrationStatus.HELD
    step(registration, "invited" if is_asked else "placed", by=None, mode=pool.mode)


def leave_turn(places, registration):
    """She waits in the turn of her group no more: it waits for one place less."""
    if registration.party_id is None or registration.status != RegistrationStatus.WAITING:
        return
    turns = WaitingEntry.objects.open().filter(party=registration.party_id)
    if (entry := turns.first()) is None or registration.turns.open().exists():
        return
    if entry.size == 1:
        leave_queue(places, entry, Outcome.LEFT)
        return
    if entry.offered_at:
        give_back(places.pools[entry.pool_id])
    entry.size -= 1
    entry.save(update_fields=["size"])


def _save_status(places, registration, *more):
    registration.status_at = places.now
    registration.calendar_sequence += 1  # Else her calendar would take it for what it knows.
    columns = ("status", "pool", "keep_until", "status_at", "calendar_sequence", *more)
    registration.save(update_fields=columns)


def lapse_due(places, pool):
    """What nobody answered in time goes on: unproven holds and offers of this pool."""
    for registration in unproven_holds(pool.pk, places.now):
        lapse_hold(places, registration)
    for entry in unanswered_offers(pool.pk, places.now):
        lapse_offer(places, entry)
    serve(places, pool)


def lapse_hold(places, registration):
    give_back(places.pools[registration.pool_id])
    end(places, registration, Verb.LAPSE, by=None)


def lapse_offer(places, entry):
    waiting = [] if entry.registration_id else list(of_turn(entry))
    leave_queue(places, entry, Outcome.LAPSED)
    for each in waiting:
        end(places, each, Verb.LAPSE, by=None)
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
    _save_status(places, registration)
    step(registration, str(registration.status), by=by, **details)


def settle(places):
    """Serve what came free, write the counts of every pool once, and what pages say of them."""
    release_due(places)
    for pool in places.pools.values():
        serve(places, pool)
    for pool in places.pools.values():
        if counts_of(pool) != places.before.get(pool.pk):
            _save_counts(pool)
            places.before[pool.pk] = counts_of(pool)
    if places.admission is not None:
        keep_shown(places.admission, places.pools.values())


def count_again(places):
    """Write the counts that the rows have, and serve nobody: after people were forgotten."""
    for pk, (taken, waiting) in counted(places.event).items():
        pool = places.pools[pk]
        pool.taken, pool.waiting_count = taken, waiting
        pool.save(update_fields=["taken", "waiting_count"])
