"""What somebody who registered is told by mail, one letter for each step that she has to know of."""

from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django_tasks import task

from clusterhub.clock.words import range_in_words
from clusterhub.events.calendars import event_calendar
from clusterhub.events.links import token_of
from clusterhub.events.models import Event, Registration, RegistrationStatus, RegistrationStep
from clusterhub.web.addresses import absolute

# A step is told only while it is still true: who gave her place back meanwhile needs no ticket.
TRUE_WHILE = {
    "held": {RegistrationStatus.HELD},
    "requested": {RegistrationStatus.REQUESTED},
    "confirmed": {RegistrationStatus.CONFIRMED},
    "proved the address": {RegistrationStatus.CONFIRMED},
    "placed": {RegistrationStatus.CONFIRMED, RegistrationStatus.HELD},
    "waiting": {RegistrationStatus.WAITING},
    "offered": {RegistrationStatus.WAITING, RegistrationStatus.CONFIRMED},
    "cancelled": {RegistrationStatus.CANCELLED},
    "lapsed": {RegistrationStatus.LAPSED},
}
MAILED = frozenset(TRUE_WHILE)
WITH_CALENDAR = {"confirmed", "proved the address", "placed"}
NEWS = {"event changed", "event postponed", "event cancelled", "event published"}


def _subject(verb, registration):
    words = {
        "held": _("Confirm your place: %s"),
        "requested": _("Confirm your address: %s"),
        "confirmed": _("You are registered: %s"),
        "proved the address": _("You are registered: %s"),
        "placed": _("You have a place: %s"),
        "waiting": _("You are on the waiting list: %s"),
        "offered": _("A place is free for you: %s"),
        "cancelled": _("Your registration is cancelled: %s"),
        "lapsed": _("Your place has gone on: %s"),
        "event changed": _("Changed: %s"),
        "event postponed": _("Postponed: %s"),
        "event cancelled": _("Cancelled: %s"),
        "event published": _("It takes place: %s"),
        "already": _("You are registered already: %s"),
    }
    return " ".join((words[verb] % registration.event.title).split())[:200]


@task()
def email_step(pk):
    rows = RegistrationStep.objects.select_related("registration__event__country")
    step = rows.filter(pk=pk, mailed_at=None).first()
    if step is None or step.registration.status not in TRUE_WHILE[step.verb]:
        return
    _send(step.registration, step.verb, f"step-{step.pk}", until=step.details.get("until"))
    RegistrationStep.objects.filter(pk=pk).update(mailed_at=timezone.now())


@task()
def email_news(event_pk):
    """To all who are registered, one after the other; a run that was broken off goes on."""
    steps = RegistrationStep.objects.filter(event=event_pk, verb__in=NEWS, mailed_at=None)
    for step in steps.select_related("registration__event__country").order_by("pk"):
        _send(step.registration, step.verb, f"step-{step.pk}")
        RegistrationStep.objects.filter(pk=step.pk).update(mailed_at=timezone.now())


@task()
def email_again(pk):
    """To whoever registers with an address that is registered: the page tells a stranger nothing."""
    registration = Registration.objects.select_related("event__country").filter(pk=pk).first()
    if registration is not None:
        _send(registration, "already", f"again-{pk}-{timezone.now().timestamp():.0f}")


def _send(registration, verb, number, until=None):
    event = registration.event
    until = datetime.fromisoformat(until) if until else registration.keep_until
    with translation.override(registration.language):
        context = {
            "registration": registration,
            "event": event,
            "title": " ".join(event.title.split()),
            "when": _in_words(event.starts_at, event.ends_at, event),
            "until": _in_words(until, None, event) if until else "",
            "verb": verb,
            "site": settings.SITE_NAME,
            "url": absolute(f"/r/{token_of(registration)}/"),
        }
        name = "confirmed" if verb in WITH_CALENDAR else "news" if verb in NEWS else verb
        host = urlsplit(settings.BASE_URL).hostname
        message = EmailMessage(
            _subject(verb, registration),
            render_to_string(f"events/email/{name}.txt", context),
            to=[registration.email],
            # The same after a crash between sending and noting it: one message to a mailbox.
            headers={"Message-ID": f"<{number}.{registration.uid.hex}@{host}>"},
        )
    if verb in WITH_CALENDAR | NEWS and registration.status == RegistrationStatus.CONFIRMED:
        entry = event_calendar(Event.objects.with_calendar().get(pk=event.pk))
        message.attach(f"{event.slug}.ics", entry, "text/calendar")
    message.send()


def _in_words(starts_at, ends_at, event):
    words = range_in_words(starts_at, ends_at, event.time_zone)
    return f"{words.day}, {words.event}"
