"""The desk of an event: what is missing, what comes next, and only doors that open."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from clusterhub.accounts.tests.makers import ROLES, make_user, sign_in
from clusterhub.directory.tests.makers import make_organisation
from clusterhub.events.desk import next_step, parts_of
from clusterhub.events.models import EventKind, EventStatus
from clusterhub.events.operations import Part, set_programme, update_event
from clusterhub.events.operations.hosting import set_host
from clusterhub.events.tests.makers import (
    make_admission,
    make_event,
    make_organiser,
    make_speaker,
    make_topic,
)

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"


def missing(event):
    return [part.label for part in parts_of(event) if part.is_missing]


def desk_of(client, event):
    return client.get(reverse("events:desk", args=[event.slug]))


def test_a_bare_draft_lacks_everything_that_readers_look_for():
    event = make_event(EventStatus.DRAFT, format="hybrid")

    assert missing(event) == [
        *("What it is about", "Venue", "The way in", "Programme", "People", "Who holds it"),
        "Topics",
    ]
    assert next_step(event, parts_of(event), True)["label"] == "What it is about"


def test_an_event_of_a_member_may_do_without_a_programme():
    event = make_event(EventStatus.DRAFT, kind=EventKind.COMMUNITY)

    assert missing(event) == ["What it is about", "Topics"]


def test_what_is_there_is_not_asked_for_and_then_it_is_published():
    event = make_event(
        EventStatus.DRAFT, lead="In short.", description="At length.", topics=[make_topic()]
    )
    make_speaker(event)
    event = set_programme(event, sessions=[Part("Opening")], by=None)
    make_speaker(event)
    event = set_host(event, organisation=make_organisation(), by=None)
    parts = parts_of(event)

    assert missing(event) == []
    assert next_step(event, parts, True)["url"].endswith("/publication/")
    assert next_step(event, parts, False) is None


def test_after_the_event_the_recording_is_what_comes_next():
    event = make_event(starts_at=timezone.now() - timedelta(days=3))
    assert next_step(event, parts_of(event), True)["label"] == "Add recording and slides"

    event = update_event(event, by=None, recording_url="https://video.example/1")

    assert next_step(event, parts_of(event), True) is None


def test_registration_and_a_public_stream_are_never_missing():
    event = make_event(EventStatus.DRAFT)
    make_admission(event, places=5, mode="online")

    by_label = {part.label: part for part in parts_of(event)}

    assert by_label["Registration"].is_there
    assert not by_label["Where to watch"].is_missing


@pytest.mark.parametrize("who", ["door", "helper", "lead", "event team"])
def test_every_door_on_the_desk_opens_to_who_sees_it(who):
    event = make_event(EventStatus.DRAFT, format="hybrid")
    client = Client()
    person = make_user(roles=ROLES[who]) if who in ROLES else make_organiser(event, who)
    client.force_login(person, backend=BACKEND)

    answer = desk_of(client, event)

    main = answer.content.decode().partition("<main")[2].partition("</main>")[0]
    links = set(re.findall(r'href="(/(?:events|series)/[^"#]*)"', main))
    assert answer.status_code == 200
    assert reverse("events:organisers", args=[event.slug]) in links
    assert {link: client.get(link).status_code for link in links} == dict.fromkeys(links, 200)
    assert (reverse("events:edit", args=[event.slug]) in links) == (who != "door")
    assert (reverse("events:people", args=[event.slug]) in links) == (who in ("lead", "event team"))


@pytest.mark.parametrize("who", ["visitor", "member"])
def test_the_desk_is_closed_to_others(client, who):
    event, draft = make_event(), make_event(EventStatus.DRAFT)
    sign_in(client, who)

    codes = [desk_of(client, each).status_code for each in (event, draft)]

    assert codes == ([302, 302] if who == "visitor" else [403, 404])


@pytest.mark.parametrize("count", [1, 5])
def test_the_desk_asks_as_often_for_any_number(client, count, django_assert_num_queries):
    conference = make_event(kind="conference")
    for _ in range(count):
        make_speaker(make_event(parent=conference))
        make_speaker(conference)
    sign_in(client, "event team")

    # Session, user, roles, event, series is none; what is known, side events.
    with django_assert_num_queries(6):
        answer = desk_of(client, conference)

    assert len(answer.context["side_events"]) == count
