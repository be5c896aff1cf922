"""Who calls itself part of another body needs that one's word."""

import pytest
from django.urls import reverse

from clusterhub.accounts.models import Role
from clusterhub.accounts.tests.makers import make_user
from clusterhub.api.tests.makers import bearer, make_secret
from clusterhub.directory.kinds import Part
from clusterhub.directory.models import PartWord
from clusterhub.directory.operations.merging import merge
from clusterhub.directory.operations.organisations import update_organisation
from clusterhub.directory.operations.part_words import say_part
from clusterhub.directory.operations.profile import save_part
from clusterhub.directory.refusals import AlreadyDecided, NotTheOwner
from clusterhub.directory.tests.makers import make_editor, make_organisation
from clusterhub.directory.tests.reviewing import make_validator, sign_in
from clusterhub.directory.tests.tying import again

pytestmark = pytest.mark.django_db
MARK = "says so itself, not confirmed"


def make_claim():
    """A small firm says that it is part of a ministry; each has its own people."""
    ministry = make_organisation(name="Ministry", kind="public_authority")
    firm = make_organisation(name="Firm", kind="sme")
    keeper, owner = make_editor(ministry), make_editor(firm)
    save_part(again(firm), part=Part.IDENTITY, fields={"parent": ministry}, by=owner)
    return again(ministry), again(firm), keeper, owner


def page(client, organisation):
    return client.get(organisation.get_absolute_url()).content.decode()


def data(client, organisation):
    return client.get(reverse("directory:organisation-json", args=[organisation.slug])).json()


def twin(client, organisation):
    body = client.get(f"/api/v1/organisations/{organisation.slug}").json()
    return body["parent"] and body["parent"]["name"], body["parent_is_mutual"]


def test_what_only_the_part_says_is_marked_as_such_everywhere(client):
    ministry, firm, _keeper, _owner = make_claim()

    assert MARK in page(client, firm)
    assert MARK in page(client, ministry)
    assert data(client, firm)["parent"]["is_mutual"] is False
    assert [row["is_mutual"] for row in data(client, ministry)["parts"]] == [False]
    assert twin(client, firm) == ("Ministry", False)
    assert "parentOrganization" not in page(client, firm)


def test_the_body_above_says_yes_at_its_desk(client):
    ministry, firm, keeper, _owner = make_claim()
    sign_in(client, keeper)
    assert "Firm" in client.get(f"/organisations/{ministry.slug}/edit/").content.decode()

    client.post(f"/organisations/{ministry.slug}/parts/{firm.pk}/", {"answer": "yes"})

    assert MARK not in page(client, firm) + page(client, ministry)
    assert twin(client, firm) == ("Ministry", True)
    assert "parentOrganization" in page(client, firm)
    desk = client.get(f"/organisations/{ministry.slug}/edit/").content.decode()
    assert "Who say that they are part" not in desk


def test_the_body_above_says_no_and_it_is_shown_no_longer(client):
    ministry, firm, keeper, owner = make_claim()

    say_part(ministry, firm, is_yes=False, by=keeper)

    assert "Ministry" not in page(client, firm)
    assert "Its parts" not in page(client, ministry)
    assert twin(client, firm) == (None, False)
    assert (data(client, firm)["parent"], data(client, ministry)["parts"]) == (None, [])
    save_part(again(firm), part=Part.IDENTITY, fields={"parent": None}, by=owner)
    save_part(again(firm), part=Part.IDENTITY, fields={"parent": ministry}, by=owner)
    assert "Ministry" not in page(client, firm)  # Saying it once more does not help.


def test_who_keeps_both_speaks_for_both():
    ministry = make_organisation(name="Ministry", kind="public_authority")
    firm = make_organisation(name="Firm", kind="sme")
    both = make_editor(ministry)
    firm.editorships.create(editor=both, level="admin")

    save_part(firm, part=Part.IDENTITY, fields={"parent": ministry}, by=both)

    assert PartWord.objects.get().is_yes


def test_the_platform_speaks_for_both_too():
    ministry = make_organisation(name="Ministry", kind="public_authority")
    update_organisation(make_organisation(), by=make_user(roles=[Role.EDITOR]), parent=ministry)
    make_organisation(parent=ministry)

    assert [word.is_yes for word in PartWord.objects.all()] == [True, True]


def test_another_body_above_has_said_nothing_yet():
    ministry, firm, keeper, owner = make_claim()
    say_part(ministry, firm, is_yes=True, by=keeper)
    other = make_organisation(name="Other", kind="public_authority")

    save_part(again(firm), part=Part.IDENTITY, fields={"parent": other}, by=owner)

    assert not PartWord.objects.filter(parent=other).exists()
    with pytest.raises(AlreadyDecided):
        say_part(ministry, firm, is_yes=True, by=keeper)


def test_a_word_goes_with_a_merge():
    ministry, firm, keeper, _owner = make_claim()
    say_part(ministry, firm, is_yes=True, by=keeper)
    kept = make_organisation(name="New ministry", kind="public_authority")

    merge(kept, ministry, by=None)

    word = PartWord.objects.get()
    assert (word.parent_id, again(firm).parent_id) == (kept.pk, kept.pk)


WHO = {"visitor": 302, "member": 403, "part": 403, "validator": 403, "keeper": 302, "editor": 302}


@pytest.mark.parametrize("who", WHO)
def test_who_may_answer(client, who):
    ministry, firm, keeper, owner = make_claim()
    people = {"member": make_user(), "part": owner, "keeper": keeper}
    people |= {"validator": make_validator(), "editor": make_user(roles=[Role.EDITOR])}
    if who != "visitor":
        sign_in(client, people[who])

    door = f"/organisations/{ministry.slug}/parts/{firm.pk}/"

    assert client.post(door, {"answer": "yes"}).status_code == WHO[who]
    assert PartWord.objects.exists() == (who in ("keeper", "editor"))
    assert client.get(door).status_code in (405, 302)


def test_the_operation_asks_itself():
    ministry, firm, _keeper, owner = make_claim()

    with pytest.raises(NotTheOwner):
        say_part(ministry, firm, is_yes=True, by=owner)


def test_a_body_answers_only_who_names_it(client):
    ministry, _firm, keeper, _owner = make_claim()
    stranger = make_organisation()
    sign_in(client, keeper)

    door = f"/organisations/{ministry.slug}/parts/{stranger.pk}/"
    assert client.post(door, {"answer": "yes"}).status_code == 404


def test_a_claim_by_the_api_is_one_sided_too(client):
    ministry = make_organisation(name="Ministry", kind="public_authority")
    firm = make_organisation(name="Firm", kind="sme")
    secret = make_secret(make_editor(firm), may_write=True)

    body = {"version": firm.version, "parent": ministry.slug}
    told = client.patch(
        f"/api/v1/organisations/{firm.slug}",
        body,
        content_type="application/json",
        headers=bearer(secret),
    ).json()

    assert (told["parent"]["slug"], told["parent_is_mutual"]) == (ministry.slug, False)
