"""The addresses of what was merged: pages and twins lead on, for whoever may follow."""

import pytest
from django.core.files.base import ContentFile

from clusterhub.api.tests.makers import bearer, make_secret
from clusterhub.directory.operations.merging import merge, undo_merge
from clusterhub.directory.tests.makers import make_editor, make_member, make_organisation
from clusterhub.directory.tests.reviewing import make_validator, sign_in

pytestmark = pytest.mark.django_db
OLD, NEW = "/organisations/gone", "/organisations/kept"
TWINS = ["/", ".json", "/members/", "/members.json", "/members.csv", "/members.xlsx"]
TWINS += ["/members/history/", "/logo.png"]


def make_two(is_published=True, **changes):
    return [make_organisation(is_published, name=name, **changes) for name in ("Kept", "Gone")]


def give_document(organisation, content=b"%PDF-1.7 strategy"):
    return organisation.documents.create(
        title="Strategy",
        file=ContentFile(content, "a.pdf"),
        bytes=len(content),
        sha256=str(content),
    )


@pytest.mark.parametrize("twin", TWINS)
def test_every_old_address_leads_to_its_twin(client, twin):
    merge(*make_two(), by=None)

    answer = client.get(f"{OLD}{twin}?page=2")

    assert (answer.status_code, answer.url) == (301, f"{NEW}{twin}?page=2")
    assert answer["Cache-Control"] == "private, max-age=600"


@pytest.mark.parametrize("twin", TWINS)
def test_an_old_address_tells_nobody_of_what_he_may_not_see(client, twin):
    kept, gone = make_two(is_published=False)
    merge(kept, gone, by=None)

    assert client.get(f"{OLD}{twin}").status_code == 404
    sign_in(client, make_editor(kept))
    assert client.get(f"{OLD}{twin}").status_code == 301


def test_the_address_of_a_document_leads_to_the_same_file(client):
    kept, gone = make_two()
    moves, stays = give_document(gone, b"%PDF-1.7 moves"), give_document(gone)
    give_document(kept)
    row = merge(kept, gone, by=None)

    for document, content in ((moves, b"%PDF-1.7 moves"), (stays, b"%PDF-1.7 strategy")):
        answer = client.get(f"{OLD}/documents/{document.pk}.pdf", follow=True)
        assert answer.redirect_chain == [(f"{NEW}/documents/{document.pk}.pdf", 301)]
        assert b"".join(answer.streaming_content) == content
    undo_merge(row, by=None)

    assert client.get(f"{NEW}/documents/{stays.pk}.pdf").status_code == 404
    assert client.get(f"{OLD}/documents/{stays.pk}.pdf").status_code == 200


def test_the_api_leads_on_as_the_page_does(client):
    kept, gone = make_two()
    merge(make_organisation(name="Third"), kept, by=None)
    merge(make_organisation(name="Fourth"), gone, by=None)
    secret = make_secret(make_validator())

    for headers in ({}, bearer(secret)):
        answer = client.get("/api/v1/organisations/gone", headers=headers)
        assert answer.status_code == 301
        assert answer["Location"].endswith("/api/v1/organisations/fourth")
        assert answer["Cache-Control"] == "private, max-age=600"
        assert answer.json()["error"]["code"] == "moved"


def test_the_api_tells_nobody_of_what_he_may_not_see(client):
    kept, gone = make_two(is_published=False)
    merge(kept, gone, by=None)
    headers = bearer(make_secret(make_editor(kept)))

    assert client.get("/api/v1/organisations/gone").status_code == 404
    assert client.get("/api/v1/organisations/gone", headers=headers).status_code == 301


def test_a_change_sent_to_an_old_address_is_to_be_sent_again_at_the_new_one(client):
    kept, gone = make_two()
    merge(kept, gone, by=None)
    headers = bearer(make_secret(make_editor(kept), may_write=True))
    sent = {"data": {"version": kept.version, "city": "Graz"}, "content_type": "application/json"}

    answer = client.patch("/api/v1/organisations/gone", **sent, headers=headers)
    kept.refresh_from_db()

    assert answer.status_code == 308
    assert answer["Location"].endswith("/api/v1/organisations/kept")
    assert kept.city == ""


@pytest.mark.parametrize("end", ["cluster_organisation", "organisation"])
def test_memberships_are_found_by_either_address(client, end):
    kept, gone = make_two()
    make_organisation(name="Elsewhere")
    make_member(kept, gone) if end == "organisation" else make_member(gone)
    other = make_organisation(name="Umbrella")
    make_member(other, gone)
    merge(kept, gone, by=None)

    found = [
        client.get(f"/api/v1/memberships?{end}={slug}").json()["memberships"]
        for slug in ("gone", "kept")
    ]

    assert found[0] == found[1] != []


DESKS = ["/edit/", "/edit/identity/", "/contacts/", "/documents/", "/editors/", "/standing/"]
DESKS += ["/history/", "/members/edit/", "/memberships/edit/", "/members/import/", "/names/"]


@pytest.mark.parametrize("desk", DESKS)
def test_a_desk_of_what_was_merged_leads_to_the_same_desk(client, desk):
    kept, gone = make_two(kind="cluster_organisation")
    editor = make_editor(gone)
    merge(kept, gone, by=None)
    sign_in(client, editor)

    answer = client.get(f"{OLD}{desk}?page=2")

    assert (answer.status_code, answer.url) == (302, f"{NEW}{desk}?page=2")
    assert client.get(f"{NEW}{desk}").status_code == 200


def test_a_desk_leads_nobody_into_what_is_not_hers(client):
    kept, gone = make_two()
    merge(kept, gone, by=None)

    assert "login" in client.get(f"{OLD}/edit/").url
    sign_in(client, make_editor(make_organisation()))
    assert client.get(f"{OLD}/edit/", follow=True).status_code == 403


def test_what_was_typed_for_a_merged_profile_is_not_written_into_the_other(client):
    kept, gone = make_two()
    editor = make_editor(gone)
    merge(kept, gone, by=None)
    sign_in(client, editor)

    answer = client.post(f"{OLD}/contacts/", {"name": "Ines", "audience": "public"}, follow=True)

    assert answer.redirect_chain == [(f"{NEW}/edit/", 302)]
    assert "Nothing was saved" in answer.content.decode()
    assert not kept.contacts.exists()
