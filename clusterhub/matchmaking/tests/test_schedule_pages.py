import re

import pytest
from django.urls import reverse

from clusterhub.accounts.tests.makers import make_user
from clusterhub.events.tests.makers import make_organiser
from clusterhub.matchmaking.models import Meeting, RunState
from clusterhub.matchmaking.operations import scheduling
from clusterhub.matchmaking.operations.placing import cancel
from clusterhub.matchmaking.tests.rows import make_matchmaking, make_meeting, make_participant

pytestmark = pytest.mark.django_db
TYPED = {"seconds": "5", "fairness": "usual", "gaps": "on", "tables": "on", "seed": "7"}


def page_of(matchmaking, name, *numbers):
    return reverse(f"matchmaking:{name}", args=[matchmaking.event.slug, *numbers])


def make_wishes(matchmaking, count):
    people = [make_participant(matchmaking) for _ in range(count)]
    return [make_meeting(a, b) for at, a in enumerate(people) for b in people[at + 1 :]]


def fingerprint_on(client, page):
    return re.search(r'name="fingerprint" value="(\w+)"', client.get(page).content.decode())[1]


def test_an_organiser_makes_compares_and_publishes(client, django_capture_on_commit_callbacks):
    matchmaking = make_matchmaking(slots=2, tables=1)
    meetings = make_wishes(matchmaking, 4)
    client.force_login(make_organiser(matchmaking.event))
    schedules = page_of(matchmaking, "desk-schedules")

    for changes in ({}, {"fairness": "strong", "seed": "8"}):
        with django_capture_on_commit_callbacks(execute=True):
            answer = client.post(schedules, TYPED | changes)
    assert answer["Location"] == page_of(matchmaking, "desk-schedule", 2)
    text = client.get(schedules).content.decode()
    assert text.count("2 of at most 2") == 2
    beside = client.get(page_of(matchmaking, "desk-comparison") + "?number=1&number=2&number=x")
    assert beside.content.decode().count("2 / 6") == 2

    one = page_of(matchmaking, "desk-schedule", 1)
    text = client.get(one).content.decode()
    assert "2 meetings get a time" in text
    assert "4 people are told, each in one letter" in text
    assert text.count('data-label="Why"') == 4
    seen = fingerprint_on(client, one)
    cancel(meetings[0])
    answer = client.post(
        page_of(matchmaking, "desk-publication", 1), {"fingerprint": seen}, follow=True
    )
    assert "Something has changed since you looked" in answer.content.decode()
    assert not Meeting.objects.placed().exists()

    sent = {"fingerprint": fingerprint_on(client, one)}
    client.post(page_of(matchmaking, "desk-publication", 1), sent)
    assert Meeting.objects.placed().count() == 2
    assert "Nothing is different" in client.get(one).content.decode()
    for number in (1, 2):
        client.post(page_of(matchmaking, "desk-removal", number))
    assert list(matchmaking.schedules.values_list("number", flat=True)) == [1]


def test_a_second_press_leads_to_the_one_that_is_made(client):
    matchmaking = make_matchmaking(slots=2, tables=1)
    make_wishes(matchmaking, 2)
    first = scheduling.ask_for_schedule(matchmaking, options={}, by=make_user(name="Ada Berg"))
    client.force_login(make_organiser(matchmaking.event))

    answer = client.post(page_of(matchmaking, "desk-schedules"), TYPED, follow=True)
    text = answer.content.decode()
    assert "Ada Berg has asked for this one a moment ago." in text
    assert "It waits for the worker." in text

    one = page_of(matchmaking, "desk-schedule", 1)
    scheduling.beat(scheduling.claim(first.pk), {"stage": "improving", "value": 1, "bound": 1200})
    fragment = client.get(one, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in fragment and "1 of at most 1,200" in fragment
    client.post(page_of(matchmaking, "desk-stopping", 1))
    assert "It stops in a moment" in client.get(one).content.decode()
    scheduling.fail(first, "")
    first.refresh_from_db()
    assert first.state == RunState.RUNNING  # What another worker has is not written by this one.


def test_nothing_to_schedule_is_a_sentence_and_no_schedule(client):
    empty, lonely = make_matchmaking(slots=0), make_matchmaking()
    words = ("no slots to come", "No two people want to meet yet")

    for matchmaking, expected in zip((empty, lonely), words, strict=True):
        client.force_login(make_organiser(matchmaking.event))
        answer = client.post(page_of(matchmaking, "desk-schedules"), TYPED)
        assert answer.status_code == 422
        assert expected in answer.content.decode()
        assert not matchmaking.schedules.exists()


@pytest.mark.parametrize("count", [2, 7])
def test_a_schedule_is_shown_in_as_many_statements_for_any_number(
    client, count, django_capture_on_commit_callbacks, django_assert_max_num_queries
):
    matchmaking = make_matchmaking(slots=6, tables=3)
    make_wishes(matchmaking, count)
    client.force_login(make_organiser(matchmaking.event))
    with django_capture_on_commit_callbacks(execute=True):
        client.post(page_of(matchmaking, "desk-schedules"), TYPED)

    with django_assert_max_num_queries(24):
        assert client.get(page_of(matchmaking, "desk-schedule", 1)).status_code == 200


def test_only_organisers_come_to_schedules(client):
    matchmaking = make_matchmaking()
    make_wishes(matchmaking, 2)
    scheduling.ask_for_schedule(matchmaking, options={}, by=None)
    pages = [("desk-schedules",), ("desk-schedule", 1), ("desk-comparison",)]
    doors = [("desk-publication", 1), ("desk-stopping", 1), ("desk-removal", 1)]

    for user, expected in ((make_user(), 403), (make_organiser(matchmaking.event, "door"), 403)):
        client.force_login(user)
        for name, *numbers in pages:
            assert client.get(page_of(matchmaking, name, *numbers)).status_code == expected
        for name, *numbers in doors:
            assert client.post(page_of(matchmaking, name, *numbers)).status_code == expected
    assert matchmaking.schedules.get().state == RunState.WAITING
    client.force_login(make_organiser(matchmaking.event))
    assert client.get(page_of(matchmaking, "desk-schedule", 99)).status_code == 404
