"""Events and registrations for programs: the same doors, the same places, the same words."""

import pytest
from django.core import mail

from clusterhub.accounts.models import Role
from clusterhub.accounts.tests.makers import make_user
from clusterhub.activity.models import Entry
from clusterhub.api.models import FOR_EVENTS, Scope
from clusterhub.api.tests.makers import bearer, make_secret
from clusterhub.events.models import EventFormat, EventStatus, Registration, Session
from clusterhub.events.tests.invariants import assert_places_add_up
from clusterhub.events.tests.makers import (
    make_admission,
    make_event,
    make_past_event,
    make_registration,
    make_speaker,
    make_topic,
)

pytestmark = pytest.mark.django_db
LIST, JSON = "/api/v1/events", "application/json"
ANNA = {"name": "Anna Lind", "email": "anna@timber.example", "mode": "on_site"}


def team_secret(*scopes):
    return make_secret(make_user(roles=[Role.EVENT_TEAM]), scopes=scopes or FOR_EVENTS)


def people(event):
    return f"{LIST}/{event.slug}/registrations"


def add(client, secret, event, **changes):
    headers = bearer(secret) if secret else {}
    return client.post(people(event), ANNA | changes, content_type=JSON, headers=headers)


def change(client, secret, uid, **values):
    address = f"/api/v1/registrations/{uid}"
    return client.patch(address, values, content_type=JSON, headers=bearer(secret))


def error(response):
    return response.json()["error"]


def test_events_come_in_pages_and_narrowed(client):
    topic = make_topic()
    slugs = [make_event(topics=[topic] if number else []).slug for number in range(4)]
    past = make_past_event()

    first = client.get(LIST, {"limit": 2}).json()
    second = client.get(first["next"].partition("example.org")[2] or first["next"]).json()
    narrowed = client.get(LIST, {"topic": topic.slug}).json()["events"]
    over = client.get(LIST, {"time": "past"}).json()["events"]

    assert [event["slug"] for event in first["events"] + second["events"]] == slugs
    assert [event["slug"] for event in narrowed] == slugs[1:]
    assert [event["slug"] for event in over] == [past.slug]
    assert client.get(LIST, {"topik": "x"}).status_code == 422


def test_an_event_and_its_sessions(client):
    event = make_event()
    session = Session.objects.create(event=event, number=1, title="Opening")
    make_speaker(event, name="Cleo Mar", session=session)

    one = client.get(f"{LIST}/{event.slug}")
    programme = client.get(f"{LIST}/{event.slug}/sessions").json()["sessions"]
    same = client.get(f"{LIST}/{event.slug}", headers={"If-None-Match": one["ETag"]})

    assert one.json()["title"] == event.title
    assert [(each["title"], each["people"][0]["name"]) for each in programme] == [
        ("Opening", "Cleo Mar")
    ]
    assert same.status_code == 304


def test_a_draft_is_read_only_with_the_scope_by_who_may_see_it(client):
    draft = make_event(status=EventStatus.DRAFT, title="The secret talk")
    secrets = {
        "visitor": (None, 404),
        "member": (make_secret(scopes=FOR_EVENTS), 404),
        "team without the scope": (make_secret(make_user(roles=[Role.EVENT_TEAM])), 404),
        "team": (team_secret(Scope.EVENTS_READ), 200),
    }

    for who, (secret, status) in secrets.items():
        headers = bearer(secret) if secret else {}
        for address in (f"{LIST}/{draft.slug}", f"{LIST}/{draft.slug}/sessions"):
            assert client.get(address, headers=headers).status_code == status, who
        rows = client.get(LIST, headers=headers).json()["events"]
        assert len(rows) == (status == 200), who


def test_a_token_without_scope_reads_no_person(client):
    event = make_admission(places=3).event
    own = make_registration(event, name="Anna Lind")
    one = f"/api/v1/registrations/{own.uid}"
    team = make_user(roles=[Role.EVENT_TEAM])
    secrets = {
        "visitor": (None, (401, 401)),
        "member": (make_secret(scopes=FOR_EVENTS), (403, 404)),
        "team, other scopes": (
            make_secret(team, may_write=True, scopes=[Scope.EVENTS_READ, FOR_EVENTS[2]]),
            (403, 403),
        ),
        "team": (make_secret(team, scopes=[Scope.REGISTRATIONS_READ]), (200, 200)),
    }

    for who, (secret, codes) in secrets.items():
        headers = bearer(secret) if secret else {}
        answers = [client.get(address, headers=headers) for address in (people(event), one)]
        assert tuple(answer.status_code for answer in answers) == codes, who
        told = any("Anna Lind" in answer.content.decode() for answer in answers)
        assert told == (codes == (200, 200)), who


def test_who_reads_the_list_of_people_stands_in_the_trail_without_names(client):
    event = make_admission(places=3).event
    make_registration(event, name="Anna Lind")

    rows = client.get(people(event), headers=bearer(team_secret())).json()["registrations"]

    entry = Entry.objects.get(verb="took the list of people of")
    assert [row["name"] for row in rows] == ["Anna Lind"]
    assert entry.details == {"count": 1}


def test_api_and_page_share_places(client, django_capture_on_commit_callbacks):
    event = make_admission(places=2).event
    secret = team_secret()
    client.post(f"/events/{event.slug}/registration/", ANNA | {"email": "bo@timber.example"})

    with django_capture_on_commit_callbacks(execute=True):
        made = add(client, secret, event)
    third = add(client, secret, event, email="cleo@timber.example")
    again = add(client, secret, event, email="ANNA@timber.example")

    assert (made.status_code, made.json()["status"]) == (201, "held")
    assert (third.status_code, third.json()["status"]) == (201, "waiting")
    assert (again.status_code, again.json()["id"]) == (200, made.json()["id"])
    assert made["Location"].endswith(f"/api/v1/registrations/{made.json()['id']}")
    assert [letter.to for letter in mail.outbox] == [["anna@timber.example"]]
    assert_places_add_up(event)


def test_a_registration_is_cancelled_and_switched(client):
    event = make_event(format=EventFormat.HYBRID)
    make_admission(event, places={"on_site": 1, "online": 1}, offer_hours=None)
    first, second = make_registration(event), make_registration(event, mode="online")
    secret = team_secret()

    waits = change(client, secret, second.uid, mode="on_site")
    cancelled = change(client, secret, first.uid, status="cancelled")
    again = change(client, secret, first.uid, status="cancelled")

    second.refresh_from_db()
    assert (waits.status_code, waits.json()["mode"]) == (200, "online")
    assert (cancelled.json()["status"], again.status_code) == ("cancelled", 200)
    assert second.mode == "on_site"
    assert error(change(client, secret, first.uid, mode="online"))["code"] == "nothing-to-switch"
    assert change(client, secret, second.uid).status_code == 422
    assert_places_add_up(event)


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"name": "see www.bad.example"}, "name"),
        ({"email": "nobody"}, "email"),
        ({"mode": "online"}, "mode"),
        ({"mode": "by boat"}, "mode"),
        ({"country": "QQ"}, "country"),
        ({"ticket_code": "AAAA"}, "ticket_code"),
        ({"status": "confirmed"}, "status"),
    ],
)
def test_what_does_not_fit_registers_nobody(client, sent, field):
    event = make_admission(places=2).event

    answer = add(client, team_secret(), event, **sent)

    assert (answer.status_code, list(error(answer)["fields"])) == (422, [field])
    assert not Registration.objects.exists()


def test_a_refusal_says_the_fact(client):
    secret = team_secret()
    without, over = make_event(), make_past_event()
    make_admission(over, places=3)

    assert error(add(client, secret, without))["code"] == "no-registration"
    assert error(add(client, secret, over))["code"] == "closed"


@pytest.mark.parametrize("who", ["visitor", "member", "team, reads only", "team"])
def test_only_who_runs_the_event_registers_others(client, who):
    event = make_admission(places=2).event
    secret = {
        "visitor": lambda: None,
        "member": lambda: make_secret(scopes=FOR_EVENTS),
        "team, reads only": lambda: team_secret(Scope.REGISTRATIONS_READ),
        "team": lambda: team_secret(Scope.REGISTRATIONS_WRITE),
    }[who]()

    status = add(client, secret, event).status_code

    assert status == {"visitor": 401, "team": 201}.get(who, 403)
    assert Registration.objects.exists() == (who == "team")


def test_lists_need_as_many_statements_for_ten_times_the_rows(
    client, django_assert_max_num_queries
):
    secret = team_secret()
    client.get(LIST, headers=bearer(secret))  # The day of its use is noted once.
    costs = []
    for number in (1, 10):
        event = make_admission(places=None).event
        for _ in range(number):
            make_registration(event)
            make_event(topics=[make_topic()])
        for address in (LIST, people(event)):
            with django_assert_max_num_queries(9) as asked:
                assert client.get(address, headers=bearer(secret)).status_code == 200
            costs.append(len(asked))

    assert costs[:2] == costs[2:]
