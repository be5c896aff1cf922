"""Who came, for programs: in pages, with the counts of the desk; and who may ask and say at all."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from clusterhub.accounts.models import Role
from clusterhub.accounts.tests.makers import make_user
from clusterhub.activity.models import Entry
from clusterhub.api.models import FOR_EVENTS, Scope
from clusterhub.api.tests.makers import bearer, make_secret
from clusterhub.events.models import CheckIn, EventStatus, Organiser
from clusterhub.events.operations.door import undo_scan
from clusterhub.events.tests.door_makers import make_door, make_event_today, see
from clusterhub.events.tests.makers import make_organiser, make_registration
from clusterhub.events.tests.programmes import make_session

pytestmark = pytest.mark.django_db
BOTH = (Scope.CHECK_INS_READ, Scope.CHECK_INS_WRITE)
LEVELS = ("lead", "helper", "door")


def team():
    return make_user(roles=[Role.EVENT_TEAM])


def address(event):
    return f"/api/v1/events/{event.slug}/check-ins"


def read(client, secret, event, **query):
    return client.get(address(event), query, headers=bearer(secret) if secret else {})


def say(client, secret, event, registration):
    sent = {"client_id": str(uuid4()), "code": registration.ticket_code}
    headers = bearer(secret) if secret else {}
    return client.post(address(event), sent, content_type="application/json", headers=headers)


def make_day():
    """Anna came, to one session as well; Bo's check-in was taken back; Cleo is expected."""
    event = make_event_today()
    session = make_session(event)
    door, part = make_door(event), make_door(event, "Hall 2", session=session)
    anna, bo, _cleo = [make_registration(event) for _ in range(3)]
    for at, one in ((door, anna), (part, anna), (door, bo)):
        taken = see(at, one)
    undo_scan(door, client_id=uuid4(), undoes=taken.client_id, said_at=timezone.now())
    return event, session, anna


def test_the_list_comes_in_pages(client):
    event, session, anna = make_day()
    secret = make_secret(team(), scopes=FOR_EVENTS)
    see(make_door(make_event_today()), anna)

    first = read(client, secret, event, limit=2)
    body = first.json()
    second = client.get(body["next"], headers=bearer(secret)).json()

    rows = list(CheckIn.objects.order_by("pk"))
    told = body["check_ins"] + second["check_ins"]
    assert told[0] == {
        "id": rows[0].pk,
        "registration": str(anna.uid),
        "name": anna.name,
        "day": rows[0].on.isoformat(),
        "session": None,
        "door": "Main entrance",
        "first_at": rows[0].first_at.isoformat(),
        "undone_at": None,
    }
    assert [row["id"] for row in told] == [row.pk for row in rows]
    assert [row["session"] for row in told] == [None, str(session.uid), None]
    assert told[2]["undone_at"] == rows[2].undone_at.isoformat()
    assert (second["counts"], second["next"]) == (None, None)
    assert first["Link"] == f'<{body["next"]}>; rel="next"'
    assert read(client, secret, event, door="x").status_code == 422


def test_what_was_taken_back_since_is_asked_for_by_its_moment(client):
    event, _session, _anna = make_day()
    secret = make_secret(team(), scopes=FOR_EVENTS)
    taken_back = CheckIn.objects.exclude(undone_at=None).get()

    since = read(client, secret, event, undone_since=taken_back.undone_at.isoformat()).json()
    later = (taken_back.undone_at + timedelta(seconds=1)).isoformat()
    ever = read(client, secret, event, undone_since="0001-01-01T00:00:00+14:00").json()
    never = read(client, secret, event, undone_since="9999-12-31T23:59:59-14:00").json()

    assert [row["id"] for row in since["check_ins"]] == [taken_back.pk]
    assert read(client, secret, event, undone_since=later).json()["check_ins"] == []
    assert (len(ever["check_ins"]), never["check_ins"]) == (1, [])
    assert read(client, secret, event, undone_since="yesterday").status_code == 422


def test_the_first_page_has_the_counts_of_the_desk(client):
    event, session, _anna = make_day()

    told = read(client, make_secret(team(), scopes=FOR_EVENTS), event).json()["counts"]

    assert told == {
        "expected": 3,
        "came": 1,
        "expected_online": 0,
        "joined": 0,
        "days": [{"day": CheckIn.objects.first().on.isoformat(), "came": 1}],
        "sessions": [{"session": str(session.uid), "came": 1}],
        "doors": [
            {"door": "Main entrance", "session": None, "came": 1},
            {"door": "Hall 2", "session": str(session.uid), "came": 1},
        ],
    }


def holders(event):
    return {
        "visitor": None,
        "member": make_user(),
        "organiser of another event": make_organiser(make_event_today()),
        "event team": team(),
        "editor": make_user(roles=[Role.EDITOR]),
        "administrator": make_user(roles=[Role.ADMINISTRATOR]),
        **{level: make_organiser(event, level) for level in LEVELS},
    }


def test_who_works_on_an_event_reads_and_says_and_names_are_for_who_sees_people(client):
    event = make_event_today()
    see(make_door(event), make_registration(event, name="Anna Lind"))
    codes, named = {}, set()

    for who, holder in holders(event).items():
        secret = make_secret(holder, scopes=FOR_EVENTS) if holder else None
        bo = make_registration(event, name="Bo Berg")
        told, said = read(client, secret, event), say(client, secret, event, bo)
        codes[who] = (told.status_code, said.status_code)
        names = ["Anna Lind" in told.content.decode(), "Bo Berg" in said.content.decode()]
        assert names[0] == names[1], who
        named |= {who} if names[0] else set()

    strangers = {"member", "organiser of another event"}
    assert codes == {
        who: (401, 401) if who == "visitor" else (403, 403) if who in strangers else (200, 200)
        for who in codes
    }
    assert named == {"event team", "editor", "administrator", "lead"}


def test_a_token_does_what_its_scopes_say(client):
    event, holder = make_event_today(), team()
    see(make_door(event), make_registration(event, name="Anna Lind"))
    others = [scope for scope in FOR_EVENTS if scope not in BOTH]
    expected = {
        tuple(others): (403, 403),
        (Scope.CHECK_INS_READ,): (200, 403),
        (Scope.CHECK_INS_WRITE,): (403, 200),
        BOTH: (200, 200),
    }

    for scopes, codes in expected.items():
        secret = make_secret(holder, may_write=True, scopes=scopes)
        bo = make_registration(event, name="Bo Berg")
        told, said = read(client, secret, event), say(client, secret, event, bo)
        assert (told.status_code, said.status_code) == codes, scopes
        for one in (told, said):
            assert "Anna Lind" not in one.content.decode()
            assert "Bo Berg" not in one.content.decode()
            assert one.status_code == 200 or one.json()["error"]["code"] == "scope-missing"


def test_what_is_hidden_is_404_and_who_left_is_out(client):
    event, draft = make_event_today(), make_event_today(status=EventStatus.DRAFT)
    anna = make_registration(event)
    helper = make_organiser(event, "door")
    stranger = make_secret(make_user(), scopes=BOTH)
    own = make_secret(helper, scopes=BOTH)

    hidden = [read(client, stranger, draft), say(client, stranger, draft, anna)]
    before = read(client, own, event).status_code
    Organiser.objects.filter(person=helper).update(ended_at=timezone.now())
    after = [read(client, own, event), say(client, own, event, anna)]

    assert [one.status_code for one in hidden] == [404, 404]
    assert before == 200
    assert [one.status_code for one in after] == [403, 403]
    assert not CheckIn.objects.exists()


def test_names_that_were_taken_stand_in_the_trail_with_their_number(client):
    event, holder = make_event_today(), team()
    see(make_door(event), make_registration(event, name="Anna Lind"))

    read(client, make_secret(holder, scopes=BOTH), event)
    unnamed = Entry.objects.filter(verb="took the list of who came to").count()
    read(client, make_secret(holder, scopes=FOR_EVENTS), event)

    entry = Entry.objects.get(verb="took the list of who came to")
    assert unnamed == 0
    assert (entry.actor, entry.details) == (holder, {"count": 1})


def test_the_list_needs_as_many_statements_for_ten_times_the_rows(
    client, django_assert_max_num_queries
):
    secret = make_secret(team(), scopes=FOR_EVENTS)
    costs = []
    for number in (1, 10):
        event = make_event_today(on_site=20)
        for place in range(number):
            session = make_session(event)
            door = make_door(event, f"Door {place}", session=session)
            see(door, make_registration(event))
        read(client, secret, event)  # The day of its use is noted once.
        with django_assert_max_num_queries(14) as asked:
            assert len(read(client, secret, event).json()["check_ins"]) == number
        costs.append(len(asked))

    assert costs[0] == costs[1]
