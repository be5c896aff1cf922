"""Programs let people in who have no registration: the same places, the same answers."""

from uuid import uuid4

import pytest

from clusterhub.accounts.models import Role
from clusterhub.accounts.tests.makers import make_user
from clusterhub.api.models import FOR_EVENTS, Scope
from clusterhub.api.tests.makers import bearer, make_secret
from clusterhub.events.models import CheckIn, Door, Registration, RegistrationStatus, Way
from clusterhub.events.tests.door_makers import make_door, make_event_today, see
from clusterhub.events.tests.invariants import assert_places_add_up
from clusterhub.events.tests.makers import make_organiser, make_registration

pytestmark = pytest.mark.django_db
WITH_NAMES = (Scope.CHECK_INS_READ, Scope.CHECK_INS_WRITE, Scope.REGISTRATIONS_READ)


@pytest.fixture
def secret():
    return make_secret(make_user(roles=[Role.EVENT_TEAM]), scopes=WITH_NAMES)


def come(client, secret, event, **changes):
    sent = {"client_id": str(uuid4()), "name": "Ada Berg", "email": "ada@mill.example"} | changes
    headers = bearer(secret) if secret else {}
    address = f"/api/v1/events/{event.slug}/walk-ins"
    return client.post(address, sent, content_type="application/json", headers=headers)


def refusal(response):
    return response.status_code, response.json()["error"]["code"]


def test_who_walks_in_takes_a_place_and_is_in(client, secret):
    event = make_event_today(on_site=1)

    told = come(client, secret, event, door="Gate").json()

    made = Registration.objects.get()
    assert (told["outcome"], told["name"], told["door"]) == ("in", "Ada Berg", "Gate")
    assert (made.status, made.way) == (RegistrationStatus.CONFIRMED, Way.DOOR)
    assert made.check_ins.count() == 1
    assert_places_add_up(event)


def test_said_again_it_is_the_same_answer(client, secret):
    event, client_id = make_event_today(), str(uuid4())

    first = come(client, secret, event, client_id=client_id).json()
    again = come(client, secret, event, client_id=client_id, name="Other", email="o@x.example")

    assert again.json() == first
    assert (Registration.objects.count(), CheckIn.objects.count()) == (1, 1)
    other = make_event_today()
    assert refusal(come(client, secret, other, client_id=client_id)) == (409, "id-taken")


def test_who_is_registered_already_is_checked_in(client, secret):
    event = make_event_today()
    ada = make_registration(event, email="ada@mill.example")

    assert come(client, secret, event).json()["registration"] == str(ada.uid)
    assert come(client, secret, event).json()["outcome"] == "again"
    assert Registration.objects.count() == 1


def test_the_last_place_is_not_taken_twice(client, secret):
    event = make_event_today(on_site=1)
    make_registration(event)

    assert refusal(come(client, secret, event)) == (409, "no-place")
    assert Registration.objects.count() == 1
    assert_places_add_up(event)


@pytest.mark.parametrize(
    ("sent", "fields"),
    [
        ({"email": "no address"}, {"email"}),
        ({"name": "  "}, {"name"}),
        ({"name": ""}, {"name"}),
        ({"client_id": "7"}, {"client_id"}),
        ({"session": str(uuid4())}, {"session"}),
        ({"code": "A"}, {"code"}),
    ],
)
def test_what_does_not_fit_lets_nobody_in(client, secret, sent, fields):
    told = come(client, secret, make_event_today(), **sent)

    assert refusal(told) == (422, "invalid")
    assert set(told.json()["error"]["fields"]) == fields
    assert not Door.objects.exists()


def test_who_may_let_people_in(client):
    event = make_event_today()
    see(make_door(event), make_registration(event))
    holders = {
        "visitor": None,
        "member": make_user(),
        "organiser of another event": make_organiser(make_event_today()),
        "event team": make_user(roles=[Role.EVENT_TEAM]),
        **{level: make_organiser(event, level) for level in ("lead", "helper", "door")},
    }

    codes = {
        who: come(
            client,
            make_secret(holder, scopes=FOR_EVENTS) if holder else None,
            event,
            email=f"{who.replace(' ', '')}@mill.example",
        ).status_code
        for who, holder in holders.items()
    }

    assert codes == {
        "visitor": 401, "member": 403, "organiser of another event": 403, "event team": 200,
        "lead": 200, "helper": 200, "door": 200,
    }  # fmt: skip


def test_a_token_without_the_scope_lets_nobody_in(client):
    reader = make_secret(make_user(roles=[Role.EVENT_TEAM]), scopes=(Scope.CHECK_INS_READ,))

    assert refusal(come(client, reader, make_event_today())) == (403, "scope-missing")


def test_names_are_for_who_sees_people(client):
    event = make_event_today()
    secret = make_secret(make_organiser(event, "door"), scopes=FOR_EVENTS)

    assert come(client, secret, event).json()["name"] is None
