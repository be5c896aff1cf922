"""The page behind the link of a reminder: it shows, one click confirms, and it works once."""

from datetime import timedelta

import pytest
from django.core import signing
from django.urls import reverse
from django.utils import timezone

from clusterhub.directory import confirm_links
from clusterhub.directory.kinds import PARTS_OF
from clusterhub.directory.models import Organisation
from clusterhub.directory.operations import reminding
from clusterhub.directory.refusals import AlreadyConfirmed, NotTheOwner
from clusterhub.directory.tests.makers import make_editor, make_organisation
from clusterhub.directory.tests.reviewing import words
from clusterhub.directory.tests.test_reminders import make_aged

pytestmark = pytest.mark.django_db


def link(organisation, person):
    token = confirm_links.token_of(organisation, person)
    return reverse("directory:confirmation-link", args=[token])


@pytest.fixture
def aged():
    return make_aged(12, name="Timber Valley")


def confirmed_at(organisation):
    return Organisation.objects.get(pk=organisation.pk).confirmed_at


def test_looking_changes_nothing_and_one_click_confirms_everything(client, aged):
    organisation, owner = aged
    address, before = link(organisation, owner), confirmed_at(organisation)

    seen = client.get(address)
    after_looking = confirmed_at(organisation)
    done = client.post(address, follow=True)

    assert "Timber Valley" in words(seen)
    assert after_looking == before
    assert confirmed_at(organisation) > before
    assert organisation.confirmations.filter(confirmed_by=owner).count() == len(
        PARTS_OF[organisation.kind]
    )
    assert "Thank you. Noted as true today." in words(done)
    assert "All this is still true" not in words(done)


def test_a_link_works_once(client, aged):
    organisation, owner = aged
    address = link(organisation, owner)
    client.post(address)
    first = confirmed_at(organisation)

    again = client.post(address, follow=True)

    assert confirmed_at(organisation) == first
    assert "This was answered already." in words(again)


def test_a_link_is_for_its_organisation_only(client, aged):
    organisation, owner = aged
    other, _owner = make_aged(12, editor=owner)
    before = confirmed_at(other)

    client.post(link(organisation, owner))

    assert confirmed_at(other) == before
    assert client.get(reverse("directory:mine")).status_code == 302  # She is not signed in by it.


def test_a_link_holds_for_sixty_days(client, aged, monkeypatch):
    address, before = link(*aged), confirmed_at(aged[0])
    now = timezone.now().timestamp()
    monkeypatch.setattr(signing.time, "time", lambda: now + 59 * 86400)
    young = client.get(address)
    monkeypatch.setattr(signing.time, "time", lambda: now + timedelta(days=61).total_seconds())

    old = client.post(address)

    assert (young.status_code, old.status_code) == (200, 410)
    assert "This link is too old." in words(old)
    assert confirmed_at(aged[0]) == before


def test_who_keeps_it_no_more_has_no_link(client, aged):
    organisation, owner = aged
    address = link(organisation, owner)
    organisation.editorships.update(ended_at=timezone.now())

    assert client.get(address).status_code == 404
    assert client.post(address).status_code == 404


def test_a_closed_account_confirms_nothing(client, aged):
    organisation, owner = aged
    address = link(organisation, owner)
    owner.is_active = False
    owner.save()

    assert client.post(address).status_code == 404
    with pytest.raises(NotTheOwner):
        reminding.confirm_by_link(organisation, at=confirm_links.since(organisation), by=owner)


@pytest.mark.parametrize(
    "forge",
    [
        lambda token: token[:-1] + ("A" if token[-1] != "A" else "B"),
        lambda token: "x" * 5000,
        lambda token: signing.dumps([1, 1, "2026-01-01"], salt="another"),
        lambda token: signing.dumps("nonsense", salt=confirm_links.SALT),
        lambda token: signing.dumps([1, 2, 3], salt=confirm_links.SALT),
        lambda token: "%00",
    ],
)
def test_what_we_did_not_sign_leads_nowhere(client, aged, forge):
    token = forge(confirm_links.token_of(*aged))

    assert client.get(f"/confirm/{token}/").status_code == 404
    assert client.post(f"/confirm/{token}/").status_code == 404


def test_the_page_keeps_its_address_to_itself(client, aged):
    response = client.get(link(*aged))

    assert '<meta name="referrer" content="same-origin">' in words(response)
    assert "noindex" in words(response)
    assert "no-store" in response["Cache-Control"]
    assert link(*aged) not in words(response)


def test_confirming_demands_the_same_date_under_the_lock(aged):
    organisation, owner = aged
    at = confirm_links.since(organisation)
    reminding.confirm_by_link(organisation, at=at, by=owner)

    with pytest.raises(AlreadyConfirmed):
        reminding.confirm_by_link(organisation, at=at, by=owner)


def test_a_stranger_with_an_own_organisation_confirms_no_other():
    organisation, _owner = make_aged(12)
    stranger = make_editor(make_organisation())

    with pytest.raises(NotTheOwner):
        reminding.confirm_by_link(organisation, at=confirm_links.since(organisation), by=stranger)
