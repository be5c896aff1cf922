"""Profiles are confirmed once a year: who is reminded of which, and her answer by one click."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from clusterhub.directory.confirm_links import since
from clusterhub.directory.freshness import REMIND_AFTER_MONTHS, months_later, reminders_due
from clusterhub.directory.models import Editorship, Level, Reminder
from clusterhub.directory.operations.ownership import lock_for
from clusterhub.directory.operations.profile import confirm_everything
from clusterhub.directory.refusals import AlreadyConfirmed, NotTheOwner
from clusterhub.directory.states import LISTED

AT_ONCE = 500
DEAD_AFTER = timedelta(minutes=10)  # A mail takes seconds; who is silent for longer was killed.
MONTHS_DIFFER = timedelta(days=4)  # Eleven months on and eleven months back are not the same day.


def note_reminders(now=None):
    """Write down whom to remind of what; each step once, however often this runs."""
    now = now or timezone.now()
    first = months_later(now, -REMIND_AFTER_MONTHS[0]) + MONTHS_DIFFER
    moment = Coalesce("organisation__confirmed_at", "organisation__published_at")
    due = Editorship.objects.administrators().filter(
        editor__is_active=True, organisation__state__in=LISTED
    )
    due = due.annotate(since=moment).filter(since__lte=first).order_by("pk")
    rows = due.values_list("organisation", "editor", "since").iterator(chunk_size=AT_ONCE)
    new = []
    for organisation, editor, at in rows:
        if number := reminders_due(at, now):
            new.append(
                Reminder(organisation_id=organisation, reminded_id=editor, since=at, number=number)
            )
    Reminder.objects.bulk_create(new, batch_size=AT_ONCE, ignore_conflicts=True)


def who_waits(now=None):
    """The numbers of the people whose reminders nobody is sending."""
    free = Reminder.objects.waiting().filter(_is_free(now or timezone.now()))
    return list(free.order_by().values_list("reminded", flat=True).distinct())


@transaction.atomic
def take_reminders(person, *, now=None):
    """Take a person's waiting reminders, so that no other worker sends them, too.

    What somebody has confirmed meanwhile, or what is no longer hers, is dropped.
    """
    now = now or timezone.now()
    waiting = Reminder.objects.waiting().filter(_is_free(now), reminded=person)
    rows = list(waiting.select_for_update(of=["self"]).select_related("organisation"))
    own = set(_administered_by(person)) if person.is_active else set()
    newest = {}
    for row in rows:
        if row.organisation_id in own and since(row.organisation) == row.since:
            newest[row.organisation_id] = row
    taken = list(newest.values())
    Reminder.objects.filter(pk__in=[row.pk for row in taken]).update(taken_at=now)
    dropped = {row.pk for row in rows} - {row.pk for row in taken}
    Reminder.objects.filter(pk__in=dropped).delete()
    return taken


def note_mailed(reminders):
    """The mail is out."""
    pks = [reminder.pk for reminder in reminders]
    Reminder.objects.filter(pk__in=pks).update(mailed_at=timezone.now())


@transaction.atomic
def confirm_by_link(organisation, *, at, by):
    """One of its people says by a link that all of it is true; a link answers one reminder round."""
    if not by.is_active:
        raise NotTheOwner
    lock_for(organisation, by=by)
    if since(organisation) != at:
        raise AlreadyConfirmed
    return confirm_everything(organisation, by=by)


def _is_free(now):
    return Q(taken_at=None) | Q(taken_at__lt=now - DEAD_AFTER)


def _administered_by(person):
    own = person.editorships.current().filter(level=Level.ADMINISTRATOR)
    return own.filter(organisation__state__in=LISTED).values_list("organisation", flat=True)
