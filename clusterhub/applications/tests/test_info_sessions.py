import pytest
from django.urls import reverse
from django.utils import timezone

from clusterhub.accounts.models import Role
from clusterhub.accounts.tests.makers import make_user
from clusterhub.applications.models import InfoSession, RoleKind
from clusterhub.applications.operations.info_sessions import add_info_session
from clusterhub.applications.refusals import NotAllowed
from clusterhub.applications.tests.makers import make_hosted, make_publisher
from clusterhub.events.tests.makers import make_event
from clusterhub.funding.models import Call
from clusterhub.funding.tests.makers import make_call

pytestmark = pytest.mark.django_db


def test_an_event_and_a_call_point_at_each_other_on_pages_and_in_json(client):
    call, event = make_call(title="Vouchers for wood"), make_event(title="How to apply for wood")
    before = call.updated_at
    client.force_login(make_user(roles=[Role.EDITOR]))
    desk = reverse("applications:info-sessions", args=[call.slug])

    added = client.post(desk, {"event": f"https://hub.example/events/{event.slug}/"})
    twice, wrong = client.post(desk, {"event": event.slug}), client.post(desk, {"event": "nothing"})
    client.logout()
    of_call, of_event = call.get_absolute_url(), event.get_absolute_url()

    assert (added.status_code, twice.status_code, wrong.status_code) == (302, 302, 422)
    assert InfoSession.objects.count() == 1
    assert f'href="{of_event}"' in client.get(of_call).content.decode()
    assert f'href="{of_call}"' in client.get(of_event).content.decode()
    [session] = client.get(f"{of_call.rstrip('/')}.json").json()["info_sessions"]
    assert (session["title"], session["status"]) == (event.title, event.status)
    twin = client.get(reverse("events:event-json", args=[event.slug])).json()
    assert [each["slug"] for each in twin["calls"]] == [call.slug]
    [given] = client.get(f"/api/v1/calls/{call.slug}").json()["info_sessions"]
    assert given["starts_at"] == event.starts_there.isoformat()
    assert Call.objects.get().updated_at > before


def test_nobody_learns_of_a_draft_by_the_other_page(client):
    event = make_event(title="Shown")
    add_info_session(make_call(title="Secret call", is_published=False), event, by=None)
    draft = make_event(title="Secret event", status="draft")
    add_info_session(call := make_call(), draft, by=None)

    assert "Secret call" not in client.get(event.get_absolute_url()).content.decode()
    assert "Secret event" not in client.get(call.get_absolute_url()).content.decode()
    assert client.get(f"/api/v1/calls/{call.slug}").json()["info_sessions"] == []


def test_editors_and_who_runs_the_call_name_info_sessions_and_nobody_else(client):
    hosted, event = make_hosted(), make_event()
    row = add_info_session(hosted.call, event, by=None)
    desk = reverse("applications:info-sessions", args=[hosted.call.slug])
    removal = reverse("applications:info-session-removal", args=[hosted.call.slug, row.pk])
    seen = {}
    people = {
        "editor": make_user(roles=[Role.EDITOR]),
        "publisher": hosted.publisher,
        "officer": make_publisher(hosted, RoleKind.OFFICER),
        "observer": make_publisher(hosted, RoleKind.OBSERVER),
        "member": make_user(),
    }
    for who, user in people.items():
        client.force_login(user)
        seen[who] = client.get(desk).status_code
        if seen[who] == 404:
            assert client.post(removal).status_code == 404
            with pytest.raises(NotAllowed):
                add_info_session(hosted.call, event, by=user)
    client.force_login(hosted.publisher)

    assert client.post(removal).status_code == 302
    assert not InfoSession.objects.exists()
    allowed = ("editor", "publisher", "officer")
    assert seen == {who: 200 if who in allowed else 404 for who in people}


def test_a_call_with_many_info_sessions_costs_no_more_statements(
    client, django_assert_max_num_queries
):
    few, many = make_call(), make_call()
    for call, count in ((few, 1), (many, 6)):
        for number in range(count):
            add_info_session(call, make_event(title=f"Session {number} {timezone.now()}"), by=None)

    for call in (few, many):
        with django_assert_max_num_queries(9):
            assert client.get(call.get_absolute_url()).status_code == 200
