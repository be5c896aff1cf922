"""The code beside the link, and the address that had a typing error."""

from django.db import transaction
from django.db.models import F

from clusterhub.events.addresses import address_key
from clusterhub.events.codes import fits, new_seed
from clusterhub.events.models import Registration, RegistrationStep
from clusterhub.events.models.registration import OVER
from clusterhub.events.operations.places import lock_pools
from clusterhub.events.operations.refusals import CorrectedAlready, WrongCode
from clusterhub.events.operations.registering import again, cancel_registration
from clusterhub.events.operations.steps import step

MOST_TRIES = 5
CORRECTED = "corrected the address"


def registration_by_code(event, *, email, code):
    """The registration of this address, if this is its code. WrongCode says nothing more, so that
    nobody learns by trying who is registered. Each try counts before it is looked at, and stays
    counted: hence no transaction around both."""
    rows = Registration.objects.living().filter(event=event, address_key=address_key(email))
    registration = rows.exclude(code_seed="").select_related("event").first()
    if registration is None:
        raise WrongCode
    tries = Registration.objects.filter(pk=registration.pk, code_tries__lt=MOST_TRIES)
    if not tries.update(code_tries=F("code_tries") + 1) or not fits(registration, code):
        raise WrongCode
    return registration


def end_code(registration):
    """What was used once is of no use any more."""
    Registration.objects.filter(pk=registration.pk).update(code_seed="")


def renew_code(registration):
    """A code for the letter that follows; the one before ends."""
    Registration.objects.filter(pk=registration.pk).update(code_seed=new_seed(), code_tries=0)


@transaction.atomic
def correct_address(registration, *, email):
    """Send the link where it should have gone; the old one ends. Gives the registration that this
    address has now: where it had one already, the one with the error is given back."""
    lock_pools(registration.event_id)
    registration = again(registration)
    is_done = RegistrationStep.objects.filter(registration=registration, verb=CORRECTED).exists()
    if registration.status in OVER or registration.proven_at or is_done:
        raise CorrectedAlready
    key = address_key(email)
    living = Registration.objects.living().filter(event=registration.event_id, address_key=key)
    if other := living.exclude(pk=registration.pk).first():
        cancel_registration(registration, by=None)
        return other
    registration.email, registration.address_key = email, key
    registration.link_version += 1
    registration.code_seed, registration.code_tries = new_seed(), 0
    names = ["email", "address_key", "link_version", "code_seed", "code_tries"]
    registration.save(update_fields=names)
    step(registration, CORRECTED, by=None)
    step(registration, _told_as(registration), by=None)
    return registration


def _told_as(registration):
    return "asked" if registration.approval_cause else str(registration.status)
