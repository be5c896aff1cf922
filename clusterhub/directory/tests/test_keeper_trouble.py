"""What the keeper of the index does when the disk is full, or somebody takes the index away."""

import os
import shutil
import subprocess
import sys

import pytest

from clusterhub.directory.finding.keeper import Keeper, Occupied
from clusterhub.directory.finding.reader import IndexUnavailable, folder_of_index, open_index
from clusterhub.directory.operations import update_organisation
from clusterhub.directory.tests.makers import make_organisation
from clusterhub.directory.tests.test_keeper import _address, by_worker, found

__all__ = ["by_worker"]
pytestmark = [pytest.mark.django_db, pytest.mark.search]


def test_an_index_that_is_taken_away_is_made_anew_also_when_nothing_changes(by_worker, client):
    make_organisation(name="Alpha")

    with Keeper() as keeper:
        keeper.follow()
        shutil.rmtree(folder_of_index())
        with pytest.raises(IndexUnavailable):
            open_index()
        page = client.get("/organisations/").content.decode()
        keeper.follow()

    assert "The search is being prepared" in page
    assert "Alpha" in page
    assert found("alpha") == 1


def test_a_keeper_whose_whole_folder_is_gone_takes_the_lock_again(by_worker):
    make_organisation(name="Alpha")

    with Keeper() as keeper:
        keeper.follow()
        shutil.rmtree(by_worker.SEARCH_DIR)
        keeper.follow()
        with pytest.raises(Occupied), Keeper():
            pass

    assert found("alpha") == 1


def test_a_keeper_whose_folder_another_has_taken_over_steps_back(by_worker):
    make_organisation(name="Alpha")

    with Keeper() as first:
        first.follow()
        shutil.rmtree(by_worker.SEARCH_DIR)
        with Keeper() as second:
            second.follow()
            with pytest.raises(Occupied):
                first.follow()

    assert found("alpha") == 1


@pytest.mark.parametrize("name", ["meta.json", "current"])
def test_a_damaged_index_is_asked_by_nobody_and_made_anew(by_worker, client, name):
    make_organisation(name="Alpha")
    with Keeper() as keeper:
        keeper.follow()
    folder = by_worker.SEARCH_DIR if name == "current" else folder_of_index()
    (folder / name).write_text("nonsense")

    page = client.get("/organisations/").content.decode()
    with Keeper() as keeper:
        keeper.follow()

    assert "The search is being prepared" in page
    assert found("alpha") == 1


BEGINNING = """
import django; django.setup()
from django.conf import settings
from pathlib import Path
settings.SEARCH_DIR = Path({folder!r})
import resource, sys, time
from clusterhub.directory.finding import keeper as keeping
from clusterhub.directory.finding.keeper import Keeper
"""
# A limit for files of this process does what a full disk does, and harms nobody else.
FULL = """
keeping.STANDBY_SECONDS = keeping.LOOK_SECONDS = 0.1
most, turns = resource.getrlimit(resource.RLIMIT_FSIZE)[1], iter(range(10))
def goes_on():
    # Asked before the lock is taken and before each look: one look without room, and one with it.
    turn = next(turns)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100 if turn < 2 else most, most))
    return turn < 4
with Keeper() as keeper:
    keeper.follow()
print("kept", flush=True)
sys.stdin.readline()
keeping.keep(goes_on)
print("still here", flush=True)
"""
KILLED = """
with Keeper() as keeper:
    keeper.follow()
    def stop():
        print("before the commit", flush=True)
        time.sleep(60)
    keeper._commit = stop
    keeper.rebuild()
"""


def started(script, folder, errors=subprocess.DEVNULL):
    return subprocess.Popen(
        [sys.executable, "-c", BEGINNING.format(folder=str(folder)) + script],
        env=os.environ | {"DATABASE_URL": _address(), "CLUSTERHUB_TASKS": "database"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=errors,
        text=True,
    )


@pytest.mark.concurrency
@pytest.mark.django_db(transaction=True)
def test_on_a_full_disk_the_keeper_says_so_and_goes_on_when_there_is_room(by_worker, client):
    organisation = make_organisation(name="Alpha")
    process = started(FULL, by_worker.SEARCH_DIR, errors=subprocess.STDOUT)
    while process.stdout.readline() != "kept\n":
        assert process.poll() is None
    update_organisation(organisation, name="Omega", by=None)

    said, _nothing = process.communicate("\n", timeout=120)

    lines = said.splitlines()
    assert lines[-1] == "still here"
    assert "No room is left for the search index in " in said
    assert "Traceback" not in said
    assert found("omega") == 1
    assert client.get("/organisations/").status_code == 200


@pytest.mark.concurrency
@pytest.mark.django_db(transaction=True)
def test_a_rebuild_that_is_killed_leaves_the_old_index_and_its_rest_is_cleared(by_worker):
    make_organisation(name="Alpha")
    process = started(KILLED, by_worker.SEARCH_DIR)
    assert process.stdout.readline() == "before the commit\n"

    process.kill()
    process.wait()
    folders = [each for each in by_worker.SEARCH_DIR.iterdir() if each.is_dir()]
    before = found("alpha")
    with Keeper() as keeper:
        keeper.rebuild()

    assert (len(folders), before, found("alpha")) == (2, 1, 1)
    assert [each for each in by_worker.SEARCH_DIR.iterdir() if each.is_dir()] == [folder_of_index()]
