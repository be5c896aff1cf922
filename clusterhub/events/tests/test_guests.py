"""By invitation: one click, the invited address, and nobody else."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from clusterhub.accounts.tests.makers import make_user, sign_in
from clusterhub.events.guest_links import token_of_guest
from clusterhub.events.models import Guest, Registration, WhoMayCome
from clusterhub.events.operations import (
    accept_invitation,
    cancel_registration,
    erase_what_is_due,
    invite,
    withdraw_invitation,
)
from clusterhub.events.operations.forgetting import erase_registration
from clusterhub.events.people_typed import people_in
from clusterhub.events.tests.invariants import assert_places_add_up
from clusterhub.events.tests.makers import make_event, make_registration
from clusterhub.events.tests.visiting import door, open_event, send
from clusterhub.letters.models import Letter

__all__ = ["send"]
pytestmark = pytest.mark.django_db
LEA = ("Lea Roth", "lea@timber.example")


def invited(event, *people):
    invite(event, people=people or [LEA], language="en", by=None)
    return Guest.objects.latest("pk")


def link_of(guest):
    return f"/g/{token_of_guest(guest)}/"


def invited_event(**changes):
    return open_event(**({"places": 2, "who": WhoMayCome.INVITED} | changes))


def test_the_link_registers_with_one_click_and_proves_the_address(client, send):
    event = invited_event(needs_approval=True)
    sign_in(client, "event team")
    send(client, door(event, "invitations"), {"people": "Lea Roth <lea@timber.example>"})
    letter = mail.outbox[0]
    link = link_of(Guest.objects.get())
    visitor = Client()
    page = visitor.get(link)

    answer = send(visitor, link, {"name": "Lea Roth"})

    own = Registration.objects.get()
    assert letter.to == ["lea@timber.example"]
    assert link in letter.body
    assert 'value="Lea Roth"' in page.content.decode()
    assert page["Referrer-Policy"] == "same-origin"
    assert (own.status, own.email, own.proven_at is not None) == ("confirmed", LEA[1], True)
    assert answer.url.startswith("/r/")
    assert mail.outbox[-1].subject == f"You are registered: {event.title}"
    assert "has registered" in client.get(door(event, "invitations")).content.decode()
    assert_places_add_up(event)


def test_a_forwarded_link_does_not_give_a_second_place(send):
    event = invited_event()
    link = link_of(invited(event))
    send(Client(), link, {"name": "Lea Roth"})

    again = send(Client(), link, {"name": "Somebody Else"})
    send(Client(), f"{link}letter/")

    page = again.content.decode()
    assert "This invitation has been used" in page
    assert "/r/" not in page.partition("<main")[2]
    assert Registration.objects.get().name == "Lea Roth"
    assert mail.outbox[-1].to == ["lea@timber.example"]
    assert event.pools.get().taken == 1


def test_a_withdrawn_invitation_ends_and_who_came_stays(client, send):
    event = invited_event()
    used, open_one = invited(event), invited(event, ("Bo Ek", "bo@timber.example"))
    send(Client(), link_of(used), {"name": "Lea Roth"})
    sign_in(client, "event team")

    for guest in (used, open_one):
        send(client, f"{door(event, 'invitations')}{guest.pk}/withdrawal/")

    assert Client().get(link_of(open_one)).status_code == 404
    assert send(Client(), link_of(open_one), {"name": "Bo"}).status_code == 404
    assert Registration.objects.get().status == "confirmed"


def test_nobody_is_written_to_twice_nor_after_saying_no(send):
    event = invited_event()
    guest = invited(event, LEA, ("", "LEA@timber.example"), ("Bo", "bo@timber.example"))
    lea = Guest.objects.get(address_key="lea@timber.example")
    send(Client(), f"{link_of(lea)}refusal/")

    count = invite(event, people=[LEA, ("Cy", "cy@timber.example")], language="en", by=None)

    assert (count, event.guests.count(), guest.name) == (1, 3, "Bo")
    page = Client().get(link_of(lea)).content.decode()
    assert "You do not come" in page
    assert send(Client(), link_of(lea), {"name": "Lea"}).status_code == 200
    assert not Registration.objects.exists()


def test_who_was_withdrawn_can_be_invited_again(django_capture_on_commit_callbacks):
    event = invited_event()
    old = invited(event)
    withdraw_invitation(old, by=None)

    with django_capture_on_commit_callbacks(execute=True):
        new = invited(event)

    assert new.pk != old.pk
    assert link_of(new) != link_of(old)
    assert len(mail.outbox) == 1


def test_who_gave_the_place_back_may_come_by_the_same_invitation(send):
    event = invited_event()
    link = link_of(invited(event))
    send(Client(), link, {"name": "Lea Roth"})
    cancel_registration(Registration.objects.get(), by=None)

    send(Client(), link, {"name": "Lea Roth"})

    statuses = sorted(Registration.objects.values_list("status", flat=True))
    assert statuses == ["cancelled", "confirmed"]


def test_the_link_proves_what_she_had_registered_herself(send):
    event = open_event(places=2)
    guest = invited(event)
    send(Client(), door(event), {"name": "Lea Roth", "email": guest.email})

    send(Client(), link_of(guest), {"name": "Lea Roth"})

    assert Registration.objects.get().status == "confirmed"


def test_who_is_signed_in_with_the_invited_address_needs_no_link(client, send):
    event = invited_event()
    user = make_user()
    invited(event, ("", user.email))
    client.force_login(user)

    send(client, door(event))

    assert Registration.objects.get().attendee == user


def test_a_full_event_puts_the_guest_on_the_list(send):
    event = invited_event(places=1)
    make_registration(event)

    send(Client(), link_of(invited(event)), {"name": "Lea Roth"})

    assert Registration.objects.get(email=LEA[1]).status == "waiting"
    assert_places_add_up(event)


@pytest.mark.parametrize("token", ["1-", "1-abc", "zzzzzzzzzzzzzzzz-a", "é-é"])
def test_a_made_up_invitation_leads_nowhere(client, token):
    invited(invited_event())

    for name in ("guest", "guest-refusal", "guest-letter"):
        assert client.post(reverse(f"events:{name}", args=[token])).status_code == 404


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("anna", "Line 1 holds no address"),
        ("a@b.example\nhttps://spam.example <a@b.example>\nx", "Lines 2, 3 hold no addresses"),
        ("\n \n", "This field is required"),
        ("\n".join(f"a{n}@b.example" for n in range(501)), "At most 500 at once"),
    ],
)
def test_faulty_lists_are_said_line_by_line_and_invite_nobody(client, typed, words):
    event = invited_event()
    sign_in(client, "event team")

    answer = client.post(door(event, "invitations"), {"people": typed})

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Guest.objects.exists()


def test_who_has_her_registration_erased_stands_in_no_list_of_guests(send):
    event = invited_event()
    guest, other = invited(event), ("Max Hof", "max@timber.example")
    invite(event, people=[other], language="en", by=None)
    own = accept_invitation(guest, name="Lea Roth", mode="on_site", language="en")

    erase_registration(own)

    assert [each.email for each in event.guests.all()] == ["max@timber.example"]
    assert not Letter.objects.filter(to_address=LEA[1]).exists()


def test_before_registration_is_open_nobody_is_invited(client):
    event = make_event()
    sign_in(client, "event team")

    answer = client.post(door(event, "invitations"), {"people": "a@b.example"})

    assert "Publish the event and open its registration" in answer.content.decode()
    assert not Guest.objects.exists()


def test_addresses_of_guests_are_erased_a_month_after_the_event():
    event = invited_event()
    invited(event)

    erase_what_is_due(event.ends_at + timedelta(days=29))
    kept = Guest.objects.count()
    erase_what_is_due(event.ends_at + timedelta(days=30))

    assert (kept, Guest.objects.count()) == (1, 0)


@pytest.mark.pure
def test_people_are_pasted_in_many_ways():
    text = (
        '"Lind, Anna" <anna@x.example>\n\n bo@x.example ;\nCy Ek; cy@x.example\ndi@x.example\tDi Wu'
    )

    assert list(people_in(text)) == [
        (1, "Lind, Anna", "anna@x.example"),
        (3, "", "bo@x.example"),
        (4, "Cy Ek", "cy@x.example"),
        (5, "Di Wu", "di@x.example"),
    ]
