"""Contacts under attack: a yes counts for what was read, and letters to strangers are few."""

import re

import pytest
from django.core import mail
from django.urls import reverse

from clusterhub.directory.consent_links import token_of
from clusterhub.directory.models import Contact, Level
from clusterhub.directory.operations import letters, ties
from clusterhub.directory.operations.contacts import add_contact, remove_contact, update_contact
from clusterhub.directory.operations.editors import invite_editor, withdraw_invitation
from clusterhub.directory.operations.members import take_back_member
from clusterhub.directory.refusals import TooManyProposals
from clusterhub.directory.tests.makers import make_editor, make_organisation, make_organisation_in
from clusterhub.directory.tests.tying import again, named

pytestmark = pytest.mark.django_db

INES = {"name": "Ines Teste", "email": "ines@timber.example", "phone": "", "role": "press"}


def ask(cluster, audience="editors"):
    ines = add_contact(cluster, audience=audience, by=None, **INES)
    return ines, reverse("directory:contact-consent", args=[token_of(ines)])


def read_in(page):
    return re.search(r'name="read" value="(\w+)"', page.content.decode())[1]


def test_a_yes_counts_for_what_was_read_and_not_for_what_was_written_meanwhile(client):
    cluster = make_organisation()
    ines, link = ask(cluster)
    read = read_in(client.get(link))
    update_contact(again(ines), audience="public", by=None, **INES)

    late = client.post(link, {"answer": "yes", "read": read})
    without = client.post(link, {"answer": "yes"})
    was_shown = again(ines).has_consented
    client.post(link, {"answer": "yes", "read": read_in(late)})

    assert (late.status_code, without.status_code) == (409, 409)
    assert not was_shown
    assert again(ines).has_consented


def test_a_no_counts_whatever_was_written_meanwhile(client):
    cluster = make_organisation()
    ines, link = ask(cluster)
    update_contact(again(ines), audience="public", by=None, **INES)

    client.post(link, {"answer": "no"})

    assert again(ines).consent_withdrawn_at


def test_a_link_ends_with_the_address_it_went_to(client):
    cluster = make_organisation()
    ines, link = ask(cluster)
    update_contact(again(ines), audience="public", by=None, **INES | {"email": "", "name": "Bo"})

    answer = client.post(link, {"answer": "yes"})

    assert answer.status_code == 404
    assert not again(ines).has_consented


def test_two_editors_of_one_contact_do_not_bring_back_a_yes_to_other_words(client):
    cluster = make_organisation()
    ines, link = ask(cluster, audience="public")
    client.post(link, {"answer": "yes", "read": read_in(client.get(link))})
    opened = again(ines)
    update_contact(again(ines), audience="public", by=None, **INES | {"phone": "+43 1"})

    update_contact(opened, audience="public", by=None, **INES)

    assert not again(ines).has_consented


def test_a_contact_that_was_removed_meanwhile_is_not_written_and_breaks_nothing(client):
    cluster = make_organisation()
    ines, link = ask(cluster)
    remove_contact(again(ines), by=None)

    with pytest.raises(Contact.DoesNotExist):
        update_contact(ines, audience="public", by=None, **INES)

    assert client.post(link, {"answer": "no"}).status_code == 404


@pytest.fixture
def few(monkeypatch):
    """The limits are reached after a few."""
    monkeypatch.setattr(letters, "MOST_LETTERS", 5)
    monkeypatch.setattr(ties, "MOST_OPEN_PROPOSALS", 4)


def test_nobody_sends_letter_after_letter_to_strangers(few):
    draft = make_organisation_in("draft")
    owner = make_editor(draft)

    with pytest.raises(TooManyProposals):
        for number in range(letters.MOST_LETTERS):
            email = f"stranger-{number}@example.org"
            remove_contact(
                add_contact(draft, name="You", email=email, audience="public", by=owner), by=owner
            )
            invitation = invite_editor(draft, email=email, level=Level.EDITOR, by=owner)
            withdraw_invitation(invitation, by=owner)

    assert draft.contacts.count() + draft.invitations.count() <= letters.MOST_LETTERS


def test_who_has_sent_too_many_letters_reads_why(client, few):
    draft = make_organisation_in("draft")
    owner = make_editor(draft)
    client.force_login(owner)
    address = reverse("directory:contacts", args=[draft.slug])

    for number in range(letters.MOST_LETTERS + 1):
        fields = {"name": "You", "email": f"s{number}@example.org", "role": "press"}
        answer = client.post(address, fields | {"audience": "public"})

    assert draft.contacts.count() == letters.MOST_LETTERS
    assert "Please wait" in answer.content.decode()


def test_a_draft_does_not_write_to_every_cluster_by_taking_back_each_proposal(
    few, django_capture_on_commit_callbacks
):
    draft = make_organisation_in("draft", kind="sme", name="Buy my pills")
    owner = make_editor(draft)
    for _number in range(ties.MOST_OPEN_PROPOSALS + 2):
        cluster = make_organisation()
        make_editor(cluster)
        with django_capture_on_commit_callbacks(execute=True):
            tie = named(cluster, draft, "member", by=owner)
        take_back_member(tie, side="member", by=owner)

    assert len(mail.outbox) == ties.MOST_OPEN_PROPOSALS
