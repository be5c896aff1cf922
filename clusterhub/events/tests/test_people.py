"""The organisers' side: places, the list of people, and who may see it."""

import pytest
from django.urls import reverse

from clusterhub.accounts.tests.makers import ROLES, sign_in
from clusterhub.events.models import EventFormat, Pool, Registration
from clusterhub.events.tests.invariants import assert_places_add_up
from clusterhub.events.tests.makers import STAFF, make_admission, make_event, make_registration

pytestmark = pytest.mark.django_db
DOORS = ("admission", "people", "people-csv")


def door(event, name, *more):
    return reverse(f"events:{name}", args=[event.slug, *more])


def text_of(answer):
    return answer.getvalue().decode()


@pytest.mark.parametrize("who", ROLES)
def test_only_the_event_team_sees_who_comes_and_changes_the_places(client, who):
    event = make_admission(places=3).event
    own = make_registration(event, name="Anna Lind")
    sign_in(client, who)

    seen = {name: client.get(door(event, name)) for name in DOORS}
    client.post(door(event, "people-cancel", own.pk))
    client.post(door(event, "admission"), {"places_online": "0", "hold_minutes": "60"})

    is_staff = who in STAFF
    refused = 302 if who == "visitor" else 403
    statuses = {name: answer.status_code for name, answer in seen.items()}
    assert statuses == dict.fromkeys(DOORS, 200 if is_staff else refused)
    assert any("Anna Lind" in text_of(answer) for answer in seen.values()) == is_staff
    own.refresh_from_db()
    assert (own.status == "cancelled") == is_staff
    assert Pool.objects.filter(mode="online").exists() == is_staff


def test_registration_is_opened_changed_and_closed(client):
    event = make_event(format=EventFormat.HYBRID, city="Graz")
    sign_in(client, "event team")
    address = door(event, "admission")

    client.post(address, {"places_on_site": "2", "places_online": "", "hold_minutes": "30"})
    opened = dict(event.pools.values_list("mode", "places"))
    for _ in range(2):
        make_registration(event, mode="on_site")
    waiting = make_registration(event, mode="on_site")
    fewer = client.post(address, {"places_on_site": "1", "hold_minutes": "30", "offer_hours": "24"})
    client.post(address, {"places_on_site": "3", "hold_minutes": "30"})
    client.post(address, {"close": ""})

    waiting.refresh_from_db()
    event.admission.refresh_from_db()
    assert opened == {"on_site": 2, "online": None}
    assert fewer.status_code == 422
    assert "2 places are taken already" in fewer.content.decode()
    assert waiting.status == "confirmed"
    assert event.admission.closes_at is not None
    assert "Registration is closed" in client.get(event.get_absolute_url()).content.decode()
    assert_places_add_up(event)


@pytest.mark.parametrize("places", ["-1", "many", "99999999", "1.5", "\x00"])
def test_a_number_of_places_that_is_none_is_refused(client, places):
    event = make_event()
    sign_in(client, "event team")

    answer = client.post(door(event, "admission"), {"places_online": places, "hold_minutes": "60"})

    assert answer.status_code == 422
    assert not event.pools.exists()


def test_the_list_is_narrowed_and_taken_along_without_formulas(client):
    event = make_admission(places=1).event
    make_registration(event, name="=HYPERLINK(1)")
    make_registration(event, name="Bo Ek")
    sign_in(client, "event team")

    page = client.get(door(event, "people"), {"status": "waiting"}).content.decode()
    found = client.get(door(event, "people"), {"q": "hyper"}).content.decode()
    table = text_of(client.get(door(event, "people-csv"))).splitlines()

    odd = client.get(door(event, "people"), {"q": "\x00", "status": "\x00", "page": "\x00"})

    assert odd.status_code == 200
    assert ("Bo Ek" in page, "HYPERLINK" in page) == (True, False)
    assert ("Bo Ek" in found, "HYPERLINK" in found) == (False, True)
    assert len(table) == 3
    assert table[0].startswith("\ufeff")  # Else Excel takes ö for two signs.
    assert not any(line.startswith(("=", '"=')) for line in table)


def test_the_list_needs_as_many_statements_for_any_number(client, django_assert_max_num_queries):
    event = make_admission(places=None).event
    sign_in(client, "event team")
    costs = []

    for number in (1, 4):
        for _ in range(number):
            make_registration(event)
        with django_assert_max_num_queries(8) as asked:
            client.get(door(event, "people"))
        costs.append(len(asked))

    assert costs[0] == costs[1]


def test_somebody_elses_event_does_not_give_back_a_place(client):
    event, other = make_admission(places=1).event, make_admission(places=1).event
    own = make_registration(event)
    sign_in(client, "event team")

    answer = client.post(door(other, "people-cancel", own.pk))

    assert answer.status_code == 404
    assert Registration.objects.get().status == "confirmed"
