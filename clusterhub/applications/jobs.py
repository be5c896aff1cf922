from django.utils import timezone

from clusterhub.applications.operations.forgetting import due_calls, forget_applications


def forget_in_time():
    """Applications whose days are over; the publisher said how many these are."""
    now = timezone.now()
    for hosted in due_calls(now):
        forget_applications(hosted, now)
