"""Programs at the door: the same doors, the same answers, and names only for who may see people."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.utils import timezone

from clusterhub.accounts.models import Role
from clusterhub.accounts.tests.makers import make_user
from clusterhub.api.models import Scope
from clusterhub.api.tests.makers import bearer, make_secret
from clusterhub.events.models import CheckIn, Door, Scan
from clusterhub.events.operations import cancel_registration
from clusterhub.events.operations.door import MOST_DOORS, end_door
from clusterhub.events.tests.door_makers import make_door, make_event_today, see
from clusterhub.events.tests.makers import make_registration
from clusterhub.events.tests.programmes import make_session

pytestmark = pytest.mark.django_db
WITH_NAMES = (Scope.CHECK_INS_READ, Scope.CHECK_INS_WRITE, Scope.REGISTRATIONS_READ)


@pytest.fixture
def secret():
    return make_secret(make_user(roles=[Role.EVENT_TEAM]), scopes=WITH_NAMES)


def address(event):
    return f"/api/v1/events/{event.slug}/check-ins"


def say(client, secret, event, shown=None, **changes):
    code = {"code": shown.ticket_code} if shown else {}
    sent = {"client_id": str(uuid4())} | code | changes
    kind = "application/json"
    return client.post(address(event), sent, content_type=kind, headers=bearer(secret))


def outcome(response):
    assert response.status_code == 200, response.content
    return response.json()["outcome"]


def refusal(response):
    return response.status_code, response.json()["error"]["code"]


def test_a_ticket_lets_in_once_at_a_door_of_the_tokens_name(client, secret):
    event = make_event_today()
    anna = make_registration(event, name="Anna Lind")

    first = say(client, secret, event, anna).json()
    again = say(client, secret, event, code=anna.ticket_code.lower(), door="Hall 2").json()

    made = CheckIn.objects.get()
    assert first == {
        "client_id": first["client_id"],
        "outcome": "in",
        "word": "Come in",
        "registration": str(anna.uid),
        "name": "Anna Lind",
        "check_in": made.pk,
        "day": made.on.isoformat(),
        "session": None,
        "door": "Test",
        "first_at": made.first_at.isoformat(),
    }
    assert again == first | {
        "client_id": again["client_id"],
        "outcome": "again",
        "word": "Already in",
    }
    assert list(event.doors.values_list("name", flat=True)) == ["Test", "Hall 2"]


def test_a_registration_found_by_its_id_comes_in_at_a_door_that_people_opened(client, secret):
    event = make_event_today()
    door, anna = make_door(event), make_registration(event)

    told = say(client, secret, event, registration=str(anna.uid), door=" Main  entrance")

    assert outcome(told) == "in"
    assert CheckIn.objects.get().door == door
    assert Door.objects.count() == 1


def test_every_outcome_is_an_answer(client, secret):
    event, other = make_event_today(on_site=2, online=2), make_event_today()
    later = make_event_today(
        starts_at=timezone.now() + timedelta(days=2), ends_at=timezone.now() + timedelta(days=3)
    )
    gone, _here, waits = (
        make_registration(event),
        make_registration(event),
        make_registration(event),
    )
    stranger = make_registration(other)
    online, early = make_registration(event, mode="online"), make_registration(later)

    told = {
        "unknown": say(client, secret, event, code="2" * 13),
        "elsewhere": say(client, secret, event, stranger),
        "no_place": say(client, secret, event, waits),
        "online": say(client, secret, event, online),
        "not_today": say(client, secret, later, early),
    }
    cancel_registration(gone, by=None)
    told["cancelled"] = say(client, secret, event, gone)
    by_id = say(client, secret, event, registration=str(stranger.uid))
    typed = say(client, secret, event, code="not a code at all")

    assert {expected: outcome(one) for expected, one in told.items()} == {one: one for one in told}
    assert (outcome(by_id), outcome(typed)) == ("unknown", "unknown")
    for one in (told["elsewhere"], by_id):
        assert (one.json()["registration"], one.json()["name"]) == (None, None)
    assert not CheckIn.objects.exists()


def test_the_same_scan_again_is_the_same_answer_whatever_happened_since(client, secret):
    event = make_event_today()
    anna, number = make_registration(event), str(uuid4())

    first = say(client, secret, event, anna, client_id=number)
    same = say(client, secret, event, anna, client_id=number)
    undone = say(client, secret, event, undoes=number)
    after_undo = say(client, secret, event, anna, client_id=number)
    end_door(Door.objects.get(), by=None)
    after_end = say(client, secret, event, anna, client_id=number)

    assert (outcome(first), outcome(undone)) == ("in", "undone")
    assert [one.json() for one in (same, after_undo, after_end)] == [first.json()] * 3
    assert Scan.objects.count() == 2
    assert CheckIn.objects.get().undone_at is not None


def test_what_another_door_let_in_is_not_taken_back(client, secret):
    event = make_event_today()
    number = str(uuid4())
    say(client, secret, event, make_registration(event), client_id=number)

    assert outcome(say(client, secret, event, undoes=number, door="Hall 2")) == "unknown"
    assert CheckIn.objects.standing().count() == 1


def test_a_number_of_another_event_tells_nothing_of_it(client, secret):
    event, other = make_event_today(), make_event_today()
    number = str(uuid4())
    say(client, secret, other, make_registration(other, name="Anna Lind"), client_id=number)

    told = say(client, secret, event, make_registration(event), client_id=number)

    assert refusal(told) == (409, "id-taken")
    assert "Anna" not in told.content.decode()
    assert not event.doors.exists()


def test_what_a_program_saw_before_the_door_was_known_counts_when_it_was_seen(client, secret):
    event = make_event_today()
    people = [make_registration(event) for _ in range(4)]
    now = timezone.now()
    moments = [now - timedelta(minutes=30), now - timedelta(minutes=50), now + timedelta(days=300)]
    said = [*map(datetime.isoformat, moments), (now - timedelta(days=300)).isoformat()]
    said += ["0001-01-01T00:00:00+14:00"]

    told = [
        outcome(say(client, secret, event, one, said_at=at, door="Gate"))
        for one, at in zip([*people, people[3]], said, strict=True)
    ]

    assert told == ["in", "in", "in", "not_today", "not_today"]
    firsts = list(CheckIn.objects.order_by("pk").values_list("first_at", flat=True))
    assert firsts[:2] == moments[:2]
    assert now <= firsts[2] <= timezone.now()


def test_a_session_counts_by_itself(client, secret):
    event = make_event_today()
    session, anna = make_session(event, title="Opening"), make_registration(event)

    day = say(client, secret, event, anna)
    first = say(client, secret, event, anna, session=str(session.uid))
    again = say(client, secret, event, anna, session=str(session.uid))
    of_others = make_session(make_event_today())
    strange = say(client, secret, event, anna, session=str(of_others.uid))

    assert [outcome(one) for one in (day, first, again)] == ["in", "in", "again"]
    assert first.json()["session"] == str(session.uid)
    assert (refusal(strange), list(strange.json()["error"]["fields"])) == (
        (422, "invalid"),
        ["session"],
    )
    doors = event.doors.order_by("pk").values_list("name", "session")
    assert list(doors) == [("Test", None), ("Test", session.pk)]


def test_a_door_that_was_ended_is_closed_until_one_of_its_name_is_opened(client, secret):
    event = make_event_today()
    anna, door = make_registration(event), make_door(event)
    end_door(door, by=None)

    closed = say(client, secret, event, anna, door=door.name)
    again = make_door(event)
    told = say(client, secret, event, anna, door=door.name)

    assert refusal(closed) == (409, "door-closed")
    assert outcome(told) == "in"
    assert CheckIn.objects.get().door == again


def test_after_the_event_and_beyond_fifty_doors_no_door_is_opened(client, secret):
    event, crowded = make_event_today(), make_event_today()
    anna, bo = make_registration(event), make_registration(crowded)
    for number in range(MOST_DOORS):
        make_door(crowded, f"Door {number}")

    with time_machine.travel(event.ends_at + timedelta(hours=13), tick=False):
        late = say(client, secret, event, anna)
    many = say(client, secret, crowded, bo)

    assert (refusal(late), refusal(many)) == ((409, "door-closed"), (409, "too-many-doors"))
    assert not event.doors.exists()
    assert not CheckIn.objects.exists()


@pytest.mark.parametrize(
    ("sent", "fields"),
    [
        ({}, {"code", "registration", "undoes"}),
        ({"code": "A", "undoes": str(uuid4())}, {"code", "registration", "undoes"}),
        ({"code": ""}, {"code"}),
        ({"code": "A", "client_id": "7"}, {"client_id"}),
        ({"code": "A", "client_id": None}, {"client_id"}),
        ({"code": "A", "said_at": 1_700_000_000}, {"said_at"}),
        ({"code": "A", "said_at": "1700000000"}, {"said_at"}),
        ({"code": "A", "said_at": "2026-03-01T09:30:00"}, {"said_at"}),
        ({"code": "A", "door": "x" * 61}, {"door"}),
        ({"code": "A", "outcome": "in"}, {"outcome"}),
    ],
)
def test_what_does_not_fit_opens_no_door(client, secret, sent, fields):
    event = make_event_today()

    told = say(client, secret, event, **sent)

    assert refusal(told) == (422, "invalid")
    assert set(told.json()["error"]["fields"]) == fields
    assert not Door.objects.exists()


def test_the_page_of_a_door_and_a_program_share_their_counts(client, secret):
    event = make_event_today()
    anna, door = make_registration(event), make_door(event)

    see(door, anna)
    told = say(client, secret, event, anna)

    assert (outcome(told), told.json()["door"]) == ("again", door.name)
    assert CheckIn.objects.count() == 1
