"""After a change elsewhere a page is not drawn again; after a change of anything on it, it is at once."""

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from clusterhub.accounts.tests.makers import make_user
from clusterhub.activity.kept import forget_pages
from clusterhub.activity.models import Entry
from clusterhub.directory.tests.makers import make_country
from clusterhub.events.models import Admission, Event, Pool
from clusterhub.events.operations import publish_programme
from clusterhub.events.tests.makers import (
    make_admission,
    make_event,
    make_speaker,
    make_talk_series,
    make_topic,
)
from clusterhub.events.tests.programmes import make_conference, make_room, make_session
from clusterhub.web.prepared import Prepared
from clusterhub.web.rereading import Reads, noted, noting

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _within_one_minute():
    """Each minute a page is drawn anew, whatever its rows say."""
    with time_machine.travel(timezone.now(), tick=False):
        yield


def something_happens():
    """As every operation notes it, to things of which no page here speaks."""
    Entry.objects.create(
        actor_label="x", verb="x", target_kind="x", target_id="x", target_label="x"
    )


def seen(path, client=None):
    """What a visitor reads, and whether it was drawn for her."""
    page = (client or Client()).get(path)
    return page.content.decode(), bool(page.templates)


def rename(row, **changes):
    """Past all operations, so that nothing but the row itself is another."""
    type(row)._base_manager.filter(pk=row.pk).update(**changes)
    something_happens()


def a_talk():
    organiser = make_talk_series(name="Series before")
    event = make_event(
        title="Title before", series=organiser, country=make_country(name="Land before")
    )
    event.links.create(label="Link before", url="https://example.org/before")
    topic, speaker = make_topic("Topic before"), make_speaker(event, name="Speaker before")
    event.topics.add(topic)
    session = make_session(event, "Session before")
    make_admission(event, places={"on_site": 3})
    named = {
        event: "title",
        event.series: "name",
        event.links.get(): "label",
        topic: "name",
        speaker.person: "name",
        session: "title",
    }
    return event, named


def test_what_happens_elsewhere_draws_no_page_and_asks_no_more():
    paths = [a_talk()[0].get_absolute_url(), reverse("events:coming"), reverse("events:past")]
    for path in paths:
        seen(path)  # What the filters offer is known from now on.
        forget_pages()
        with CaptureQueriesContext(connection) as when_drawn:
            before = seen(path)
        something_happens()
        with CaptureQueriesContext(connection) as afterwards:
            after = seen(path)

        assert before == (after[0], True)
        assert not after[1]
        assert len(afterwards) == len(when_drawn)


def test_whatever_a_page_shows_is_seen_by_the_next_visitor_when_it_has_changed():
    event, named = a_talk()
    path = event.get_absolute_url()
    for row, column in named.items():
        old = getattr(row, column)
        assert old in seen(path)[0]

        rename(row, **{column: f"Now {row.pk} another"})

        page, drawn = seen(path)
        assert (f"Now {row.pk} another" in page, old in page, drawn) == (True, False, True)
    Pool.objects.update(taken=3)
    something_happens()

    assert "waiting list" in seen(path)[0]


def test_a_programme_and_its_files_follow_their_people_and_its_version():
    event = make_conference()
    room, speaker = make_room(event), make_speaker(event, name="Speaker before").person
    make_session(event, "On steel", hour=1, room=room, people=[speaker])
    publish_programme(event, by=None)
    names = ("programme-page", "schedule-json", "schedule-xml", "programme-ics", "programme-csv")
    paths = [reverse(f"events:{name}", args=[event.slug]) for name in names]
    for path in paths:
        seen(path)
    something_happens()
    kept = [seen(path)[1] for path in paths]
    slug = speaker.slug

    rename(speaker, slug="moved-elsewhere")
    moved = seen(paths[0])[0]
    rename(event, title="Steel week")
    titled = [seen(path)[0] for path in paths[:4]]

    assert kept == [False] * 5
    assert ("moved-elsewhere" in moved, f"/{slug}/" in moved) == (True, False)
    assert ["Steel week" in words for words in titled] == [True] * 4


def test_a_list_follows_its_events_and_who_speaks():
    event = make_event(title="Title before")
    path = reverse("events:coming")
    seen(path)
    something_happens()
    seen(path)

    make_speaker(event)
    spoken = seen(path)[0]
    rename(event, title="Another title")
    renamed = seen(path)[0]
    rename(event, status="draft")

    assert "1 speaker" in spoken
    assert "Another title" in renamed
    assert "Another title" not in seen(path)[0]


def test_what_was_drawn_for_a_member_first_is_read_again_for_visitors_too():
    event, _named = a_talk()
    path, client = event.get_absolute_url(), Client()
    client.force_login(make_user(), backend="django.contrib.auth.backends.ModelBackend")
    client.get(path)
    seen(path)

    rename(event.sessions.get(), title="Another session")

    assert "Another session" in seen(path)[0]


def test_a_page_that_has_changed_asks_no_statement_twice(django_assert_num_queries):
    event, _named = a_talk()
    path = event.get_absolute_url()
    with django_assert_num_queries(8):
        seen(path)
    rename(event.sessions.get(), title="Another session")

    with django_assert_num_queries(8):
        seen(path)


def test_a_statement_of_which_nobody_took_note_makes_a_page_be_drawn_anew():
    titles = Prepared(lambda pk: Event.objects.filter(pk=pk).values_list("title"))
    event = make_event()
    with noting(Reads()) as noticed:
        titles(event.pk)
        noted("count", Event.objects.count)
    with noting(Reads()) as missed:
        titles(event.pk)
        Event.objects.count()

    assert (noticed.is_whole, missed.is_whole) == (True, False)
    assert noticed.hold()[0]
    make_event()
    assert [key for key in noticed.hold()[1] if key == "count"] == ["count"]
    assert not noticed.hold()[0]
    assert connection.execute_wrappers == []


def test_when_places_go_only_the_form_is_drawn_and_all_else_is_still_followed():
    event, _named = a_talk()
    path = event.get_absolute_url()
    seen(path)

    Pool.objects.update(taken=2)
    Admission.objects.update(places_shown="on_site:1")
    with CaptureQueriesContext(connection) as afterwards:
        scarce = seen(path)[0]
    rename(event.sessions.get(), title="Another session")

    assert ("1 place left" in scarce, "Session before" in scarce) == (True, True)
    assert len(afterwards) == 3  # What is new, the event, its places.
    assert "Another session" in seen(path)[0]
