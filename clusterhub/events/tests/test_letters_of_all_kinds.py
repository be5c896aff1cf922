"""Invitations, thanks and letters to organisers leave by the same queue, and go with what they are about."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from clusterhub.accounts.operations import close_account
from clusterhub.accounts.tests.makers import make_user, sign_in
from clusterhub.events.apps import WITH_LETTERS
from clusterhub.events.jobs import forget_people_in_time, thank_participants
from clusterhub.events.links import token_of
from clusterhub.events.models import Guest
from clusterhub.events.operations import (
    correct_address,
    invite,
    send_test_letter,
    withdraw_invitation,
)
from clusterhub.events.operations.forgetting import kept_until
from clusterhub.events.operations.organisers import invite_organiser
from clusterhub.events.operations.thanking import begin_thanks
from clusterhub.events.tests.makers import make_admission, make_organiser, make_registration
from clusterhub.events.tests.test_forgetting import held_event
from clusterhub.events.tests.visiting import door
from clusterhub.letters.models import Letter
from clusterhub.letters.operations import deliver, send_failed_again

pytestmark = pytest.mark.django_db
LEA, BO = ("Lea Roth", "lea@timber.example"), ("Bo Ek", "bo@timber.example")


def states(**which):
    return list(Letter.objects.filter(**which).order_by("pk").values_list("state", flat=True))


@pytest.fixture
def thanked():
    """An event that is over, whose letters of thanks wait to be sent."""
    event = held_event(people=3, places=3)
    begin_thanks(event, by=None)
    thank_participants()
    return event


def test_thanks_say_where_to_stop_them(thanked):
    deliver()

    message = next(each for each in mail.outbox if each.subject.startswith("Thank you"))
    stop = message.extra_headers["List-Unsubscribe"].strip("<>")
    assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert stop in message.body
    assert Client().get(stop).status_code == 200


def test_who_stopped_letters_before_the_thanks_left_gets_none(thanked):
    quiet = thanked.registrations.earliest("pk")
    Client().post(f"/r/{token_of(quiet)}/mail/", {"List-Unsubscribe": "One-Click"})

    deliver()

    assert states(kind="thanked") == ["dropped", "sent", "sent"]


@pytest.mark.parametrize("people", [2, 20])
def test_a_batch_of_thanks_is_written_with_as_many_statements(people):
    event = held_event(people=people, places=people)
    Letter.objects.all().delete()
    begin_thanks(event, by=None)
    thank_participants()

    with CaptureQueriesContext(connection) as queries:
        deliver()

    read = [one["sql"] for one in queries if one["sql"].startswith("SELECT")]
    assert states(kind="thanked") == ["sent"] * people
    # Registrations, events, their topics, links and thanks.
    assert len([sql for sql in read if "letters_letter" not in sql]) == 5


def test_an_address_that_was_corrected_gets_neither_what_waited_nor_a_copy():
    event = make_admission(places=2).event
    own = make_registration(event, email="ana@timber.example", way="page")
    now = correct_address(own, email="anna@timber.example")

    deliver()
    Letter.objects.filter(to_address="ana@timber.example").update(state="failed")
    send_failed_again(f"events.event:{event.pk}")
    deliver()

    assert [message.to for message in mail.outbox] == [[now.email]]
    assert states(to_address="ana@timber.example") == ["dropped"]


def test_an_invitation_that_was_withdrawn_before_it_left_does_not_leave():
    event = make_admission(places=2).event
    invite(event, people=[LEA, BO], language="en", by=None)
    withdraw_invitation(Guest.objects.get(name="Lea Roth"), by=None)

    deliver()

    assert states(kind="guest") == ["dropped", "sent"]
    assert [message.to for message in mail.outbox] == [["bo@timber.example"]]


def test_the_list_of_guests_says_whose_invitation_did_not_arrive(client):
    event = make_admission(places=2).event
    invite(event, people=[LEA, BO], language="en", by=None)
    Letter.objects.filter(to_address=LEA[1]).update(state="bounced")
    sign_in(client, "event team")

    page = client.get(door(event, "invitations")).text

    assert page.count("the letter did not arrive") == 1
    assert page.count("mail on its way") == 1


def test_a_test_letter_is_in_no_log_and_goes_with_the_account(event_lead):
    event, user = event_lead

    send_test_letter(event, kind="confirmed", mode="online", language="en", by=user)
    [letter] = Letter.objects.filter(kind="test")
    close_account(user)

    assert letter.folder == ""
    assert not Letter.objects.filter(kind="test").exists()


@pytest.fixture
def event_lead():
    event = make_admission(places=2).event
    return event, make_organiser(event)


def test_with_an_account_goes_what_was_written_to_its_address(event_lead):
    event, lead = event_lead
    helper = make_user(email="helper@timber.example")
    invite_organiser(event, email="Helper@timber.example", level="helper", by=lead)
    kept = make_registration(event)

    close_account(helper)

    assert [letter.about_id for letter in Letter.objects.all()] == [kept.pk]


def test_when_people_are_forgotten_the_log_is_empty():
    event, other = held_event(people=2), make_admission(places=1).event
    make_registration(other)
    event.guests.create(name="Lea", email=LEA[1], address_key=LEA[1], invited_at=event.starts_at)
    kept = states(folder=f"events.event:{other.pk}")

    with time_machine.travel(kept_until(event) + timedelta(hours=1)):
        forget_people_in_time()

    assert states() == kept


def test_every_letter_is_about_a_row_that_takes_it_along():
    event = make_admission(places=2).event
    invite(event, people=[LEA], language="en", by=None)
    make_registration(event)

    about = set(Letter.objects.values_list("about_kind", flat=True))
    event.delete()

    assert about <= {f"events.{name.lower()}" for name in WITH_LETTERS}
    assert states() == []


def test_one_takes_along_which_letters_one_was_written(client):
    own = make_registration(make_admission(places=1).event, email="anna@timber.example")

    kept = client.get(f"/r/{token_of(own)}/data.json").json()["letters"]

    assert [(one["kind"], one["to_address"], one["state"]) for one in kept] == [
        ("confirmed", "anna@timber.example", "queued")
    ]
