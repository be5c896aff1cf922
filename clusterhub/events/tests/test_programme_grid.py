"""Sessions moved on the grid, and the rooms and tracks that it is made of."""

from datetime import timedelta

import pytest

from clusterhub.accounts.tests.makers import sign_in
from clusterhub.events.tests.programmes import (
    NINE,
    make_conference,
    make_room,
    make_session,
    url,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def team(client):
    sign_in(client, "event team")
    return client


def test_a_session_is_moved_on_the_grid(team):
    event = make_conference()
    hall = make_room(event)
    session = make_session(event, "Heat", hour=1)
    sent = {
        "session": session.pk,
        "room": hall.pk,
        "starts_on": "2030-06-06",
        "starts_time": "14:15",
        "shown": "2030-06-06",
    }

    plain = team.post(url(event, "programme-grid"), sent)
    fragment = team.post(
        url(event, "programme-grid"),
        sent | {"starts_time": "15:00"},
        headers={"HX-Request": "true"},
    ).content.decode()

    session.refresh_from_db()
    assert plain["Location"].endswith("?day=2030-06-06")
    assert (session.room, session.starts_at) == (hall, NINE + timedelta(hours=30))
    assert session.ends_at - session.starts_at == timedelta(hours=1)
    assert "“Heat” is at 15:00 now, in Hall." in fragment and "<html" not in fragment
    assert 'data-time="15:00"' in fragment


def test_an_hour_that_does_not_exist_is_refused_on_the_grid(team):
    event = make_conference()
    session = make_session(event, "Heat", hour=1)
    sent = {"session": session.pk, "starts_on": "2030-03-31", "starts_time": "02:30"}

    response = team.post(url(event, "programme-grid"), sent)

    assert response.status_code == 422
    assert "does not exist" in response.content.decode()


def test_the_grid_shows_a_day_with_what_clashes_in_one_cell(team):
    event = make_conference()
    hall = make_room(event)
    for title in ("Heat", "Cold"):
        make_session(event, title, hour=1, room=hall)
    make_session(event, "Not placed")

    response = team.get(url(event, "programme-grid"))

    cells = [cell for row in response.context["rows"] for cell in row.cells if cell.sessions]
    assert [(cell.span, len(cell.sessions)) for cell in cells] == [(4, 2)]
    page = response.content.decode()
    assert "1 clash" in page and "Not placed" in page


def test_rooms_and_tracks_are_kept_on_one_page(team):
    event = make_conference()
    session = make_session(event, hour=1, room=make_room(event, "Old name"))
    room = event.rooms.get()
    sent = {
        "version": "",
        "rooms-TOTAL_FORMS": 2,
        "rooms-INITIAL_FORMS": 0,
        "rooms-0-room": room.pk,
        "rooms-0-name": "Hall",
        "rooms-0-capacity": "300",
        "rooms-1-name": "Web",
        "rooms-1-kind": "online",
        "rooms-1-join_url": "https://join.example/room",
        "tracks-TOTAL_FORMS": 1,
        "tracks-INITIAL_FORMS": 0,
        "tracks-0-name": "Energy",
        "tracks-0-colour": "groups",
    }

    saved = team.post(url(event, "rooms"), sent)
    twice = team.post(url(event, "rooms"), sent | {"rooms-1-name": "hall"})

    session.refresh_from_db()
    assert (saved.status_code, twice.status_code) == (302, 422)
    assert (session.room.name, session.room.capacity) == ("Hall", 300)
    assert event.rooms.get(name="Web").kind == "online"
    assert event.tracks.get().colour == "groups"
    assert "stands here twice" in twice.content.decode()
