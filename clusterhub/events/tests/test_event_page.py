import json
import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from clusterhub.accounts.tests.makers import sign_in
from clusterhub.directory.tests.makers import make_country, make_organisation
from clusterhub.events.models import EventStatus
from clusterhub.events.operations import (
    Appearance,
    Part,
    postpone_event,
    set_programme,
    update_event,
)
from clusterhub.events.tests.makers import (
    at,
    make_ecosystem,
    make_event,
    make_past_event,
    make_speaker,
    make_talk_series,
    make_topic,
)
from clusterhub.events.views.groups import COMING
from clusterhub.funding.tests.makers import make_call
from clusterhub.summaries.models import EventSummary, Mention

pytestmark = pytest.mark.django_db


def page_of(client, event):
    return client.get(event.get_absolute_url()).content.decode()


def linked_data(page):
    return json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page)[1])


def make_summary(event, is_published=True, **record):
    return EventSummary.objects.create(
        event=event,
        slug=f"summary-{event.pk}",
        title="What was said",
        record=record,
        published_record=record if is_published else None,
        published_at=timezone.now() if is_published else None,
    )


def make_rich_event(people=1):
    event = make_event(
        series=make_talk_series(),
        topics=[make_topic() for _ in range(people)],
        ecosystems=[make_ecosystem() for _ in range(people)],
        country=make_country(),
        links=[(f"Paper {number}", "https://a.eu") for number in range(people)],
    )
    speakers = [make_speaker(event, organisation=make_organisation()) for _ in range(people)]
    rows = [Appearance(row.person, organisation=row.organisation) for row in speakers]
    parts = [Part(f"Part {number}", people=[row]) for number, row in enumerate(rows)]
    set_programme(event, by=None, sessions=parts, people=rows)
    make_summary(event, key_messages=["Clusters act."])
    return event


def test_the_hour_stands_in_both_zones_with_their_names(client):
    event = make_event(starts_at=at(2030, 7, 3, 6, 30))
    client.cookies["time_zone"] = "Europe/Helsinki"

    page = page_of(client, event)

    assert "8:30 – 9:45 CEST (Brussels)" in page
    assert "9:30 – 10:45 EEST where you are (Helsinki)" in page


def test_an_event_made_in_winter_for_summer_shows_summer_time(client):
    event = make_event(starts_at=at(2030, 7, 3, 6, 30), time_zone="Europe/London")

    page = page_of(client, event)

    assert "7:30 – 8:45 BST (London)" in page


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (EventStatus.POSTPONED, "This event is postponed"),
        (EventStatus.CANCELLED, "This event is cancelled"),
    ],
)
def test_a_banner_says_what_happened(client, status, words):
    assert words in page_of(client, make_event(status=status))
    assert words not in page_of(client, make_event())


def test_only_a_published_summary_is_shown_with_its_key_messages(client):
    shown, hidden = make_past_event(), make_past_event()
    summary = make_summary(shown, key_messages=["Clusters act & <b>win</b>."])
    make_summary(hidden, is_published=False, key_messages=["Not yet."])

    page, other = page_of(client, shown), page_of(client, hidden)

    assert "Clusters act &amp; &lt;b&gt;win&lt;/b&gt;." in page
    assert summary.get_absolute_url() in page
    assert "Not yet." not in other
    assert "What was said" not in other


@pytest.mark.parametrize(
    ("format", "mode", "kinds"),
    [
        ("online", "OnlineEventAttendanceMode", ["VirtualLocation"]),
        ("on_site", "OfflineEventAttendanceMode", ["Place"]),
        ("hybrid", "MixedEventAttendanceMode", ["Place", "VirtualLocation"]),
    ],
)
def test_search_engines_read_when_where_and_whether(client, format, mode, kinds):
    event = make_event(format=format, starts_at=at(2030, 7, 3, 6, 30), city="Linz")
    speaker = make_speaker(event)
    postpone_event(event, by=None)

    data = linked_data(page_of(client, event))

    places = data["location"] if isinstance(data["location"], list) else [data["location"]]
    assert [place["@type"] for place in places] == kinds
    assert data["eventAttendanceMode"] == f"https://schema.org/{mode}"
    assert data["eventStatus"] == "https://schema.org/EventPostponed"
    assert data["startDate"] == "2030-07-03T08:30:00+02:00"
    assert data["performer"] == [{"@type": "Person", "name": speaker.person.name}]


def test_a_hostile_title_stays_text_everywhere(client):
    title = "</script><script>alert(1)</script>{{ 7*7 }}"
    event = make_event(title=title, lead=title, description=title, city=title, format="hybrid")

    for path in (event.get_absolute_url(), reverse("events:coming"), reverse("events:feed")):
        text = client.get(path).content.decode()
        assert "<script>alert" not in text
    assert linked_data(page_of(client, event))["name"] == title


def test_links_in_a_description_lead_only_to_the_web(client):
    event = make_event(
        description="javascript:alert(1) https://a.eu/paper <a href='javascript:x'>y</a>"
    )

    page = page_of(client, event)

    assert 'href="https://a.eu/paper"' in page
    assert 'href="javascript:' not in page
    assert "href='javascript:" not in page


@pytest.mark.parametrize("people", [1, 4])
@pytest.mark.parametrize(("who", "statements"), [("visitor", 7), ("event team", 9), ("member", 11)])
def test_the_page_asks_as_often_for_any_number_of_people(
    client, people, who, statements, django_assert_num_queries
):
    event = make_rich_event(people)
    sign_in(client, who)

    # Event, what is around it, links, sessions, speakers, subjects; for a visitor the newest change,
    # for the team session, user, roles, for a member also on which events she works, and her place.
    with django_assert_num_queries(statements):
        page = page_of(client, event)

    assert page.count('class="programme__title"') == people


def test_the_twin_says_what_the_page_says(client):
    event = make_rich_event()
    speaker = event.speakers.first()

    twin = client.get(reverse("events:event-json", args=[event.slug])).json()

    assert twin["title"] == event.title
    assert twin["starts_at"] == event.starts_there.isoformat()
    assert [part["title"] for part in twin["programme"]] == ["Part 0"]
    assert twin["people"][0]["name"] == speaker.person.name
    assert twin["summary"]["key_messages"] == ["Clusters act."]
    assert len(twin["topics"]) == len(twin["ecosystems"]) == 1


def test_every_field_of_the_twins_is_in_the_guide(client):
    event = make_rich_event()
    guide = (settings.BASE_DIR / "docs" / "guides" / "events-json.md").read_text()

    listed = client.get(reverse("events:events-json")).json()
    full = client.get(reverse("events:event-json", args=[event.slug])).json()

    named = {*listed, *listed["events"][0], *full, *full["programme"][0], *full["people"][0]}
    assert {name for name in named if f"`{name}`" not in guide} == set()


@pytest.mark.parametrize("event_count", [1, 4])
def test_series_and_topic_pages_ask_as_often_for_any_number_of_events(
    client, event_count, django_assert_num_queries
):
    series, topic = make_talk_series(), make_topic()
    for _ in range(event_count):
        make_speaker(make_event(series=series, topics=[topic]))
    sign_in(client, "event team")

    with django_assert_num_queries(5):  # Session, user, roles, series, events.
        client.get(series.get_absolute_url())
    with django_assert_num_queries(9):  # The topic; calls, summaries, private pages, news.
        client.get(topic.get_absolute_url())
    with django_assert_num_queries(4):
        client.get(reverse("events:series-list"))


def test_a_topic_shows_the_summaries_that_name_it_once_each(client):
    topic = make_topic()
    shown = make_summary(make_past_event())
    hidden = make_summary(make_past_event(), is_published=False)
    for number, summary in enumerate((shown, shown, hidden)):
        Mention.objects.create(
            summary=summary, topic=topic, place=f"topics.{number}", words="skills"
        )

    page = client.get(topic.get_absolute_url()).content.decode()

    assert page.count(shown.get_absolute_url()) == 1
    assert hidden.get_absolute_url() not in page


def test_a_series_page_has_what_comes_and_what_was(client):
    series = make_talk_series()
    make_event(title="Next", series=series)
    make_past_event(title="Before", series=series)

    response = client.get(series.get_absolute_url())

    assert [event.title for event in response.context["coming"]] == ["Next"]
    assert [event.title for event in response.context["past"]] == ["Before"]
    assert reverse("events:series-calendar", args=[series.slug]) in response.content.decode()


def test_of_a_long_series_what_is_nearest_to_today_is_shown(client):
    series, now = make_talk_series(), timezone.now()
    for days in range(1, COMING + 2):
        make_event(title=f"In {days}", series=series, starts_at=now + timedelta(days=days))
    make_past_event(title="Before", series=series)

    response = client.get(series.get_absolute_url())

    titles = [event.title for event in response.context["coming"]]
    assert titles == [f"In {days}" for days in range(1, COMING + 1)]
    assert [event.title for event in response.context["past"]] == ["Before"]


def test_a_change_of_title_keeps_the_address(client):
    event = make_event(title="Before")

    update_event(event, by=None, title="After")

    assert "After" in page_of(client, event)


def test_a_topic_shows_its_calls_with_their_deadlines_the_next_one_first(client):
    topic, now = make_topic(), timezone.now()
    for title, days in (("Later", 40), ("Sooner", 4), ("Over", -4)):
        make_call(title=title, closes_at=now + timedelta(days=days)).topics.add(topic)

    page = client.get(topic.get_absolute_url()).content.decode()

    assert page.index("Sooner") < page.index("Later") < page.index("Over")
    assert "4 days left" in page


def test_a_series_and_a_topic_say_which_talk_is_postponed(client):
    series, topic = make_talk_series(), make_topic()
    event = make_event(series=series, topics=[topic])
    postpone_event(event, by=None)

    pages = [client.get(thing.get_absolute_url()).content.decode() for thing in (series, topic)]

    assert all("Postponed" in page for page in pages)
