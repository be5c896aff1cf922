"""Who is named as co-organiser is shown once its own people say yes."""

import pytest
from django.core.exceptions import PermissionDenied

from clusterhub.accounts.models import Role
from clusterhub.accounts.tests.makers import make_user
from clusterhub.directory.tests.makers import make_editor, make_organisation
from clusterhub.events.operations.copying import copy_event
from clusterhub.events.operations.hosting import add_co_organiser, answer_for_co_organiser
from clusterhub.events.tests.makers import at, make_event, make_organiser

pytestmark = pytest.mark.django_db


def make_named():
    event, organisation = make_event(), make_organisation(name="Timber Valley")
    lead = make_organiser(event)
    add_co_organiser(event, organisation=organisation, by=lead)
    return event, organisation, lead


def page(client, event):
    return client.get(event.get_absolute_url()).content.decode()


def door(event):
    return f"/events/mine/named/{event.co_organisers.get().pk}/"


def test_a_lead_names_and_only_its_own_people_make_it_seen(client):
    event, organisation, lead = make_named()
    keeper = make_editor(organisation)
    assert "Timber Valley" not in page(client, event)
    client.force_login(lead)
    assert "Waits for its word" in client.get(f"/events/{event.slug}/edit/hosts/").content.decode()

    client.force_login(keeper)
    assert event.title in client.get("/events/mine/").content.decode()
    client.post(door(event), {"answer": "yes"})

    assert "Timber Valley" in page(client, event)
    assert "Named as co-organiser" not in client.get("/events/mine/").content.decode()


def test_with_a_no_it_is_named_no_longer(client):
    event, organisation, _lead = make_named()
    client.force_login(make_editor(organisation))

    client.post(door(event), {"answer": "no"})

    assert not event.co_organisers.exists()


@pytest.mark.parametrize("who", ["keeper", "team"])
def test_who_may_answer_for_it_names_it_at_once(client, who):
    event, organisation = make_event(), make_organisation(name="Timber Valley")
    people = {"keeper": make_editor(organisation), "team": make_user(roles=[Role.EVENT_TEAM])}

    add_co_organiser(event, organisation=organisation, by=people[who])

    assert "Timber Valley" in page(client, event)


WHO = {"visitor": 302, "member": 404, "lead": 404, "team": 404, "keeper": 302}


@pytest.mark.parametrize("who", WHO)
def test_who_may_answer(client, who):
    event, organisation, lead = make_named()
    people = {"member": make_user(), "lead": lead, "keeper": make_editor(organisation)}
    people["team"] = make_user(roles=[Role.EVENT_TEAM])
    if who != "visitor":
        client.force_login(people[who])

    assert client.post(door(event), {"answer": "yes"}).status_code == WHO[who]
    assert (event.co_organisers.get().agreed_at is not None) == (who == "keeper")


def test_the_operation_asks_itself_and_a_second_click_changes_nothing():
    event, organisation, lead = make_named()
    row, keeper = event.co_organisers.get(), make_editor(organisation)

    with pytest.raises(PermissionDenied):
        answer_for_co_organiser(row, agrees=True, by=lead)
    answer_for_co_organiser(row, agrees=True, by=keeper)
    agreed_at = event.co_organisers.get().agreed_at
    answer_for_co_organiser(row, agrees=True, by=keeper)

    assert event.co_organisers.get().agreed_at == agreed_at


def test_a_copy_asks_again():
    event, organisation, lead = make_named()
    answer_for_co_organiser(event.co_organisers.get(), agrees=True, by=make_editor(organisation))

    facts = {"format": "hybrid", "venue_name": "Hall", "venue_address": "", "city": "Graz"}
    hours = {"starts_at": at(2027, 3, 1), "ends_at": at(2027, 3, 2)}
    copy = copy_event(event, by=lead, title="Again", country=None, **facts, **hours)

    assert copy.co_organisers.get().agreed_at is None
