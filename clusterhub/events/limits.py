"""How often something may happen from one connection, or to one address."""

from datetime import timedelta

from django.utils import timezone

from clusterhub.accounts.connections import address_of
from clusterhub.events.emails.kinds import MAILED
from clusterhub.events.models import RegistrationStep
from clusterhub.web.counting import counted
from clusterhub.web.prepared import Prepared

HOUR, TEN_MINUTES, DAY = 3600, 600, 86_400
LETTERS_TO_UNPROVEN = 5  # In an hour, over all events: nobody fills somebody else's mailbox.


def of_connection(request, what, seconds):
    """How many of these came from this connection in the time that began with the first."""
    return counted(f"events.{what}.{address_of(request)}", seconds)


def may_write_to(key):
    """Whether an address that nobody has proven yet gets one more letter."""
    since = timezone.now() - timedelta(seconds=HOUR)
    return len(_letters(key, since)) < LETTERS_TO_UNPROVEN


_letters = Prepared(
    lambda key, since: (
        RegistrationStep.objects.filter(
            registration__address_key=key,
            registration__proven_at=None,
            at__gt=since,
            verb__in=MAILED,
        )
        .only("pk")
        .order_by()[:LETTERS_TO_UNPROVEN]
    )
)
