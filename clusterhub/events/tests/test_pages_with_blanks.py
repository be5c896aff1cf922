"""Pages that are drawn once for all who registered: everybody reads her own words in them."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils.safestring import mark_safe

from clusterhub.events.links import token_of
from clusterhub.events.models import Event
from clusterhub.events.operations import prove, set_questions
from clusterhub.events.tests.makers import make_registration
from clusterhub.events.tests.visiting import ANNA, door, open_event
from clusterhub.events.tickets import in_groups
from clusterhub.web.blanks import NotPlain, plain

pytestmark = pytest.mark.django_db
CSRF = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')


def page_of(registration, client=None):
    return (client or Client()).get(f"/r/{token_of(registration)}/").content.decode()


def test_two_people_read_their_own_name_ticket_and_links():
    event = open_event(places=5)
    people = [make_registration(event, name=name) for name in ("Anna Lind", "Eva <b>& Söhne</b>")]

    anna, eva = (page_of(one) for one in people)

    for page, own, other in ((anna, *people), (eva, *reversed(people))):
        assert in_groups(own.ticket_code) in page
        assert in_groups(other.ticket_code) not in page
        assert set(re.findall(r"/r/([^/]+)/", page)) == {token_of(own)}
    assert ("Anna Lind" in anna, "Anna Lind" in eva) == (True, False)
    assert "Eva &lt;b&gt;&amp; Söhne&lt;/b&gt;" in eva
    assert "<b>&" not in eva


def test_the_token_against_forgery_is_each_browsers_own_and_opens_her_form():
    event = open_event(places=5)
    people = [make_registration(event, way="page") for _ in range(2)]
    clients = [Client(enforce_csrf_checks=True) for _ in people]

    pages = [page_of(*pair) for pair in zip(people, clients, strict=True)]

    tokens = [CSRF.search(page)[1] for page in pages]
    press = [
        client.post(f"/r/{token_of(one)}/confirmation/", {"csrfmiddlewaretoken": token}).status_code
        for one, client, token in zip(people, clients, tokens, strict=True)
    ]
    people[0].refresh_from_db()
    assert (len(set(tokens)), press, people[0].status) == (2, [302, 302], "confirmed")


def test_what_changes_is_read_at_once(client):
    event = open_event(places=5)
    own = make_registration(event, way="page")
    first = page_of(own)

    prove(own)
    confirmed = page_of(own)
    Event.objects.filter(pk=event.pk).update(title="Another title", venue_name="Old mill")
    renamed = page_of(own)
    asked = {"key": "diet", "when": "later", "is_required": False, "keep_days": 90}
    set_questions(event, questions=[asked], by=None)
    with_question = page_of(own)
    with time_machine.travel(event.ends_at + timedelta(minutes=1)):
        over = page_of(own)

    assert ("One click and you are in" in first, "You are registered" in confirmed) == (True, True)
    assert ("Another title" in renamed, "Old mill" in renamed) == (True, True)
    asks = "What the organisers ask"
    assert (asks in renamed, asks in with_question) == (False, True)
    assert "It is over" in over


def test_a_message_is_said_to_one_and_once():
    event = open_event(places=5)
    one, other = (make_registration(event, way="page") for _ in range(2))
    client = Client()
    thanked = client.post(f"/r/{token_of(one)}/confirmation/", follow=True).content.decode()
    prove(other)

    pages = [page_of(other), page_of(one, client)]

    assert "your address is confirmed" in thanked
    assert not any("your address is confirmed" in page for page in pages)


def test_the_page_after_the_form_shows_each_her_own_address():
    event = open_event(places=5)
    pages = []
    for address in ("anna@timber.example", "eva@stone.example"):
        page = Client().post(door(event), ANNA | {"email": address}, follow=True)
        pages.append(page.content.decode())

    assert [page.count("anna@timber.example") for page in pages] == [2, 0]
    assert [page.count("eva@stone.example") for page in pages] == [0, 2]


def test_the_next_on_the_waiting_list_is_told_her_own_place_in_it():
    event = open_event(places=1)
    make_registration(event)
    people = [make_registration(event) for _ in range(3)]

    words = [re.search(r"<p>([^<]*) We write to you", page_of(one))[1] for one in people]

    assert words == ["You are the next.", "1 person is before you.", "2 people are before you."]


def test_what_does_not_say_what_it_looks_like_is_never_a_key():
    event = open_event(places=1)
    key = plain(event)
    event.title = "Another"

    assert plain(event) != key
    assert plain({"words": mark_safe("<b>")}) != plain({"words": "<b>"})
    with pytest.raises(NotPlain):
        plain({"events": Event.objects.all()})
