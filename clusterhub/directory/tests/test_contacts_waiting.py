"""Contacts who have not said yes are marked for the people of the profile, and asked again."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from clusterhub.activity.models import Entry
from clusterhub.directory.operations.contacts import add_contact, give_consent, withdraw_consent
from clusterhub.directory.tests.makers import make_contact, make_editor, make_organisation
from clusterhub.directory.tests.reviewing import address, sign_in, words

pytestmark = pytest.mark.django_db
MARK = "Not shown: has not said yes yet"


@pytest.fixture
def waiting():
    organisation = make_organisation()
    owner = make_editor(organisation)
    fields = {"name": "Ines Teste", "email": "ines@timber.example", "audience": "public"}
    return add_contact(organisation, by=owner, **fields), owner


def an_older(contact, **ago):
    Entry.objects.update(at=timezone.now() - timedelta(**ago))
    return contact


def ask(client, contact):
    return client.post(
        address("contact-asking", contact.organisation.slug, contact.pk), follow=True
    )


def test_who_has_not_said_yes_is_marked_on_the_desk_and_on_the_page(client, waiting):
    contact, owner = waiting
    organisation = contact.organisation
    make_contact(organisation, name="Said Yes")
    sign_in(client, owner)

    desk = words(client.get(address("contacts", organisation.slug)))
    page = words(client.get(organisation.get_absolute_url()))
    data = client.get(address("organisation-json", organisation.slug)).json()

    day = timezone.localtime()
    assert (desk.count(MARK), page.count(MARK)) == (1, 1)
    assert f"Asked on {day.day} {day:%B %Y}" in desk
    assert {row["name"]: row["has_consented"] for row in data["contacts"]} == {
        "Ines Teste": False,
        "Said Yes": True,
    }
    assert desk.count("Ask again") == 1


def test_whoever_says_yes_or_no_is_marked_so_and_asked_no_more(client, waiting):
    contact, owner = waiting
    sign_in(client, owner)
    an_older(contact, days=2)
    desk = address("contacts", contact.organisation.slug)

    give_consent(contact)
    agreed, refused = words(client.get(desk)), ask(client, contact)
    withdraw_consent(contact)
    no, refused_too = words(client.get(desk)), ask(client, contact)

    assert "Agreed" in agreed and "Not shown" not in agreed
    assert "Not shown: has said no" in no
    assert "Ask again" not in agreed + no
    for page in (refused, refused_too):
        assert "the answer is here already" in words(page)


def test_a_contact_is_asked_again_once_a_day(client, waiting, django_capture_on_commit_callbacks):
    contact, owner = waiting
    sign_in(client, owner)

    with django_capture_on_commit_callbacks(execute=True):
        too_early = ask(client, contact)
        an_older(contact, days=2)
        asked, twice = ask(client, contact), ask(client, contact)

    assert "Ask again tomorrow" in words(too_early)
    assert "We have asked again by mail." in words(asked)
    assert "Ask again tomorrow" in words(twice)
    assert [message.to for message in mail.outbox] == [[contact.email]]


def test_nobody_else_asks(client, waiting):
    contact, _owner = waiting
    an_older(contact, days=2)
    door = address("contact-asking", contact.organisation.slug, contact.pk)

    visitor = client.post(door)
    sign_in(client, make_editor(make_organisation()))
    stranger = client.post(door)

    assert visitor.url.startswith("/account/login/")
    assert stranger.status_code == 403
    assert client.get(door).status_code == 405
