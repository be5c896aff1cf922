from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from clusterhub.accounts.tests.makers import ROLES, make_user, sign_in
from clusterhub.directory.tests.makers import make_country
from clusterhub.events.models import Event, EventStatus
from clusterhub.events.tests.makers import (
    STAFF,
    at,
    make_ecosystem,
    make_event,
    make_past_event,
    make_speaker,
    make_talk_series,
    make_topic,
)

pytestmark = pytest.mark.django_db
COMING, PAST = reverse("events:coming"), reverse("events:past")


def titles(response):
    return [event.title for _month, events in response.context["months"] for event in events]


def test_what_is_coming_stands_with_the_soonest_first_and_what_is_over_on_its_own_page(client):
    now = timezone.now()
    make_event(title="Later", starts_at=now + timedelta(days=20))
    make_event(title="Sooner", starts_at=now + timedelta(days=10))
    make_past_event(title="Over")

    coming, past = client.get(COMING), client.get(PAST)

    assert titles(coming) == ["Sooner", "Later"]
    assert titles(past) == ["Over"]


def test_an_event_is_coming_until_its_last_minute(client):
    now = timezone.now()
    make_event(title="On now", starts_at=now - timedelta(minutes=10))

    response = client.get(COMING)

    assert titles(response) == ["On now"]
    assert "Now" in response.content.decode()


@pytest.mark.search
def test_each_filter_leaves_what_fits(client):
    series, topic, ecosystem = make_talk_series(), make_topic(), make_ecosystem()
    make_event(
        title="Fits",
        series=series,
        topics=[topic],
        ecosystems=[ecosystem],
        country=make_country(),
        format="hybrid",
        kind="conference",
        starts_at=at(2091, 3, 5),
    )
    make_event(title="Other", starts_at=at(2092, 5, 5))

    chosen = {
        "series": series.slug,
        "topic": topic.slug,
        "ecosystem": ecosystem.slug,
        "country": "at",
        "format": "hybrid",
        "kind": "conference",
        "when": "2091-03",
    }

    for name, value in [*chosen.items(), ("when", "2091"), ("q", "fits")]:
        assert titles(client.get(COMING, {name: value})) == ["Fits"], name
    assert titles(client.get(COMING, chosen)) == ["Fits"]


def test_filters_say_how_many_they_would_leave(client):
    topic = make_topic("Skills")
    make_event(topics=[topic, make_topic()])
    make_event(topics=[topic])
    make_event(topics=[topic], status=EventStatus.DRAFT)

    groups = {group["name"]: group["options"] for group in client.get(COMING).context["groups"]}

    assert next(each["count"] for each in groups["topic"] if each["label"] == "Skills") == 2
    assert [(each["label"], each["count"]) for each in groups["format"]] == [("Online", 2)]


def test_a_chosen_filter_is_a_chip_whose_address_takes_only_it_off(client):
    topic = make_topic("Skills")
    make_event(topics=[topic], format="hybrid")

    response = client.get(COMING, {"topic": topic.slug, "format": "hybrid", "page": "1"})

    chips = {chip["label"]: chip["url"] for chip in response.context["chips"]}
    assert chips == {"Skills": "?format=hybrid", "Hybrid": f"?topic={topic.slug}"}


@pytest.mark.parametrize(
    "query",
    [
        {"when": "2091-13"},
        {"format": "by-train"},
        {"page": "x"},
        {"page": "99999999999999999999"},
        {"sort": "'; --"},
        {"country": "Austria"},
        {"q": "\x00"},
    ],
)
def test_what_does_not_fit_is_left_out(client, query):
    make_event(title="There")

    response = client.get(COMING, query)

    assert response.status_code == 200
    assert titles(response) == ["There"]


@pytest.mark.parametrize("query", [{"topic": "<script>"}, {"series": "x" * 80}, {"q": "zzzz"}])
def test_what_fits_nothing_says_so(client, query):
    make_event()

    response = client.get(COMING, query)

    assert titles(response) == []
    assert "event fits these filters" in response.content.decode()
    assert "<script>" not in response.content.decode().replace('<script type="', "")


@pytest.mark.search
def test_the_search_is_blind_to_accents_and_finds_people(client):
    event = make_event(title="Économie circulaire")
    make_speaker(event, "Ana Kovač")
    make_event(title="Something else")

    found = [titles(client.get(COMING, {"q": words})) for words in ("economie", "kovac", "Kovač")]

    assert found == [["Économie circulaire"]] * 3


def test_the_list_goes_over_pages_that_keep_the_filter(client):
    for _ in range(27):
        make_event(format="hybrid")

    response = client.get(COMING, {"format": "hybrid", "page": "2"})

    assert len(titles(response)) == 2
    assert "?format=hybrid&amp;page=1" in response.content.decode()


def test_htmx_gets_the_list_alone_and_caches_keep_both_apart(client):
    make_event()

    page, fragment = client.get(COMING), client.get(COMING, headers={"HX-Request": "true"})

    assert "<html" in page.content.decode()
    assert "<html" not in fragment.content.decode()
    assert 'class="list__count"' in fragment.content.decode()
    assert "HX-Request" in page["Vary"]
    assert "HX-Request" in fragment["Vary"]


def test_newly_added_events_come_first_when_asked(client):
    make_event(title="Announced first", starts_at=at(2091, 1, 1))
    make_event(title="Announced last", starts_at=at(2092, 1, 1))

    assert titles(client.get(COMING, {"sort": "added"})) == ["Announced last", "Announced first"]


@pytest.mark.parametrize("event_count", [1, 4])
@pytest.mark.parametrize(
    ("who", "query", "statements"),
    [
        ("visitor", {}, 4),  # Newest change, filters, events with their count, speakers.
        ("visitor", {"q": "steel"}, 5),  # Filters, search, count, events, speakers.
        ("event team", {}, 6),  # And session, user, roles; but the change.
        ("event team", {"q": "steel"}, 8),
    ],
)
@pytest.mark.search
def test_the_list_asks_the_database_as_often_for_any_number_of_events(
    client, event_count, who, query, statements, django_assert_num_queries
):
    for _ in range(event_count):
        event = make_event(series=make_talk_series(), topics=[make_topic()], country=make_country())
        make_speaker(event)
    sign_in(client, who)

    with django_assert_num_queries(statements):
        response = client.get(COMING, query)

    assert len(titles(response)) == min(event_count, 25)


def test_the_json_list_has_the_same_filters_and_order(client):
    make_event(title="Later", starts_at=at(2092, 1, 1))
    make_event(title="Hybrid", starts_at=at(2091, 1, 1), format="hybrid")
    make_event(title="Draft", status=EventStatus.DRAFT)

    everything = client.get(reverse("events:events-json")).json()
    hybrid = client.get(reverse("events:events-json"), {"format": "hybrid"}).json()

    assert [event["title"] for event in everything["events"]] == ["Hybrid", "Later"]
    assert [event["title"] for event in hybrid["events"]] == ["Hybrid"]
    assert (everything["count"], everything["next"]) == (2, None)


def test_visible_to_is_all_for_the_event_team_only():
    make_event(status=EventStatus.DRAFT)

    assert [
        Event.objects.visible_to(make_user(roles=ROLES[who])).count() for who in ("member", *STAFF)
    ] == [
        0,
        1,
        1,
        1,
    ]
