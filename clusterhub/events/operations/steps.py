from functools import partial

from django.db import transaction
from django.utils import timezone

from clusterhub.events.emails.registration import MAILED, email_step
from clusterhub.events.models import RegistrationStep


def step(registration, verb, *, by, **details):
    """Write what happened to a registration, beside it and as long as it; she is told by mail of
    what she has to know, once this is done."""
    row = RegistrationStep.objects.create(
        registration=registration,
        event_id=registration.event_id,
        at=timezone.now(),
        verb=verb,
        by=by,
        details=details,
    )
    if verb in MAILED:
        transaction.on_commit(partial(email_step.enqueue, row.pk))
    return row
