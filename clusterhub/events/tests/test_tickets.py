"""The ticket: its picture, what it says to whom, and how a code is read."""

import re

import pytest
from django.conf import settings

from clusterhub.events.links import token_of
from clusterhub.events.operations import cancel_registration
from clusterhub.events.tests.door_makers import make_event_today
from clusterhub.events.tests.makers import make_registration
from clusterhub.events.tickets import code_in, in_groups, new_ticket_code

pytestmark = pytest.mark.django_db
CODE = "23456789ABCDE"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (CODE, CODE),
        (" 2345 6789-abcd e ", CODE),
        (f"https://hub.example/t/{CODE}/", CODE),
        (f"https://hub.example/t/{CODE}?x=1", CODE),
        (f"HTTPS://HUB.EXAMPLE/T/{CODE}", CODE),
        (CODE[:-1], ""),
        (f"{CODE}F", ""),
        ("0" + CODE[1:], ""),
        ("", ""),
        ("https://evil.example/t/", ""),
    ],
)
def test_a_code_is_read_as_it_was_typed_or_scanned(text, code):
    assert code_in(text) == code


def test_a_code_is_read_aloud_in_groups():
    assert in_groups(CODE) == "2345 6789 ABCD E"
    assert code_in(in_groups(new_ticket_code()))


def test_the_own_page_has_the_ticket_and_its_picture(client):
    event = make_event_today()
    anna = make_registration(event, name="Anna Lind")
    own = f"/r/{token_of(anna)}/"

    page = client.get(own).content.decode()
    printed = client.get(f"{own}ticket/").content.decode()
    picture = client.get(f"{own}ticket.svg")

    assert in_groups(anna.ticket_code) in page
    assert f"{own}ticket.svg" in page
    assert "Anna Lind" in printed
    assert picture["Content-Type"] == "image/svg+xml"
    assert picture["X-Robots-Tag"] == "noindex"
    assert "no-store" in picture["Cache-Control"]
    assert picture.content.startswith(b"<svg")
    assert b"script" not in picture.content
    assert settings.BASE_URL.encode() not in picture.content


def test_only_who_has_a_place_on_site_has_a_ticket(client):
    event = make_event_today(on_site=1)
    first = make_registration(event)
    waiting, online = make_registration(event), make_registration(event, mode="online")
    gone = make_registration(event, mode="online")
    cancel_registration(gone, by=None)

    for registration, status in ((first, 200), (waiting, 404), (online, 404), (gone, 404)):
        own = f"/r/{token_of(registration)}/"
        assert client.get(f"{own}ticket.svg").status_code == status
        assert client.get(f"{own}ticket/").status_code == status
        assert bool(re.search("Your ticket", client.get(own).content.decode())) == (status == 200)


def test_a_strangers_camera_sees_event_and_day_and_nobodys_name(client):
    event = make_event_today(title="Steel days")
    anna = make_registration(event, name="Anna Lind", email="anna@timber.example")

    seen = client.get(f"/t/{anna.ticket_code}/")

    assert "Steel days" in seen.content.decode()
    assert "Anna" not in seen.content.decode()
    assert "timber" not in seen.content.decode()
    assert seen["X-Robots-Tag"] == "noindex"
    for code in ("2" * 13, anna.ticket_code.lower(), "x", "\x00", "²" * 13):
        assert client.get(f"/t/{code}/").status_code == 404
