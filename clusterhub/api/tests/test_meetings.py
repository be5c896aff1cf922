"""1:1 meetings for programs: in pages, without names unless for who may see them."""

import pytest
from django.utils import timezone

from clusterhub.accounts.models import Role
from clusterhub.accounts.tests.makers import make_user
from clusterhub.activity.models import Entry
from clusterhub.api.models import FOR_EVENTS, Scope
from clusterhub.api.tests.makers import bearer, make_secret
from clusterhub.events.models import EventStatus
from clusterhub.events.tests.makers import make_event, make_organiser
from clusterhub.matchmaking.models import Meeting, RunState, Schedule
from clusterhub.matchmaking.operations.placing import cancel, place
from clusterhub.matchmaking.tests.on_the_day import make_pair
from clusterhub.matchmaking.tests.rows import (
    make_matchmaking,
    make_meeting,
    make_participant,
)

pytestmark = pytest.mark.django_db
WITH_NAMES = (Scope.MEETINGS_READ, Scope.REGISTRATIONS_READ)


def read(client, secret, event, **query):
    headers = bearer(secret) if secret else {}
    return client.get(f"/api/v1/events/{event.slug}/meetings", query, headers=headers)


def team(scopes=(Scope.MEETINGS_READ,)):
    return make_secret(make_user(roles=[Role.EVENT_TEAM]), scopes=scopes)


def make_day():
    """Anna and Bo sit at a table; she waits for Cleo, and Dora at home called off."""
    pair = make_pair(slots=2, tables=3)
    people = [
        make_participant(pair.matchmaking, name=name, mode=mode)
        for name, mode in (("Cleo", "on_site"), ("Dora", "online"))
    ]
    waits, off = (make_meeting(pair.anna, each) for each in people)
    place(off, pair.matchmaking.slots.last())
    cancel(Meeting.objects.get(pk=off.pk))
    return pair, waits, off


def test_the_list_says_when_and_where_and_comes_in_pages(client):
    pair, waits, off = make_day()
    secret, event = team(), pair.matchmaking.event
    make_pair()

    first = read(client, secret, event, limit=2)
    body = first.json()
    second = client.get(body["next"], headers=bearer(secret)).json()

    slot, last = pair.matchmaking.slots.all()
    meeting = Meeting.objects.get(pk=pair.meeting.pk)
    assert body["meetings"][0] == {
        "id": meeting.pk,
        "uid": str(meeting.uid),
        "sequence": 1,
        "state": "scheduled",
        "slot": slot.pk,
        "table": 1,
        "stand": None,
        "is_online": False,
        "is_locked": False,
        "people": None,
    }
    told = body["meetings"][1:] + second["meetings"]
    assert [(one["id"], one["state"], one["is_online"]) for one in told] == [
        (waits.pk, "waiting", False),
        (off.pk, "cancelled", True),
    ]
    assert body["rules"]["slots"] == [
        {
            "id": each.pk,
            "starts_at": each.starts_at.isoformat(),
            "ends_at": each.ends_at.isoformat(),
            "tables": 3,
            "tables_in_use": held,
            "meetings": held,
        }
        for each, held in ((slot, 1), (last, 0))
    ]
    assert (second["rules"], second["next"]) == (None, None)


def test_the_list_is_narrowed_by_state_and_takes_nothing_else(client):
    pair, waits, _off = make_day()
    secret, event = team(), pair.matchmaking.event

    one = read(client, secret, event, state="waiting").json()["meetings"]

    assert [each["id"] for each in one] == [waits.pk]
    assert read(client, secret, event, state="lost").status_code == 422
    assert read(client, secret, event, table="1").status_code == 422


def test_the_published_schedule_stands_with_its_bound(client):
    pair = make_pair()
    matchmaking = pair.matchmaking
    matchmaking.table_names.create(number=1, name="Hall B")
    matchmaking.published = Schedule.objects.create(
        matchmaking=matchmaking, number=4, state=RunState.DONE, published_at=timezone.now(),
        result={"value": 1.0, "bound": 2.0, "idle": 0, "placed": []},
    )  # fmt: skip
    matchmaking.save()

    rules = read(client, team(), matchmaking.event).json()["rules"]

    assert rules["tables"] == [{"number": 1, "name": "Hall B"}]
    assert {**rules["schedule"], "published_at": ""} == {
        "number": 4, "published_at": "", "value": 1.0, "bound": 2.0, "idle_slots": 0,
    }  # fmt: skip


def test_who_works_on_an_event_reads_and_names_are_for_who_sees_people(client):
    pair = make_pair()
    event = pair.matchmaking.event
    holders = {
        "visitor": None,
        "member": make_user(),
        "organiser of another event": make_organiser(make_event()),
        "event team": make_user(roles=[Role.EVENT_TEAM]),
        "editor": make_user(roles=[Role.EDITOR]),
        "administrator": make_user(roles=[Role.ADMINISTRATOR]),
        **{level: make_organiser(event, level) for level in ("lead", "helper", "door")},
    }

    told = {
        who: read(client, holder and make_secret(holder, scopes=FOR_EVENTS), event)
        for who, holder in holders.items()
    }

    strangers = {"member", "organiser of another event", "door"}
    assert {who: answer.status_code for who, answer in told.items()} == {
        who: 401 if who == "visitor" else 403 if who in strangers else 200 for who in holders
    }
    named = {who for who, answer in told.items() if "Anna Berg" in answer.content.decode()}
    assert named == {"event team", "editor", "administrator", "lead"}
    assert told["helper"].json()["meetings"][0]["people"] is None
    assert told["lead"].json()["meetings"][0]["people"][1] == {
        "registration": str(pair.bo.registration.uid),
        "name": "Bo Ek",
        "organisation": pair.bo.registration.organisation_name,
        "attendance_mode": "on_site",
    }


def test_a_token_does_what_its_scopes_say_and_names_stand_in_the_trail(client):
    event = make_pair().matchmaking.event
    others = [scope for scope in FOR_EVENTS if scope != Scope.MEETINGS_READ]
    taken = Entry.objects.filter(verb="took the plan of meetings of")

    without = read(client, team(others), event)
    unnamed = read(client, team(), event)
    before = taken.count()
    named = read(client, team(WITH_NAMES), event)

    assert (without.status_code, without.json()["error"]["code"]) == (403, "scope-missing")
    body = unnamed.content.decode()
    assert unnamed.status_code == 200 and "Anna Berg" not in body
    registrations = event.registrations.values_list("uid", flat=True)
    assert not any(str(uid) in body for uid in registrations)
    assert (before, taken.get().details) == (0, {"count": 1})
    assert "Anna Berg" in named.content.decode()


def test_where_nobody_meets_and_what_is_hidden_is_404(client):
    without, draft = make_event(), make_event(status=EventStatus.DRAFT)
    make_matchmaking(event=draft)
    stranger = make_secret(make_user(), scopes=WITH_NAMES)

    assert read(client, team(), without).status_code == 404
    assert read(client, stranger, draft).status_code == 404


def test_the_list_needs_as_many_statements_for_ten_times_the_rows(
    client, django_assert_max_num_queries
):
    secret, costs = team(WITH_NAMES), []
    for number in (1, 10):
        pair = make_pair(slots=12)
        for slot in pair.matchmaking.slots.all()[1:number]:
            place(make_meeting(pair.anna, make_participant(pair.matchmaking)), slot)
        read(client, secret, pair.matchmaking.event)  # The day of its use is noted once.
        with django_assert_max_num_queries(14) as asked:
            told = read(client, secret, pair.matchmaking.event).json()
        assert len(told["meetings"]) == number
        costs.append(len(asked))

    assert costs[0] == costs[1]
