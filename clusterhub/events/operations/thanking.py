"""The letter of thanks after an event, by the organiser's hand or by itself; to everybody once."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from clusterhub.activity.operations import record_activity
from clusterhub.events.models import (
    EventStatus,
    Registration,
    RegistrationStatus,
    RegistrationStep,
    Thanks,
)
from clusterhub.events.operations.refusals import EventCalledOff, EventNotOver
from clusterhub.events.operations.telling import tell_each
from clusterhub.events.operations.text import several_lines

THANKED = "thanked"
AT_ONCE = 200
# Time to put the recording there, and nobody's telephone rings at night because of us.
BY_ITSELF_AFTER = timedelta(hours=18)
TOO_LATE_AFTER = timedelta(days=30)


@transaction.atomic
def set_thanks(event, *, words, is_automatic, by):
    """What the letter says besides, and whether it leaves by itself."""
    facts = {"words": several_lines(words), "is_automatic": is_automatic}
    thanks, _is_new = Thanks.objects.update_or_create(event=event, defaults=facts)
    record_activity("set the thanks of", event, by=by, by_itself=is_automatic)
    return thanks


@transaction.atomic
def begin_thanks(event, *, by):
    """From now on the letters leave; asked twice, they leave once."""
    if event.status == EventStatus.CANCELLED:
        raise EventCalledOff
    if not event.is_over:
        raise EventNotOver
    Thanks.objects.get_or_create(event=event)
    thanks = Thanks.objects.select_for_update(no_key=True).get(pk=event.pk)
    if thanks.begun_at is None:
        thanks.begun_at, thanks.by = timezone.now(), by
        thanks.save(update_fields=["begun_at", "by"])
        record_activity("thanked the participants of", event, by=by)
    return thanks


def thank_all(now=None):
    """Begin what is due by itself, and go on with what was begun."""
    now = now or timezone.now()
    due = Thanks.objects.filter(
        is_automatic=True,
        begun_at=None,
        event__ends_at__lte=now - BY_ITSELF_AFTER,
        event__ends_at__gt=now - TOO_LATE_AFTER,
        event__status=EventStatus.PUBLISHED,
    )
    for thanks in due.select_related("event"):
        begin_thanks(thanks.event, by=None)
    for thanks in Thanks.objects.filter(begun_at__isnull=False, sent_at=None):
        while _thank_some(thanks.pk):
            pass


def to_be_thanked(event_pk):
    """Who had a place, wants letters, and was not thanked yet."""
    thanked = RegistrationStep.objects.filter(registration=OuterRef("pk"), verb=THANKED)
    return Registration.objects.filter(
        ~Q(Exists(thanked)),
        event=event_pk,
        status=RegistrationStatus.CONFIRMED,
        wants_mail=True,
    ).order_by("pk")


@transaction.atomic
def _thank_some(pk):
    """Two workers take turns, so nobody is thanked twice; killed, the next run goes on."""
    thanks = Thanks.objects.select_for_update(no_key=True).get(pk=pk)
    if thanks.sent_at is not None:
        return False
    some = tell_each(thanks.event, THANKED, to_be_thanked(pk)[:AT_ONCE], f"{pk}.{THANKED}")
    if not some:
        thanks.sent_at = timezone.now()
        thanks.save(update_fields=["sent_at"])
    return bool(some)
