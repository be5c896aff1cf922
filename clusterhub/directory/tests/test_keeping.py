"""What the clock finds: profiles that nobody keeps, and an index that says something else."""

import pytest
from django.utils.module_loading import import_string

from clusterhub.accounts.operations import close_account
from clusterhub.activity.models import Entry
from clusterhub.directory.finding.keeper import Keeper
from clusterhub.directory.jobs.freshness import mark_claimable, note_differences
from clusterhub.directory.models import Level, Organisation, SearchChange, State
from clusterhub.directory.operations.profile import confirm_everything
from clusterhub.directory.tests.makers import (
    make_country,
    make_editor,
    make_organisation,
    make_organisation_in,
)
from clusterhub.home.timetable import TIMETABLE

pytestmark = pytest.mark.django_db


def claimable():
    return set(Organisation.objects.filter(is_claimable=True).values_list("pk", flat=True))


def test_a_closed_account_leaves_its_profile_to_be_claimed():
    kept, left = make_organisation(), make_organisation()
    make_editor(kept)
    owner = make_editor(left)
    confirm_everything(left, by=owner)
    mark_claimable()
    before = claimable()
    close_account(owner)

    mark_claimable()
    mark_claimable()

    assert (before, claimable()) == (set(), {left.pk})
    line = Entry.objects.about(left).get(verb="lost the last administrator of")
    assert line.actor is None


def test_an_editor_is_no_administrator_and_a_switched_off_account_is_nobody():
    edited, asleep = make_organisation(), make_organisation()
    make_editor(edited, Level.EDITOR)
    make_editor(asleep, is_active=False)

    mark_claimable()

    assert claimable() == {edited.pk, asleep.pk}


def test_who_has_an_administrator_again_is_not_claimable():
    organisation = make_organisation(is_claimable=True)
    make_editor(organisation)

    mark_claimable()

    assert claimable() == set()


def test_what_is_not_listed_is_offered_to_nobody():
    make_organisation_in(State.DRAFT)
    make_organisation_in(State.ARCHIVED)

    mark_claimable()

    assert claimable() == set()


@pytest.mark.search
def test_what_search_has_lost_is_noted_and_a_missing_index_is_no_reason_to(settings, tmp_path):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    make_organisation(country=make_country())
    with Keeper() as keeper:
        keeper.follow()
    Organisation.objects.update(kind="sme")  # Past every operation, so that nobody knows.
    before = SearchChange.objects.count()

    note_differences()

    assert SearchChange.objects.count() == before + 1
    settings.SEARCH_DIR = tmp_path / "nowhere"
    note_differences()
    assert SearchChange.objects.count() == before + 1


def test_every_job_of_the_timetable_is_there():
    assert all(callable(import_string(entry.task_path)) for entry in TIMETABLE)
