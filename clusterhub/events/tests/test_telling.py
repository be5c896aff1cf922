"""Whoever is registered hears of it when the event changes, once, and nobody else does."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core import mail
from django.utils import timezone

from clusterhub.events.operations import (
    cancel_event,
    cancel_registration,
    postpone_event,
    publish_event,
    update_event,
)
from clusterhub.events.tests.makers import make_admission, make_registration
from clusterhub.letters.models import Letter
from clusterhub.letters.operations import deliver

pytestmark = pytest.mark.django_db


@pytest.fixture
def event(django_capture_on_commit_callbacks):
    event = make_admission(places=1).event
    with django_capture_on_commit_callbacks(execute=True):
        for name in ("Anna", "Bo"):  # The second waits.
            make_registration(event, name=name, email=f"{name.lower()}@timber.example")
        gone = make_registration(event, email="gone@timber.example")
    cancel_registration(gone, by=None)
    Letter.objects.filter(about_id=gone.pk).delete()
    return event


def told(callbacks, change):
    mail.outbox.clear()
    with callbacks(execute=True):
        change()
    return sorted((message.to[0], message.subject.partition(":")[0]) for message in mail.outbox)


def both(words):
    return [("anna@timber.example", words), ("bo@timber.example", words)]


def test_who_is_registered_or_waits_hears_of_every_turn(event, django_capture_on_commit_callbacks):
    callbacks = django_capture_on_commit_callbacks
    later = {name: getattr(event, name) + timedelta(days=1) for name in ("starts_at", "ends_at")}

    postponed = told(callbacks, lambda: postpone_event(event, by=None, note="The hall is wet."))
    words = mail.outbox[0].body
    moved = told(callbacks, lambda: update_event(event, by=None, **later))
    held = told(callbacks, lambda: publish_event(event, by=None))
    cancelled = told(callbacks, lambda: cancel_event(event, by=None))
    entry = next(m for m in mail.outbox if m.to == ["anna@timber.example"]).attachments[0]

    assert postponed == both("Postponed")
    assert "The hall is wet." in words
    assert moved == both("Changed")
    assert held == both("It takes place")
    assert cancelled == both("Cancelled")
    assert "METHOD:CANCEL" in str(entry[1])


def test_a_better_title_writes_to_nobody(event, django_capture_on_commit_callbacks):
    assert (
        told(
            django_capture_on_commit_callbacks,
            lambda: update_event(event, by=None, lead="Everything about steel."),
        )
        == []
    )


def test_the_same_change_twice_is_told_once(event, django_capture_on_commit_callbacks):
    callbacks = django_capture_on_commit_callbacks
    told(callbacks, lambda: cancel_event(event, by=None))

    assert told(callbacks, lambda: cancel_event(event, by=None)) == []


def test_a_letter_that_no_server_took_is_sent_later_and_once(
    event, settings, django_capture_on_commit_callbacks
):
    callbacks, works = django_capture_on_commit_callbacks, settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = "clusterhub.letters.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    lost = told(callbacks, lambda: cancel_event(event, by=None))
    settings.EMAIL_BACKEND = works

    with time_machine.travel(timezone.now() + timedelta(minutes=6)):
        later = told(callbacks, deliver)
        again = told(callbacks, deliver)

    assert (lost, later, again) == ([], both("Cancelled"), [])


@pytest.mark.parametrize(("hour", "says"), [(23, "2:30 CEST"), (0, "2:30 CET")])
def test_the_hour_that_exists_twice_is_told_by_its_name(
    hour, says, django_capture_on_commit_callbacks
):
    day = 30 if hour == 23 else 31
    with time_machine.travel(datetime(2027, 10, day, hour, 30, tzinfo=UTC)):
        event = make_admission(places=1).event
        told(
            django_capture_on_commit_callbacks,
            lambda: make_registration(event, way="page", email="anna@timber.example"),
        )

    assert says in mail.outbox[0].body
