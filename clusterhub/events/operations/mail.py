from django.db import transaction

from clusterhub.events.models import Registration
from clusterhub.events.operations.steps import step


@transaction.atomic
def set_wants_mail(registration, wants):
    """Whether she gets reminders and other letters to many; those about her own place she gets."""
    registration = Registration.objects.select_for_update(no_key=True, of=("self",)).get(
        pk=registration.pk
    )
    if registration.wants_mail != wants:
        registration.wants_mail = wants
        registration.save(update_fields=["wants_mail"])
        step(registration, "wants letters" if wants else "wants no letters", by=None)
    return registration
