"""What organisers of one event may: people in rows, pages, twins and predicates in columns."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import reverse

from clusterhub.accounts.tests.makers import ROLES, make_user
from clusterhub.events import permissions
from clusterhub.events.models import Event, EventKind, EventStatus
from clusterhub.events.tests.makers import make_event, make_organiser

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"
OPEN = ["event", "event-json", "event-ics"]
WORK = ["edit", "programme"]
LEADING = ["publication", "admission", "people", "people-csv"]
MAY = {
    "can_edit_event": {"helper", "lead", "event team", "administrator"},
    "can_change_event_status": {"lead", "event team", "administrator"},
    "can_change_admission": {"lead", "event team", "administrator"},
    "can_see_people": {"lead", "event team", "administrator"},
    "can_manage_organisers": {"lead", "event team", "administrator"},
    "can_see_organisers": {"door", "helper", "lead", "event team", "administrator"},
}
# Whom each group of pages lets in; who does not see the event at all gets 404.
PAGES = {
    **dict.fromkeys(WORK, MAY["can_edit_event"]),
    **dict.fromkeys(LEADING, MAY["can_see_people"]),
}


def people(event):
    """Everybody who could ask; the lead of another event is nobody here."""
    yield "visitor", AnonymousUser()
    yield "member", make_user()
    yield "lead of another", make_organiser(make_event())
    for level in ("door", "helper", "lead"):
        yield level, make_organiser(event, level)
    for role in ("event team", "administrator"):
        yield role, make_user(roles=ROLES[role])


def fresh(user):
    """As the next request finds her."""
    return type(user).objects.get(pk=user.pk) if user.pk else user


@pytest.mark.parametrize("status", [EventStatus.DRAFT, EventStatus.PUBLISHED])
def test_what_each_organiser_may(status):
    event = make_event(status)

    for who, user in people(event):
        answers = {name: getattr(permissions, name)(fresh(user), event) for name in MAY}

        assert answers == {name: who in allowed for name, allowed in MAY.items()}, who


@pytest.mark.parametrize("status", [EventStatus.DRAFT, EventStatus.PUBLISHED])
def test_which_pages_and_twins_each_organiser_opens(status):
    event = make_event(status)
    team = {"event team", "administrator"}

    for who, user in people(event):
        client = Client()
        if user.pk:
            client.force_login(user, backend=BACKEND)
        sees = status != EventStatus.DRAFT or who in team | {"door", "helper", "lead"}
        codes = {
            name: client.get(reverse(f"events:{name}", args=[event.slug])).status_code
            for name in (*OPEN, *PAGES)
        }

        expected = dict.fromkeys(OPEN, 200 if sees else 404)
        for name, allowed in PAGES.items():
            refused = 403 if sees else 404
            expected[name] = 200 if who in allowed else refused if user.pk else 302
        assert codes == expected, who
        visible = Event.objects.visible_to(fresh(user)).filter(pk=event.pk).exists()
        assert visible == sees, who


def test_whose_work_has_ended_is_a_stranger_again():
    event = make_event(EventStatus.DRAFT)
    user = make_organiser(event)
    event.organisers.update(ended_at=event.created_at)

    user = fresh(user)

    assert not permissions.can_edit_event(user, event)
    assert not Event.objects.visible_to(user).exists()


def test_a_locked_account_organises_nothing():
    event = make_event(EventStatus.DRAFT)
    user = make_organiser(event, is_active=False)

    assert not permissions.can_edit_event(user, event)
    assert not Event.objects.visible_to(user).exists()


def test_a_community_event_is_published_by_the_team_alone():
    event = make_event(EventStatus.DRAFT)
    Event.objects.update(kind=EventKind.COMMUNITY)
    event.refresh_from_db()
    lead = make_organiser(event)

    assert permissions.can_edit_event(lead, event)
    assert not permissions.can_change_event_status(lead, event)


def test_any_number_of_questions_costs_one_query(django_assert_num_queries):
    events = [make_event() for _ in range(3)]
    user = fresh(make_organiser(events[0], "helper"))
    assert user.roles == set()  # Asked before, as at each page.

    with django_assert_num_queries(1):
        answers = [permissions.can_edit_event(user, event) for event in events]
        assert not any(permissions.can_see_people(user, event) for event in events)

    assert answers == [True, False, False]


@pytest.mark.parametrize("status", [EventStatus.DRAFT, EventStatus.PUBLISHED])
def test_an_organiser_finds_her_draft_in_the_list_and_nobody_elses(client, status):
    own, other = make_event(status, title="Her own"), make_event(status, title="Anothers")
    client.force_login(make_organiser(own), backend=BACKEND)

    page = client.get(reverse("events:coming")).content.decode()

    assert own.title in page
    assert (other.title in page) == (status != EventStatus.DRAFT)


@pytest.mark.search
def test_a_member_searches_the_site_and_an_organiser_finds_her_draft_in_the_list(client):
    event = make_event(EventStatus.DRAFT, title="Battery workshop")
    client.force_login(make_organiser(event), backend=BACKEND)

    whole = client.get("/search/", {"q": "battery"})
    listed = client.get(reverse("events:coming"), {"q": "battery"})

    assert whole.status_code == 200
    assert event.get_absolute_url() not in whole.content.decode()
    assert event.get_absolute_url() in listed.content.decode()
