"""Letters become rows of their own: what was sent stands in the log, what waits is sent."""

from datetime import timedelta

from django.db import migrations
from django.utils import timezone

WRITE = "clusterhub.events.emails.registration.write_letters"
INVITE = "clusterhub.events.emails.guests.write_guest_letters"
# As long as letters were tried until now.
TRIED_FOR = timedelta(days=2)
NEWS = ("event changed", "event postponed", "event cancelled", "event published")
TOLD = (
    *("held", "requested", "asked", "approved", "refused", "confirmed", "proved the address"),
    *("placed", "waiting", "invited", "queued", "lead", "offered", "cancelled", "lapsed"),
    *("got a place in a session", "a session moved", "a session is cancelled", "thanked"),
    *NEWS,
)
AT_ONCE = 500


def write_down(apps, schema_editor):
    Letter = apps.get_model("letters", "Letter")
    steps = apps.get_model("events", "RegistrationStep").objects.filter(verb__in=TOLD)
    guests = apps.get_model("events", "Guest").objects.all()
    rows = steps.select_related("registration").order_by("pk").iterator(chunk_size=AT_ONCE)
    _keep(Letter, (_of_step(Letter, step) for step in rows))
    rows = guests.order_by("pk").iterator(chunk_size=AT_ONCE)
    _keep(Letter, (_of_guest(Letter, guest) for guest in rows))


def _of_step(Letter, step):
    return _letter(
        Letter,
        step.at,
        step.mailed_at,
        renderer=WRITE,
        kind=step.verb,
        to_address=step.registration.email,
        about_kind="events.registration",
        about_id=step.registration_id,
        folder=f"events.event:{step.event_id}",
        facts=step.details,
        is_bulk=step.verb == "thanked",
    )


def _of_guest(Letter, guest):
    return _letter(
        Letter,
        guest.invited_at,
        guest.mailed_at,
        renderer=INVITE,
        kind="guest",
        to_address=guest.email,
        about_kind="events.guest",
        about_id=guest.pk,
        folder=f"events.event:{guest.event_id}",
    )


def _letter(Letter, at, mailed_at, **facts):
    """None for what was given up before: it may not have been true any more, or no server answered."""
    if mailed_at is None and at < timezone.now() - TRIED_FOR:
        return None
    state = "sent" if mailed_at else "queued"
    return Letter(state=state, made_at=at, not_before=at, sent_at=mailed_at, **facts)


def _keep(Letter, letters):
    some = []
    for letter in letters:
        if letter is not None:
            some.append(letter)
        if len(some) >= AT_ONCE:
            Letter.objects.bulk_create(some)
            some = []
    Letter.objects.bulk_create(some)


class Migration(migrations.Migration):
    dependencies = [("events", "0012_g_fair"), ("letters", "0001_initial")]

    operations = [
        migrations.RunPython(write_down, migrations.RunPython.noop),
        migrations.RemoveField(model_name="registrationstep", name="mailed_at"),
        migrations.RemoveField(model_name="guest", name="mailed_at"),
    ]
