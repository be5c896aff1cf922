"""To invite, to take an invitation back, and to come by one."""

from django.db import transaction
from django.utils import timezone

from clusterhub.activity.operations import record_activity
from clusterhub.events.addresses import address_key
from clusterhub.events.emails.guests import guest_letter, write_guest_letters
from clusterhub.events.models import Guest, Registration, Way
from clusterhub.events.operations.places import lock_pools
from clusterhub.events.operations.refusals import InvitationOver, InvitationUsed
from clusterhub.events.operations.registering import prove, register
from clusterhub.letters.operations import post_many


@transaction.atomic
def invite(event, *, people, language, by):
    """Write to each of these (name, address) once; gives how many are new. Who was invited before,
    or has said no, is not written to again."""
    lock_pools(event.pk)
    invited = {*event.guests.filter(withdrawn_at=None).values_list("address_key", flat=True)}
    now, new = timezone.now(), []
    for name, email in people:
        key = address_key(email)
        if key in invited:
            continue
        invited.add(key)
        guest = event.guests.create(
            name=name,
            email=email,
            address_key=key,
            language=language,
            invited_by=by,
            invited_at=now,
        )
        new.append(guest)
    if new:
        post_many(write_guest_letters, map(guest_letter, new))
        record_activity("invited people to", event, by=by, count=len(new))
    return len(new)


@transaction.atomic
def withdraw_invitation(guest, *, by):
    """From now on the link leads nowhere; who came by it before stays registered."""
    lock_pools(guest.event_id)
    if guest.withdrawn_at is None:
        guest.withdrawn_at = timezone.now()
        guest.save(update_fields=["withdrawn_at"])
        record_activity("withdrew an invitation to", guest.event, by=by)


@transaction.atomic
def decline_invitation(guest):
    """She does not want to come, nor to be written to again."""
    guest = _locked(guest)
    guest.declined_at = timezone.now()
    guest.save(update_fields=["declined_at"])


@transaction.atomic
def accept_invitation(guest, *, name, mode, language, attendee=None, **facts):
    """Register the invited address, which its own link has proven. Whoever the link was forwarded
    to can only bring in that address, and once."""
    guest = _locked(guest)
    if already := registration_of_guest(guest):
        if already.proven_at:
            raise InvitationUsed
        return prove(already)
    registration = register(
        guest.event,
        name=name,
        email=guest.email,
        mode=mode,
        guest=guest,
        attendee=attendee,
        by=attendee,
        way=Way.PAGE,
        language=language,
        **facts,
    )
    guest.used_at = registration.registered_at
    guest.save(update_fields=["used_at"])
    return registration


def registration_of_guest(guest):
    living = Registration.objects.living().filter(event=guest.event_id)
    return living.filter(address_key=guest.address_key).first()


def _locked(guest):
    lock_pools(guest.event_id)
    guest = Guest.objects.select_related("event__admission").get(pk=guest.pk)
    if not guest.is_open:
        raise InvitationOver
    return guest
