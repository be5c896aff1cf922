"""The organisers' log of letters, and how somebody gets no more of those that go to everybody."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from clusterhub.accounts.tests.makers import make_user, sign_in
from clusterhub.events.links import stop_address, token_of
from clusterhub.events.operations.telling import remind_of_tomorrow
from clusterhub.events.tests.makers import make_admission, make_event, make_registration
from clusterhub.letters.models import Letter
from clusterhub.letters.operations import deliver

pytestmark = pytest.mark.django_db


def door(event, name="letters", *more):
    return reverse(f"events:{name}", args=[event.slug, *more])


@pytest.fixture
def event():
    return make_admission(places=2).event


@pytest.fixture
def editor(client):
    sign_in(client, "event team")
    return client


def test_an_organiser_sees_every_letter_with_its_state(event, editor):
    make_registration(event, email="anna@timber.example")
    Letter.objects.update(state="failed", problem="550 No such person here")

    page = editor.get(door(event)).text
    twin = editor.get(door(event, "letters-json")).json()

    assert "anna@timber.example" in page
    assert "550 No such person here" in page
    assert "You are registered" in page
    assert twin["counts"] == {"failed": 1}
    assert [(row["kind"], row["to"]) for row in twin["letters"]] == [
        ("confirmed", "anna@timber.example")
    ]


@pytest.mark.parametrize("name", ["letters", "letters-json", "letters-again"])
def test_only_who_may_see_people_reads_the_log(event, name):
    make_registration(event)
    for role, status in ((None, 302), ("", 403), ("validator", 403)):
        client = Client()
        if role is not None:
            client.force_login(make_user(roles=[role] if role else []))
        ask = client.post if name == "letters-again" else client.get

        assert ask(door(event, name)).status_code == status


def test_a_letter_of_another_event_cannot_be_sent_from_here(event, editor):
    other = make_admission(places=1).event
    make_registration(other)
    letter = Letter.objects.get()

    assert editor.post(door(event, "letter-again", letter.pk)).status_code == 404


def test_what_failed_is_sent_again_by_a_button(event, editor, django_capture_on_commit_callbacks):
    make_registration(event)
    Letter.objects.update(state="failed", attempts=6)

    with django_capture_on_commit_callbacks(execute=True):
        editor.post(door(event, "letter-again", Letter.objects.get().pk))

    assert Letter.objects.get().state == "sent"
    assert len(mail.outbox) == 1


@pytest.mark.parametrize("name", ["letters", "people"])
def test_the_list_needs_as_many_statements_for_forty(event, editor, name):
    counts = []
    for number in (4, 36):
        for _ in range(number):
            make_registration(event, mode="on_site")
        with CaptureQueriesContext(connection) as queries:
            editor.get(door(event, name))
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_the_list_of_people_says_whose_last_letter_did_not_arrive(event, editor):
    make_registration(event, email="anna@timber.example")
    make_registration(event, email="bo@timber.example")
    Letter.objects.filter(to_address="bo@timber.example").update(state="bounced")

    assert editor.get(door(event, "people")).text.count("A letter did not arrive") == 1


def test_letters_go_with_the_registration(event):
    registration = make_registration(event)
    other = make_registration(event)

    registration.delete()

    assert [letter.about_id for letter in Letter.objects.all()] == [other.pk]


@pytest.fixture
def tomorrow():
    """Somebody registered a week before an event that is tomorrow."""
    starts_at = timezone.now() + timedelta(hours=24)
    with time_machine.travel(timezone.now() - timedelta(days=7)):
        event = make_admission(make_event(starts_at=starts_at), places=3).event
        registration = make_registration(event, email="anna@timber.example")
    Letter.objects.all().delete()
    return registration


def reminded(callbacks):
    mail.outbox.clear()
    with callbacks(execute=True):
        remind_of_tomorrow()
    return mail.outbox


def test_who_registered_long_ago_is_reminded_the_day_before_once(
    tomorrow, django_capture_on_commit_callbacks
):
    make_registration(tomorrow.event, email="just@registered.example")
    Letter.objects.all().delete()

    [message] = reminded(django_capture_on_commit_callbacks)
    again = list(reminded(django_capture_on_commit_callbacks))

    assert (message.to, again) == (["anna@timber.example"], [])
    stop = message.extra_headers["List-Unsubscribe"].strip("<>")
    assert stop == stop_address(tomorrow)
    assert token_of(tomorrow) not in stop
    assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_an_organiser_switches_the_reminder_off_and_on_again(
    tomorrow, django_capture_on_commit_callbacks
):
    address = reverse("events:mails", args=[tomorrow.event.slug])
    client = Client()
    sign_in(client, "event team")

    refused = Client().post(address, {"reminds": "no"})
    off = client.post(address, {"reminds": "no"}, follow=True)
    none = list(reminded(django_capture_on_commit_callbacks))
    client.post(address, {"reminds": "yes"})
    [message] = reminded(django_capture_on_commit_callbacks)

    assert (refused.status_code, none) == (302, [])
    assert "Nobody is reminded the day before." in off.content.decode()
    assert message.to == ["anna@timber.example"]


def test_one_click_of_a_mail_program_stops_reminders_without_sign_in(
    tomorrow, django_capture_on_commit_callbacks
):
    strict = Client(enforce_csrf_checks=True)
    address = reverse("events:own-mail", args=[token_of(tomorrow)])

    looked = strict.get(address)
    tomorrow.refresh_from_db()
    still = tomorrow.wants_mail
    answer = strict.post(address, {"List-Unsubscribe": "One-Click"})
    tomorrow.refresh_from_db()

    assert (looked.status_code, still) == (200, True)
    assert (answer.status_code, tomorrow.wants_mail) == (200, False)
    assert list(reminded(django_capture_on_commit_callbacks)) == []


def test_who_stopped_letters_after_one_was_written_does_not_get_it(tomorrow):
    remind_of_tomorrow()
    Client().post(reverse("events:own-mail", args=[token_of(tomorrow)]), {"answer": "no"})

    deliver()

    assert [letter.state for letter in Letter.objects.filter(kind="reminded")] == ["dropped"]


def test_letters_to_everybody_can_be_had_again(tomorrow):
    address = reverse("events:own-mail", args=[token_of(tomorrow)])
    client = Client()
    client.post(address, {"answer": "no"})

    page = client.post(address, {"answer": "yes"}, follow=True)

    tomorrow.refresh_from_db()
    assert tomorrow.wants_mail
    assert page.headers["X-Robots-Tag"] == "noindex"
    assert "no-store" in page.headers["Cache-Control"]
