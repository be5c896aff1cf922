"""The whole way of one who comes: the event's page, the mail, the own page, giving the place back."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from clusterhub.accounts.operations import close_account
from clusterhub.accounts.tests.makers import make_user, sign_in
from clusterhub.activity.kept import forget_pages
from clusterhub.events.links import token_of
from clusterhub.events.models import EventStatus, Registration
from clusterhub.events.operations import cancel_event
from clusterhub.events.tests.invariants import assert_places_add_up
from clusterhub.events.tests.makers import make_admission, make_event, make_registration
from clusterhub.events.tests.visiting import ANNA, door, link_in, open_event, send

__all__ = ["send"]
pytestmark = pytest.mark.django_db


def test_a_visitor_registers_in_one_step_and_confirms_with_one_click(client, send):
    event = open_event()
    page = client.get(event.get_absolute_url()).content.decode()

    answer = send(client, door(event), ANNA)
    held = Registration.objects.get().status
    own = link_in(mail.outbox[0])
    looked_at = client.get(own)
    still = Registration.objects.get().status
    send(client, f"{own}confirmation/")

    assert "2 places left" in page
    assert "csrfmiddlewaretoken" not in page
    assert answer.url == door(event, "registration-sent")
    assert "anna@timber.example" in client.get(answer.url).content.decode()
    assert "I am coming" in looked_at.content.decode()
    assert looked_at["Referrer-Policy"] == "same-origin"
    assert (held, still, Registration.objects.get().status) == ("held", "held", "confirmed")
    assert [message.subject for message in mail.outbox] == [
        f"Confirm your place: {event.title}",
        f"You are registered: {event.title}",
    ]
    assert mail.outbox[1].attachments[0][2] == "text/calendar"
    assert_places_add_up(event)


def test_a_member_registers_with_one_click_and_finds_the_way_back(client, send):
    event = open_event()
    user = make_user()
    client.force_login(user)

    answer = send(client, door(event))

    own = Registration.objects.get()
    assert (own.status, own.attendee, own.email) == ("confirmed", user, user.email)
    assert answer.url == reverse("events:own-registration", args=[token_of(own)])
    assert "You are registered" in client.get(event.get_absolute_url()).content.decode()


def test_what_was_registered_before_signing_in_belongs_to_the_account(client, send):
    event = open_event()
    user = make_user(email="anna@timber.example")
    send(client, door(event), ANNA)
    client.force_login(user)

    send(client, door(event))

    assert Registration.objects.get().attendee == user
    assert "You are registered" in client.get(event.get_absolute_url()).content.decode()


def test_who_closes_her_account_leaves_no_registration_and_her_place(client, send):
    event = open_event(places=1, offer_hours=None)
    user = make_user()
    own = make_registration(event, attendee=user, name="Anna Lind", email=user.email)
    waiting = make_registration(event)
    client.force_login(user)
    taken_along = client.get(reverse("accounts:export")).json()["registrations"]

    close_account(user)

    waiting.refresh_from_db()
    assert [one["event"] for one in taken_along] == [event.get_absolute_url()]
    assert taken_along[0]["steps"][0]["did"] == "confirmed"
    assert not Registration.objects.filter(pk=own.pk).exists()
    assert waiting.status == "confirmed"
    assert_places_add_up(event)


def test_who_has_a_session_is_protected_against_forgery():
    event = open_event()
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_user())

    forged = client.post(door(event))
    visitor = Client(enforce_csrf_checks=True).post(door(event), ANNA)

    assert (forged.status_code, visitor.status_code) == (403, 302)
    assert Registration.objects.get().attendee is None


def test_a_form_on_another_site_registers_nobody(client):
    event = open_event()

    answer = client.post(door(event), ANNA, headers={"Sec-Fetch-Site": "cross-site"})

    assert answer.status_code == 403
    assert not Registration.objects.exists()


def test_nobody_learns_who_is_registered_already(client, send):
    event = open_event(places=5)
    send(client, door(event), ANNA)
    first = client.get(door(event, "registration-sent")).content
    other = Client()

    again = send(other, door(event), ANNA | {"name": "Somebody"})

    assert again.url == door(event, "registration-sent")
    assert other.get(again.url).content == first
    assert Registration.objects.get().name == "Anna Lind"
    assert mail.outbox[-1].subject.startswith("You are registered already")


@pytest.mark.parametrize(
    "typed",
    [
        {"name": "", "email": "a@b.example"},
        {"name": "Anna", "email": "anna"},
        {"name": "42", "email": "a@b.example"},
        {"name": "Win at https://spam.example", "email": "a@b.example"},
        {"name": "spam.example/win", "email": "a@b.example"},
        {"name": "\x00", "email": "a@b.example"},
        {"name": "A" * 151, "email": "a@b.example"},
        {"name": "Anna", "email": "a@b.example", "mode": "by boat"},
    ],
)
def test_what_does_not_fit_is_said_and_nothing_is_lost(client, typed):
    event = open_event(places={"on_site": 1, "online": None})

    answer = client.post(door(event), {"mode": "online"} | typed)

    assert answer.status_code == 422
    assert not Registration.objects.exists()
    assert "Please check what you entered" in answer.content.decode()


def test_a_program_that_fills_in_everything_registers_nobody(client):
    event = open_event()

    answer = client.post(door(event), ANNA | {"website_address": "https://spam.example"})

    assert answer.status_code == 302
    assert not Registration.objects.exists()


def test_a_name_of_several_lines_stays_out_of_the_head_of_a_letter(client, send):
    event = open_event()

    send(client, door(event), ANNA | {"name": "Anna\r\nBcc: all\u202e"})

    assert Registration.objects.get().name == "Anna Bcc: all"
    assert mail.outbox[0].to == ["anna@timber.example"]


def test_an_event_that_is_off_or_closed_takes_nobody(client):
    cancelled, closed = open_event(), open_event(closes_at=timezone.now() - timedelta(hours=1))
    coming = open_event(opens_at=timezone.now() + timedelta(days=1))
    none = make_event()
    cancel_event(cancelled, by=None)

    answers = [client.post(door(event), ANNA) for event in (cancelled, closed, coming, none)]

    assert [answer.status_code for answer in answers] == [302] * 4
    assert not Registration.objects.exists()
    assert "Registration is closed" in client.get(closed.get_absolute_url()).content.decode()
    assert "Registration opens" in client.get(coming.get_absolute_url()).content.decode()


def test_a_draft_is_not_there(client):
    event = make_admission(make_event(status=EventStatus.DRAFT), places=3).event

    assert client.post(door(event), ANNA).status_code == 404
    sign_in(client, "member")
    assert client.get(door(event)).status_code == 404


def test_too_many_from_one_connection_wait_an_hour(client, monkeypatch):
    event = open_event(places=None)
    monkeypatch.setattr("clusterhub.events.views.registering.POSTS_AN_HOUR", 2)

    answers = [
        client.post(door(event), ANNA | {"email": f"a{number}@timber.example"}).status_code
        for number in range(3)
    ]

    assert answers == [302, 302, 429]


def test_behind_a_proxy_each_visitor_is_counted_for_herself(client, monkeypatch, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    event = open_event(places=None)
    monkeypatch.setattr("clusterhub.events.views.registering.POSTS_AN_HOUR", 1)

    answers = [
        client.post(
            door(event),
            ANNA | {"email": f"a{number}@timber.example"},
            headers={"X-Forwarded-For": f"192.0.2.{number}"},
        ).status_code
        for number in (1, 2, 2)
    ]

    assert answers == [302, 302, 429]


def test_a_flood_holds_no_place_until_an_address_is_proven(client, send, monkeypatch):
    event = open_event(places=2)
    monkeypatch.setattr("clusterhub.events.views.registering.HOLDS_IN_TEN_MINUTES", 0)

    send(client, door(event), ANNA)
    asked = Registration.objects.get().status
    free = event.pools.get().free
    page = client.get(link_in(mail.outbox[0])).content.decode()
    send(client, f"{link_in(mail.outbox[0])}confirmation/")

    assert (asked, free) == ("requested", 2)
    assert mail.outbox[0].subject.startswith("Confirm your address")
    assert "I am coming" in page
    assert (Registration.objects.get().status, event.pools.get().free) == ("confirmed", 1)
    assert_places_add_up(event)


@pytest.mark.parametrize("who", ["visitor", "event team"])
def test_the_page_asks_as_often_however_many_come(client, who, django_assert_max_num_queries):
    event = open_event(places=None)
    sign_in(client, who)
    costs = []
    for _round in range(2):
        for _ in range(3):
            make_registration(event)
        forget_pages()
        with django_assert_max_num_queries(10) as asked:
            client.get(f"{event.get_absolute_url()}?anew")
        costs.append(len(asked))

    assert costs[0] == costs[1]
