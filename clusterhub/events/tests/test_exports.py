import json
from io import BytesIO

import jsonschema_rs
import pytest
from django.urls import reverse
from icalendar import Calendar
from lxml import etree

from clusterhub.clock.zones import zone_info
from clusterhub.directory.tests.makers import make_organisation, make_person
from clusterhub.events.models import EventStatus
from clusterhub.events.operations import (
    Appearance,
    add_session,
    cancel_session,
    publish_programme,
    remove_session,
    set_rooms,
    set_tracks,
)
from clusterhub.events.operations.import_judging import judge_programme
from clusterhub.events.operations.importing import import_programme
from clusterhub.events.reading.sniffing import read_here
from clusterhub.events.tests.makers import at, make_event
from tests.test_import_corpus import CORPUS

pytestmark = pytest.mark.django_db
NAMES = ["schedule-json", "schedule-xml", "programme-ics", "programme-csv", "programme-jsonld"]
SCHEMAS = CORPUS / "schedules" / "c3voc-schema"
needs_schemas = pytest.mark.skipif(not SCHEMAS.exists(), reason="the written formats are not here")
HOSTILE = 'Saws & <b>"glue"</b>; \\n, =1+1 ]]> 木\u202e'


def make_programme(count=2, **changes):
    """Sessions with everything that a format may say, some of it hostile."""
    facts = {"starts_at": at(2027, 3, 27, 8, 0), "ends_at": at(2027, 3, 28, 20, 0)}
    event = make_event(title="Timber days", **(facts | changes))
    set_rooms(event, rooms=[{"name": "Hall A", "capacity": 9}, {"name": "R&D <1>"}], by=None)
    set_tracks(event, tracks=[{"name": "Main; first"}], by=None)
    person, body = make_person(name="Zoë O'Néill"), make_organisation(name="Müller & Sons")
    for number in range(count):
        add_session(
            event,
            by=None,
            title=f"{HOSTILE} {number}",
            description="One line.\n\n  - two\n\n\n\nthree <b>bold</b> &amp;",
            starts_at=at(2027, 3, 27, 9 + number % 10, 0),
            ends_at=at(2027, 3, 27, 9 + number % 10, 45),
            room=event.rooms.all()[number % 2],
            track=event.tracks.get(),
            format="panel" if number % 2 else "break",
            language="en",
            people=[
                Appearance(person, "moderator", "Chair; of | all", body),
                Appearance(person, "panellist", "", None, "Own words"),
            ],
            links=[("slides", "Slides, all", "https://wood.example/?a=1&b=2", None)],
        )
    event.refresh_from_db()
    return event


def address(event, name):
    return reverse(f"events:{name}", args=[event.slug])


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("is_versioned", [False, True])
def test_export_and_import_give_the_same(client, name, is_versioned):
    event = make_programme()
    if is_versioned:
        publish_programme(event, by=None)
        event.refresh_from_db()

    body = client.get(address(event, name)).content
    report = judge_programme(event, read_here(body, asked_zone=event.time_zone))

    changes = [(change.field, change.after) for each in report.judged for change in each.changes]
    assert changes == []
    assert report.counts == {"new": 0, "changed": 0, "gone": 0, "same": 2}


@pytest.mark.parametrize("name", NAMES)
def test_an_export_makes_the_same_programme_elsewhere(client, name):
    event, other = (
        make_programme(),
        make_event(
            status=EventStatus.DRAFT,
            starts_at=at(2027, 3, 27, 8, 0),
            ends_at=at(2027, 3, 28, 20, 0),
        ),
    )
    read = read_here(client.get(address(event, name)).content, asked_zone=event.time_zone)

    import_programme(other, read=read, by=None)

    names = ("title", "description", "starts_at", "ends_at")
    order = ("starts_at", "title")
    assert list(other.sessions.order_by(*order).values_list(*names)) == list(
        event.sessions.order_by(*order).values_list(*names)
    )


@pytest.mark.parametrize("is_versioned", [False, True])
def test_an_export_needs_six_statements_at_most_whatever_the_size(
    client, is_versioned, django_assert_max_num_queries
):
    small, large = make_programme(1), make_programme(30)
    if is_versioned:
        publish_programme(small, by=None)
        publish_programme(large, by=None)

    for name in NAMES:
        with django_assert_max_num_queries(6) as few:
            client.get(address(small, name))
        with django_assert_max_num_queries(6) as many:
            client.get(address(large, name))

        assert len(few) == len(many), name


@needs_schemas
def test_exports_are_valid_against_the_written_format(client):
    event = make_programme()
    schema = etree.XMLSchema(etree.parse(SCHEMAS / "schedule.xml.xsd"))
    written = json.loads((SCHEMAS / "schema.json").read_text())

    xml = etree.parse(BytesIO(client.get(address(event, "schedule-xml")).content))
    whole = json.loads(client.get(address(event, "schedule-json")).content)

    schema.assertValid(xml)
    jsonschema_rs.validator_for(written).validate(whole)


def test_the_calendar_is_read_by_other_programs_and_takes_out_what_is_gone(client):
    event = make_programme()
    publish_programme(event, by=None)
    gone, kept = event.sessions.all()
    remove_session(gone, by=None)
    event.refresh_from_db()
    publish_programme(event, by=None)

    entries = Calendar.from_ical(client.get(address(event, "programme-ics")).content).events

    states = {str(entry["UID"]): str(entry["STATUS"]) for entry in entries}
    assert states == {str(kept.uid): "CONFIRMED", str(gone.uid): "CANCELLED"}
    entry = next(entry for entry in entries if entry["STATUS"] == "CONFIRMED")
    assert entry["DTSTART"].dt == kept.starts_at.astimezone(zone_info(event.time_zone))
    assert "Zoë O'Néill, Chair; of | all, Müller & Sons" in entry["DESCRIPTION"]


def test_a_gone_session_is_not_brought_back_by_the_calendar(client):
    event = make_programme()
    publish_programme(event, by=None)
    remove_session(event.sessions.first(), by=None)
    event.refresh_from_db()
    publish_programme(event, by=None)
    event.refresh_from_db()

    read = read_here(client.get(address(event, "programme-ics")).content, asked_zone="")

    assert judge_programme(event, read).counts == {"new": 0, "changed": 0, "gone": 0, "same": 1}


def test_cancelled_sessions_are_where_a_format_can_say_so(client):
    event = make_programme(1)
    cancel_session(event.sessions.get(), by=None)

    assert b"STATUS:CANCELLED" in client.get(address(event, "programme-ics")).content
    assert b"EventCancelled" in client.get(address(event, "programme-jsonld")).content
    assert b'"title":"Cancelled: Saws' in client.get(address(event, "schedule-json")).content
    assert b"<title>Cancelled: Saws" in client.get(address(event, "schedule-xml")).content


@pytest.mark.parametrize("name", ["schedule-json", "schedule-xml", "programme-ics"])
def test_a_cancelled_session_is_read_again_as_cancelled(client, name):
    event, other = make_programme(2), make_event(time_zone="Europe/Brussels")
    cancelled = event.sessions.first()
    cancel_session(cancelled, by=None)

    read = read_here(client.get(address(event, name)).content, asked_zone="")
    import_programme(other, read=read, by=None)

    told = {each.title: each.cancelled_at is not None for each in other.sessions.all()}
    assert told == {each.title: each.pk == cancelled.pk for each in event.sessions.all()}
    assert judge_programme(event, read).counts == {"new": 0, "changed": 0, "gone": 0, "same": 2}


@needs_schemas
def test_a_schedule_with_a_cancelled_session_is_valid(client):
    event = make_programme(1)
    cancel_session(event.sessions.get(), by=None)
    schema = etree.XMLSchema(etree.parse(SCHEMAS / "schedule.xml.xsd"))
    written = json.loads((SCHEMAS / "schema.json").read_text())

    schema.assertValid(etree.parse(BytesIO(client.get(address(event, "schedule-xml")).content)))
    whole = json.loads(client.get(address(event, "schedule-json")).content)
    jsonschema_rs.validator_for(written).validate(whole)


def test_cells_of_the_table_are_safe_for_spreadsheets(client):
    event = make_programme(0)
    add_session(event, by=None, title="=HYPERLINK(1)")

    body = client.get(address(event, "programme-csv")).content.decode()

    assert "'=HYPERLINK(1)" in body


@pytest.mark.pdf
def test_the_paper_is_drawn_once_and_kept(client):
    event = make_programme()

    first = client.get(address(event, "programme-pdf"))
    second = client.get(address(event, "programme-pdf"), headers={"If-None-Match": first["ETag"]})

    assert first.content.startswith(b"%PDF-")
    assert second.status_code == 304


@pytest.mark.parametrize("name", [*NAMES, "programme-pdf"])
def test_the_programme_of_a_draft_is_for_nobody_else(client, name):
    event = make_programme(1, status=EventStatus.DRAFT)

    assert client.get(address(event, name)).status_code == 404


@pytest.mark.parametrize("name", NAMES)
def test_what_has_not_changed_is_not_sent_again(client, name):
    event = make_programme(1)
    first = client.get(address(event, name))

    again = client.get(address(event, name), headers={"If-None-Match": first["ETag"]})

    assert (again.status_code, again.content) == (304, b"")


def test_an_evening_that_passes_midnight_is_one_day_of_the_schedule(client):
    event = make_programme(0)
    hours = [(at(2027, 3, 27, 21, 30), at(2027, 3, 27, 23, 30)), (at(2027, 3, 27, 23, 30), None)]
    for starts, ends in hours:
        add_session(event, by=None, title=f"Late {starts:%H}", starts_at=starts, ends_at=ends)

    days = json.loads(client.get(address(event, "schedule-json")).content)["schedule"]["conference"]

    assert [(day["date"], len(day["rooms"][""])) for day in days["days"]] == [("2027-03-27", 2)]
