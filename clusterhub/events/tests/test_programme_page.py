"""The programme for everybody: by day and track, older versions, sessions, and how much it costs."""

import time
from datetime import timedelta

import pytest
from django.test import Client

from clusterhub.accounts.tests.makers import ROLES, sign_in
from clusterhub.activity.kept import forget_pages
from clusterhub.directory.tests.makers import make_person
from clusterhub.events.models import EventStatus
from clusterhub.events.operations import (
    cancel_session,
    change_session,
    publish_programme,
    update_event,
)
from clusterhub.events.session_addresses import session_key
from clusterhub.events.tests.makers import STAFF, at
from clusterhub.events.tests.programmes import (
    NINE,
    make_conference,
    make_long_programme,
    make_room,
    make_session,
    make_track,
    url,
)

pytestmark = pytest.mark.django_db
HOSTILE = "</script><script>alert(1)</script>{{ 7*7 }}"


def key_of(session):
    return session_key(str(session.uid), session.title)


def read(client, address, **asked):
    return client.get(address, asked).content.decode()


def test_sessions_stand_under_their_day_with_both_zones(client):
    event = make_conference()
    make_session(event, "Opening", hour=0)
    make_session(event, "Second day", hour=24)
    client.cookies["time_zone"] = "Europe/Helsinki"

    page = read(client, url(event)).partition("programme-choice")[2].partition("</nav>")[2]

    assert page.index("Wednesday 5 June 2030") < page.index("Opening")
    assert page.index("Opening") < page.index("Thursday 6 June 2030") < page.index("Second day")
    assert "9:00 – 10:00" in page
    assert "10:00 – 11:00 in Helsinki" in page


def test_what_passes_midnight_stays_on_its_evening(client):
    event = make_conference()
    make_session(event, "Dinner", hour=14, minutes=120)  # 23:00 to 1:00.
    make_session(event, "Dance", hour=16)
    make_session(event, "Breakfast", hour=23)

    page = (
        read(client, url(event)).partition("programme-choice")[2].partition("</nav>")[2]
    )  # The days to choose from stand before.

    assert page.index("Dance") < page.index("Thursday 6 June 2030") < page.index("Breakfast")


def test_one_day_and_one_track_can_be_chosen(client):
    event = make_conference()
    energy = make_track(event, "Energy & heat")
    make_session(event, "Opening", hour=0)
    make_session(event, "Heat", hour=1, track=energy)
    make_session(event, "Later", hour=25, track=energy)

    day = read(client, url(event), day="2030-06-05")
    track = read(client, url(event), track="Energy & heat")
    both = read(client, url(event), day="2030-06-06", track="Energy & heat")
    strange = read(client, url(event), day="x", track="Nothing")

    assert ("Opening" in day, "Later" in day) == (True, False)
    assert ("Opening" in track, "Later" in track) == (False, True)
    assert ("Heat<" in both, "Later" in both) == (False, True)
    assert "No session fits" in strange


def test_an_older_version_is_shown_as_such(client):
    event = make_conference()
    session = make_session(event, "Before", hour=1)
    publish_programme(event, by=None)
    change_session(session, by=None, title="After")
    publish_programme(event, by=None, note="A better title")

    newest, older = read(client, url(event)), read(client, url(event), version="1")
    changes = read(client, url(event, "programme-changes"))

    assert "After" in newest and "Before" not in newest
    assert "Before" in older and "This is version 1" in older
    assert "Title: After, was Before" in changes and "A better title" in changes
    for strange in ("3", "-1", "x", "9" * 30, "²"):
        assert client.get(url(event), {"version": strange}).status_code == 404


def test_a_session_has_a_page_and_a_twin(client):
    event = make_conference()
    room = make_room(event, "Hall", floor="2", join_url="https://join.example/secret")
    ana = make_person(name="Ana Kovač")
    later = at(2031, 1, 1)
    session = make_session(
        event, "Heat from steel", hour=1, room=room, people=[ana], language="de",
        links=[
            ("slides", "Slides", "https://a.example/slides", None),
            ("recording", "Film", "https://a.example/film", later),
            ("call", "The call", "https://a.example/call", None),
        ],
    )  # fmt: skip
    address = url(event, "session", key_of(session))

    page, twin = read(client, address), client.get(url(event, "session-json", key_of(session)))

    for words in ("Heat from steel", "Ana Kovač", "German", "Hall, 2", "Slides", "The call"):
        assert words in page
    assert "Film" not in page and "join.example" not in page
    assert "join.example" not in read(client, url(event)) + twin.content.decode()
    assert twin.json()["starts_at"] == "2030-06-05T10:00:00+02:00"
    assert twin.json()["people"][0]["name"] == "Ana Kovač"
    assert [link["label"] for link in twin.json()["links"]] == ["Slides"]


def test_an_address_with_other_words_leads_to_the_right_one(client):
    event = make_conference()
    session = make_session(event, "Heat", hour=1)
    right = url(event, "session", key_of(session))

    for words in (str(session.uid)[:8], f"{str(session.uid)[:8]}-cold"):
        answer = client.get(url(event, "session", words))
        assert (answer.status_code, answer["Location"]) == (302, right)
    assert client.get(url(event, "session", "00000000")).status_code == 404
    assert client.get(f"/events/{event.slug}/sessions/nothing/").status_code == 404


def test_hostile_words_stay_words(client):
    event = make_conference()
    room, track = make_room(event, HOSTILE), make_track(event, HOSTILE)
    person = make_person(name=HOSTILE)
    session = make_session(
        event, HOSTILE, hour=1, room=room, track=track, people=[person], description=HOSTILE
    )
    publish_programme(event, by=None)
    change_session(session, by=None, title=f"{HOSTILE} again")
    publish_programme(event, by=None, note=HOSTILE)

    session.refresh_from_db()
    addresses = [url(event), url(event, "programme-changes"), event.get_absolute_url()]
    for address in [*addresses, url(event, "session", key_of(session))]:
        page = read(client, address)
        assert "<script>alert" not in page
        assert "{{ 7*7 }}" in page


def test_cancelled_is_said_in_words(client):
    event = make_conference()
    cancel_session(make_session(event, "Heat", hour=1), by=None)

    assert "Cancelled" in read(client, url(event))


def test_an_empty_programme_says_that_it_follows(client):
    assert "The programme follows" in read(client, url(make_conference()))


@pytest.mark.parametrize("status", [EventStatus.DRAFT, EventStatus.PUBLISHED])
def test_who_reads_a_programme(status):
    event = make_conference(status=status)
    session = make_session(event, "Heat", hour=1)
    addresses = [
        url(event),
        url(event, "programme-changes"),
        url(event, "session", key_of(session)),
        url(event, "session-json", key_of(session)),
    ]

    for who in ROLES:
        client = Client()
        sign_in(client, who)
        codes = {client.get(address).status_code for address in addresses}

        sees = who in STAFF or status != EventStatus.DRAFT
        assert codes == {200 if sees else 404}, who


@pytest.mark.parametrize("count", [5, 60])
@pytest.mark.parametrize("is_published", [False, True])
def test_a_programme_needs_six_statements_whatever_its_size(
    client, count, is_published, django_assert_max_num_queries
):
    event = make_conference()
    sessions = make_long_programme(event, count)
    if is_published:
        publish_programme(event, by=None)
    forget_pages()

    with django_assert_max_num_queries(6):
        page = read(client, url(event))
    with django_assert_max_num_queries(7):
        read(client, url(event, "session", key_of(sessions[0])))
    with django_assert_max_num_queries(6):
        client.get(url(event, "session-json", key_of(sessions[0])))
    with django_assert_max_num_queries(8):
        whole = read(client, event.get_absolute_url())

    assert page.count('class="programme__part"') == count
    assert (f"The whole programme: {count} sessions" in whole) == (is_published or count > 12)


def test_a_programme_of_a_thousand_costs_little(client):
    event = make_conference()
    update_event(event, by=None, ends_at=NINE + timedelta(days=30))
    make_long_programme(event, 40)
    record = publish_programme(event, by=None)
    record.record["sessions"] *= 25
    record.save(update_fields=["record"])
    read(client, url(event), day="2030-06-05")  # Templates and words are ready.

    begun = time.process_time()
    page = read(client, url(event))
    took = time.process_time() - begun

    assert page.count('class="programme__part"') == 1000
    assert took < 0.45  # Three times the bar, so that a busy machine does not turn this red.
