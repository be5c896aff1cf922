from functools import partial

from django.db import transaction
from django.utils import timezone

from clusterhub.events.emails.registration import email_news
from clusterhub.events.models import Registration, RegistrationStep

# What somebody who plans to come has to know.
TOLD = frozenset(
    [
        "starts_at",
        "ends_at",
        "time_zone",
        "status",
        "format",
        "venue_name",
        "venue_address",
        "city",
        "country_id",
    ]
)
AT_ONCE = 500


def tell_all(event, verb):
    """A letter to everybody who is registered or waits: the event was changed, postponed, cancelled,
    or is held after all ("published")."""
    living = Registration.objects.living().filter(event=event).values_list("pk", flat=True)
    now = timezone.now()
    steps = [
        RegistrationStep(registration_id=pk, event_id=event.pk, at=now, verb=f"event {verb}")
        for pk in living
    ]
    if steps:
        RegistrationStep.objects.bulk_create(steps, batch_size=AT_ONCE)
        transaction.on_commit(partial(email_news.enqueue, event.pk))
