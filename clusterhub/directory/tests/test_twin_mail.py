"""Who is told by mail that two profiles became one, or are two again, and of a second look."""

import pytest
from django.core import mail

from clusterhub.directory.kinds import Part
from clusterhub.directory.models import Level
from clusterhub.directory.operations.looks import end_look
from clusterhub.directory.operations.merging import merge, undo_merge
from clusterhub.directory.operations.profile import save_part
from clusterhub.directory.states import State
from clusterhub.directory.tests.makers import make_editor, make_organisation
from clusterhub.directory.tests.reviewing import make_cluster, make_validator

pytestmark = pytest.mark.django_db


@pytest.fixture
def commit(django_capture_on_commit_callbacks):
    """Mail leaves when the transaction is through."""

    def run(operation, *records, **values):
        with django_capture_on_commit_callbacks(execute=True):
            return operation(*records, **values)

    return run


def make_two(**gone):
    kept = make_organisation(name="Timber\nValley")
    return kept, make_organisation(**{"name": "Holztal"} | gone)


def addresses():
    return sorted(message.to[0] for message in mail.outbox)


def test_administrators_of_both_are_told_of_a_merge_and_of_its_undoing(commit):
    kept, gone = make_two()
    first, second, judge = make_editor(kept), make_editor(gone), make_validator()
    make_editor(gone, Level.EDITOR)
    make_editor(gone, is_active=False)

    row = commit(merge, kept, gone, by=judge)
    merged, mail.outbox = mail.outbox, []
    commit(undo_merge, row, by=judge)

    assert sorted(message.to for message in merged) == sorted([[first.email], [second.email]])
    assert addresses() == sorted([first.email, second.email])
    assert merged[0].subject == "Merged: Holztal and Timber Valley"
    assert mail.outbox[0].subject == "Two profiles again: Holztal and Timber Valley"
    for message in merged + mail.outbox:
        assert str(judge) in message.body
        assert f"merge {row.pk}" in message.body
        for organisation in (kept, gone):
            assert f"{organisation.get_absolute_url()}\n" in message.body


def test_who_keeps_both_is_told_once_and_who_decided_not_at_all(commit):
    kept, gone = make_two()
    judge, other = make_validator(), make_editor(kept)
    for organisation in (kept, gone):
        organisation.editorships.create(editor=judge, level=Level.ADMINISTRATOR)
    gone.editorships.create(editor=other, level=Level.ADMINISTRATOR)

    commit(merge, kept, gone, by=judge)

    assert addresses() == [other.email]
    assert "You are an administrator of the one" in mail.outbox[0].body


def test_who_does_not_keep_what_is_left_reads_that(commit):
    kept, gone = make_two(is_published=False)
    person = make_editor(gone)

    commit(merge, kept, gone, by=None)

    assert addresses() == [person.email]
    assert "You do not keep the profile" in mail.outbox[0].body


def test_validators_are_told_of_a_second_look_and_its_people_of_the_answer(commit):
    organisation, owner = make_cluster(State.PUBLISHED, name="Timber Valley")
    judge = make_validator()

    for name in ("Timber Peaks", "Timber Hills"):
        commit(save_part, organisation, part=Part.IDENTITY, fields={"name": name}, by=owner)
    asked, mail.outbox = mail.outbox, []
    commit(end_look, organisation.submissions.get(), by=judge)

    assert [message.to for message in asked] == [[judge.email]]
    assert "/validation/looks/" in asked[0].body
    assert addresses() == [owner.email]
    assert "looked at again because you had changed" in mail.outbox[0].body
