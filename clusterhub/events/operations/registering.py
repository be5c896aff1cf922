"""To come, to prove one's address, to give the place back: each under the lock of the places."""

from datetime import timedelta

from django.db import transaction

from clusterhub.events.addresses import address_key
from clusterhub.events.codes import new_seed
from clusterhub.events.models import EventStatus, Outcome, Registration, RegistrationStatus, Way
from clusterhub.events.models.registration import OVER
from clusterhub.events.operations.answering import keep_answers
from clusterhub.events.operations.coming import approval_cause
from clusterhub.events.operations.places import (
    end,
    give_back,
    join_queue,
    leave_queue,
    leave_turn,
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
from clusterhub.events.operations.session_locks import lock_her_sessions
from clusterhub.events.operations.steps import step
from clusterhub.events.registration_states import NEW, Verb, move
from clusterhub.events.tickets import new_ticket_code
from clusterhub.web.prepared import Prepared
from clusterhub.web.prepared_writes import PreparedInsert, PreparedUpdate

TRUSTED = (Way.DESK, Way.DOOR)  # Somebody who runs the event vouches for the address.
UNPROVEN_TURN_LASTS = timedelta(hours=24)


@transaction.atomic
def register(
    event, *, name, email, mode, by=None, attendee=None, way=Way.PAGE, holds=True, guest=None,
    answers=None, **facts,
):  # fmt: skip
    """A place in `mode` at once, held until the address is proven; else the last turn in its queue.

    Whoever is registered already gets that registration back, whatever she asks for now. An
    `attendee` has proven her address when she opened her account, a `guest` by the link that came
    there. Without `holds` there is neither place nor turn until the address is proven: for what
    looks like a flood. Where somebody decides about her, she asks, and holds nothing.
    """
    places = lock_pools(event.pk)
    pool = _open_pool(places, mode, way)
    key = address_key(email)
    if already := _living(event, key, attendee):
        return _joined(already, attendee)
    asks = {each: facts.get(each) for each in ("organisation", "country")}
    cause = approval_cause(places, way=way, attendee=attendee, guest=guest, **asks)
    is_proven = attendee is not None or guest is not None or way in TRUSTED
    is_asked = bool(cause) or not (holds or is_proven)
    has_place = not is_asked and take(places, pool)
    verb = _first_verb(is_asked, is_proven, has_place)
    registration = Registration(
        event=places.event, name=name, email=email, address_key=key, attendee=attendee, mode=mode, by=by, way=way,
        pool=pool if has_place else None, status=move(NEW, verb), approval_cause=cause,
        ticket_code=new_ticket_code(), **_moments(places, verb, is_proven), **facts,
    )  # fmt: skip
    _insert(registration)
    keep_answers(registration, answers or {}, now=places.now)
    word = "asked" if cause else str(registration.status)
    step(registration, word, by=by, mode=mode, way=str(way))
    if verb == Verb.QUEUE:
        join_queue(places, pool, registration=registration)
    settle(places)
    registration.is_new = True
    return registration


_insert = PreparedInsert(Registration)


def _open_pool(places, mode, way):
    demand_open(places, way)
    if (pool := places.of_mode(mode)) is None:
        raise NoRegistration
    return pool


def demand_not_over(places):
    if places.event.status == EventStatus.CANCELLED:
        raise EventCalledOff
    if places.now >= places.event.ends_at:
        raise RegistrationClosed


def demand_open(places, way):
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
    found = _of_address(event.pk, key)
    if found or attendee is None:
        return found
    return Registration.objects.living().filter(event=event, attendee=attendee).first()


_of_address = Prepared(
    lambda event_pk, key: (
        Registration.objects.living().filter(event_id=event_pk, address_key=key).order_by()
    )
).one


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


def _moments(places, verb, is_proven):
    until = places.now + timedelta(minutes=places.admission.hold_minutes)
    return {
        "status_at": places.now,
        "registered_at": places.now,
        "proven_at": places.now if is_proven else None,
        "code_seed": "" if is_proven else new_seed(),
        "keep_until": until if verb == Verb.HOLD else None,
    }


@transaction.atomic
def prove(registration, *, by=None):
    """She has our mail: what was held is hers. Proven twice is proven once; what has run out
    before is over, and its place went on: HoldRanOut."""
    places = lock_pools(registration.event_id)
    registration = again(registration)
    if registration.status in OVER:
        raise HoldRanOut
    if registration.proven_at:
        return registration
    registration.proven_at = places.now
    if registration.status == RegistrationStatus.HELD:
        registration.status = move(registration.status, Verb.PROVE)
        registration.status_at, registration.keep_until = places.now, None
    registration.code_seed = ""
    _save_proof(registration)
    step(registration, "proved the address", by=by)
    if registration.status == RegistrationStatus.REQUESTED and not registration.approval_cause:
        admit(places, registration)
        step(registration, str(registration.status), by=None)
    settle(places)
    return registration


_save_proof = PreparedUpdate(
    Registration, "proven_at", "status", "status_at", "keep_until", "code_seed"
)


def admit(places, registration):
    """What was held back until the address was proven, or until somebody decided, gets its place or
    its turn now; gives whether it was a place."""
    pool = places.of_mode(registration.mode)
    has_place = take(places, pool)
    verb = Verb.CONFIRM if has_place else Verb.QUEUE
    registration.status = move(registration.status, verb)
    registration.pool = pool if has_place else None
    registration.status_at = places.now
    registration.save(update_fields=["status", "pool", "status_at"])
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
    unproven = Registration.objects.filter(status__in=waits, proven_at=None, party=None)
    return unproven.filter(registered_at__lte=now - UNPROVEN_TURN_LASTS)


@transaction.atomic
def cancel_registration(registration, *, by, reason=""):
    """Give everything back: place, turns, places in sessions. Given back twice is once."""
    places = lock_pools(registration.event_id)
    registration = again(registration)
    if registration.status in OVER:
        return registration
    lock_her_sessions(places, registration)
    _leave_everything(places, registration)
    end(places, registration, Verb.CANCEL, by=by, **({"reason": reason} if reason else {}))
    # After her row is locked: whoever books for her at this moment sees that she does not come.
    registration.bookings.filter(ended_at=None).update(ended_at=places.now)
    settle(places)
    return registration


def _leave_everything(places, registration):
    if registration.has_a_place:
        give_back(places.pools[registration.pool_id])
    leave_turn(places, registration)
    for entry in registration.turns.open():
        leave_queue(places, entry, Outcome.LEFT)
    for seat in registration.session_places.filter(ended_at=None):
        if seat.pool_id:
            give_back(places.pools[seat.pool_id])
        seat.ended_at = places.now
        seat.save(update_fields=["ended_at"])


def again(registration):
    """As it is after the lock."""
    if (now := _by_number(registration.pk)) is None:
        raise Registration.DoesNotExist
    return now


_by_number = Prepared(
    lambda pk: Registration.objects.select_related("event").filter(pk=pk).order_by()
).one
