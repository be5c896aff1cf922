"""The organisers' day: the floor, its papers, the figures; and that these stay when people go."""

import json
from datetime import timedelta

import pytest
from django.urls import reverse

from clusterhub.accounts.tests.makers import ROLES, sign_in
from clusterhub.events.models import Event
from clusterhub.events.operations.forgetting import forget_people
from clusterhub.events.tests.makers import STAFF
from clusterhub.matchmaking.day_papers import floor_html, signs_html
from clusterhub.matchmaking.models import Meeting, MeetingFigures, Participant
from clusterhub.matchmaking.operations.day import say_late, write_note
from clusterhub.matchmaking.operations.placing import place
from clusterhub.matchmaking.tests.on_the_day import make_pair
from clusterhub.matchmaking.tests.rows import make_meeting, make_participant
from clusterhub.matchmaking.tests.test_day import words_of

pytestmark = pytest.mark.django_db
PAGES = ("day-floor", "day-statistics", "day-statistics-json", "day-statistics-csv")


def door(pair, name):
    return reverse(f"matchmaking:{name}", args=[pair.matchmaking.event.slug])


@pytest.mark.parametrize("who", ROLES)
def test_only_who_runs_the_event_sees_floor_and_figures(client, who):
    pair = make_pair()
    sign_in(client, who)

    pages = {client.get(door(pair, name)).status_code for name in PAGES}

    assert pages == {200 if who in STAFF else 302 if who == "visitor" else 403}


def test_the_floor_says_who_sits_where_now_and_what_they_said(client):
    pair = make_pair(mode="on_site", slots=12)
    pair.matchmaking.table_names.create(number=1, name="by the window")
    far = make_meeting(
        pair.anna, make_participant(pair.matchmaking, name="Far Away", mode="online")
    )
    place(far, pair.matchmaking.slots.last(), by=None)

    with pair.at(-5):
        say_late(pair.meeting, pair.bo, minutes=10)
    with pair.at(5):
        sign_in(client, "event team")  # A month on, an earlier sign-in would be over.
        now = words_of(client.get(door(pair, "day-floor")))
        chosen = pair.matchmaking.slots.last().pk
        later = words_of(client.get(door(pair, "day-floor"), {"slot": chosen}))
        none = client.get(door(pair, "day-floor"), {"slot": "²"})

    assert "Table 1, by the window" in now and "Bo Ek: 10 minutes late" in now
    assert ("Far Away" in now, "Far Away" in later, "Online" in later) == (False, True, True)
    assert none.status_code == 200


def test_papers_escape_what_people_wrote():
    bad = "<script>alert(1)</script>"

    sign = signs_html([1, 2], {2: bad}, title=bad, words="Table", language="en")
    floor = floor_html(
        [("Monday", "9:00", [(bad, bad, bad)])], title=bad, heads=[bad] * 3, language="en"
    )

    assert "<script>" not in sign + floor
    assert sign.count('<section class="sign">') == 2


def test_figures_cost_the_same_with_ten_times_the_people(client, django_assert_max_num_queries):
    pair = make_pair(slots=12)
    sign_in(client, "event team")
    costs = []

    for more in (0, 10):
        for slot in pair.matchmaking.slots.all()[1 : 1 + more]:
            place(make_meeting(pair.anna, make_participant(pair.matchmaking)), slot, by=None)
        for name in ("day-statistics", "day-floor"):
            with django_assert_max_num_queries(14) as asked:
                assert client.get(door(pair, name)).status_code == 200
            costs.append(len(asked))

    assert costs[:2] == costs[2:]


def test_figures_stay_when_the_people_of_the_event_are_forgotten(client):
    pair = make_pair()
    write_note(pair.meeting, pair.anna, note="A secret of Bo Ek")
    event = pair.matchmaking.event
    Event.objects.filter(pk=event.pk).update(
        starts_at=event.starts_at - timedelta(days=90), ends_at=event.ends_at - timedelta(days=90)
    )
    sign_in(client, "event team")
    before = client.get(door(pair, "day-statistics-json")).json()

    forget_people(Event.objects.get(pk=event.pk))

    after = client.get(door(pair, "day-statistics-json")).json()
    page = client.get(door(pair, "day-statistics")).content.decode()
    assert (Participant.objects.count(), Meeting.objects.count()) == (0, 0)
    assert (before["people"], after["people"], after["meetings"]["placed"]) == (2, 2, 1)
    assert (before["is_kept"], after["is_kept"]) == (False, True)
    assert "before the people of the event were forgotten" in page
    kept = json.dumps(MeetingFigures.objects.get().figures)
    assert not any(words in kept for words in ("Bo", "Anna", "secret"))
