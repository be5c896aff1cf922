"""Behind the mailed link: waiting, offers, changing the mode; and links that nobody mailed."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.utils import timezone

from clusterhub.events.jobs import give_places_on
from clusterhub.events.links import token_of
from clusterhub.events.models import Registration
from clusterhub.events.tests.invariants import assert_places_add_up
from clusterhub.events.tests.makers import make_registration
from clusterhub.events.tests.visiting import ANNA, door, link_in, open_event, send

__all__ = ["send"]
pytestmark = pytest.mark.django_db


def test_one_changes_between_the_modes_and_never_loses_a_place(client, send):
    event = open_event(places={"on_site": 1, "online": None}, offer_hours=None)
    first = make_registration(event, mode="on_site")
    anna = make_registration(event, mode="online")
    own = f"/r/{token_of(anna)}/"
    seen = client.get(own).content.decode()

    send(client, f"{own}mode/", {"mode": "on_site"})
    anna.refresh_from_db()
    waits = (anna.mode, anna.turns.open().count(), client.get(own).content.decode())
    send(client, f"/r/{token_of(first)}/mode/", {"mode": "online"})

    anna.refresh_from_db()
    first.refresh_from_db()
    assert "you would be the first on the waiting list" in seen
    assert waits[:2] == ("online", 1)
    assert "You are the next" in waits[2]
    assert (first.mode, anna.mode, anna.status) == ("online", "on_site", "confirmed")
    assert_places_add_up(event)


def test_one_press_keeps_a_turn_on_the_waiting_list(client, send):
    event = open_event(places=1)
    make_registration(event)
    send(client, door(event), ANNA)
    own = link_in(mail.outbox[0])
    asked = client.get(own).content.decode()

    send(client, f"{own}confirmation/")
    with time_machine.travel(timezone.now() + timedelta(hours=25)):
        give_places_on()

    assert "Keep my turn" in asked
    assert "Keep my turn" in mail.outbox[0].body
    page = client.get(own).content.decode()
    assert "Keep my turn" not in page
    assert "You are the next" in page
    assert Registration.objects.get(email=ANNA["email"]).status == "waiting"


@pytest.mark.parametrize("wanted", ["by boat", "", "\x00"])
def test_a_mode_that_there_is_not_changes_nothing(client, wanted):
    event = open_event(places={"on_site": 1, "online": None})
    anna = make_registration(event, mode="online")

    client.post(f"/r/{token_of(anna)}/mode/", {"mode": wanted})

    anna.refresh_from_db()
    assert (anna.mode, anna.status) == ("online", "confirmed")


def test_who_comes_too_late_waits_and_is_offered_what_comes_free(client, send):
    event = open_event(places=1)
    first = make_registration(event)
    send(client, door(event), ANNA)
    waiting = link_in(mail.outbox[-1])
    seen = client.get(waiting).content.decode()

    send(client, f"/r/{token_of(first)}/cancellation/")
    offered = mail.outbox[-1]
    asked = client.get(waiting).content.decode()
    send(client, f"{waiting}offer/", {"answer": "yes"})

    anna = Registration.objects.get(email=ANNA["email"])
    assert "You are the next" in seen
    assert offered.subject.startswith("A place is free for you")
    assert "Take the place" in asked
    assert (anna.status, anna.proven_at is not None) == ("confirmed", True)
    assert_places_add_up(event)


def test_what_nobody_confirms_goes_to_the_next(client, send, django_capture_on_commit_callbacks):
    event = open_event(places=1, offer_hours=None)
    send(client, door(event), ANNA)
    send(client, door(event), {"name": "Bo Ek", "email": "bo@timber.example"})

    with (
        time_machine.travel(timezone.now() + timedelta(minutes=61)),
        django_capture_on_commit_callbacks(execute=True),
    ):
        give_places_on()

    statuses = dict(Registration.objects.values_list("email", "status"))
    assert statuses == {"anna@timber.example": "lapsed", "bo@timber.example": "held"}
    assert {message.subject.partition(":")[0] for message in mail.outbox[2:]} == {
        "Your place has gone on",
        "You have a place",
    }
    assert_places_add_up(event)


@pytest.mark.parametrize("token", ["1-", "1-abc", "zzzzzzzzzzzzzzzzzz-abc", "-", "é-é"])
def test_a_made_up_link_leads_nowhere(client, token):
    make_registration(open_event())

    assert client.get(f"/r/{token}/").status_code == 404
    assert client.post(f"/r/{token}/cancellation/").status_code == 404


def test_who_waits_and_never_proves_the_address_lets_the_next_pass(client, send):
    event = open_event(places=1)
    make_registration(event)
    send(client, door(event), ANNA)
    proven = make_registration(event)

    with time_machine.travel(timezone.now() + timedelta(hours=25)):
        give_places_on()

    statuses = dict(Registration.objects.values_list("email", "status"))
    assert statuses["anna@timber.example"] == "lapsed"
    assert statuses[proven.email] == "waiting"
    assert event.pools.get().waiting_count == 1
    assert_places_add_up(event)
