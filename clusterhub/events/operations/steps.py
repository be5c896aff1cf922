from django.utils import timezone

from clusterhub.events.models import RegistrationStep


def step(registration, verb, *, by, **details):
    """Write what happened to a registration, beside it and as long as it."""
    return RegistrationStep.objects.create(
        registration=registration,
        event_id=registration.event_id,
        at=timezone.now(),
        verb=verb,
        by=by,
        details=details,
    )
