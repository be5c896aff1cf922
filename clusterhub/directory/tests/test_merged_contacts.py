"""Somebody who stands in both of two merged profiles answers once, for both."""

import pytest
from django.utils import timezone

from clusterhub.directory.consent_links import digest_of, token_of, wording_of
from clusterhub.directory.operations.contacts import (
    add_contact,
    give_consent,
    update_contact,
    withdraw_consent,
)
from clusterhub.directory.operations.merging import merge, undo_merge
from clusterhub.directory.tests.makers import make_contact, make_organisation
from clusterhub.directory.tests.reviewing import address
from clusterhub.directory.tests.tying import again

pytestmark = pytest.mark.django_db
INES = {"name": "Ines Teste", "email": "ines@timber.example", "audience": "public"}


def make_both(**gone_changes):
    kept, gone = make_organisation(name="Kept"), make_organisation(name="Gone")
    return kept, gone, make_contact(kept, **INES), make_contact(gone, **INES | gone_changes)


def link(contact):
    type(contact).objects.filter(pk=contact.pk).update(
        consent_token_digest=digest_of(token_of(contact))
    )
    return address("contact-consent", token_of(contact))


def shown(organisation):
    return [row["name"] for row in again(organisation).shown["contacts"]]


def test_a_no_by_the_link_of_either_profile_hides_her_in_both(client):
    kept, gone, _hers, left = make_both()
    row = merge(again(kept), again(gone), by=None)
    assert shown(kept) == ["Ines Teste"]

    client.post(link(left), {"answer": "no"})

    assert shown(kept) == []
    undo_merge(row, by=None)
    assert (shown(kept), shown(gone)) == ([], [])


def test_a_yes_holds_for_the_words_that_she_read(client):
    kept, gone, hers, left = make_both(role="press")
    merge(again(kept), again(gone), by=None)
    withdraw_consent(again(hers))

    door = link(left)
    assert wording_of(hers) in client.get(door).content.decode()
    client.post(door, {"answer": "yes", "read": wording_of(hers)})

    assert again(hers).has_consented
    assert not again(left).has_consented


def test_a_no_from_before_the_merge_is_not_forgotten_by_it():
    kept, gone, hers, left = make_both()
    withdraw_consent(left)

    merge(again(kept), again(gone), by=None)

    assert shown(kept) == []
    assert again(hers).consent_withdrawn_at == again(left).consent_withdrawn_at


def test_a_later_yes_stands():
    kept, gone, hers, left = make_both()
    withdraw_consent(left)
    type(hers).objects.filter(pk=hers.pk).update(consented_at=timezone.now())

    merge(again(kept), again(gone), by=None)

    assert shown(kept) == ["Ines Teste"]


def test_people_of_other_profiles_answer_for_themselves():
    kept, gone, hers, _left = make_both()
    elsewhere = make_contact(make_organisation(), **INES)
    merge(again(kept), again(gone), by=None)

    withdraw_consent(again(hers))

    assert again(elsewhere).has_consented


@pytest.mark.parametrize("changed", [{"role": "press"}, {"role_words": "Speaks for the board"}])
def test_another_role_asks_for_its_yes_again(changed):
    organisation = make_organisation()
    ines = add_contact(organisation, by=None, role="general", role_words="", **INES)
    give_consent(ines, read=wording_of(ines))
    assert shown(organisation) == ["Ines Teste"]

    fields = {"role": "general", "role_words": "", "phone": "", **INES}
    update_contact(again(ines), by=None, **fields | changed)

    assert not again(ines).has_consented
    assert shown(organisation) == []


def test_saving_the_same_again_keeps_her_yes():
    ines = add_contact(make_organisation(), by=None, role="general", role_words="", **INES)
    give_consent(ines, read=wording_of(ines))

    fields = {"role": "general", "role_words": "", "phone": "", **INES}
    update_contact(again(ines), by=None, **fields)

    assert again(ines).has_consented
