"""Into the online room: who, when, and never by the public page."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from clusterhub.accounts.tests.makers import ROLES, sign_in
from clusterhub.events.links import token_of
from clusterhub.events.models import Joining
from clusterhub.events.operations import cancel_event, cancel_registration
from clusterhub.events.operations.door import counts
from clusterhub.events.operations.joining import set_room
from clusterhub.events.tests.door_makers import make_event_today
from clusterhub.events.tests.makers import STAFF, make_registration

pytestmark = pytest.mark.django_db
ROOM = "https://rooms.example/steel?pwd=1&x=2"


def make_event_with_room(**changes):
    event = make_event_today(**changes)
    set_room(event, url=ROOM, by=None)
    event.refresh_from_db()
    return event


def own(registration, more=""):
    return f"/r/{token_of(registration)}/{more}"


def test_who_is_registered_online_is_led_into_the_room_and_counted_once(client):
    event = make_event_with_room()
    anna = make_registration(event, mode="online")

    offered = client.get(own(anna)).content.decode()
    looked = client.get(own(anna, "join/")).content.decode()
    before = Joining.objects.count()
    led = [client.post(own(anna, "join/")) for _ in range(2)]

    assert "Join" in offered
    assert (ROOM in offered, "rooms.example" in looked, before) == (False, False, 0)
    assert led[1].status_code == 200
    assert "https://rooms.example/steel?pwd=1&amp;x=2" in led[1].content.decode()
    assert led[1]["Referrer-Policy"] == "no-referrer"
    assert counts(event)["joined"] == 1


def test_the_room_opens_fifteen_minutes_before_and_only_for_those_online(client):
    start = timezone.now() + timedelta(days=2)
    event = make_event_with_room(starts_at=start, ends_at=start + timedelta(hours=1), on_site=1)
    anna = make_registration(event, mode="online")
    on_site, waiting = make_registration(event), make_registration(event)
    gone = make_registration(event, mode="online")
    cancel_registration(gone, by=None)
    moments = {
        start - timedelta(minutes=16): 403,
        start - timedelta(minutes=15): 200,
        start + timedelta(minutes=90): 200,
        start + timedelta(minutes=91): 403,
    }

    for moment, status in moments.items():
        with time_machine.travel(moment, tick=False):
            answer = client.post(own(anna, "join/"))
            assert (answer.status_code, "rooms.example" in answer.content.decode()) == (
                status, status == 200,
            ), moment  # fmt: skip
    with time_machine.travel(start, tick=False):
        for registration in (on_site, waiting, gone):
            answer = client.post(own(registration, "join/"))
            assert answer.status_code == 403
            assert "rooms.example" not in answer.content.decode()
            assert "Take part online" not in client.get(own(registration)).content.decode()


def test_before_it_opens_the_page_says_when(client):
    with time_machine.travel("2031-06-03T08:00:00Z", tick=False):
        start = timezone.now() + timedelta(days=1)
        event = make_event_with_room(starts_at=start, ends_at=start + timedelta(hours=1))
        anna = make_registration(event, mode="online")

        pages = [client.get(own(anna)), client.get(own(anna, "join/"))]

    for page in pages:
        assert "9:45" in re.sub(r"<footer.*", "", page.content.decode(), flags=re.DOTALL)


def test_nothing_is_joined_that_is_called_off_or_has_no_room(client):
    event, without = make_event_with_room(), make_event_today()
    anna, bo = (make_registration(each, mode="online") for each in (event, without))
    cancel_event(event, by=None)

    answers = [client.post(own(anna, "join/")), client.post(own(bo, "join/"))]

    assert [answer.status_code for answer in answers] == [403, 403]
    assert Joining.objects.count() == 0


def test_the_address_of_the_room_stands_on_no_public_page(client):
    event = make_event_with_room()

    for name in ("event", "event-json", "event-ics", "registration"):
        page = client.get(reverse(f"events:{name}", args=[event.slug]))
        assert page.status_code == 200
        assert "rooms.example" not in page.content.decode()


@pytest.mark.parametrize("who", ROLES)
def test_only_the_event_team_names_the_room(client, who):
    event = make_event_today()
    sign_in(client, who)
    address = reverse("events:online-room", args=[event.slug])

    seen = client.get(address)
    client.post(address, {"url": "javascript:alert(1)"})
    client.post(address, {"url": ROOM})

    event.admission.refresh_from_db()
    is_staff = who in STAFF
    assert seen.status_code == (200 if is_staff else 302 if who == "visitor" else 403)
    assert event.admission.join_url == (ROOM if is_staff else "")
