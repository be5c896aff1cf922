"""A registration that somebody else writes down: with a group, or out of a list."""

from clusterhub.events.addresses import address_key
from clusterhub.events.models import Registration, RegistrationStatus
from clusterhub.events.operations.group_places import held_until
from clusterhub.events.operations.places import join_queue
from clusterhub.events.operations.steps import step
from clusterhub.events.registration_states import NEW, Verb, move
from clusterhub.events.tickets import new_ticket_code


def enter(places, guest, *, pool, mode, way, verb, by, is_proven=False, party=None, **facts):
    """Write down `guest` (name, email, organisation_name) with a place that was taken in `pool`, or
    without one. `verb` is the step, of which she may be told."""
    has_place = pool is not None
    move_verb = Verb.QUEUE if not has_place else Verb.CONFIRM if is_proven else Verb.HOLD
    registration = Registration(
        event=places.event,
        pool=pool,
        mode=mode,
        name=guest.name,
        email=guest.email,
        address_key=address_key(guest.email),
        organisation_name=guest.organisation_name,
        party=party,
        status=move(NEW, move_verb),
        status_at=places.now,
        registered_at=places.now,
        proven_at=places.now if is_proven else None,
        way=way,
        by=by,
        ticket_code=new_ticket_code(),
        **facts,
    )
    if registration.status == RegistrationStatus.HELD:
        registration.keep_until = held_until(places, registration)
    registration.save(force_insert=True)
    step(registration, verb, by=by, mode=str(mode), way=str(way))
    return registration


def queue_up(places, registration):
    """The last turn in the queue for her mode."""
    return join_queue(places, places.of_mode(registration.mode), registration=registration)
