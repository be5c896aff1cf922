"""The code beside the link, the address corrected, and letters to addresses that nobody has proven."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.utils import timezone

from clusterhub.events.codes import code_of
from clusterhub.events.links import token_of
from clusterhub.events.models import Registration
from clusterhub.events.tests.invariants import assert_places_add_up
from clusterhub.events.tests.makers import make_registration
from clusterhub.events.tests.visiting import ANNA, door, link_in, open_event, send

__all__ = ["send"]
pytestmark = pytest.mark.django_db


def code_in(message):
    return re.search(r"\b\d{3} \d{3}\b", message.body)[0]


def wrong(code):
    return f"{(int(code.replace(' ', '')) + 1) % 10**6:06}"


def code_door(event):
    return door(event, "registration-code")


def test_link_and_code_reach_the_same(client, send):
    event = open_event()
    send(client, door(event), ANNA)
    letter = mail.outbox[0]

    answer = send(client, code_door(event), {"code": f" {code_in(letter)} "})

    own = Registration.objects.get()
    assert own.status == "confirmed"
    assert answer.url == link_in(letter)
    assert mail.outbox[-1].subject == f"You are registered: {event.title}"
    assert code_of(own) == ""
    assert code_in(letter).replace(" ", "") not in (own.code_seed, own.ticket_code)


def test_whoever_waits_or_asks_keeps_her_turn_by_the_code(client, send):
    event = open_event(places=1)
    make_registration(event)
    send(client, door(event), ANNA)

    send(client, code_door(event), {"code": code_in(mail.outbox[-1])})

    own = Registration.objects.get(email=ANNA["email"])
    assert (own.status, own.proven_at is not None) == ("waiting", True)


def test_five_wrong_codes_end_it_and_the_link_still_leads_on(client, send):
    event = open_event()
    send(client, door(event), ANNA)
    code, link = code_in(mail.outbox[0]), link_in(mail.outbox[0])

    answers = [send(client, code_door(event), {"code": wrong(code)}) for _ in range(5)]
    right = send(client, code_door(event), {"code": code})
    send(client, f"{link}confirmation/")

    assert {answer.status_code for answer in answers} == {422}
    assert right.content == answers[0].content
    assert Registration.objects.get().status == "confirmed"


def test_wrong_codes_never_tell_whether_an_address_is_registered(send):
    event = open_event(places=9)
    make_registration(event, email="known@timber.example")
    pages = []

    for email in ("known@timber.example", "new@timber.example"):
        client = Client()
        send(client, door(event), {"name": "Anna Lind", "email": email})
        seen = client.get(door(event, "registration-sent")).content.decode()
        answers = [send(client, code_door(event), {"code": "000000"}) for _ in range(7)]
        shown = {answer.content.decode().replace(email, "") for answer in answers}
        pages.append((seen.replace(email, ""), shown, {one.status_code for one in answers}))

    assert pages[0] == pages[1]


def test_who_is_registered_already_gets_a_code_that_works(send):
    event = open_event(places=9)
    own = make_registration(event, email="known@timber.example")
    client = Client()
    send(client, door(event), {"name": "Anna Lind", "email": own.email})

    answer = send(client, code_door(event), {"code": code_in(mail.outbox[-1])})

    assert mail.outbox[-1].subject.startswith("You are registered already")
    assert answer.url == f"/r/{token_of(own)}/"


def test_a_code_is_of_use_only_where_somebody_registered(client, send):
    event, other = open_event(), open_event()
    send(client, door(event), ANNA)
    code = code_in(mail.outbox[0])

    answers = [
        send(Client(), code_door(event), {"code": code}),
        send(client, code_door(other), {"code": code}),
    ]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert answers[0].url == door(event, "registration-sent")
    assert Registration.objects.get().status == "held"


@pytest.mark.parametrize("typed", ["", "abc", "12345", "٤٨٢٩١٣", "1" * 500, "\x00"])
def test_what_is_no_code_is_refused_like_a_wrong_one(client, send, typed):
    event = open_event()
    send(client, door(event), ANNA)

    assert send(client, code_door(event), {"code": typed}).status_code == 422


def test_too_many_codes_from_one_connection_have_to_wait(client, send, monkeypatch):
    monkeypatch.setattr("clusterhub.events.views.sent.CODES_IN_TEN_MINUTES", 1)
    event = open_event()
    send(client, door(event), ANNA)
    send(client, code_door(event), {"code": "1"})

    answer = send(client, code_door(event), {"code": code_in(mail.outbox[0])})

    assert answer.status_code == 429
    assert Registration.objects.get().status == "held"


def test_an_address_is_corrected_once_and_the_old_link_ends(client, send):
    event = open_event(places=1)
    send(client, door(event), ANNA)
    old = link_in(mail.outbox[0])
    correct = door(event, "registration-address")

    first = send(client, correct, {"email": "anna.lind@timber.example"})
    seen = client.get(first.url).content.decode()
    again = send(client, correct, {"email": "third@timber.example"})

    own = Registration.objects.get()
    assert own.email == "anna.lind@timber.example"
    assert mail.outbox[-1].to == ["anna.lind@timber.example"]
    assert "anna.lind@timber.example" in seen
    assert "Correct it" not in seen
    assert again.status_code == 302
    assert len(mail.outbox) == 2
    assert client.get(old).status_code == 404
    assert client.get(link_in(mail.outbox[-1])).status_code == 200
    assert_places_add_up(event)


def test_nobody_corrects_the_address_of_somebody_else(send):
    event = open_event(places=5)
    anna, thief = Client(), Client()
    send(anna, door(event), ANNA)
    send(thief, door(event), ANNA)

    send(thief, door(event, "registration-address"), {"email": "thief@evil.example"})

    held = Registration.objects.get(email=ANNA["email"])
    assert (held.status, held.link_version) == ("held", 0)
    assert Registration.objects.filter(email="thief@evil.example").get().pk != held.pk


def test_correcting_looks_the_same_where_the_address_was_registered(send):
    event = open_event(places=9)
    make_registration(event, email="known@timber.example")
    pages = []

    for number, email in enumerate(("known@timber.example", "new@timber.example")):
        client = Client()
        send(client, door(event), {"name": "Anna Lind", "email": email})
        right = f"right{number}@timber.example"
        answer = send(client, door(event, "registration-address"), {"email": right})
        pages.append(client.get(answer.url).content.decode().replace(right, ""))

    assert pages[0] == pages[1]
    assert Registration.objects.get(email="known@timber.example").status == "confirmed"


def test_an_address_corrected_to_one_that_is_registered_gives_the_place_back(client, send):
    event = open_event(places=2)
    own = make_registration(event, email="anna@right.example")
    send(client, door(event), ANNA)

    send(client, door(event, "registration-address"), {"email": "anna@right.example"})

    statuses = dict(Registration.objects.values_list("email", "status"))
    told = [
        message.subject.partition(":")[0] for message in mail.outbox if message.to == [own.email]
    ]
    assert statuses == {own.email: "confirmed", ANNA["email"]: "cancelled"}
    assert told == ["You are registered already"]
    assert_places_add_up(event)


def test_a_proven_address_is_not_corrected(client, send):
    event = open_event()
    send(client, door(event), ANNA)
    send(client, code_door(event), {"code": code_in(mail.outbox[0])})

    send(client, door(event, "registration-address"), {"email": "other@timber.example"})

    assert Registration.objects.get().email == ANNA["email"]


def test_an_unproven_address_gets_five_letters_an_hour_over_all_events(send):
    events = [open_event(places=9) for _ in range(7)]

    answers = [send(Client(), door(event), ANNA) for event in events]

    assert {answer.status_code for answer in answers} == {302}
    assert [message.to for message in mail.outbox] == [[ANNA["email"]]] * 5
    with time_machine.travel(timezone.now() + timedelta(minutes=61)):
        send(Client(), door(events[-1]), ANNA)
    assert len(mail.outbox) == 6


def test_codes_cannot_be_asked_for_for_ever(send):
    event = open_event(places=9)
    own = make_registration(event, email="known@timber.example")
    now = timezone.now()

    for hour in range(4):
        with time_machine.travel(now + timedelta(hours=hour, minutes=hour)):
            for _ in range(4):
                send(Client(), door(event), {"name": "Anna Lind", "email": own.email})

    assert len([one for one in mail.outbox if "already" in one.subject]) <= 6
