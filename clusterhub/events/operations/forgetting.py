"""When it is over, people are forgotten: figures stay, and a report of what went."""

from datetime import timedelta
from functools import reduce
from operator import or_

from django.apps import apps
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from clusterhub.activity.operations import record_activity
from clusterhub.events.addresses import address_key
from clusterhub.events.counting import counted_figures
from clusterhub.events.emails.kinds import folder_of
from clusterhub.events.models import (
    Erasure,
    Event,
    EventFigures,
    EventStatus,
    Forgetting,
    Guest,
    PoolKind,
    Registration,
)
from clusterhub.events.models.registration import OVER, WITH_A_PLACE
from clusterhub.events.operations import changing
from clusterhub.events.operations.places import count_again, lock_pools
from clusterhub.events.operations.refusals import EventNotOver
from clusterhub.events.operations.registering import cancel_registration
from clusterhub.letters.operations import (
    forget_letters_about,
    forget_letters_in,
    forget_letters_to,
)

AT_ONCE = 500
# Its people were told that a new date will follow.
POSTPONED_KEPT = timedelta(days=365)
# Tables that know people of an event and do not go with their registrations, by name.
GO_AFTERWARDS = ("Party", "PeopleList", "Guest", "FeedbackAnswer", "FeedbackReceipts")


def forget_person(instance, **_signal):
    """Her account is being erased: her places go to others, her registrations go with all that was
    written of them. So do those that she made with the same address before she had an account."""
    proven = instance.emailaddress_set.filter(verified=True).values_list("email", flat=True)
    keys = [address_key(address) for address in proven]
    own = Q(attendee=instance) | Q(attendee=None, address_key__in=keys)
    for registration in Registration.objects.filter(own).order_by("pk"):
        erase_registration(registration)
    forget_letters_to({instance.email, *proven})


def forget_letters(instance, **_signal):
    """Whichever way a row goes about which people were written to, its letters go with it."""
    forget_letters_about(instance._meta.label_lower, instance.pk)


@transaction.atomic
def erase_registration(registration, *, by=None):
    """Give the place back, then delete the registration and all that hangs on it, and what she was
    invited by. One erasure without a name is left."""
    if registration.status not in OVER:
        cancel_registration(registration, by=by)
    Erasure.objects.create(event_id=registration.event_id, on=timezone.localdate())
    guests = Guest.objects.filter(event=registration.event_id)
    guests.filter(address_key=registration.address_key).delete()
    Registration.objects.filter(pk=registration.pk).delete()


@transaction.atomic
def set_keep_days(event, *, days, by):
    """How long after the end people are kept."""
    event = changing.lock(event)
    if days != event.keep_days:
        before, event.keep_days = event.keep_days, days
        event.save(update_fields=["keep_days"])
        record_activity("changed how long people are kept of", event, by=by, days=[before, days])
    return event


def kept_until(event):
    """The moment after which the people of an event are forgotten."""
    days = timedelta(days=event.keep_days)
    is_postponed = event.status == EventStatus.POSTPONED
    return event.ends_at + (max(days, POSTPONED_KEPT) if is_postponed else days)


def due_events(now):
    """Events whose people are to be forgotten now, oldest first."""
    over = Event.objects.filter(ends_at__lt=now).order_by("ends_at")
    begun = Forgetting.objects.filter(ended_at=None)
    tables = [table._base_manager.all() for table in (Registration, *tables_of_people())]
    knowing = (Q(pk__in=rows.order_by().values("event")) for rows in (begun, *tables))
    waiting = over.filter(reduce(or_, knowing))
    return [event for event in waiting if kept_until(event) <= now]


def forget_people(event, *, by=None):
    """Freeze the figures, then delete who came, part by part; a run that was killed goes on."""
    run = _begin(event, by)
    while _forget_some(run.pk):
        pass
    return _finish(run.pk)


@transaction.atomic
def _begin(event, by):
    event = changing.lock(event)
    now = timezone.now()
    if event.ends_at >= now:
        raise EventNotOver
    run, is_new = Forgetting.objects.get_or_create(
        event=event, ended_at=None, defaults={"began_at": now, "by": by}
    )
    if is_new:
        freeze_figures(event)
    return run


def freeze_figures(event):
    """Keep what the rows say now. Figures from after the end stay: later there are fewer rows."""
    kept = EventFigures.objects.filter(event=event).first()
    if kept and kept.made_at >= event.starts_at:
        return kept
    facts = {"facts": counted_figures(event), "made_at": timezone.now()}
    return EventFigures.objects.update_or_create(event=event, defaults=facts)[0]


@transaction.atomic
def _forget_some(run_pk):
    """Delete one part and write into the report what it was; False when nothing is left."""
    run = Forgetting.objects.select_for_update(no_key=True).get(pk=run_pk)
    sessions = run.event.pools.filter(kind=PoolKind.SESSION).values_list("session", flat=True)
    places = lock_pools(run.event_id, sessions=list(sessions))
    part = _next_part(run.event_id)
    if part is None:
        return False
    _number, deleted = part.delete()
    for label, number in deleted.items():
        run.counts[label] = run.counts.get(label, 0) + number
    run.save(update_fields=["counts"])
    count_again(places)
    return True


def _next_part(event_pk):
    """Who waits goes before who has a place, so that nobody ever waits beside a free one."""
    rows = Registration.objects.filter(event=event_pk).order_by("pk")
    for some in (rows.exclude(status__in=WITH_A_PLACE), rows):
        if pks := list(some.values_list("pk", flat=True)[:AT_ONCE]):
            return Registration.objects.filter(pk__in=pks)
    for table in tables_of_people():
        rows = table._base_manager.filter(event=event_pk)
        if pks := list(rows.values_list("pk", flat=True)[:AT_ONCE]):
            return table._base_manager.filter(pk__in=pks)
    return None


def tables_of_people():
    models = {model.__name__: model for model in apps.get_app_config("events").get_models()}
    return [models[name] for name in GO_AFTERWARDS if name in models]


@transaction.atomic
def _finish(run_pk):
    run = Forgetting.objects.select_for_update(no_key=True).get(pk=run_pk)
    if run.ended_at is None:
        forget_letters_in(folder_of(run.event_id))  # Those to organisers and others, too.
        run.ended_at = timezone.now()
        run.save(update_fields=["ended_at"])
        Event.objects.filter(pk=run.event_id).update(people_forgotten_at=run.ended_at)
        record_activity("forgot the people of", run.event, by=run.by, counts=run.counts)
    return run
