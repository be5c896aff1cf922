"""How long it takes until somebody decides about a request, from decisions that were really made."""

from datetime import timedelta
from math import ceil

from django.utils import timezone

from clusterhub.events.models import Registration, RegistrationStatus, RegistrationStep

LATEST = 50
FEWEST = 5  # Fewer say nothing.
DECISIONS = ("approved", "refused")


def usual_days(event):
    """Nine of ten of the latest requests were answered within so many days."""
    steps = RegistrationStep.objects.filter(event=event, verb__in=DECISIONS).order_by("-at", "-pk")
    rows = steps.values_list("at", "registration__registered_at")[:LATEST]
    days = sorted(max(1, ceil((at - asked) / timedelta(days=1))) for at, asked in rows)
    return days[ceil(0.9 * len(days)) - 1] if len(days) >= FEWEST else None


def requests_of(event):
    """Who waits for a decision, the longest first. Whose address is not proven is not among them:
    we could not answer."""
    return (
        Registration.objects.filter(event=event, status=RegistrationStatus.REQUESTED)
        .exclude(approval_cause="")
        .exclude(proven_at=None)
        .order_by("registered_at", "pk")
    )


def decided_by(registration, admission):
    """When the answer is due; None where the organisers promised nothing."""
    if admission is None or not admission.decide_hours:
        return None
    return registration.registered_at + timedelta(hours=admission.decide_hours)


def is_late(registration, admission, now=None):
    due = decided_by(registration, admission)
    return due is not None and (now or timezone.now()) > due


def late_requests(event, now):
    """Those that wait longer than the organisers promised; the event with its admission."""
    return [each for each in requests_of(event) if is_late(each, event.admission, now)]
