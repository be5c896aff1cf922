"""Places in sessions: counted by the same allocator as those of the event, chosen by who has one there."""

from django.db import transaction

from clusterhub.activity.operations import record_activity
from clusterhub.events.clashes import overlap
from clusterhub.events.models import (
    AttendanceMode,
    Outcome,
    Pool,
    PoolKind,
    Registration,
    RegistrationStatus,
    RoomKind,
    Session,
    SessionPlace,
    WaitingEntry,
)
from clusterhub.events.operations.places import (
    give_back,
    join_queue,
    leave_queue,
    lock_pools,
    settle,
    take,
)
from clusterhub.events.operations.refusals import (
    FewerThanTaken,
    NoPlaceYet,
    OnlyOnSite,
    SessionHasPeople,
    SessionNotOpen,
    SessionsClash,
)
from clusterhub.events.operations.registering import demand_not_over
from clusterhub.events.operations.steps import session_facts, step


@transaction.atomic
def choose_session(registration, *, session, by=None, despite_clash=False):
    """A place in the session, or the last turn in its queue; where places are not counted, a line in
    her agenda. Chosen twice is chosen once."""
    places = lock_pools(registration.event_id, sessions=[session.pk])
    registration = Registration.objects.select_related("event").get(pk=registration.pk)
    session = _open_session(places, registration, session.pk)
    pool = _pool_of(places, session)
    if _has_it(registration, session, pool):
        return registration
    if pool and registration.mode == AttendanceMode.ONLINE and _is_on_site(session):
        raise OnlyOnSite
    if not despite_clash and (other := clashing(registration, session)):
        raise SessionsClash(other)
    if pool is None or take(places, pool):
        registration.session_places.create(session=session, pool=pool, placed_at=places.now)
        step(registration, "chose a session", by=by, session=session.pk)
    else:
        join_queue(places, pool, registration=registration)
        step(registration, "waits for a session", by=by, session=session.pk)
    settle(places)
    return registration


def clashing(registration, session):
    """A session that she has a place in at the same time, if there is one."""
    chosen = Session.objects.filter(
        session_places__registration=registration, session_places__ended_at=None
    )
    return next((other for other in chosen.exclude(pk=session.pk) if overlap(other, session)), None)


def _open_session(places, registration, pk):
    demand_not_over(places)
    if registration.status != RegistrationStatus.CONFIRMED:
        raise NoPlaceYet
    rows = Session.objects.select_related("room").filter(event=places.event, cancelled_at=None)
    session = rows.filter(pk=pk).first()
    if session is None or (session.starts_at and session.starts_at <= places.now):
        raise SessionNotOpen
    return session


def _is_on_site(session):
    return session.room is None or session.room.kind == RoomKind.ON_SITE


def _pool_of(places, session):
    return next((p for p in places.pools.values() if p.session_id == session.pk), None)


def _has_it(registration, session, pool):
    if registration.session_places.filter(session=session, ended_at=None).exists():
        return True
    return pool is not None and registration.turns.open().filter(pool=pool).exists()


@transaction.atomic
def leave_session(registration, *, session, by=None):
    """Give the place in a session back, or the turn; whoever waits next gets the place at once."""
    places = lock_pools(registration.event_id, sessions=[session.pk])
    seats = registration.session_places.filter(session=session, ended_at=None)
    turns = WaitingEntry.objects.open().filter(
        registration=registration, pool__session=session, pool__in=places.pools
    )
    if _end_seats(places, seats) + _end_turns(places, turns):
        step(registration, "left a session", by=by, session=session.pk)
    settle(places)
    return registration


def leave_sessions_on_site(places, registration):
    """Who takes part online from now on keeps no chair. The pools are locked."""
    seats = registration.session_places.filter(ended_at=None, pool__in=places.pools)
    rooms = seats.exclude(session__room__kind=RoomKind.ONLINE)
    turns = registration.turns.open().filter(pool__in=places.pools, pool__kind=PoolKind.SESSION)
    return _end_seats(places, rooms) + _end_turns(places, turns)


def _end_seats(places, seats):
    seats = list(seats)
    for seat in seats:
        if seat.pool_id:
            give_back(places.pools[seat.pool_id])
        seat.ended_at = places.now
        seat.save(update_fields=["ended_at"])
    return len(seats)


def _end_turns(places, turns):
    turns = list(turns)
    for entry in turns:
        leave_queue(places, entry, Outcome.LEFT)
    return len(turns)


@transaction.atomic
def set_session_places(session, *, places, by):
    """Count the places of a session from now on: who chose it before has one. More places serve the
    queue at once, fewer than are taken are refused. None: as many as like."""
    locked = lock_pools(session.event_id, sessions=[session.pk])
    pool = _pool_of(locked, session)
    if pool is None:
        if places is None:
            return None
        pool = Pool(event_id=session.event_id, kind=PoolKind.SESSION, session=session)
        chosen = SessionPlace.objects.filter(session=session, ended_at=None, pool=None)
        count = chosen.count()
        _demand_enough(places, count)
        pool.places = places
        pool.save(force_insert=True)
        locked.pools[pool.pk] = pool
        take(locked, pool, count)
        chosen.update(pool=pool)
    elif pool.places == places:
        return pool
    _demand_enough(places, pool.taken)
    pool.places = places
    settle(locked)
    record_activity(
        "set the places of a session of", locked.event, by=by, session=session.title, places=places
    )
    return pool


def _demand_enough(places, taken):
    if places is not None and places < taken:
        raise FewerThanTaken(taken)


def empty_session(session, verb, *, by):
    """Nobody has a place in it any more, and everybody who had one, or waited, is told why."""
    locked = lock_pools(session.event_id, sessions=[session.pk])
    seats = SessionPlace.objects.filter(session=session, ended_at=None)
    turns = WaitingEntry.objects.open().filter(pool__session=session)
    concerned = {*seats.values_list("registration", flat=True)}
    concerned |= {*turns.values_list("registration", flat=True)}
    _end_turns(locked, turns)
    _end_seats(locked, seats)
    settle(locked)
    _tell(concerned - {None}, session, verb, by=by)


def tell_choosers(session, *, by):
    """Everybody who comes to a session learns that its hour or its room is another one."""
    seats = SessionPlace.objects.filter(session=session, ended_at=None)
    _tell({*seats.values_list("registration", flat=True)}, session, "a session moved", by=by)


def _tell(registrations, session, verb, *, by):
    facts = session_facts(session)
    rows = Registration.objects.living().filter(pk__in=registrations).order_by("pk")
    for registration in rows:
        step(registration, verb, by=by, **facts)


def remove_sessions(event, sessions):
    """Take sessions away that nobody has chosen; SessionHasPeople tells of one that somebody has."""
    keys = [session.pk for session in sessions]
    lock_pools(event.pk, sessions=keys)
    for session in sessions:
        count = SessionPlace.objects.filter(session=session, ended_at=None).count()
        count += WaitingEntry.objects.open().filter(pool__session=session).count()
        if count:
            raise SessionHasPeople(session, count)
    # Of places that were given back nothing is left but these rows, and they hold the session.
    WaitingEntry.objects.filter(pool__session__in=keys).delete()
    SessionPlace.objects.filter(session__in=keys).delete()
    Session.objects.filter(pk__in=keys).delete()
