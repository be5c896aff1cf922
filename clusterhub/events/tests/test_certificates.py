"""Who came has a paper, and anybody can check it, though nobody is remembered for it."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from clusterhub.events.certificates import attended, attended_by, code_of
from clusterhub.events.links import token_of
from clusterhub.events.models import Registration
from clusterhub.events.operations.door import undo_scan
from clusterhub.events.operations.joining import join_online, set_room
from clusterhub.events.tests.door_makers import make_door, make_event_today, see
from clusterhub.events.tests.makers import at, make_registration

pytestmark = pytest.mark.django_db


def checked_in(event, **facts):
    registration = make_registration(event, **facts)
    scan = see(make_door(event), registration)
    assert scan.outcome == "in"
    return registration


def test_a_certificate_is_checked_without_keeping_names(client):
    event = make_event_today(title="Steel days")
    anna = checked_in(event, name="Anna  Lind")
    code = code_of(anna.name, attended(anna))
    anna.delete()

    right = client.post("/certificates/", {"name": "anna lind ", "code": f" {code.lower()} "})
    wrong = [
        client.post("/certificates/", {"name": name, "code": typed})
        for name, typed in (
            ("Eve Hill", code),
            ("Anna Lind", code[:-1] + ("A" if code[-1] != "A" else "B")),
            ("Anna Lind", "x"),
            ("Anna Lind", "é-é-é"),
            ("Anna Lind", "ZZZZZZZZZZZZZZ-1-A"),
            ("\x00", "\x00"),
        )
    ]

    assert Registration.objects.count() == 0
    assert "This certificate is genuine." in right.content.decode()
    assert "Steel days" in right.content.decode()
    assert all("genuine" not in answer.content.decode() for answer in wrong)
    assert all("Steel days" not in answer.content.decode() for answer in wrong)


def test_a_certificate_of_another_event_or_of_more_days_is_none():
    with time_machine.travel(at(2031, 6, 4, 8)):
        event = make_event_today(starts_at=at(2031, 6, 4, 7), ends_at=at(2031, 6, 6, 16))
        anna = checked_in(event)
    came = attended(anna)
    event_part, _days, seal = code_of(anna.name, came).split("-")

    assert [day.isoformat() for day in attended_by(anna.name, code_of(anna.name, came)).days] == [
        "2031-06-04"
    ]
    assert attended_by(anna.name, f"{event_part}-E-{seal}") is None


def test_a_certificate_outlives_the_secret_key(settings):
    anna = checked_in(make_event_today())
    code = code_of(anna.name, attended(anna))

    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another one, as long as it has to be to count as one"

    assert attended_by(anna.name, code) is not None
    settings.SECRET_KEY_FALLBACKS = []
    assert attended_by(anna.name, code) is None


@pytest.mark.pdf
def test_who_came_or_joined_has_a_certificate_after_the_event_and_nobody_else(client):
    event = make_event_today()
    set_room(event, url="https://rooms.example/", by=None)
    here, away = checked_in(event), make_registration(event)
    online = make_registration(event, mode="online")
    join_online(online)
    scan = see(make_door(event), mistaken := make_registration(event))
    now = timezone.now()
    undo_scan(scan.door, client_id=scan.event.uid, undoes=scan.client_id, said_at=now)
    people = {"here": here, "online": online, "away": away, "mistaken": mistaken}

    def statuses():
        return {
            name: client.get(f"/r/{token_of(one)}/certificate.pdf").status_code
            for name, one in people.items()
        }

    before = statuses()
    with time_machine.travel(event.ends_at + timedelta(hours=1)):
        after = statuses()
        paper = client.get(f"/r/{token_of(here)}/certificate.pdf")
        page = client.get(f"/r/{token_of(here)}/").content.decode()

    assert before == dict.fromkeys(people, 404)
    assert after == {"here": 200, "online": 200, "away": 404, "mistaken": 404}
    assert paper.content.startswith(b"%PDF-")
    assert "Certificate as PDF" in page
