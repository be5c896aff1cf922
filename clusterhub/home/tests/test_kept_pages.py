from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from clusterhub.accounts.tests.makers import sign_in
from clusterhub.events.operations import cancel_event
from clusterhub.events.tests.makers import make_event, make_past_event, make_talk_series
from clusterhub.summaries.operations import unpublish_summary
from clusterhub.summaries.tests.makers import make_published

pytestmark = pytest.mark.django_db


def statements(client, address):
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    return len(queries)


@pytest.fixture
def talk():
    return make_event(title="Copper from old cables", series=make_talk_series(name="Metal talks"))


@pytest.mark.parametrize(
    "address", ["/", "/events/", "/events/past/", "/calls/", "/summaries/", "/series/metal-talks/"]
)
def test_the_second_visitor_costs_one_statement(talk, address):
    make_past_event()
    first = Client().get(address).content

    assert statements(Client(), address) == 1
    assert Client().get(address).content == first


@pytest.mark.parametrize("address", ["/", "/events/", "/series/metal-talks/"])
def test_a_change_is_seen_by_the_next_visitor(talk, address):
    assert "Cancelled" not in Client().get(address).text

    cancel_event(talk, by=None)

    assert "Cancelled" in Client().get(address).text or talk.title not in Client().get(address).text


def test_the_page_of_a_talk_is_kept_until_it_is_cancelled(talk):
    address = talk.get_absolute_url()
    first = Client().get(address).content
    again = statements(Client(), address)

    cancel_event(talk, by=None)

    assert (again, Client().get(address).content == first) == (1, False)
    assert "Cancelled" in Client().get(address).text


def test_a_summary_taken_back_is_gone_for_the_next_visitor():
    summary = make_published()
    address = summary.get_absolute_url()
    Client().get(address)
    again = statements(Client(), address)

    unpublish_summary(summary, by=None)

    assert (again, Client().get(address).status_code) == (1, 410)


def test_a_member_neither_leaves_nor_finds_a_kept_page(talk):
    editor = Client()
    sign_in(editor, "event team")

    assert "Add an event" in editor.get("/events/").text
    assert "Add an event" not in Client().get("/events/").text
    assert "Add an event" in editor.get("/events/").text


def test_what_is_chosen_is_asked_anew(talk):
    client = Client()
    client.get("/events/?q=copper")

    assert statements(client, "/events/?q=copper") > 1


def test_a_page_is_made_anew_each_minute(talk):
    with time_machine.travel(talk.starts_at - timedelta(minutes=3), tick=False) as clock:
        assert talk.title in Client().get("/events/").text

        clock.move_to(talk.ends_at + timedelta(minutes=1))

        assert talk.title not in Client().get("/events/").text


def test_every_answer_says_on_what_it_depends(talk):
    for _ in range(2):
        assert {"Cookie", "Accept-Language"} <= set(
            Client().get("/").headers["Vary"].replace(" ", "").split(",")
        )


def test_another_language_gets_a_page_of_its_own(talk, settings):
    settings.LANGUAGES = [("en", "English"), ("de", "German")]
    Client().get("/")

    assert '<html lang="de"' in Client(headers={"accept-language": "de"}).get("/").text


def test_a_refused_or_missing_page_is_not_kept():
    assert Client().get("/series/metal-talks/").status_code == 404

    make_talk_series(name="Metal talks")

    assert Client().get("/series/metal-talks/").status_code == 200
