from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from lxml import etree

from clusterhub.clock.tests.reading_back import by_icalendar, by_ics, one
from clusterhub.events.models import Event, EventStatus
from clusterhub.events.operations import cancel_event, update_event
from clusterhub.events.tests.makers import make_event, make_talk_series, make_topic

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


def calendars(event):
    return [
        reverse("events:calendar"),
        reverse("events:series-calendar", args=[event.series.slug]),
        reverse("events:topic-calendar", args=[event.topics.get().slug]),
        reverse("events:event-ics", args=[event.slug]),
    ]


def feeds(event):
    return [
        reverse("events:feed"),
        reverse("events:series-feed", args=[event.series.slug]),
        reverse("events:topic-feed", args=[event.topics.get().slug]),
    ]


def make_full_event(**changes):
    return make_event(series=make_talk_series(), topics=[make_topic()], **changes)


def test_every_calendar_has_the_event_at_the_same_instant(client):
    event = make_full_event()
    make_event(title="Elsewhere")

    for address in calendars(event):
        response = client.get(address)
        text = response.content.decode()
        assert response["Content-Type"] == "text/calendar; charset=utf-8"
        starts = event.starts_at.replace(microsecond=0)
        assert by_icalendar(text)[str(event.uid)][0] == starts
        assert by_ics(text)[str(event.uid)][0] == starts


def test_a_series_and_a_topic_leave_out_what_is_not_theirs(client):
    event = make_full_event()
    other = make_full_event()

    for address in calendars(event)[1:]:
        assert str(other.uid) not in client.get(address).content.decode()


def test_a_moved_event_keeps_its_uid_and_rises(client):
    event = make_full_event()
    address = reverse("events:event-ics", args=[event.slug])
    before = one(client.get(address).content)

    moved = update_event(event, by=None, starts_at=event.starts_at - timedelta(hours=1))

    after = one(client.get(address).content)
    assert (after["UID"], after["SEQUENCE"]) == (before["UID"], before["SEQUENCE"] + 1)
    assert after["DTSTART"].dt == moved.starts_at.replace(microsecond=0)


def test_a_cancelled_event_sends_its_cancellation_and_stays_in_the_feeds(client):
    event = make_full_event()
    sequence = event.sequence

    cancel_event(event, by=None)

    *subscriptions, single = [client.get(address).content.decode() for address in calendars(event)]
    assert "METHOD:CANCEL" in single
    for text in [*subscriptions, single]:
        assert (one(text)["STATUS"], one(text)["SEQUENCE"]) == ("CANCELLED", sequence + 1)


def test_what_has_not_changed_is_not_sent_again(client):
    event = make_full_event()

    for address in [*calendars(event), *feeds(event)]:
        etag = client.get(address)["ETag"]
        again = client.get(address, headers={"If-None-Match": etag})
        assert (again.status_code, again.content) == (304, b""), address

    update_event(event, by=None, title="Another title")
    for address in [*calendars(event), *feeds(event)]:
        response = client.get(address, headers={"If-None-Match": etag})
        assert response.status_code == 200
        assert "Another title" in response.content.decode()


def test_a_program_that_knows_only_dates_asks_since_one(client):
    event = make_full_event()
    address = calendars(event)[-1]

    changed = client.get(address)["Last-Modified"]

    assert client.get(address, headers={"If-Modified-Since": changed}).status_code == 304


def test_a_topic_that_leaves_an_event_changes_its_calendar(client):
    event, stays = make_full_event(), make_full_event()
    topic = event.topics.get()
    update_event(stays, by=None, topics=[topic])
    address = reverse("events:topic-calendar", args=[topic.slug])
    etag = client.get(address)["ETag"]

    update_event(event, by=None, topics=[])

    response = client.get(address, headers={"If-None-Match": etag})
    assert list(by_icalendar(response.content)) == [str(stays.uid)]


def test_every_atom_feed_is_valid_enough_to_read(client):
    event = make_full_event(title="Steel & <b>wood</b>", status=EventStatus.POSTPONED)

    for address in feeds(event):
        response = client.get(address)
        feed = etree.fromstring(response.content)
        (entry,) = feed.findall(f"{ATOM}entry")
        assert response["Content-Type"].startswith("application/atom+xml")
        assert entry.findtext(f"{ATOM}title") == "Postponed: Steel & <b>wood</b>"
        assert entry.findtext(f"{ATOM}id") == f"urn:uuid:{event.uid}"
        assert parse_datetime(entry.findtext(f"{ATOM}updated")) is not None
        assert "Brussels" in entry.findtext(f"{ATOM}summary")


@pytest.mark.parametrize("event_count", [1, 4])
def test_a_calendar_needs_eight_statements_and_no_change_one(
    client, event_count, django_assert_num_queries
):
    for _ in range(event_count):
        make_full_event()
    address = reverse("events:calendar")

    # Newest entry, freshness, events and names; what changed: events, series, topics.
    with django_assert_num_queries(7):
        response = client.get(address)
    with django_assert_num_queries(1):
        client.get(address, headers={"If-None-Match": response["ETag"]})

    assert response.content.decode().count("BEGIN:VEVENT") == event_count


@pytest.mark.slow
def test_a_feed_holds_two_thousand_events(client):
    series, start = make_talk_series(), timezone.now()
    Event.objects.bulk_create(
        Event(
            title=f"Talk {number}",
            slug=f"many-{number}",
            lead="What clusters and their members need now. " * 3,
            series=series,
            format="online",
            status=EventStatus.PUBLISHED,
            starts_at=start + timedelta(days=number - 1900),
            ends_at=start + timedelta(days=number - 1900, hours=1),
        )
        for number in range(2000)
    )
    address = reverse("events:calendar")

    response = client.get(address)

    assert response.content.decode().count("BEGIN:VEVENT") == 2000
