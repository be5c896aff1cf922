"""Rooms of the web of sessions, and players: for who is registered online, shortly before."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from clusterhub.accounts.tests.makers import sign_in
from clusterhub.events.links import token_of
from clusterhub.events.models import Joining, Room, RoomKind
from clusterhub.events.operations import choose_session, set_session_places
from clusterhub.events.operations.joining import set_room
from clusterhub.events.tests.door_makers import make_event_today
from clusterhub.events.tests.makers import make_registration

pytestmark = pytest.mark.django_db
PLAYER = "https://video.example/embed/7"
STAGE = "https://stage.example/join"


def make_session(event, *, in_minutes=10, **room):
    facts = {"name": "Stage", "kind": RoomKind.ONLINE, "join_url": STAGE, "embed_url": PLAYER}
    starts_at = timezone.now() + timedelta(minutes=in_minutes)
    return event.sessions.create(
        title="How mills share data",
        number=event.sessions.count() + 1,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=45),
        room=Room.objects.create(event=event, **(facts | room)),
    )


def room_of(registration, session):
    return f"/r/{token_of(registration)}/rooms/{session.pk}/"


def test_who_is_registered_online_sees_the_player_after_a_press(client):
    event = make_event_today()
    session, anna = make_session(event), make_registration(event, mode="online")

    own = client.get(f"/r/{token_of(anna)}/").content.decode()
    looked = client.get(room_of(anna, session))
    led = client.post(room_of(anna, session))

    assert room_of(anna, session) in own and "The room opens 15 minutes before." in own
    assert "video.example" not in own + looked.content.decode()
    assert f'<iframe class="player" src="{PLAYER}"' in led.content.decode()
    assert "frame-src https://video.example" in led["Content-Security-Policy"]
    assert "frame-src" not in looked["Content-Security-Policy"]
    assert Joining.objects.filter(registration=anna).count() == 1


@pytest.mark.parametrize(
    ("player", "said"),
    [
        ("https://a;sandbox;script-src@video.example/7", "frame-src https://video.example;"),
        ("https://bücher.example:8443/7", "frame-src https://xn--bcher-kva.example:8443;"),
        ("https://a,b@video.example/7", "frame-src https://video.example;"),
        ("https://[::1]/7", None),
    ],
)
def test_the_address_of_a_player_adds_its_host_to_the_policy_and_nothing_else(client, player, said):
    event = make_event_today()
    session, anna = make_session(event, embed_url=player), make_registration(event, mode="online")

    usual = client.get(room_of(anna, session))["Content-Security-Policy"]
    policy = client.post(room_of(anna, session))["Content-Security-Policy"]

    added = {each.strip() for each in f"{policy};".split(";")} - {
        each.strip() for each in usual.split(";")
    }
    assert added - {""} == ({said.strip(";")} if said else set())


def test_the_room_opens_its_minutes_before_and_closes_half_an_hour_after(client):
    session = make_session(event := make_event_today(), opens_minutes=5)
    anna = make_registration(event, mode="online")
    start, end = session.starts_at, session.ends_at
    moments = {
        start - timedelta(minutes=6): 403,
        start - timedelta(minutes=5): 200,
        end + timedelta(minutes=30): 200,
        end + timedelta(minutes=31): 403,
    }

    for moment, status in moments.items():
        with time_machine.travel(moment, tick=False):
            answer = client.post(room_of(anna, session))
            assert (answer.status_code, "video.example" in answer.content.decode()) == (
                status,
                status == 200,
            )


def test_a_session_with_places_is_for_who_has_one(client):
    event = make_event_today()
    session = make_session(event)
    set_session_places(session, places=1, by=None)
    inside, outside, on_site = (
        make_registration(event, mode=mode) for mode in ("online", "online", "on_site")
    )
    choose_session(inside, session=session)

    answers = [client.post(room_of(one, session)) for one in (inside, outside, on_site)]

    assert [one.status_code for one in answers] == [200, 403, 403]
    assert not any("video.example" in one.content.decode() for one in answers[1:])
    assert room_of(outside, session) not in client.get(f"/r/{token_of(outside)}/").content.decode()


@pytest.mark.parametrize("change", [{"cancelled_at": timezone.now()}, {"starts_at": None}])
def test_no_way_into_a_session_that_is_not_held(client, change):
    event = make_event_today()
    session, anna = make_session(event), make_registration(event, mode="online")
    for name, value in change.items():
        setattr(session, name, value)
    session.save()

    assert client.post(room_of(anna, session)).status_code == 403


def test_rooms_of_other_events_do_not_exist(client):
    session = make_session(make_event_today())
    stranger = make_registration(make_event_today(), mode="online")

    assert client.get(room_of(stranger, session)).status_code == 404


def test_the_event_itself_may_have_a_player(client):
    event = make_event_today()
    set_room(event, url="", player=PLAYER, by=None)
    anna = make_registration(event, mode="online")

    led = client.post(f"/r/{token_of(anna)}/join/")

    assert PLAYER in led.content.decode() and "http-equiv" not in led.content.decode()


def test_the_organiser_names_a_player_by_https(client):
    event = make_event_today()
    make_registration(event)
    sign_in(client, "event team")
    address = reverse("events:online-room", args=[event.slug])

    refused = client.post(address, {"url": "", "player": "http://video.example/7"})
    taken = client.post(address, {"url": "", "player": PLAYER})
    event.admission.refresh_from_db()

    assert refused.status_code == 422 and "begins with https://" in refused.content.decode()
    assert (taken.status_code, event.admission.embed_url) == (302, PLAYER)
