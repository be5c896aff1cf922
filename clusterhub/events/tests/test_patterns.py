"""A new event begins as its kind usually does, or as another one, by the hour on the wall."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse

from clusterhub.accounts.tests.makers import sign_in
from clusterhub.directory.tests.makers import make_organisation, make_person
from clusterhub.events.models import Event, EventKind
from clusterhub.events.operations import (
    Appearance,
    Part,
    cancel_session,
    change_session,
    set_admission,
    set_programme,
    set_rooms,
    set_session_places,
    set_tracks,
)
from clusterhub.events.operations.copying import copy_event
from clusterhub.events.operations.hosting import add_co_organiser, set_host
from clusterhub.events.operations.patterns import create_from_pattern
from clusterhub.events.patterns import PATTERNS
from clusterhub.events.rhythm import next_day
from clusterhub.events.tests.makers import (
    at,
    make_event,
    make_registration,
    make_talk_series,
    typed,
)

pytestmark = pytest.mark.django_db
NEW = reverse("events:new")


def by_pattern(kind, starts_at, ends_at, **changes):
    pattern = PATTERNS[kind]
    facts = {"title": "New", "format": pattern.format, "starts_at": starts_at, "ends_at": ends_at}
    return create_from_pattern(pattern, by=None, **facts | changes)


def hours(event):
    zone = event.starts_there.tzinfo
    return [
        f"{row.starts_at.astimezone(zone):%d %H:%M}" if row.starts_at else ""
        for row in event.sessions.all()
    ]


def test_a_talk_is_set_up_in_one_form(client):
    sign_in(client, "event team")
    form = client.get(NEW, {"kind": "talk"})
    assert "Panel debate" in form.content.decode()
    assert form.context["form"]["starts_time"].value().isoformat() == "08:30:00"

    answer = client.post(f"{NEW}?kind=talk", typed(title="A talk on skills", kind="talk"))

    event = Event.objects.get()
    assert answer.url == reverse("events:desk", args=[event.slug])
    assert event.organisers.leading().count() == 1  # Whoever begins it leads it.
    assert hours(event) == ["05 08:30", "05 08:40", "05 08:55", "05 09:30"]
    assert list(event.pools.values_list("mode", "places")) == [("online", None)]


def test_a_conference_begins_with_its_usual_sessions():
    event = by_pattern("conference", at(2030, 6, 5, 7, 0), at(2030, 6, 6, 15, 0))

    assert event.kind == EventKind.CONFERENCE
    assert hours(event) == [
        *("05 09:00", "05 11:00", "05 11:00", "05 11:00", "05 14:00", "05 14:00", "05 14:00"),
        *("06 09:00", "06 09:00", "06 09:00", "06 15:00"),
    ]
    assert dict(event.pools.values_list("mode", "places")) == {"on_site": 300, "online": None}


def test_a_pattern_of_two_days_needs_no_last_day(client):
    sign_in(client, "event team")

    client.post(
        f"{NEW}?kind=conference", typed(title="Days", starts_time="09:00", ends_time="17:00")
    )

    event = Event.objects.get()
    assert event.ends_at == at(2030, 6, 6, 15, 0)
    assert hours(event)[-1] == "06 15:00"


def test_a_part_that_does_not_fit_has_no_hour_yet():
    event = by_pattern("talk", at(2030, 6, 5, 6, 30), at(2030, 6, 5, 7, 0))

    assert hours(event) == ["05 08:30", "05 08:40", "", ""]


@pytest.mark.parametrize("kind", PATTERNS)
@pytest.mark.parametrize("day", [5, 31])  # The clocks go forward in the night to the 31st.
def test_every_pattern_makes_a_draft_with_hours_inside_the_event(kind, day):
    pattern = PATTERNS[kind]
    begins = datetime(2030, 3, day, pattern.starts.hour, pattern.starts.minute, tzinfo=UTC)
    ends_at = begins.replace(hour=pattern.ends.hour, minute=pattern.ends.minute)
    ends_at += timedelta(days=pattern.days - 1)

    event = by_pattern(kind, begins, ends_at, time_zone="UTC")

    assert event.sessions.count() == len(pattern.parts)
    assert all(hours(event)), "the usual parts fit into the usual hours"
    assert hasattr(event, "admission") == bool(pattern.places)


def test_an_unknown_pattern_and_an_unknown_event_to_copy_are_not_there(client):
    sign_in(client, "event team")

    assert client.get(NEW, {"kind": "party"}).status_code == 404
    assert client.get(NEW, {"copy": "no-such-event"}).status_code == 404


def rich_event():
    event = make_event(
        starts_at=at(2026, 1, 14, 7, 30), ends_at=at(2026, 1, 14, 8, 45), format="hybrid",
        venue_name="Town hall", city="Brussels", venue_access="By the ramp.",
        recording_url="https://video.example/1", links=[("Paper", "https://a.eu")],
    )  # fmt: skip
    part = Part("Opening", "With words.", at(2026, 1, 14, 7, 30), at(2026, 1, 14, 8, 0))
    part.people = [Appearance(make_person(name="Ana Kovač"))]
    later = Part("Not placed yet")
    event = set_programme(event, sessions=[part, later], people=(), by=None)
    set_admission(event, places={"on_site": 12, "online": None}, by=None, offer_hours=6)
    add_co_organiser(event, organisation=make_organisation(name="Timber Valley"), by=None)
    return set_host(event, organisation=make_organisation(name="The host"), by=None)


def test_a_copied_event_keeps_its_local_hour_across_the_clock_change():
    source = rich_event()  # 8:30 in winter is 7:30 UTC.

    event = copy_event(
        source, by=None, title="In summer", format="hybrid", venue_name="Town hall",
        venue_address="", city="Brussels", country=None,
        starts_at=at(2026, 7, 8, 6, 30), ends_at=at(2026, 7, 8, 7, 45),
    )  # fmt: skip

    assert event.starts_there.hour == source.starts_there.hour == 8
    assert hours(event) == ["08 08:30", ""]
    first = event.sessions.first()
    assert (first.starts_at, first.ends_at) == (at(2026, 7, 8, 6, 30), at(2026, 7, 8, 7, 0))


def test_a_copy_has_everything_but_the_people():
    source = rich_event()
    make_registration(source)
    starts_at = at(2030, 6, 5)

    event = copy_event(
        source, by=None, title="Again", format="on_site", venue_name="Town hall",
        venue_address="", city="Brussels", country=None,
        starts_at=starts_at, ends_at=starts_at + timedelta(hours=1),
    )  # fmt: skip

    assert (event.status, event.published_at, event.recording_url) == ("draft", None, "")
    assert event.venue_access == "By the ramp."
    assert event.organisation.name == "The host"
    assert event.co_organisers.get().organisation.name == "Timber Valley"
    assert list(event.pools.values_list("mode", "places", "taken")) == [("on_site", 12, 0)]
    assert event.admission.offer_hours == 6
    assert not event.speakers.exists()
    assert not event.registrations.exists()
    assert event.uid != source.uid


def test_the_way_into_another_venue_is_not_copied():
    source = rich_event()

    event = copy_event(
        source, by=None, title="Elsewhere", format="on_site", venue_name="Castle",
        venue_address="", city="Graz", country=None,
        starts_at=at(2030, 6, 5), ends_at=at(2030, 6, 5, 10),
    )  # fmt: skip

    assert event.venue_access == ""


@pytest.mark.parametrize(("closes", "kept"), [(at(2026, 1, 12), True), (at(2025, 12, 1), False)])
@time_machine.travel(datetime(2026, 2, 1, tzinfo=UTC))
def test_registration_of_a_copy_closes_as_long_before_but_never_before_it_began(closes, kept):
    source = rich_event()
    source.admission.closes_at = closes
    source.admission.save()

    event = copy_event(
        source, by=None, title="Again", format="online",
        starts_at=at(2026, 2, 11, 7, 30), ends_at=at(2026, 2, 11, 8, 45),
    )  # fmt: skip

    assert event.admission.closes_at == (closes + timedelta(days=28) if kept else None)


@time_machine.travel(datetime(2026, 3, 20, tzinfo=UTC), tick=False)
def test_the_next_event_of_a_series_is_proposed_by_its_rhythm(client):
    series = make_talk_series()
    for day in (4, 18):
        last = make_event(
            series=series, title=f"Talk of {day} March", starts_at=at(2026, 3, day, 7, 30)
        )
    sign_in(client, "event team")

    page = client.get(series.get_absolute_url()).content.decode()
    form = client.get(NEW, {"copy": last.slug}).context["form"]

    assert f"{NEW}?copy={last.slug}" in page
    assert form["starts_on"].value() == date(2026, 4, 1)
    assert form["starts_time"].value().isoformat() == "08:30:00"  # Summer time has begun.
    assert form["recording_url"].value() is None


def test_rooms_tracks_and_places_of_sessions_come_along_and_what_was_cancelled_does_not():
    source = rich_event()
    source = set_rooms(
        source,
        rooms=[{"name": "Hall", "capacity": 20, "join_url": "https://meet.example/old"}],
        by=None,
    )
    source = set_tracks(source, tracks=[{"name": "Steel"}], by=None)
    held, off = source.sessions.all()
    change_session(
        held, by=None, room=source.rooms.get(), track=source.tracks.get(), format="workshop"
    )
    set_session_places(held, places=16, by=None)
    cancel_session(off, by=None)

    event = copy_event(
        source, by=None, title="Again", format="hybrid",
        starts_at=at(2026, 7, 8, 6, 30), ends_at=at(2026, 7, 8, 7, 45),
    )  # fmt: skip

    session = event.sessions.get()
    assert (session.title, session.format) == ("Opening", "workshop")
    assert (session.room.name, session.room.capacity, session.track.name) == ("Hall", 20, "Steel")
    assert session.room.event == session.track.event == event
    assert session.room.join_url == ""
    assert session.pool.places == 16


def test_groups_of_a_lab_have_places_of_their_own():
    event = by_pattern("lab", at(2030, 6, 5, 7, 0), at(2030, 6, 5, 15, 0))

    groups = event.sessions.filter(format="workshop")

    assert [session.pool.places for session in groups] == [16, 16, 16]
    assert event.admission.needs_approval


def test_a_copy_is_made_by_the_form(client):
    source = rich_event()
    sign_in(client, "event team")

    client.post(f"{NEW}?copy={source.slug}", typed(title="Again", format="hybrid"))

    event = Event.objects.get(title="Again")
    assert hours(event) == ["05 08:30", ""]


def test_a_member_neither_begins_nor_copies(client):
    source = rich_event()
    sign_in(client, "member")

    codes = [
        client.get(NEW, query).status_code for query in ({"kind": "talk"}, {"copy": source.slug})
    ]
    codes.append(client.post(f"{NEW}?copy={source.slug}", typed()).status_code)

    assert codes == [403, 403, 403]
    assert Event.objects.count() == 1


TODAY = date(2026, 3, 20)


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ([], None),
        ([date(2026, 3, 18)], date(2026, 4, 1)),
        ([date(2026, 3, 4), date(2026, 3, 11)], date(2026, 3, 25)),
        ([date(2026, 1, 7), date(2026, 2, 4), date(2026, 3, 4)], date(2026, 4, 1)),
        ([date(2026, 4, 1), date(2026, 4, 15)], date(2026, 4, 29)),
        ([date(2026, 3, 18), date(2026, 3, 18)], date(2026, 4, 1)),
    ],
)
def test_the_next_day_is_as_far_away_as_usual_and_never_past(days, expected):
    assert next_day(days, TODAY) == expected
