"""One by one: who asked is let in, or told why not."""

from django.db import transaction

from clusterhub.events.models import RegistrationStatus
from clusterhub.events.operations.places import end, lock_pools, settle
from clusterhub.events.operations.refusals import (
    AddressNotProven,
    AlreadyDecided,
    ReasonsMissing,
)
from clusterhub.events.operations.registering import admit, again, demand_not_over
from clusterhub.events.operations.steps import step
from clusterhub.events.registration_states import Verb

FEWEST_LETTERS = 20


@transaction.atomic
def approve(registration, *, by):
    """Give her a place, or the last turn where there is none; she is told by mail."""
    places, registration = _asked(registration)
    admit(places, registration)
    step(registration, "approved", by=by)
    settle(places)
    return registration


@transaction.atomic
def refuse(registration, *, reasons, by):
    """Tell her that she cannot come, and why."""
    places, registration = _asked(registration)
    if sum(sign.isalpha() for sign in reasons) < FEWEST_LETTERS:
        raise ReasonsMissing
    registration.approval_reasons = reasons
    registration.save(update_fields=["approval_reasons"])
    end(places, registration, Verb.REFUSE, by=by)
    settle(places)
    return registration


def _asked(registration):
    places = lock_pools(registration.event_id)
    registration = again(registration)
    demand_not_over(places)
    if registration.status != RegistrationStatus.REQUESTED or not registration.approval_cause:
        raise AlreadyDecided
    if registration.proven_at is None:
        raise AddressNotProven
    return places, registration
