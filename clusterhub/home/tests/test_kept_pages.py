from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from clusterhub.accounts.tests.makers import sign_in
from clusterhub.activity import kept
from clusterhub.events.operations import cancel_event, update_event
from clusterhub.events.tests.makers import (
    make_admission,
    make_event,
    make_past_event,
    make_registration,
    make_talk_series,
)
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


def test_no_kept_page_holds_a_token_of_the_visitor_before(talk):
    make_admission(talk, places=3)
    make_past_event()
    visitor = Client()
    visitor.cookies["csrftoken"] = "a" * 32
    addresses = ["/", "/events/", "/events/past/", "/calls/", "/summaries/", "/series/metal-talks/"]

    for address in (*addresses, talk.get_absolute_url()):
        page = visitor.get(address)
        assert page["Cache-Control"].startswith("public")
        assert "csrfmiddlewaretoken" not in page.text


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


LOOKS = {"time_zone": "Europe/Kyiv", "theme": "dark", "csrftoken": "x" * 32}


def with_cookies(**cookies):
    client = Client()
    for name, value in cookies.items():
        client.cookies[name] = value
    return client


def test_cookies_of_looks_leave_a_page_kept_for_each_look(talk):
    address = talk.get_absolute_url()
    here = Client().get(address).text
    there = with_cookies(**LOOKS).get(address).text

    assert statements(with_cookies(**LOOKS), address) == 1
    assert with_cookies(**LOOKS).get(address).text == there != here
    assert Client().get(address).text == here


def test_an_anonymous_page_may_be_cached_and_a_personal_one_never(talk):
    address = talk.get_absolute_url()
    visitor = Client().get(address)
    again = Client(headers={"if-none-match": visitor.headers["ETag"]}).get(address)
    editor = Client()
    sign_in(editor, "event team")
    personal = editor.get(address)

    assert visitor.headers["Cache-Control"] == (
        "public, max-age=0, s-maxage=10, stale-while-revalidate=30"
    )
    assert (again.status_code, again.content) == (304, b"")
    assert (personal.headers["Cache-Control"], personal.headers.get("ETag")) == ("private", None)


def test_a_page_that_changed_has_another_validator(talk):
    address = talk.get_absolute_url()
    before = Client().get(address).headers["ETag"]

    cancel_event(talk, by=None)

    after = Client(headers={"if-none-match": before}).get(address)
    assert (after.status_code, after.headers["ETag"] == before) == (200, False)


def test_a_place_that_is_taken_is_seen_by_the_next_visitor():
    event = make_admission(places=5).event
    address = event.get_absolute_url()
    before = Client().get(address).text

    make_registration(event)

    assert ("5 places left" in before, "4 places left" in Client().get(address).text) == (
        True,
        True,
    )


def test_what_is_kept_has_a_limit_in_bytes(talk, monkeypatch):
    monkeypatch.setattr(kept, "MOST_BYTES", 100_000)
    for zone in ("Europe/Kyiv", "Europe/Rome", "Europe/Lisbon", "Europe/Riga", "Europe/Oslo"):
        with_cookies(time_zone=zone).get("/events/")

    assert 0 < kept._bytes() <= 100_000
    assert statements(with_cookies(time_zone="Europe/Oslo"), "/events/") == 1


def test_a_calendar_that_nothing_changed_costs_one_statement(talk):
    tag = Client().get("/events/calendar.ics").headers["ETag"]
    program = Client(headers={"if-none-match": tag})

    assert statements(program, "/events/calendar.ics") == 1
    assert program.get("/events/calendar.ics").status_code == 304

    update_event(talk, by=None, title="Copper and tin")

    assert "Copper and tin" in program.get("/events/calendar.ics").text
