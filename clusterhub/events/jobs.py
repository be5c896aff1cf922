from datetime import timedelta

from django.utils import timezone

from clusterhub.events.emails.registration import MAILED, NEWS, email_news, email_step
from clusterhub.events.models import RegistrationStep
from clusterhub.events.operations import lapse_expired

TRIED_FIRST, TRIED_FOR = timedelta(minutes=5), timedelta(days=2)


def give_places_on():
    """What was held or offered until now, and not answered, goes to the next."""
    lapse_expired()


def send_what_waits():
    """Letters that could not be sent, since no mail server answered: again, for two days."""
    now = timezone.now()
    waiting = RegistrationStep.objects.filter(
        mailed_at=None, at__gt=now - TRIED_FOR, at__lte=now - TRIED_FIRST
    )
    for pk in waiting.filter(verb__in=MAILED).values_list("pk", flat=True):
        email_step.enqueue(pk)
    for event in waiting.filter(verb__in=NEWS).values_list("event", flat=True).distinct():
        email_news.enqueue(event)
