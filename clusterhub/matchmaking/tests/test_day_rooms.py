"""The room of two people who do not both sit at a table: nobody else gets its address."""

import pytest
from django.core import mail

from clusterhub.events.models import AttendanceMode
from clusterhub.matchmaking.operations.day import NoRoomNeeded, set_link
from clusterhub.matchmaking.rooms import room_address
from clusterhub.matchmaking.tests.on_the_day import make_pair
from clusterhub.matchmaking.tests.rows import link_of, make_participant

pytestmark = pytest.mark.django_db
PATTERN = "https://rooms.example/{code}?lang=en"
OWN = "https://talk.example/anna-and-bo"


def test_a_room_by_the_organisers_pattern_opens_ten_minutes_before_for_both_alike(client):
    pair = make_pair(mode="online", link_pattern=PATTERN)
    statuses, seen = {}, set()

    for minutes in (-11, -10, 0, 49, 51):
        with pair.at(minutes):
            answer = client.post(pair.path(pair.anna, "room/"))
        statuses[minutes] = answer.status_code
        assert ("rooms.example" in answer.content.decode()) == (answer.status_code == 200)
    with pair.at(0):
        for who in (pair.anna, pair.bo):
            page = client.get(pair.path(who, "room/")).content.decode()
            led = client.post(pair.path(who, "room/"))
            seen.add(led.content.decode().partition('content="0;url=')[2].partition('"')[0])
            assert "rooms.example" not in page
            assert led["Referrer-Policy"] == "no-referrer"

    assert statuses == {-11: 403, -10: 200, 0: 200, 49: 200, 51: 403}
    assert len(seen) == 1 and len(next(iter(seen))) > len(PATTERN) + 10
    assert pair.report(pair.bo).joined_at is not None


def test_each_two_have_a_room_of_their_own():
    one = make_pair(mode="online", link_pattern=PATTERN)
    other = make_pair(mode="online", link_pattern=PATTERN)

    for pair in (one, other):
        pair.meeting.matchmaking = pair.matchmaking

    assert room_address(one.meeting) != room_address(other.meeting)


def test_either_of_the_two_names_a_room_and_the_other_one_is_told(
    client, django_capture_on_commit_callbacks
):
    pair = make_pair(mode="online")

    with pair.at(-5):
        empty = client.post(pair.path(pair.bo, "room/"))
        with django_capture_on_commit_callbacks(execute=True):
            for _ in range(2):
                saved = client.post(pair.path(pair.anna, "room/link/"), {"url": OWN})
        led = client.post(pair.path(pair.bo, "room/")).content.decode()

    assert (empty.status_code, saved.status_code) == (403, 302)
    assert OWN in led
    told = [each for each in mail.outbox if "Where you meet" in each.subject]
    assert [each.to for each in told] == [[pair.bo.registration.email]]
    assert OWN not in told[0].body and pair.path(pair.bo, "room/") in told[0].body


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "ftp://files.example", "x" * 600, "room 12"]
)
def test_what_leads_nowhere_is_no_room(client, url):
    pair = make_pair(mode="online")

    answer = client.post(pair.path(pair.anna, "room/link/"), {"url": url})

    pair.meeting.refresh_from_db()
    assert (answer.status_code, pair.meeting.link) == (422, "")


def test_two_at_a_table_have_no_room_and_who_sits_at_home_has_one(client):
    at_table, at_home = make_pair(), make_pair(mode="online")

    pages = [client.get(pair.path(pair.anna, "room/")).status_code for pair in (at_table, at_home)]

    assert pages == [404, 200]
    assert at_table.anna.registration.mode == AttendanceMode.ON_SITE
    with pytest.raises(NoRoomNeeded):
        set_link(at_table.meeting, at_table.anna, url=OWN)


def test_a_third_person_learns_nothing_of_the_room(client):
    pair = make_pair(mode="online", link_pattern=PATTERN)
    cleo = make_participant(pair.matchmaking, mode="online")
    set_link(pair.meeting, pair.anna, url=OWN)

    with pair.at(0):
        answers = [
            client.get(pair.path(cleo, "room/")),
            client.post(pair.path(cleo, "room/")),
            client.post(pair.path(cleo, "room/link/"), {"url": "https://evil.example"}),
            client.get(link_of(cleo, "schedule/")),
        ]

    assert [answer.status_code for answer in answers] == [404, 404, 404, 200]
    assert all("talk.example" not in answer.content.decode() for answer in answers)
    pair.meeting.refresh_from_db()
    assert pair.meeting.link == OWN
