"""Who sees and does what: people in rows, pages, twins, files and actions in columns."""

import pytest
from django.test import Client
from django.urls import reverse

from clusterhub.accounts.tests.makers import ROLES, sign_in
from clusterhub.events.models import EventStatus
from clusterhub.events.tests.makers import (
    STAFF,
    make_event,
    make_speaker,
    make_talk_series,
    make_topic,
    typed,
)

pytestmark = pytest.mark.django_db
SECRET = "The secret talk"
ONE = ["event", "event-json", "event-ics"]
STAFF_PAGES = ["edit", "programme", "publication", "postponement", "cancellation"]


def make_full_event(status=EventStatus.PUBLISHED, **changes):
    return make_event(status=status, series=make_talk_series(), topics=[make_topic()], **changes)


def lists(event):
    return {
        "coming": reverse("events:coming"),
        "events-json": reverse("events:events-json"),
        "series": reverse("events:series", args=[event.series.slug]),
        "topic": reverse("events:topic", args=[event.topics.get().slug]),
    }


def subscriptions(event):
    series, topic = [event.series.slug], [event.topics.get().slug]
    return [
        reverse("events:calendar"),
        reverse("events:feed"),
        reverse("events:series-calendar", args=series),
        reverse("events:series-feed", args=series),
        reverse("events:topic-calendar", args=topic),
        reverse("events:topic-feed", args=topic),
    ]


@pytest.mark.parametrize("status", EventStatus)
@pytest.mark.search
def test_who_sees_an_event_in_each_state(status):
    event = make_full_event(status, title=SECRET)
    pages = {name: reverse(f"events:{name}", args=[event.slug]) for name in ONE}
    search = reverse("events:coming") + "?q=secret"

    for who in ROLES:
        client = Client()
        sign_in(client, who)
        codes = {name: client.get(path).status_code for name, path in pages.items()}
        listed = {
            name: SECRET in client.get(path).content.decode() for name, path in lists(event).items()
        }
        searched = SECRET in client.get(search).content.decode()

        sees = who in STAFF or status != EventStatus.DRAFT
        assert codes == dict.fromkeys(ONE, 200 if sees else 404), who
        assert listed == dict.fromkeys(lists(event), sees), who
        assert searched == sees, who


@pytest.mark.parametrize("who", ROLES)
def test_a_draft_is_in_no_calendar_and_no_feed_whoever_asks(client, who):
    event = make_full_event(EventStatus.DRAFT, title=SECRET)
    series, topics = event.series, event.topics.all()
    make_event(title="The public talk", series=series, topics=topics)
    sign_in(client, who)

    for path in subscriptions(event):
        response = client.get(path)
        assert response.status_code == 200
        assert "The public talk" in response.content.decode()
        assert SECRET not in response.content.decode()


@pytest.mark.parametrize("status", [EventStatus.DRAFT, EventStatus.PUBLISHED])
def test_who_opens_the_event_teams_pages(status):
    event = make_full_event(status)
    pages = {name: reverse(f"events:{name}", args=[event.slug]) for name in STAFF_PAGES}
    pages |= {name: reverse(f"events:{name}") for name in ("new", "series-new")}
    pages["series-edit"] = reverse("events:series-edit", args=[event.series.slug])

    for who in ROLES:
        client = Client()
        sign_in(client, who)
        codes = {name: client.get(path).status_code for name, path in pages.items()}

        expected = dict.fromkeys(codes, {"visitor": 302, "member": 403}.get(who, 200))
        if who == "member" and status == EventStatus.DRAFT:
            expected |= dict.fromkeys(STAFF_PAGES, 404)
        assert codes == expected, who


@pytest.mark.parametrize("who", ROLES)
@pytest.mark.parametrize(
    ("action", "before", "after"),
    [
        ("publication", EventStatus.DRAFT, EventStatus.PUBLISHED),
        ("postponement", EventStatus.PUBLISHED, EventStatus.POSTPONED),
        ("cancellation", EventStatus.PUBLISHED, EventStatus.CANCELLED),
    ],
)
def test_who_changes_the_state_of_an_event(client, who, action, before, after):
    event = make_full_event(before)
    sign_in(client, who)

    response = client.post(reverse(f"events:{action}", args=[event.slug]), {"note": "A flood."})

    event.refresh_from_db()
    assert event.status == (after if who in STAFF else before)
    hidden = 404 if before == EventStatus.DRAFT else 403
    assert response.status_code == {"member": hidden}.get(who, 302)


@pytest.mark.parametrize("who", ROLES)
def test_who_writes_an_event(client, who):
    event = make_full_event(title="Before")
    sign_in(client, who)

    client.post(
        reverse("events:edit", args=[event.slug]), typed(title="After", version=event.version)
    )
    client.post(reverse("events:new"), typed(title="Brand new"))

    event.refresh_from_db()
    made = type(event).objects.filter(title="Brand new").count()
    assert (event.title, made) == (("After", 1) if who in STAFF else ("Before", 0))


@pytest.mark.parametrize("who", ROLES)
def test_buttons_of_the_team_are_only_shown_to_the_team(client, who):
    event = make_full_event()
    sign_in(client, who)

    page = client.get(event.get_absolute_url()).content.decode()

    assert (reverse("events:edit", args=[event.slug]) in page) == (who in STAFF)


def test_somebody_not_listed_is_named_without_a_link(client):
    event = make_event()
    person = make_speaker(event, "Ana Kovač").person
    type(person).objects.update(published_at=None)

    page = client.get(event.get_absolute_url()).content.decode()

    assert "Ana Kovač" in page
    assert person.get_absolute_url() not in page
