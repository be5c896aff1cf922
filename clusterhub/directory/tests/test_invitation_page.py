"""What one is invited to stands on the page of the link, before one signs in or accepts."""

import re

import pytest

from clusterhub.accounts.invited import token_of
from clusterhub.accounts.tests.makers import make_user
from clusterhub.directory.models import Level
from clusterhub.directory.operations import editors
from clusterhub.directory.tests.makers import make_editor, make_organisation
from clusterhub.directory.tests.reviewing import address, sign_in, words

pytestmark = pytest.mark.django_db


def make_invitation(level=Level.EDITOR, email="new@timber.example", is_published=True):
    organisation = make_organisation(is_published, name="Timber Valley", kind="network")
    owner = make_editor(organisation, name="Ines Teste")
    invitation = editors.invite_editor(organisation, email=email, level=level, by=owner)
    return invitation, address("invitation", token_of(invitation))


def test_a_visitor_reads_who_asks_what_of_whom_and_how_to_accept(client):
    invitation, link = make_invitation()

    answer = client.get(link)
    page = words(answer)

    for told in ("Timber Valley", "Network", str(invitation.invited_by), invitation.email):
        assert told in page
    assert "Change what the profile says" in page
    assert "is for its administrators" in page
    assert f"/account/login/?next={link.replace('/', '%2F')}" in page
    assert f"/account/signup/?next={link.replace('/', '%2F')}" in page
    assert "Accept</button>" not in page
    assert re.findall(r'<meta name="referrer" content="([^"]+)"', page) == ["same-origin"]
    assert "noindex" in page
    assert "no-store" in answer["Cache-Control"]


def test_an_administrator_to_be_reads_that_she_decides_on_others(client):
    _invitation, link = make_invitation(Level.ADMINISTRATOR)

    assert "decide who is administrator" in words(client.get(link))


def test_accepting_asks_a_visitor_to_sign_in_and_leads_back(client):
    invitation, link = make_invitation()

    answer = client.post(link)
    invitation.refresh_from_db()

    assert answer.url == f"/account/login/?next={link}"
    assert invitation.accepted_at is None


def test_who_was_invited_accepts_and_reads_later_that_she_has(client):
    invited = make_user()
    _invitation, link = make_invitation(email=invited.email, is_published=False)
    sign_in(client, invited)
    before = words(client.get(link))

    answer = client.post(link)

    assert "Accept</button>" in before
    assert '<a href="/organisations/timber-valley/">' not in before
    assert answer.url == address("standing", "timber-valley")
    assert "You have accepted it." in words(client.get(link))


def test_who_signs_in_with_another_address_reads_what_to_do(client):
    _invitation, link = make_invitation()
    sign_in(client, make_user())

    assert "went to another address" in words(client.post(link))


def test_an_invitation_that_is_over_says_so_and_tells_no_more(client):
    invitation, link = make_invitation()
    editors.withdraw_invitation(invitation, by=invitation.invited_by)

    page = words(client.get(link))

    assert "no longer open" in page
    assert invitation.email not in page
    assert "Sign in to accept" not in page
    assert client.get(address("invitation", "nothing")).status_code == 404
