"""What happens when two people do it at once: real transactions, one connection for each."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from clusterhub.activity.models import Entry
from clusterhub.events.models import Event
from clusterhub.events.operations import (
    EventChangedMeanwhile,
    Part,
    cancel_event,
    publish_event,
    set_programme,
    update_event,
)
from clusterhub.events.tests.makers import make_event

pytestmark = [pytest.mark.concurrency, pytest.mark.django_db(transaction=True)]


def at_once(*actions):
    """Run them together, each on its own connection; what each gave back or raised."""
    start = Barrier(len(actions))

    def run(action):
        try:
            start.wait(timeout=20)
            return action()
        except EventChangedMeanwhile as refusal:
            return refusal
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(actions)) as pool:
        return list(pool.map(run, actions))


def test_events_of_one_title_added_at_the_same_moment_get_addresses_of_their_own():
    added = at_once(*[lambda: make_event(title="Clean steel", status="draft")] * 6)

    assert {event.slug for event in added} == {
        "clean-steel",
        *(f"clean-steel-{number}" for number in range(2, 7)),
    }


def test_an_event_published_by_many_at_once_is_published_once():
    event = make_event(status="draft")

    at_once(*[lambda: publish_event(event, by=None)] * 6)

    stored = Event.objects.get()
    assert (stored.status, stored.sequence) == ("published", event.sequence + 1)
    assert Entry.objects.filter(verb="published", target_kind="events.event").count() == 1


def test_of_edits_at_the_same_moment_one_is_kept_and_the_others_are_told():
    event = make_event()
    edits = [
        lambda title=f"Title {number}": update_event(
            event, by=None, version=event.version, title=title
        )
        for number in range(6)
    ]

    results = at_once(*edits)

    stored = Event.objects.get()
    told = [result for result in results if isinstance(result, EventChangedMeanwhile)]
    assert len(told) == 5
    assert {refusal.event.title for refusal in told} == {stored.title}
    assert stored.sequence == event.sequence + 1


def test_changes_at_the_same_moment_each_raise_the_sequence():
    event = make_event()
    changes = [
        lambda n=number: update_event(event, by=None, title=f"Title {n}") for number in range(6)
    ]

    at_once(*changes)

    assert Event.objects.get().sequence == event.sequence + 6


def test_an_edit_and_a_cancellation_do_not_undo_each_other():
    event = make_event()

    at_once(
        lambda: update_event(event, by=None, title="Other"), lambda: cancel_event(event, by=None)
    )

    stored = Event.objects.get()
    assert (stored.title, stored.status, stored.sequence) == (
        "Other",
        "cancelled",
        event.sequence + 2,
    )


def test_programmes_saved_at_the_same_moment_do_not_mix():
    event = make_event()
    programmes = [[Part(f"{name} {number}") for number in range(3)] for name in ("A", "B", "C")]

    at_once(
        *[lambda parts=parts: set_programme(event, sessions=parts, by=None) for parts in programmes]
    )

    titles = [session.title for session in event.sessions.all()]
    assert titles in [[part.title for part in parts] for parts in programmes]
