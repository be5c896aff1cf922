"""The organiser's desk: a session's form, clashes as one types, the grid, rooms and tracks."""

from datetime import timedelta

import pytest
from django.test import Client

from clusterhub.accounts.tests.makers import ROLES, sign_in
from clusterhub.directory.tests.makers import make_person
from clusterhub.events.models import Pool, Session
from clusterhub.events.operations import choose_session
from clusterhub.events.tests.makers import STAFF, at
from clusterhub.events.tests.programmes import (
    admitted,
    make_conference,
    make_room,
    make_session,
    url,
)

pytestmark = pytest.mark.django_db
PAGES = ["programme", "sessions", "session-new", "programme-grid", "rooms", "versions"]


@pytest.fixture
def team(client):
    sign_in(client, "event team")
    return client


def typed(people=(), links=(), **changes):
    """What the form of a session sends."""
    facts = {
        "title": "Heat from steel",
        "starts_on": "2030-06-05",
        "starts_time": "10:00",
        "ends_time": "11:00",
    }
    for prefix, rows in (("people", people), ("links", links)):
        facts |= {f"{prefix}-TOTAL_FORMS": len(rows), f"{prefix}-INITIAL_FORMS": 0}
        for number, row in enumerate(rows):
            facts |= {f"{prefix}-{number}-{name}": value for name, value in row.items()}
    return {name: value for name, value in (facts | changes).items() if value is not None}


def test_a_session_is_added_with_all_that_belongs_to_it(team):
    event, ana = make_conference(), make_person(name="Ana Kovač")
    hall = make_room(event)
    sent = typed(
        people=[{"name": "Ana Kovač", "part": "host"}, {"name": ""}],
        links=[{"kind": "call", "label": "A call", "url": "https://a.example/call"}],
        room=hall.pk,
        format="workshop",
        places="12",
        language="de",
        interpretation=["en"],
    )

    response = team.post(url(event, "session-new"), sent)

    session = event.sessions.get()
    assert response["Location"] == url(event, "sessions")
    assert (session.starts_at, session.ends_at) == (at(2030, 6, 5, 8, 0), at(2030, 6, 5, 9, 0))
    assert (session.room, session.format, session.interpretation) == (hall, "workshop", ["en"])
    assert [(row.person, row.part) for row in session.speakers.all()] == [(ana, "host")]
    assert session.links.get().kind == "call"
    assert Pool.objects.get(session=session).places == 12


def test_the_form_shows_what_is_there_and_saves_it_unchanged(team):
    event = make_conference()
    session = make_session(
        event, "Heat", hour=1, places=4, people=[make_person(name="Ana Kovač")], language="de"
    )
    page = team.get(url(event, "session-edit", session.pk))
    form = page.context["form"]
    initial = {name: form.get_initial_for_field(form.fields[name], name) for name in form.fields}
    assert (initial["places"], initial["language"]) == (4, "de")

    sent = typed(
        people=[{"name": "Ana Kovač", "part": "speaker"}],
        title="Heat", language="de", places="4", version=session.version,
    )  # fmt: skip
    team.post(url(event, "session-edit", session.pk), sent)

    session.refresh_from_db()
    assert (session.sequence, session.speakers.count()) == (0, 1)


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"starts_on": "2030-03-31", "starts_time": "02:30"}, "starts_time", "does not exist"),
        ({"starts_on": "2030-10-27", "starts_time": "02:30"}, "starts_which", "exists twice"),
        ({"ends_time": "09:00"}, "ends_time", "ends after it starts"),
        ({"starts_on": ""}, "starts_on", "on which day"),
        ({"starts_time": ""}, "starts_time", "when it starts"),
        ({"title": ""}, "title", "required"),
        ({"room": "999"}, "room", "valid choice"),
        ({"places": "0"}, "places", "greater than or equal"),
        ({"starts_on": "9999-12-31"}, "starts_on", "out of range"),
    ],
)
def test_hours_that_do_not_exist_are_asked_and_the_rest_is_told(team, changes, field, words):
    event = make_conference()

    response = team.post(url(event, "session-new"), typed(**changes))

    assert response.status_code == 422
    assert words in str(response.context["form"].errors[field])
    assert not Session.objects.exists()


def test_of_an_hour_that_exists_twice_the_chosen_one_is_taken(team):
    event = make_conference()
    twice = {"starts_on": "2030-10-27", "starts_time": "02:30", "ends_time": "04:00"}

    team.post(url(event, "session-new"), typed(**twice, starts_which="CET"))

    assert event.sessions.get().starts_at == at(2030, 10, 27, 1, 30)


def test_a_session_may_pass_midnight(team):
    event = make_conference()

    team.post(url(event, "session-new"), typed(starts_time="23:00", ends_time="01:30"))

    session = event.sessions.get()
    assert session.ends_at - session.starts_at == timedelta(hours=2, minutes=30)


def test_clashes_are_found_as_you_type(team):
    event = make_conference()
    hall, ana = make_room(event), make_person(name="Ana Kovač")
    there = make_session(event, "Already there", hour=1, room=hall, people=[ana])

    by_room = team.post(url(event, "programme-check"), typed(room=hall.pk)).content.decode()
    by_name = team.post(
        url(event, "programme-check"), typed(people=[{"name": "ana kovac"}])
    ).content.decode()
    none = team.post(
        url(event, "programme-check"), typed(room=hall.pk, starts_time="11:00", ends_time="12:00")
    ).content.decode()
    itself = team.post(
        url(event, "programme-check"), typed(room=hall.pk, session=there.pk)
    ).content.decode()
    half = team.post(url(event, "programme-check"), {"title": "", "starts_time": "x"})

    assert "1 clash" in by_room and "Already there" in by_room
    assert "1 clash" in by_name
    assert "clash" not in none.replace('id="clashes"', "")
    assert "clash" not in itself.replace('id="clashes"', "")
    assert half.status_code == 200
    assert event.sessions.count() == 1


def test_two_editors_of_a_session_the_second_sees_both(team):
    event = make_conference()
    session = make_session(event, "Theirs", hour=1)
    mine = typed(title="Mine", version="2020-01-01T00:00:00+00:00")

    warned = team.post(url(event, "session-edit", session.pk), mine)

    page = warned.content.decode()
    assert warned.status_code == 409
    assert "Theirs" in page and 'value="Mine"' in page
    again = mine | {"version": warned.context["form"].data["version"]}
    team.post(url(event, "session-edit", session.pk), again)
    session.refresh_from_db()
    assert session.title == "Mine"


def test_fewer_places_than_are_taken_are_refused_in_words(team):
    event = make_conference()
    session = make_session(event, hour=1, places=2)
    for _ in range(2):
        choose_session(admitted(event), session=session)
    session.refresh_from_db()

    response = team.post(url(event, "session-edit", session.pk), typed(title="Renamed", places="1"))

    session.refresh_from_db()
    assert "2 places are taken already" in response.content.decode()
    assert session.title != "Renamed"


def test_a_session_with_people_cannot_be_taken_away_on_the_page(team):
    event = make_conference()
    session = make_session(event, hour=1, places=2)
    choose_session(admitted(event), session=session)

    answer = team.post(url(event, "session-removal", session.pk), follow=True).content.decode()
    team.post(url(event, "session-cancel", session.pk))
    team.post(url(event, "session-cancel", session.pk), {"undo": "1"})
    team.post(url(event, "session-removal", session.pk))

    assert "1 person has chosen it" in answer
    assert not Session.objects.exists()


def test_who_opens_the_desk_of_a_programme():
    event = make_conference()
    session = make_session(event, hour=1)
    addresses = [url(event, name) for name in PAGES] + [url(event, "session-edit", session.pk)]
    actions = {"session-cancel": session.pk, "session-removal": session.pk}

    for who in ROLES:
        client = Client()
        sign_in(client, who)
        codes = {client.get(address).status_code for address in addresses}
        assert codes == {{"visitor": 302, "member": 403}.get(who, 200)}, who
        if who not in STAFF:
            for name, pk in actions.items():
                assert client.post(url(event, name, pk)).status_code in (302, 403)
            assert client.post(url(event, "programme-check")).status_code in (302, 403)
            assert Session.objects.filter(cancelled_at=None).exists(), who


def test_a_session_of_another_event_is_not_found_here(team):
    event, session = make_conference(), make_session(make_conference(), hour=1)

    assert team.get(url(event, "session-edit", session.pk)).status_code == 404
    assert team.post(url(event, "session-cancel", session.pk)).status_code == 404


def test_the_desk_asks_as_often_for_any_number_of_sessions(team, django_assert_max_num_queries):
    event = make_conference()
    for hour in range(20):
        make_session(event, hour=hour, places=3, people=[make_person()])

    with django_assert_max_num_queries(9):
        team.get(url(event, "sessions"))
    with django_assert_max_num_queries(12):
        team.get(url(event, "programme-grid"))
