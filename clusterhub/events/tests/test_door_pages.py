"""The door on a phone, with and without script; its list; and who opens and ends one."""

import base64
import json
from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.urls import reverse
from django.utils import timezone

from clusterhub.accounts.tests.makers import ROLES, sign_in
from clusterhub.activity.models import Entry
from clusterhub.events.door_links import token_of_door
from clusterhub.events.door_list import public_key, tag_of
from clusterhub.events.models import Door, Registration
from clusterhub.events.operations.door import counts, end_door
from clusterhub.events.tests.door_makers import (
    door_address,
    make_door,
    make_event_today,
    milliseconds,
    see,
)
from clusterhub.events.tests.makers import STAFF, make_registration

pytestmark = pytest.mark.django_db


def tell(client, door, *scans, **changes):
    said = {"now": milliseconds(timezone.now()), "scans": list(scans)} | changes
    return client.post(door_address(door, "door-scans"), said, content_type="application/json")


def scanned(registration, **changes):
    at = milliseconds(timezone.now())
    return {"id": str(uuid4()), "code": registration.ticket_code, "at": at} | changes


@pytest.mark.parametrize("who", ROLES)
def test_only_the_event_team_opens_and_ends_doors(client, who):
    event = make_event_today()
    door = make_door(event)
    sign_in(client, who)
    address = reverse("events:doors", args=[event.slug])

    seen = client.get(address)
    client.post(address, {"name": "Side door"})
    client.post(reverse("events:door-end", args=[event.slug, door.pk]))

    door.refresh_from_db()
    is_staff = who in STAFF
    assert seen.status_code == (200 if is_staff else 302 if who == "visitor" else 403)
    assert (token_of_door(door) in seen.content.decode()) == is_staff
    assert Door.objects.filter(name="Side door").exists() == is_staff
    assert (door.ended_at is not None) == is_staff
    assert Entry.objects.filter(verb="opened a door of", actor__isnull=False).exists() == is_staff


def test_a_ticket_is_typed_found_and_taken_back_without_script(client):
    event = make_event_today()
    anna = make_registration(event, name="Anna Lind")
    door = make_door(event)
    code = f"{anna.ticket_code[:4]} {anna.ticket_code[4:8]}-{anna.ticket_code[8:].lower()}"

    came = client.post(door_address(door, "door-scan"), {"code": code}, follow=True)
    again = client.post(door_address(door, "door-scan"), {"ref": str(anna.pk)}, follow=True)
    found = client.get(door_address(door), {"q": "ANNA lïnd"}).content.decode()
    short = client.get(door_address(door), {"q": "li"}).content.decode()
    undoes = came.context["scan"].client_id
    undone = client.post(door_address(door, "door-undo"), {"undoes": undoes}, follow=True)

    assert "Come in" in came.content.decode()
    assert "Anna Lind" in came.content.decode()
    assert "Already in" in again.content.decode()
    assert "at door “Main entrance”" in again.content.decode()
    assert ("Anna Lind" in found, "Anna Lind" in short) == (True, False)
    assert "Type at least three letters." in short
    assert "Taken back" in undone.content.decode()
    assert counts(event)["came"] == 0


def test_a_form_that_is_sent_twice_is_one_scan(client):
    event = make_event_today()
    anna = make_registration(event)
    door = make_door(event)
    sent = {"code": anna.ticket_code, "client_id": str(uuid4())}

    for _ in range(2):
        answer = client.post(door_address(door, "door-scan"), sent, follow=True)

    assert "Come in" in answer.content.decode()
    assert door.scans.count() == 1


@pytest.mark.parametrize(
    "typed", ["", "\x00", "x" * 5000, "IIIIIIIIIIIII", "' or 1=1", "²" * 13, "<script>alert(1)"]
)
def test_what_is_no_code_is_told_so(client, typed):
    door = make_door(make_event_today())
    make_registration(door.event)

    answer = client.post(
        door_address(door, "door-scan"), {"code": typed, "ref": typed, "client_id": typed},
        follow=True,
    )  # fmt: skip

    assert "Not a ticket of ours" in answer.content.decode()


def test_who_comes_without_registration_takes_a_place_or_is_told_that_there_is_none(client):
    event = make_event_today(on_site=1)
    door = make_door(event)
    address = door_address(door, "door-walk-in")
    facts = {"name": "Bo Ek", "email": "bo@timber.example", "client_id": str(uuid4())}

    came = client.post(address, facts, follow=True)
    twice = client.post(address, facts, follow=True)
    more = {"name": "Ida Ask", "email": "ida@timber.example", "client_id": str(uuid4())}
    refused = client.post(address, more)
    faulty = client.post(address, {"name": "1", "email": "no"})

    assert "Come in" in came.content.decode()
    assert "Come in" in twice.content.decode()
    assert refused.status_code == faulty.status_code == 422
    assert "All places are taken, or" in refused.content.decode()
    assert list(event.registrations.values_list("name", flat=True)) == ["Bo Ek"]


def test_a_phone_tells_what_it_kept_and_hears_once_for_each(client):
    event = make_event_today()
    anna, bo = make_registration(event, name="Anna Lind"), make_registration(event)
    door, other = make_door(event), make_door(event, "Hall 2")
    first, second = scanned(anna), scanned(bo, offline=True)
    see(other, bo)

    answers = tell(client, door, first, second).json()["answers"]
    same = tell(client, door, second, first).json()["answers"]
    undone = tell(client, door, {"id": str(uuid4()), "undoes": first["id"], "at": first["at"]})

    assert [(one["id"], one["outcome"], one["door"]) for one in answers] == [
        (first["id"], "in", ""),
        (second["id"], "again", "Hall 2"),
    ]
    assert {one["id"]: one["outcome"] for one in same} == {first["id"]: "in", second["id"]: "again"}
    assert [one["outcome"] for one in undone.json()["answers"]] == ["undone"]
    assert counts(event)["came"] == 1


@pytest.mark.parametrize(
    "sent",
    [
        "[]", "{}", "nothing", '{"now": "x", "scans": []}', '{"now": 1e400, "scans": []}',
        '{"now": 1, "scans": [1]}', '{"now": 1, "scans": [{"id": "1", "at": 1}]}',
        '{"now": 1, "scans": [{"id": "00000000-0000-4000-8000-000000000000", "at": true}]}',
        '{"now": 1, "scans": [{"id": "00000000-0000-4000-8000-000000000000", "at": 1, "ref": "1"}]}',
        '{"now": 1, "scans": [{"id": "00000000-0000-4000-8000-000000000000", "at": 1, "ref": 1e99}]}',
        json.dumps({"now": 1, "scans": [{}] * 51}), "[" * 100_000,
    ],
)  # fmt: skip
def test_what_no_page_of_ours_sends_is_refused(client, sent):
    door = make_door(make_event_today())

    answer = client.post(door_address(door, "door-scans"), sent, content_type="application/json")

    assert (answer.status_code, door.scans.count()) == (400, 0)


def test_a_number_that_was_used_at_another_event_names_nobody(client):
    elsewhere = make_event_today()
    there = see(make_door(elsewhere), make_registration(elsewhere, name="Anna Lind"))
    door = make_door(event := make_event_today())
    own = make_registration(event)

    (answer,) = tell(client, door, scanned(own, id=str(there.client_id))).json()["answers"]

    assert (answer["name"], answer["ref"], answer["door"]) == ("", None, "")


def test_the_list_on_the_phone_is_signed_and_holds_neither_codes_nor_addresses(client):
    event = make_event_today()
    anna = make_registration(event, name="Anna Lind", email="anna@timber.example")
    door = make_door(event)
    see(door, anna)

    sent = client.get(door_address(door, "door-list"))

    payload, signature = sent.json()["payload"], base64.b64decode(sent.json()["signature"])
    key = Ed25519PublicKey.from_public_bytes(base64.b64decode(public_key()))
    key.verify(signature, payload.encode())
    with pytest.raises(InvalidSignature):
        key.verify(signature, payload.replace("Anna Lind", "Eve Hill").encode())
    told = json.loads(payload)
    (row,) = told["rows"]
    assert row[:4] == [tag_of(anna.ticket_code, told["salt"]), anna.pk, "Anna Lind", "in"]
    assert (row[4] > 0, row[5]) == (True, "Main entrance")
    assert anna.ticket_code not in payload
    assert "timber.example" not in payload


def test_a_phone_asks_often_and_hears_only_what_is_new(client, django_assert_num_queries):
    event = make_event_today(on_site=None)
    door = make_door(event)
    anna = make_registration(event)
    address = door_address(door, "door-list")
    etag = client.get(address)["ETag"]

    with django_assert_num_queries(3):  # Door, people, who is in.
        unchanged = client.get(address, headers={"If-None-Match": etag})
    see(door, anna)
    changed = client.get(address, headers={"If-None-Match": etag})

    assert (unchanged.status_code, changed.status_code) == (304, 200)
    for number in range(30):
        see(door, make_registration(event, name=f"Guest {number}"))
    with django_assert_num_queries(5):
        assert client.get(address).status_code == 200


def test_a_link_that_was_never_given_opens_nothing_and_an_ended_door_says_so(client):
    event, other = make_event_today(), make_event_today()
    door, ended = make_door(event), make_door(event)
    end_door(ended, by=None)
    right = token_of_door(door)
    wrong = [right[:-1] + "!", right.split("-")[0] + "-", "1-abc", "-", "é-é", "zzzzzzzzzzzzzzz-a"]

    for token in wrong:
        assert client.get(f"/events/{event.slug}/door/{token}/").status_code == 404
        assert client.post(f"/events/{event.slug}/door/{token}/scans/").status_code == 404
    assert client.get(f"/events/{other.slug}/door/{right}/").status_code == 404
    assert client.get(door_address(ended)).status_code == 410
    assert client.get(door_address(ended, "door-list")).status_code == 410
    assert tell(client, ended, scanned(make_registration(event))).status_code == 410
    with time_machine.travel(event.ends_at + timedelta(hours=13)):
        assert client.get(door_address(door)).status_code == 410


def test_the_page_of_a_door_is_for_nobody_else(client):
    door = make_door(make_event_today())

    for name in ("door", "door-list", "door-worker"):
        answer = client.get(door_address(door, name))
        assert "no-store" in answer["Cache-Control"], name
        assert answer["X-Robots-Tag"] == "noindex", name
        assert answer["Referrer-Policy"] == "same-origin", name
        assert not answer.cookies, name


def test_a_name_that_attacks_does_nothing_at_the_door(client):
    event = make_event_today()
    name = "</script><img src=x onerror=alert(1)>"
    anna = make_registration(event, name=name)
    door = make_door(event, name)
    sent = {"code": anna.ticket_code}

    page = client.post(door_address(door, "door-scan"), sent, follow=True).content.decode()

    assert "onerror" in page
    assert "<img src=x" not in page


def test_counts_need_the_same_statements_for_many(django_assert_num_queries):
    event = make_event_today(on_site=None)
    door = make_door(event)
    for _ in range(12):
        see(door, make_registration(event))

    with django_assert_num_queries(6):
        assert counts(event)["came"] == 12
    assert Registration.objects.count() == 12


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("noVÁk", ["Emil Novák"]),
        ("novak emi", ["Emil Novák"]),
        ("王", ["王小明"]),
        ("em", []),
        ("\x00%_", []),
        ("берг", ["Наталія Берг"]),
    ],
)
def test_a_name_is_found_in_every_script_whatever_its_accents(client, typed, found):
    event = make_event_today()
    for name in ("Emil Novák", "王小明", "Наталія Берг"):
        make_registration(event, name=name)

    page = client.get(door_address(make_door(event)), {"q": typed})

    assert [row["name"] for row in page.context["found"]] == found
