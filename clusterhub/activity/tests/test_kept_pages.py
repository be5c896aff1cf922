"""A page that is kept is the page that would be drawn: for whom it is, as she wants it, as things stand."""

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from clusterhub.accounts.tests.makers import make_user
from clusterhub.events.models import EventStatus
from clusterhub.events.operations import cancel_event, update_event
from clusterhub.events.tests.makers import make_event

pytestmark = pytest.mark.django_db
OWN = {"X-Request-ID"}  # Of each answer.


def headers_of(response):
    return {name: value for name, value in response.items() if name not in OWN}


def retitle(event, title):
    update_event(event, by=None, title=title)


def test_the_next_visitor_gets_the_same_answer_for_one_statement(django_assert_num_queries):
    path = make_event().get_absolute_url()
    first = Client().get(path)

    with django_assert_num_queries(1):
        second = Client().get(path)
    with django_assert_num_queries(2):
        head = Client().head(path)
        third = Client().get(path, headers={"If-None-Match": "x"})

    assert second.content == third.content == first.content
    assert headers_of(second) == headers_of(head) == headers_of(first)
    assert "Content-Security-Policy" in second


def test_a_change_shows_at_once_and_to_who_holds_the_page_before():
    event = make_event(title="Before")
    path, client = event.get_absolute_url(), Client()
    before = client.get(path)
    unchanged = client.get(path, headers={"If-None-Match": before["ETag"]})

    retitle(event, "Afterwards")
    after = client.get(path, headers={"If-None-Match": before["ETag"]})
    again = client.get(path, headers={"If-None-Match": after["ETag"]})

    assert (unchanged.status_code, unchanged.content) == (304, b"")
    assert (after.status_code, "Afterwards" in after.content.decode()) == (200, True)
    assert (again.status_code, again["ETag"]) == (304, after["ETag"])


def test_what_is_taken_away_is_gone_for_who_holds_it_too():
    event = make_event()
    path = event.get_absolute_url()
    tag = [Client().get(path) for _ in range(2)][1]["ETag"]
    cancel_event(event, by=None)
    cancelled = Client().get(path)
    event.status = EventStatus.DRAFT
    event.save()
    retitle(event, "Secret")

    answers = [Client().get(path, headers={"If-None-Match": each}) for each in (tag, "x")]

    assert "cancelled" in cancelled.content.decode()
    assert [answer.status_code for answer in answers] == [404, 404]


def test_nobody_gets_the_page_of_somebody_else():
    event = make_event()
    path, member = event.get_absolute_url(), make_user(name="Anna Lind")
    signed_in = Client()
    signed_in.force_login(member, backend="django.contrib.auth.backends.ModelBackend")
    Client().get(path)

    own = [signed_in.get(path).content.decode() for _ in range(2)]
    visitors = [Client().get(path).content.decode() for _ in range(2)]

    assert ["Anna Lind" in page for page in (*own, *visitors)] == [True, True, False, False]


def test_each_sees_it_in_her_own_colours_and_hours():
    event = make_event(starts_at=timezone.now() + timezone.timedelta(days=3))
    path = event.get_absolute_url()
    plain = Client().get(path).content

    def seen(**cookies):
        client = Client()
        client.cookies.load(cookies)
        return [client.get(path).content.decode() for _ in range(2)]

    dark, athens, strange = seen(theme="dark"), seen(time_zone="Asia/Tokyo"), seen(known="1")

    assert [page.count('data-theme="dark"') for page in dark] == [1, 1]
    assert ["Tokyo" in page for page in athens] == [True, True]
    assert [page.encode() for page in strange] == [plain, plain]
    assert [Client().get(path).content for _ in range(2)] == [plain, plain]


def test_fragments_and_what_is_chosen_in_the_address_are_drawn_for_who_asks():
    make_event(title="Robots")
    path = reverse("events:coming")
    whole = [Client().get(path).content.decode() for _ in range(2)][1]

    fragment = Client().get(path, headers={"HX-Request": "true"}).content.decode()
    chosen = Client().get(path, {"format": "on_site"}).content.decode()

    assert ["<html" in page for page in (whole, fragment, chosen)] == [True, False, True]
    assert ["Robots" in page for page in (whole, fragment, chosen)] == [True, True, False]


@pytest.mark.django_db(transaction=True)
def test_a_connection_that_died_meanwhile_is_not_noticed_by_the_visitor():
    if connection.vendor != "postgresql":
        pytest.skip("SQLite is a file; nothing can be cut off.")
    path = make_event().get_absolute_url()
    first = Client().get(path)
    connection.connection.close()

    assert Client().get(path).content == first.content
