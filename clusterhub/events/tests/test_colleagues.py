"""Who comes brings a colleague; that one decides herself."""

import re

import pytest
from django.core import mail

from clusterhub.events.links import token_of
from clusterhub.events.models import Registration, WhoMayCome
from clusterhub.events.operations import MembersOnly, bring_colleague
from clusterhub.events.tests.invariants import assert_places_add_up
from clusterhub.events.tests.makers import make_registration
from clusterhub.events.tests.visiting import link_in, open_event, send

__all__ = ["send"]
pytestmark = pytest.mark.django_db
BO = {"name": "Bo Ek", "email": "bo@timber.example"}


def own_of(event, **facts):
    own = make_registration(event, name="Anna Lind", **facts)
    return own, f"/r/{token_of(own)}/"


def without_tokens(page):
    return re.sub(r'(csrfmiddlewaretoken" value=)"\w+"', r"\1", page)


def test_a_colleague_gets_a_mail_and_confirms_for_herself(client, send):
    event = open_event(places=3)
    anna, page = own_of(event)
    assert "Bring a colleague" in client.get(page).content.decode()

    mail.outbox.clear()
    send(client, f"{page}colleague/", BO)
    bo = Registration.objects.get(email=BO["email"])
    held = bo.status
    send(client, f"{link_in(mail.outbox[-1])}confirmation/")

    bo.refresh_from_db()
    letter = mail.outbox[0]
    assert (held, bo.status, bo.brought_by) == ("held", "confirmed", anna)
    assert letter.to == ["bo@timber.example"]
    assert "Anna Lind has registered you" in letter.body
    assert_places_add_up(event)


def test_each_brings_as_many_as_the_organiser_says(client, send):
    event = open_event(places=9, most_colleagues=1)
    _own, page = own_of(event)

    send(client, f"{page}colleague/", BO)
    again = send(client, f"{page}colleague/", {"name": "Cy", "email": "cy@timber.example"})

    assert again.status_code == 302
    assert not Registration.objects.filter(email="cy@timber.example").exists()
    shown = client.get(page).content.decode()
    assert "You have brought 1 colleague" in shown
    assert "colleague/" not in shown


def test_nobody_learns_by_bringing_who_is_registered(client, send):
    event = open_event(places=9)
    make_registration(event, email="known@timber.example", name="Known")
    _own, page = own_of(event)
    shown = []

    for email in ("known@timber.example", "new@timber.example"):
        answer = send(client, f"{page}colleague/", BO | {"email": email})
        seen = without_tokens(client.get(page).content.decode().replace(email, ""))
        shown.append((answer.url, seen))

    assert shown[0][0] == shown[1][0]
    assert "We have written to" in shown[0][1]
    assert shown[0][1].replace("1 colleague.", "") == shown[1][1].replace("2 colleagues.", "")
    assert Registration.objects.get(email="known@timber.example").name == "Known"


def test_a_colleague_waits_like_anybody_else(client, send):
    event = open_event(places=1)
    _own, page = own_of(event)

    send(client, f"{page}colleague/", BO)

    assert Registration.objects.get(email=BO["email"]).status == "waiting"
    assert_places_add_up(event)


@pytest.mark.parametrize("who", [WhoMayCome.MEMBERS, WhoMayCome.INVITED])
def test_where_each_comes_for_herself_nobody_is_brought(client, who):
    event = open_event(places=3, who=who)
    own, page = own_of(event)

    assert "Bring a colleague" not in client.get(page).content.decode()
    assert client.get(f"{page}colleague/").status_code == 302
    with pytest.raises(MembersOnly):
        bring_colleague(own, mode="on_site", language="en", **BO)


@pytest.mark.parametrize(
    "typed",
    [{"name": ""}, {"email": "bo"}, {"name": "https://spam.example"}, {"email": "bo@gmial.com"}],
)
def test_what_does_not_fit_is_said_and_nothing_is_lost(client, send, typed):
    event = open_event(places=3)
    _own, page = own_of(event)

    answer = send(client, f"{page}colleague/", BO | typed)

    assert answer.status_code == 422
    assert Registration.objects.count() == 1


def test_a_mailbox_is_not_filled_by_way_of_colleagues(client, send):
    events = [open_event(places=9) for _ in range(7)]
    mail.outbox.clear()

    answers = [send(client, f"{own_of(event)[1]}colleague/", BO) for event in events]

    assert [answer.status_code for answer in answers] == [302] * 5 + [422] * 2
    assert len([one for one in mail.outbox if one.to == [BO["email"]]]) == 5
