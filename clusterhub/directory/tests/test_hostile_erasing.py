"""What is erased is gone: the name of a person from history, a twin and a list with its profile."""

import json
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from clusterhub.accounts.operations import close_account
from clusterhub.activity.models import Entry
from clusterhub.directory.models import Level, Organisation, Revision
from clusterhub.directory.operations import editors
from clusterhub.directory.operations.criteria import ask_opinion
from clusterhub.directory.operations.erasing import erase_organisation
from clusterhub.directory.operations.member_lists import bring_member_list
from clusterhub.directory.operations.merging import merge
from clusterhub.directory.operations.profile import save_part
from clusterhub.directory.tests.makers import (
    make_appearance,
    make_editor,
    make_organisation,
    make_person,
)
from clusterhub.directory.tests.reviewing import make_submission, make_validator
from clusterhub.directory.tests.tying import again

pytestmark = pytest.mark.django_db


def test_who_closes_her_account_is_named_neither_in_history_nor_in_the_trail_of_others():
    organisation = make_organisation()
    ines, owner = make_editor(organisation, name="Ines Teste"), make_editor(organisation)
    namesake = make_editor(organisation, name="Ines Teste")
    for person, city in ((ines, "Linz"), (namesake, "Graz")):
        save_part(organisation, part="place", fields={"city": city}, by=person)
        editors.change_level(
            organisation.editorships.get(editor=person), level=Level.EDITOR, by=owner
        )
    editors.end_editorship(organisation.editorships.get(editor=ines), by=owner)

    close_account(ines)

    by = list(Revision.objects.order_by("number").values_list("by_label", flat=True))
    said = [entry.details.get("editor") for entry in Entry.objects.order_by("pk")]
    assert by == ["as first listed", "closed account", "Ines Teste"]
    assert [name for name in said if name] == ["closed account", "Ines Teste", "closed account"]


def test_a_validator_who_was_asked_and_closes_her_account_is_not_named_in_the_trail():
    submission, asked = make_submission(), make_validator()
    asked.name = "Vera Teste"
    asked.save()
    ask_opinion(submission, of=asked, question="What do you see?", by=make_validator())

    close_account(asked)

    assert "Vera" not in json.dumps(list(Entry.objects.values("details", "actor_label")))


def test_with_a_profile_goes_what_was_merged_into_it():
    kept, gone, said = make_organisation(name="Timber"), make_organisation(), make_organisation()
    person = make_person()
    save_part(gone, part="place", fields={"city": "Linz"}, by=None)
    save_part(said, part="place", fields={"city": "Graz"}, by=None)
    for each in (gone, said):
        merge(again(kept), again(each), by=None)
    make_appearance(person, again(said))

    erase_organisation(again(kept), name_typed="Timber", by=None)

    assert list(Organisation.objects.values_list("pk", "city")) == [(said.pk, "")]
    assert not Revision.objects.exists()


def test_with_a_profile_goes_the_list_of_members_that_waits(django_capture_on_commit_callbacks):
    cluster = make_organisation(name="Timber")
    file = SimpleUploadedFile("members.csv", b"name;phone\nTimber GmbH;+43 1 234567\n")
    path = Path(bring_member_list(cluster, file=file, by=make_editor(cluster)).file.path)
    was_there = path.exists()

    with django_capture_on_commit_callbacks(execute=True):
        erase_organisation(cluster, name_typed="Timber", by=None)

    assert was_there
    assert not path.exists()
