from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from clusterhub.clock.tests.reading_back import (
    by_icalendar,
    by_ics,
    by_own_zone_rules,
    golden,
    one,
)
from clusterhub.events.calendars import Feed, calendar_feed, event_calendar, kept_feed
from clusterhub.events.models import Event, EventSeries, EventStatus
from clusterhub.events.operations import update_event, update_series
from clusterhub.events.tests.makers import make_event, make_talk_series

GOLDEN = Path(__file__).parent / "golden"
FEED = Feed("Clusters Talks", "/series/talks/", "Every second Wednesday")
CHANGED = datetime(2025, 12, 1, 9, 0, tzinfo=UTC)


def row(number=1, zone="Europe/Brussels", day=(2026, 3, 25), hour=(8, 30), fold=0, **changes):
    """An event that was never stored, at an hour by its own clocks."""
    starts_at = datetime(*day, *hour, tzinfo=ZoneInfo(zone), fold=fold).astimezone(UTC)
    facts = {
        "pk": number,
        "uid": UUID(int=number),
        "slug": f"talk-{number}",
        "title": f"Talk {number}",
        "format": "online",
        "status": EventStatus.PUBLISHED,
        "starts_at": starts_at,
        "ends_at": starts_at + timedelta(minutes=75),
        "time_zone": zone,
        "created_at": CHANGED,
        "updated_at": CHANGED,
    }
    event = Event(**(facts | changes))
    event.topic_list = []
    return event


def around_the_changes(zone):
    """Talks in the weeks before and after both changes of the clocks, and on the days themselves."""
    days = [
        (2026, 3, 25),
        (2026, 3, 29),
        (2026, 4, 1),
        (2026, 10, 21),
        (2026, 10, 25),
        (2026, 10, 28),
    ]
    return [row(number, zone, day) for number, day in enumerate(days, start=1)]


def expected(events):
    return {str(event.uid): (event.starts_at, event.ends_at, event.title) for event in events}


@pytest.mark.parametrize("zone", ["Europe/Brussels", "Europe/London", "America/New_York"])
def test_a_feed_around_both_clock_changes_is_the_golden_file_and_reads_back(settings, zone):
    settings.BASE_URL = "https://clusters.example"
    events = around_the_changes(zone)

    text = calendar_feed(events, FEED)

    assert text == golden(GOLDEN / f"{zone.replace('/', '-').lower()}.ics", text)
    assert by_icalendar(text) == expected(events)
    assert by_ics(text) == expected(events)
    assert by_own_zone_rules(text) == {
        uid: (starts, ends) for uid, (starts, ends, _title) in expected(events).items()
    }


def test_a_series_keeps_its_local_hour_across_the_change():
    text = calendar_feed(around_the_changes("Europe/Brussels"), FEED)

    starts = [
        line for line in text.split("\r\n") if line.startswith("DTSTART;TZID=Europe/Brussels")
    ]
    assert {line[-7:] for line in starts} == {"T083000"}
    assert len(starts) == 6


def test_the_second_of_two_equal_hours_is_said_in_utc():
    first = row(
        1,
        day=(2026, 10, 25),
        hour=(2, 30),
        fold=0,
        ends_at=datetime(2026, 10, 25, 0, 45, tzinfo=UTC),
    )
    second = row(2, day=(2026, 10, 25), hour=(2, 30), fold=1)

    text = calendar_feed([first, second], FEED)

    assert "DTSTART;TZID=Europe/Brussels:20261025T023000" in text
    assert "DTSTART:20261025T013000Z" in text
    assert by_icalendar(text) == expected([first, second])


def test_utc_needs_no_zone():
    text = event_calendar(row(zone="UTC"))

    assert "VTIMEZONE" not in text
    assert "DTSTART:20260325T083000Z" in text


@pytest.mark.parametrize(
    ("status", "method", "word"),
    [
        (EventStatus.PUBLISHED, "PUBLISH", "CONFIRMED"),
        (EventStatus.POSTPONED, "PUBLISH", "TENTATIVE"),
        (EventStatus.CANCELLED, "CANCEL", "CANCELLED"),
    ],
)
def test_the_state_is_said_as_calendars_say_it(status, method, word):
    text = event_calendar(row(status=status, sequence=3))

    assert f"METHOD:{method}\r\n" in text
    assert (one(text)["STATUS"], one(text)["SEQUENCE"]) == (word, 3)


def test_a_feed_publishes_a_cancelled_event_as_cancelled():
    text = calendar_feed([row(status=EventStatus.CANCELLED, status_note="A flood.")], FEED)

    assert "METHOD:PUBLISH" in text
    assert one(text)["STATUS"] == "CANCELLED"
    assert "A flood." in str(one(text)["DESCRIPTION"])


def test_an_entry_says_where_what_about_and_how_to_read_more(settings):
    settings.BASE_URL = "https://clusters.example"
    series = EventSeries(name="Talks, regular; weekly")
    event = row(
        format="hybrid",
        venue_name="Palais",
        city="Charleroi",
        online_url="https://stream.example/live",
        lead="In one sentence.",
        series=series,
    )

    entry = one(event_calendar(event))

    assert str(entry["LOCATION"]) == "Palais, Charleroi, and online"
    assert (
        str(entry["DESCRIPTION"]) == "In one sentence.\n\nhttps://clusters.example/events/talk-1/"
    )
    assert str(entry["URL"]) == "https://clusters.example/events/talk-1/"
    assert [str(name) for name in entry["CATEGORIES"].cats] == ["Talks, regular; weekly"]
    assert entry["ORGANIZER"].startswith("mailto:")


def test_a_feed_says_its_name_and_how_often_to_ask():
    text = calendar_feed([], FEED)

    for line in (
        "X-WR-CALNAME:Clusters Talks",
        "REFRESH-INTERVAL;VALUE=DURATION:PT4H",
        "X-PUBLISHED-TTL:PT4H",
    ):
        assert f"\r\n{line}\r\n" in text


@pytest.mark.django_db
def test_a_kept_feed_says_what_one_written_anew_says():
    series = make_talk_series()
    events = [make_event(series=series, title=f"Talk {n}") for n in range(3)]
    rows = Event.objects.order_by("-starts_at", "-pk")
    first = kept_feed(rows, FEED)
    update_event(events[1], by=None, title="Talk of the town")
    update_series(series, by=None, name="Evenings")

    second, third = kept_feed(rows, FEED), kept_feed(rows, FEED)

    whole = calendar_feed(Event.objects.with_calendar().order_by("starts_at", "pk"), FEED)
    assert first != second == third == whole


@pytest.mark.django_db
def test_a_kept_feed_needs_as_many_statements_for_thirty(django_assert_max_num_queries):
    for number in range(30):
        make_event(title=f"Talk {number}")

    with django_assert_max_num_queries(8):
        kept_feed(Event.objects.order_by("-starts_at", "-pk"), FEED)
    with django_assert_max_num_queries(4):
        kept_feed(Event.objects.order_by("-starts_at", "-pk"), FEED)


@pytest.mark.django_db
def test_the_address_that_is_known_by_heart_is_that_of_the_page():
    event = make_event()

    assert event.get_absolute_url() == reverse("events:event", args=[event.slug])
