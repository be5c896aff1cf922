"""What somebody who plans to come has to know of the event, and how often she hears of it: once."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from clusterhub.events.emails.registration import letter_about, write_letters
from clusterhub.events.models import Event, EventStatus, Registration, RegistrationStep
from clusterhub.events.models.choices import RegistrationStatus
from clusterhub.events.operations.steps import tell
from clusterhub.letters.operations import post_many

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
REMINDED_BEFORE, KNOWS_IT_STILL = timedelta(hours=26), timedelta(days=3)


def tell_all(event, verb):
    """A letter to everybody who is registered or waits: the event was changed, postponed, cancelled,
    or is held after all ("published")."""
    living = Registration.objects.living().filter(event=event)
    tell_each(event, f"event {verb}", living, f"{event.pk}.{event.sequence}.{verb}")


def tell_each(event, verb, registrations, once):
    """A step and a letter to each of them; `once` names what is told, to nobody twice. Gives how
    many these are."""
    now = timezone.now()
    rows = list(registrations.values_list("pk", "email"))
    steps = [
        RegistrationStep(registration_id=pk, event_id=event.pk, at=now, verb=verb)
        for pk, _email in rows
    ]
    RegistrationStep.objects.bulk_create(steps, batch_size=AT_ONCE)
    letters = [
        letter_about(
            verb,
            event_pk=event.pk,
            registration_pk=pk,
            email=email,
            once=f"{once}-{pk}",
        )
        for pk, email in rows
    ]
    post_many(write_letters, letters)
    return len(rows)


def tell_again(registration):
    """To whoever registers with an address that is registered: the page tells a stranger nothing."""
    tell(registration, "already")


def remind_of_tomorrow(now=None):
    """The day before, to who comes, wants such letters, and did not just register."""
    now = now or timezone.now()
    soon = Event.objects.filter(
        status=EventStatus.PUBLISHED,
        starts_at__gt=now + timedelta(hours=2),
        starts_at__lte=now + REMINDED_BEFORE,
        admission__reminds=True,
    )
    for event in soon.order_by("starts_at"):
        _remind(event, now)


@transaction.atomic
def _remind(event, now):
    reminded = RegistrationStep.objects.filter(
        event=event, verb="reminded", at__gt=now - REMINDED_BEFORE
    )
    comes = Registration.objects.filter(
        event=event,
        status=RegistrationStatus.CONFIRMED,
        wants_mail=True,
        status_at__lt=now - KNOWS_IT_STILL,
    ).exclude(pk__in=reminded.values("registration"))
    tell_each(event, "reminded", comes, f"{event.pk}.{event.starts_at:%Y%m%d%H%M}.reminded")
