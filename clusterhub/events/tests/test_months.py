from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.cache import cache
from django.urls import reverse

from clusterhub.events.models import Event
from clusterhub.events.operations import update_event
from clusterhub.events.tests.makers import at, make_event

pytestmark = pytest.mark.django_db
COMING = reverse("events:coming")


@pytest.fixture(autouse=True)
def _in_2030():
    """All of it is still to come, in whatever year the tests run."""
    with time_machine.travel(at(2030, 1, 15)):
        yield


def offered(client):
    """The months that the list offers: value and number of events."""
    cache.clear()  # Visitors are told what was so a minute ago.
    groups = {group["name"]: group["options"] for group in client.get(COMING).context["groups"]}
    return {option["value"]: option["count"] for option in groups["when"]}


def headings(client, when):
    """What the list of a month shows, by the headings that its events stand under."""
    months = client.get(COMING, {"when": when}).context["months"]
    return {heading: [event.title for event in events] for heading, events in months}


def event_at(zone, *day_and_hour, **changes):
    starts_at = datetime(*day_and_hour, tzinfo=ZoneInfo(zone))
    return make_event(starts_at=starts_at.astimezone(UTC), time_zone=zone, **changes)


def test_a_month_begins_and_ends_by_the_clocks_at_the_event(client):
    event_at("Europe/Brussels", 2030, 12, 31, 23, 59, title="New year's eve")
    event_at("Europe/Brussels", 2031, 1, 1, 0, 0, title="Midnight")
    event_at("America/New_York", 2030, 12, 31, 20, 0, title="Evening in New York")
    event_at("Pacific/Auckland", 2031, 1, 1, 8, 30, title="Morning in Auckland")

    december, january = headings(client, "2030-12"), headings(client, "2031-01")

    assert offered(client) == {"2030-12": 2, "2031-01": 2}
    assert december == {"December 2030": ["New year's eve", "Evening in New York"]}
    assert january == {"January 2031": ["Morning in Auckland", "Midnight"]}
    assert headings(client, "2030") == december


@pytest.mark.parametrize(
    ("zone", "last", "first"),
    [
        # On these days the clocks change, in the last hours of a month or the first of the next.
        ("Europe/Brussels", (2041, 3, 31, 23, 30), (2041, 4, 1, 0, 30)),
        ("Europe/Brussels", (2032, 10, 31, 23, 30), (2032, 11, 1, 0, 30)),
        ("Africa/Cairo", (2032, 4, 30, 23, 30), (2032, 5, 1, 0, 30)),
        ("Atlantic/Azores", (2032, 10, 31, 23, 30), (2032, 11, 1, 0, 30)),
    ],
)
def test_a_change_of_the_clocks_moves_no_event_into_another_month(client, zone, last, first):
    event_at(zone, *last, title="Last")
    event_at(zone, *first, title="First")
    months = [f"{year}-{month:02}" for year, month, *_ in (last, first)]

    shown = [list(headings(client, month).values()) for month in months]

    assert offered(client) == dict.fromkeys(months, 1)
    assert shown == [[["Last"]], [["First"]]]


def test_an_event_that_moves_is_counted_where_it_has_moved_to(client):
    event = make_event(starts_at=at(2031, 5, 31, 22, 30), ends_at=at(2031, 6, 1, 2))
    before = offered(client)

    update_event(event, by=None, time_zone="Europe/London")
    by_other_clocks = offered(client)
    update_event(event, by=None, starts_at=at(2031, 6, 1, 0, 30))

    assert (before, by_other_clocks) == ({"2031-06": 1}, {"2031-05": 1})
    assert offered(client) == {"2031-06": 1}


def test_saving_something_else_leaves_the_month_alone():
    event = make_event(starts_at=at(2031, 5, 31, 12))
    light = Event.objects.only("title").get(pk=event.pk)

    light.title = "Another"
    light.save()

    assert Event.objects.get(pk=event.pk).month == "2031-05"
