"""What nobody answered in time. It is asked under the lock whenever somebody comes to what is full."""

from clusterhub.events.models import Registration, RegistrationStatus, WaitingEntry
from clusterhub.web.prepared import Prepared

unproven_holds = Prepared(
    lambda pool, now: Registration.objects.filter(
        pool_id=pool, status=RegistrationStatus.HELD, keep_until__lte=now
    ).order_by("pk")
)
unanswered_offers = Prepared(
    lambda pool, now: (
        WaitingEntry.objects.open()
        .filter(pool_id=pool, offered_at__isnull=False, keep_until__lte=now)
        .select_related("registration")
        .order_by("number")
    )
)
