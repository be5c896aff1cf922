"""What is drawn once for all on an event's page: nobody's own, never older than the last change."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from clusterhub.accounts.tests.makers import ROLES, make_user
from clusterhub.events.models import EventStatus
from clusterhub.events.operations import update_event
from clusterhub.events.tests.makers import (
    make_admission,
    make_event,
    make_organiser,
    make_registration,
)

pytestmark = pytest.mark.django_db
SECRET = "The secret side event"


def visitor_known_for_something_else():
    client = Client()
    client.cookies.load({"known": "for something else"})
    return client


def signed_in(user, **cookies):
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    client.cookies.load(cookies)
    return client


def everybody(event):
    draft = make_event(parent=event, status=EventStatus.DRAFT, title=SECRET)
    comes = make_user(name="Carla Comes")
    make_registration(event, attendee=comes, email=comes.email)
    return {
        "visitor": Client(),
        "other cookie": visitor_known_for_something_else(),
        "member": signed_in(make_user(name="Mia Member")),
        "who comes": signed_in(comes),
        "organiser": signed_in(make_organiser(event, name="Olga Organiser")),
        "of the secret": signed_in(make_organiser(draft, name="Sven Secret")),
        "team": signed_in(make_user(name="Tina Team", roles=ROLES["event team"])),
    }


def desk_of(event):
    return reverse("events:desk", args=[event.slug])


def seen(client, event):
    page = client.get(event.get_absolute_url()).content.decode()
    own = ["Mia Member", "Carla Comes", "Olga Organiser", "Sven Secret", "Tina Team", SECRET]
    own += [desk_of(event), "You are registered", 'name="email"']
    return {words for words in own if words in page}


def test_in_whatever_order_they_come_each_sees_her_own_and_nothing_of_another():
    event = make_admission(places={"on_site": 10}).event
    people = everybody(event)
    form = {'name="email"'}
    expected = {
        "visitor": form,
        "other cookie": form,
        "member": {"Mia Member"},
        "who comes": {"Carla Comes", "You are registered"},
        "organiser": {"Olga Organiser", desk_of(event)},
        "of the secret": {"Sven Secret", SECRET},
        "team": {"Tina Team", desk_of(event), SECRET},
    }

    for order in (list(people), list(reversed(people))):
        update_event(event, by=None, lead=f"In the order of {order[0]}")
        assert {who: seen(people[who], event) for who in order} == expected
        assert {who: seen(people[who], event) for who in order} == expected


def test_the_next_member_costs_eight_statements_and_what_has_changed_shows_at_once(
    django_assert_num_queries,
):
    event = make_admission(places={"on_site": 10}).event
    first, second = signed_in(make_user()), signed_in(make_user())
    path = event.get_absolute_url()
    first.get(path)

    # Session, user, event, roles, on which events she works, newest change, her place, places left.
    with django_assert_num_queries(8):
        second.get(path)
    update_event(event, by=None, title="Robots at work", lead="From nine o’clock on")
    pages = [client.get(path).content.decode() for client in (second, first)]

    assert [page.count("From nine o’clock on") > 0 for page in pages] == [True, True]
    assert [page.count("<h1>Robots at work</h1>") for page in pages] == [1, 1]


def test_a_list_drawn_for_one_holds_no_draft_of_another_and_no_choice_of_the_next():
    path = reverse("events:coming")
    public = make_admission(places={"on_site": 10}).event
    update_event(public, by=None, title="The public talk")
    people = everybody(public)
    shown = {}

    for order in (list(people), list(reversed(people))):
        update_event(public, by=None, lead=f"In the order of {order[0]}")
        for who in (*order, *order):
            pages = [people[who].get(path, query).content.decode() for query in ({}, {"q": "x"})]
            shown.setdefault(who, set()).add((SECRET in pages[0], "The public talk" in pages[0]))
            assert "The public talk" not in pages[1]
            assert ("Mia Member" in pages[0]) == (who == "member")

    assert {who for who, found in shown.items() if found == {(True, True)}} == {
        "of the secret",
        "team",
    }
    assert {frozenset(found) for found in shown.values()} == {
        frozenset({(True, True)}),
        frozenset({(False, True)}),
    }


def test_each_member_reads_the_hours_of_her_own_clocks():
    event = make_event(starts_at=timezone.now() + timezone.timedelta(days=3))
    path = event.get_absolute_url()
    zones = ("Asia/Tokyo", "America/Lima", "Asia/Tokyo")
    clients = [signed_in(make_user(time_zone=zone)) for zone in zones]

    pages = [client.get(path).content.decode() for client in clients]

    assert [("Tokyo" in page, "Lima" in page) for page in pages] == [
        (True, False),
        (False, True),
        (True, False),
    ]
