"""Who holds an event and what stands beside it: on the page and for programs."""

import pytest
from django.test import Client
from django.urls import reverse

from clusterhub.accounts.tests.makers import ROLES, sign_in
from clusterhub.directory.tests.makers import make_country, make_organisation
from clusterhub.events.models import EventKind, EventStatus
from clusterhub.events.operations import update_event
from clusterhub.events.operations.hosting import (
    add_co_organiser,
    remove_co_organiser,
    set_host,
)
from clusterhub.events.tests.makers import make_event, make_organiser
from clusterhub.events.tests.test_event_page import linked_data

pytestmark = pytest.mark.django_db


def address(name, event, *args):
    return reverse(f"events:{name}", args=[event.slug, *args])


def page_of(client, event):
    return client.get(event.get_absolute_url()).content.decode()


def twin_of(client, event):
    return client.get(address("event-json", event)).json()


def make_conference(status=EventStatus.PUBLISHED, **changes):
    return make_event(status, **{"kind": EventKind.CONFERENCE, "title": "Industry Days"} | changes)


def test_host_and_co_organisers_stand_on_the_page_with_links(client):
    event = make_event()
    host, listed = make_organisation(name="The host"), make_organisation(name="Timber Valley")
    hidden = make_organisation(False, name="Not listed")
    set_host(event, organisation=host, by=None)
    for organisation in (listed, hidden, listed):
        add_co_organiser(event, organisation=organisation, by=None)

    page, twin = page_of(client, event), twin_of(client, event)

    for organisation in (host, listed):
        assert f'<a href="{organisation.get_absolute_url()}">{organisation.name}</a>' in page
    assert "Not listed" not in page
    assert twin["host"]["name"] == "The host"
    assert [row["name"] for row in twin["co_organisers"]] == ["Timber Valley"]
    names = [row["name"] for row in linked_data(page)["organizer"]]
    assert names == ["The host", "Timber Valley"]


def test_a_host_is_not_its_own_co_organiser():
    event, organisation = make_event(), make_organisation()
    add_co_organiser(event, organisation=organisation, by=None)

    set_host(event, organisation=organisation, by=None)
    add_co_organiser(event, organisation=organisation, by=None)

    assert not event.co_organisers.exists()


def test_an_organiser_names_organisations_by_what_they_are_called(client):
    event = make_event()
    organisation = make_organisation(name="Timber Valley")
    secret = make_organisation(False, name="Timber Vale")
    client.force_login(
        make_organiser(event, "helper"), backend="django.contrib.auth.backends.ModelBackend"
    )
    hosts = address("hosts", event)

    client.post(hosts, {"name": "timber valley", "part": "co"})
    unknown = client.post(hosts, {"name": "Nobody knows", "part": "co"})
    near = client.post(hosts, {"name": "Timber Vale", "part": "host"})

    assert event.co_organisers.get().organisation == organisation
    assert "lists no organisation of this name" in unknown.content.decode()
    assert near.status_code == 422
    assert secret.name not in near.content.decode().replace('value="Timber Vale"', "")
    client.post(hosts, {"name": "Timber Vale", "part": "host", "which": organisation.pk})
    event.refresh_from_db()
    assert event.organisation == organisation
    client.post(address("host-removal", event), {"host": "1"})
    event.refresh_from_db()
    assert event.organisation is None


@pytest.mark.parametrize("number", ["", "x", "²", "9" * 30, "-1"])
def test_nonsense_removes_nobody(client, number):
    event = make_event()
    add_co_organiser(event, organisation=make_organisation(), by=None)
    sign_in(client, "event team")

    answer = client.post(address("host-removal", event), {"co_organiser": number})

    assert answer.status_code == 302
    assert event.co_organisers.count() == 1


def test_a_co_organiser_of_another_event_stays():
    event, other = make_event(), make_event()
    add_co_organiser(other, organisation=make_organisation(), by=None)

    remove_co_organiser(event, pk=other.co_organisers.get().pk, by=None)

    assert other.co_organisers.count() == 1


def test_side_events_stand_on_the_page_of_the_conference_and_drafts_do_not(client):
    conference = make_conference()
    make_event(title="Beside it", kind=EventKind.SIDE_EVENT, parent=conference)
    make_event(EventStatus.DRAFT, title="Still secret", parent=conference)
    side = conference.side_events.get(title="Beside it")

    pages = [page_of(client, conference), str(twin_of(client, conference))]
    beside = page_of(client, side)

    for page in pages:
        assert ("Beside it" in page, "Still secret" in page) == (True, False)
    assert f'<a href="{conference.get_absolute_url()}">Industry Days</a>' in beside
    assert linked_data(beside)["superEvent"]["name"] == "Industry Days"
    sign_in(client, "event team")
    assert "Still secret" in page_of(client, conference)


def test_beside_a_secret_conference_a_side_event_tells_nothing_of_it(client):
    conference = make_conference(EventStatus.DRAFT, title="Secret days")
    side = make_event(parent=conference)

    assert "Secret days" not in page_of(client, side)
    assert twin_of(client, side)["parent"] is None


def test_who_leads_one_event_does_not_put_it_beside_a_conference_of_others(client):
    conference, own = make_conference(), make_conference(title="Own days")
    event = make_event()
    lead = make_organiser(event)
    own.organisers.create(person=lead, level="lead")
    client.force_login(lead, backend="django.contrib.auth.backends.ModelBackend")

    choices = client.get(address("edit", event)).context["form"].fields["parent"].queryset

    assert list(choices) == [own]
    assert conference not in choices


@pytest.mark.parametrize("count", [0, 1, 4])
def test_neighbours_cost_one_statement_and_none_where_there_are_none(
    client, count, django_assert_num_queries
):
    conference = make_conference()
    for _ in range(count):
        make_event(parent=conference)
        add_co_organiser(conference, organisation=make_organisation(), by=None)

    with django_assert_num_queries(7 if count else 6):
        page = page_of(client, conference)

    assert page.count('class="row__title"') == count


def test_the_presidency_is_shown_when_it_is_set(client):
    event = make_event()
    assert "Presidency" not in page_of(client, event)

    update_event(event, by=None, presidency=make_country("ES", "Spain"))

    assert "Presidency of the Council" in page_of(client, event)
    assert twin_of(client, event)["presidency"] == "ES"


@pytest.mark.parametrize("who", ROLES)
def test_who_changes_hosts_and_venue(who):
    event = make_event()
    client = Client()
    sign_in(client, who)

    codes = {client.get(address(name, event)).status_code for name in ("hosts", "venue")}

    assert codes == {{"visitor": 302, "member": 403}.get(who, 200)}
