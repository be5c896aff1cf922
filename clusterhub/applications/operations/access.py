"""The log of who opened or changed an application. Written in the transaction of what it tells."""

from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from clusterhub.applications.models import AccessEntry, AccessVerb
from clusterhub.applications.refusals import TooManyLetters

AGAIN = timedelta(hours=1)
SECOND_CLICK = timedelta(seconds=30)  # The same again within these is one.
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


@transaction.atomic
def record_listing(applications, *, by, as_what, what, now=None):
    """The same for everything in one table that somebody takes along: three statements for any number."""
    now, pks = now or timezone.now(), [each.pk for each in applications]
    same = {"person": by, "as_what": as_what, "verb": AccessVerb.LISTED, "what": what}
    recent = AccessEntry.objects.filter(application__in=pks, at__gt=now - AGAIN, **same)
    known = set(recent.values_list("application", flat=True))
    recent.update(times=F("times") + 1, last_at=now)
    AccessEntry.objects.bulk_create(
        AccessEntry(application_id=pk, at=now, last_at=now, **same) for pk in pks if pk not in known
    )
