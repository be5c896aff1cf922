"""Clicked twice, or while somebody was faster: back to the page with a word, and nothing else goes."""

from datetime import date

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from clusterhub.accounts.models import Role
from clusterhub.accounts.tests.makers import make_user
from clusterhub.directory.models import Level, Participation
from clusterhub.directory.operations.editors import invite_editor
from clusterhub.directory.tests.makers import (
    make_contact,
    make_editor,
    make_member,
    make_organisation,
    make_person,
)
from clusterhub.directory.tests.reviewing import address, sign_in, words

pytestmark = pytest.mark.django_db


def _label(organisation):
    days = {"issued_on": date(2026, 1, 1), "valid_until": date(2028, 1, 1)}
    return organisation.labels.create(level="silver", **days)


def _document(organisation):
    return organisation.documents.create(
        title="Plan", file=ContentFile(b"%PDF-", "a.pdf"), bytes=5, sha256="0"
    )


def _name(organisation):
    return organisation.other_names.create(name="Holztal", kind="local")


def _editor(organisation):
    return organisation.editorships.create(editor=make_user(), level=Level.EDITOR)


def _invitation(organisation):
    owner = organisation.editorships.first().editor
    return invite_editor(organisation, email="a@b.example", level=Level.EDITOR, by=owner)


ROWS = {
    "label-removal": (_label, "labels"),
    "contact-removal": (make_contact, "contacts"),
    "document-removal": (_document, "documents"),
    "own-name-removal": (_name, "own-names"),
    "editorship-end": (_editor, "editors"),
    "invitation-withdrawal": (_invitation, "editors"),
}


@pytest.mark.parametrize("name", ROWS)
def test_what_is_removed_twice_says_so_and_takes_nothing_else(client, name):
    make, page = ROWS[name]
    organisation, other = make_organisation(), make_organisation()
    sign_in(client, make_editor(organisation))
    make_editor(other)
    row, kept = make(organisation), make(other)
    link = address(name, organisation.slug, row.pk)

    first, second = client.post(link), client.post(link, follow=True)
    foreign = client.post(address(name, organisation.slug, kept.pk), follow=True)

    assert first.url == address(page, organisation.slug)
    for answer in (second, foreign):
        assert answer.redirect_chain == [(address(page, organisation.slug), 302)]
        assert "already." in words(answer)
    kept.refresh_from_db()
    assert not getattr(kept, "ended_at", None) and not getattr(kept, "withdrawn_at", None)


def test_who_leaves_twice_reads_that_she_has(client):
    draft = make_organisation(is_published=False)
    person = make_editor(draft)
    sign_in(client, person)
    link = address("editorship-end", draft.slug, draft.editorships.get().pk)

    client.post(link)
    again = client.post(link, follow=True)

    assert again.redirect_chain == [(address("mine"), 302)]
    assert "You have left already." in words(again)


@pytest.mark.parametrize("name", ["editorship-level", "handing-over"])
def test_nothing_is_given_to_who_is_gone(client, name):
    organisation = make_organisation()
    sign_in(client, make_editor(organisation))
    gone = _editor(organisation)
    gone.ended_at = timezone.now()
    gone.save()

    answer = client.post(address(name, organisation.slug, gone.pk), {"level": "admin"}, follow=True)

    assert "This person no longer keeps the profile." in words(answer)
    assert organisation.editorships.current().count() == 1


def test_a_tie_that_the_other_side_removed_is_gone(client):
    organisation = make_organisation()
    sign_in(client, make_editor(organisation))
    tie = make_member(organisation)
    link = address("member-change", organisation.slug, tie.pk, "removal")
    tie.delete()

    answer = client.post(link, follow=True)

    assert "It was removed already." in words(answer)
    assert not Participation.objects.exists()


def test_the_editors_desk_says_so_too(client):
    sign_in(client, make_user(roles=[Role.EDITOR]))
    organisation = make_organisation()
    person = make_person(organisation=organisation)
    row, tie = _name(organisation), person.affiliations.get()

    for link, said in (
        (address("remove-other-name", organisation.slug, row.pk), "It was removed already."),
        (address("end-affiliation", person.slug, tie.pk), "It has ended already."),
    ):
        first, second = client.post(link, follow=True), client.post(link, follow=True)
        assert said not in words(first)
        assert said in words(second)
