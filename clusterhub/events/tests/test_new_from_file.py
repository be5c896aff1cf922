"""A new event out of a file in the browser: a draft, and its programme to be looked at."""

import json

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from clusterhub.accounts.tests.makers import ROLES, make_user, sign_in
from clusterhub.events.models import Event, EventStatus, OrganiserLevel
from clusterhub.events.operations.import_events import begin_event_from_file
from clusterhub.events.tests.makers import STAFF
from clusterhub.events.tests.reading import calendar, content, entry, read_file

pytestmark = pytest.mark.django_db
DOOR = "/events/new/from-file/"
TABLE = "title,date,start,end,room\nOpening,2027-05-04,09:00,09:30,Hall\nTalk,2027-05-04,10:00,11:00,A\n"


@pytest.fixture
def team(client):
    sign_in(client, "event team")
    return client


def bring(client, data, name, **changes):
    file = SimpleUploadedFile(name, data if isinstance(data, bytes) else data.encode())
    return client.post(DOOR, {"file": file, "time_zone": "Europe/Brussels"} | changes)


@pytest.mark.parametrize("name", ["schedule.xml", "schedule.json", "indico.json"])
def test_a_schedule_becomes_a_draft_and_a_preview_of_its_programme(team, name):
    response = bring(team, content(name), name)

    event = Event.objects.get()
    assert (event.status, event.sessions.count()) == (EventStatus.DRAFT, 0)
    preview = team.get(response["Location"]).content.decode()
    assert "The event is saved as a draft" in preview
    assert "on site is assumed" in preview
    response = team.post(response["Location"])
    assert response["Location"] == reverse("events:programme", args=[event.slug])
    assert event.sessions.exists()


def test_a_table_needs_a_title_beside_it(team):
    refused = bring(team, TABLE, "list.csv")

    assert refused.status_code == 422
    assert "say it beside the file" in refused.content.decode()
    assert not Event.objects.exists()
    bring(team, TABLE, "list.csv", title="Clean Steel Day")
    event = Event.objects.get()
    assert (event.title, event.starts_there.hour, event.ends_there.hour) == (
        "Clean Steel Day", 9, 11
    )  # fmt: skip


def test_a_calendar_of_one_event_is_taken_with_its_hours(team):
    lines = ("DTSTART:20270504T070000Z", "DTEND:20270504T080000Z", "LOCATION:Hall")

    response = bring(team, calendar(entry(*lines)), "talk.ics", title="Mill talk")

    event = Event.objects.get()
    assert (event.title, event.starts_at.hour) == ("Mill talk", 7)
    assert event.slug in response["Location"]


def test_a_file_without_sessions_still_makes_the_event(team):
    said = {"@context": "https://schema.org", "@type": "Event", "name": "Mill day"}
    said |= {"startDate": "2027-05-04T09:00:00+02:00", "endDate": "2027-05-04T12:00:00+02:00"}
    response = bring(team, json.dumps(said), "event.jsonld")

    event = Event.objects.get()
    assert not event.programme_imports.exists()
    assert response["Location"] == reverse("events:desk", args=[event.slug])


def test_what_is_no_programme_is_refused_in_words(team):
    response = bring(team, b"\x89PNG\r\n\x1a\n", "picture.png")

    assert response.status_code == 422
    assert not Event.objects.exists()


def test_whoever_brings_the_file_leads_the_event(team):
    bring(team, content("schedule.xml"), "schedule.xml")

    organiser = Event.objects.get().organisers.get()
    assert organiser.level == OrganiserLevel.LEAD
    assert str(organiser.person_id) == team.session["_auth_user_id"]


@pytest.mark.parametrize("who", ROLES)
def test_who_may_make_an_event_of_a_file(client, who):
    sign_in(client, who)

    status = client.get(DOOR).status_code
    sent = bring(client, content("schedule.xml"), "schedule.xml")

    expected = 200 if who in STAFF else 302 if who == "visitor" else 403
    assert status == expected
    assert Event.objects.exists() == (who in STAFF)
    assert sent.status_code == (302 if who in STAFF else expected)


def test_the_operation_asks_itself():
    with pytest.raises(PermissionDenied):
        begin_event_from_file(read_file("schedule.xml"), file_name="x", by=make_user())
