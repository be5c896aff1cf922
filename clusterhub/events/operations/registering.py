"""To come, to prove one's address, to give the place back: each under the lock of the places."""

from datetime import timedelta

from django.db import transaction

from clusterhub.events.addresses import address_key
from clusterhub.events.models import EventStatus, Outcome, Registration, RegistrationStatus, Way
from clusterhub.events.models.registration import OVER
from clusterhub.events.operations.places import (
    end,
    give_back,
    join_queue,
    leave_queue,
    lock_pools,
    settle,
    take,
)
from clusterhub.events.operations.refusals import (
    EventCalledOff,
    HoldRanOut,
    NoRegistration,
    NotOpenYet,
    RegistrationClosed,
)
from clusterhub.events.operations.steps import step
from clusterhub.events.registration_states import NEW, Verb, move
from clusterhub.events.tickets import new_ticket_code

TRUSTED = (Way.DESK, Way.DOOR)  # Somebody who runs the event vouches for the address.
UNPROVEN_TURN_LASTS = timedelta(hours=24)


@transaction.atomic
def register(
    event, *, name, email, mode, by=None, attendee=None, way=Way.PAGE, holds=True, **facts
):
    """A place in `mode` at once, held until the address is proven; else the last turn in its queue.

    Whoever is registered already gets that registration back, whatever she asks for now. An
    `attendee` has proven her address when she opened her account. Without `holds` there is neither
    place nor turn until the address is proven: for what looks like a flood.
    """
    places = lock_pools(event.pk)
    pool = _open_pool(places, mode, way)
    key = address_key(email)
    if already := _living(event, key, attendee):
        return _joined(already, attendee)
    is_proven = attendee is not None or way in TRUSTED
    is_asked = places.admission.needs_approval or not (holds or is_proven)
    has_place = not is_asked and take(places, pool)
    verb = _first_verb(is_asked, is_proven, has_place)
    registration = Registration(
        event=places.event,
        pool=pool if has_place else None,
        mode=mode,
        name=name,
        email=email,
        address_key=key,
        attendee=attendee,
        status=move(NEW, verb),
        status_at=places.now,
        registered_at=places.now,
        **{"proven_at": places.now if is_proven else None, "way": way, "by": by, **facts},
        keep_until=_held_until(places) if verb == Verb.HOLD else None,
        ticket_code=new_ticket_code(),
    )
    registration.save(force_insert=True)
    step(registration, str(registration.status), by=by, mode=mode, way=str(way))
    if verb == Verb.QUEUE:
        join_queue(places, pool, registration=registration)
    settle(places)
    return registration


def _open_pool(places, mode, way):
    _demand_open(places, way)
    if (pool := places.of_mode(mode)) is None:
        raise NoRegistration
    return pool


def demand_not_over(places):
    if places.event.status == EventStatus.CANCELLED:
        raise EventCalledOff
    if places.now >= places.event.ends_at:
        raise RegistrationClosed


def _demand_open(places, way):
    event, admission = places.event, places.admission
    if event.status == EventStatus.CANCELLED:
        raise EventCalledOff
    if admission is None or event.status == EventStatus.DRAFT:
        raise NoRegistration
    if way in TRUSTED:
        return
    if admission.opens_at and places.now < admission.opens_at:
        raise NotOpenYet(admission.opens_at)
    if places.now >= (admission.closes_at or event.ends_at):
        raise RegistrationClosed


def _living(event, key, attendee):
    living = Registration.objects.living().filter(event=event)
    found = living.filter(address_key=key).first()
    return found or (attendee and living.filter(attendee=attendee).first())


def _joined(registration, attendee):
    """What she registered before she signed in belongs to her account from now on."""
    if attendee is not None and registration.attendee_id is None:
        registration.attendee = attendee
        registration.save(update_fields=["attendee"])
    return registration


def _first_verb(is_asked, is_proven, has_place):
    if is_asked:
        return Verb.ASK
    if not has_place:
        return Verb.QUEUE
    return Verb.CONFIRM if is_proven else Verb.HOLD


def _held_until(places):
    return places.now + timedelta(minutes=places.admission.hold_minutes)


@transaction.atomic
def prove(registration, *, by=None):
    """She has our mail: what was held is hers. Proven twice is proven once; what has run out
    before is over, and its place went on: HoldRanOut."""
    places = lock_pools(registration.event_id)
    registration = _again(registration)
    if registration.status in OVER:
        raise HoldRanOut
    if registration.proven_at:
        return registration
    registration.proven_at = places.now
    if registration.status == RegistrationStatus.HELD:
        registration.status = move(registration.status, Verb.PROVE)
        registration.status_at, registration.keep_until = places.now, None
    registration.save(update_fields=["proven_at", "status", "status_at", "keep_until"])
    step(registration, "proved the address", by=by)
    if registration.status == RegistrationStatus.REQUESTED and not places.admission.needs_approval:
        _admit(places, registration)
    settle(places)
    return registration


def _admit(places, registration):
    """What was held back until the address was proven gets its place or its turn now."""
    pool = places.of_mode(registration.mode)
    has_place = take(places, pool)
    verb = Verb.CONFIRM if has_place else Verb.QUEUE
    registration.status = move(registration.status, verb)
    registration.pool = pool if has_place else None
    registration.save(update_fields=["status", "pool"])
    step(registration, str(registration.status), by=None)
    if not has_place:
        join_queue(places, pool, registration=registration)


@transaction.atomic
def lapse_unproven(event_pk, now):
    """Let go who waits or asked, and has not proven the address for a day."""
    places = lock_pools(event_pk, now=now)
    for registration in unproven_too_long(now).filter(event=event_pk):
        for entry in registration.turns.open().filter(pool__in=places.pools):
            leave_queue(places, entry, Outcome.LAPSED)
        end(places, registration, Verb.LAPSE, by=None)
    settle(places)


def unproven_too_long(now):
    waits = (RegistrationStatus.REQUESTED, RegistrationStatus.WAITING)
    return Registration.objects.filter(
        status__in=waits, proven_at=None, registered_at__lte=now - UNPROVEN_TURN_LASTS
    )


@transaction.atomic
def cancel_registration(registration, *, by, reason=""):
    """Give everything back: place, turns, places in sessions. Given back twice is once."""
    sessions = list(registration.session_places.values_list("session_id", flat=True))
    waits_for = list(registration.turns.values_list("pool__session_id", flat=True))
    places = lock_pools(registration.event_id, sessions={*sessions, *waits_for} - {None})
    registration = _again(registration)
    if registration.status == RegistrationStatus.CANCELLED:
        return registration
    _leave_everything(places, registration)
    end(places, registration, Verb.CANCEL, by=by, **({"reason": reason} if reason else {}))
    settle(places)
    return registration


def _leave_everything(places, registration):
    if registration.has_a_place:
        give_back(places.pools[registration.pool_id])
    for entry in registration.turns.open():
        leave_queue(places, entry, Outcome.LEFT)
    for seat in registration.session_places.filter(ended_at=None):
        if seat.pool_id:
            give_back(places.pools[seat.pool_id])
        seat.ended_at = places.now
        seat.save(update_fields=["ended_at"])


def _again(registration):
    """As it is after the lock."""
    return Registration.objects.select_related("event").get(pk=registration.pk)
