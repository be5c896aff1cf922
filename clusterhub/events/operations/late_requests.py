"""The organisers promised an answer within so many hours: they are told what is late, once a day."""

from django.db import transaction
from django.utils import timezone

from clusterhub.events.approval_clock import late_requests
from clusterhub.events.emails.late_requests import late_letters, write_late_letters
from clusterhub.events.models import Event, EventStatus, RegistrationStatus
from clusterhub.letters.operations import post_many


def tell_of_late_requests(now=None):
    """Gives how many letters were written: to each lead of an event, or the team where nobody leads."""
    now = now or timezone.now()
    waits = Event.objects.filter(
        status=EventStatus.PUBLISHED,
        ends_at__gt=now,
        admission__decide_hours__gt=0,
        registrations__status=RegistrationStatus.REQUESTED,
    )
    count = 0
    for event in waits.select_related("admission").distinct().order_by("pk"):
        if late := late_requests(event, now):
            with transaction.atomic():
                count += post_many(write_late_letters, late_letters(event, len(late), now))
    return count
