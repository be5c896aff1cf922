from django.db import transaction

from clusterhub.events.models import Registration
from clusterhub.events.models.registration import OVER
from clusterhub.events.operations.registering import cancel_registration


@transaction.atomic
def forget_person(instance, **_signal):
    """Her account is being erased: her places go to others, her registrations go with all that was
    written of them."""
    for registration in Registration.objects.filter(attendee=instance).order_by("pk"):
        if registration.status not in OVER:
            cancel_registration(registration, by=None)
        registration.delete()
