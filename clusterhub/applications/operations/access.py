"""The log of who opened or changed an application. Written in the transaction of what it tells."""

from datetime import timedelta

from django.db.models import F
from django.utils import timezone

from clusterhub.applications.models import AccessEntry, AccessVerb
from clusterhub.applications.refusals import TooManyLetters

AGAIN = timedelta(hours=1)
MOST_LETTERS = 50  # Of one person in a day.
REPEATED = {AccessVerb.READ, AccessVerb.WROTE, AccessVerb.LISTED}


def demand_few_letters(by, now=None):
    """Anybody may begin an application; she may not by that write to half the world."""
    day = (now or timezone.now()) - timedelta(days=1)
    sent = AccessEntry.objects.filter(person=by, verb=AccessVerb.INVITED, at__gte=day)
    if sent.count() >= MOST_LETTERS:
        raise TooManyLetters


def record_access(application, verb, *, by, as_what, what="", now=None):
    """Add a line; the same person doing the same within the hour adds to the line that is there."""
    now = now or timezone.now()
    if verb in REPEATED:
        same = {"person": by, "as_what": as_what, "verb": verb, "what": what}
        recent = application.accesses.filter(**same, at__gt=now - AGAIN).order_by("-at").first()
        if recent:
            AccessEntry.objects.filter(pk=recent.pk).update(times=F("times") + 1, last_at=now)
            return recent
    return application.accesses.create(
        person=by, as_what=as_what, verb=verb, what=what[:200], at=now, last_at=now
    )
