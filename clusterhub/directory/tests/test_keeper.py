import os
import signal
import subprocess
import sys
import threading
import time
import weakref
from datetime import timedelta

import pytest
from django.db import connection, connections, transaction
from django.utils import timezone

from clusterhub.directory.finding import keeper as keeping
from clusterhub.directory.finding.asking import facet_counts
from clusterhub.directory.finding.keeper import Keeper, Occupied
from clusterhub.directory.finding.queries import term
from clusterhub.directory.finding.reader import (
    IndexUnavailable,
    changes_followed,
    folder_of_index,
    open_index,
)
from clusterhub.directory.finding.standing import note_differences, standing
from clusterhub.directory.finding.wanted import Wanted
from clusterhub.directory.models import Organisation, SearchChange
from clusterhub.directory.operations import note_change, update_organisation
from clusterhub.directory.tests.makers import make_country, make_organisation

pytestmark = [pytest.mark.django_db, pytest.mark.search]


@pytest.fixture
def by_worker(settings):
    """As on a running site: nobody but the keeper brings the index up to date."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    return settings


def found(word):
    return open_index().searcher.search(term("names", word), 1).count


def test_two_keepers_one_writes(by_worker):
    make_organisation(name="Alpha")

    with Keeper() as first:
        followed = first.follow()
        with pytest.raises(Occupied), Keeper():
            pass

    assert followed == 0  # Made anew, with everything that was there.
    assert found("alpha") == 1


def test_a_changed_organisation_is_there_once_and_by_its_new_name(by_worker):
    organisation = make_organisation(name="Alpha")

    with Keeper() as keeper:
        keeper.follow()
        update_organisation(organisation, name="Omega", by=None)
        keeper.follow()

    assert found("omega") == 1
    assert open_index().searcher.num_docs == 2  # With the mark.


def test_the_mark_stays_behind_what_may_still_become_visible(by_worker):
    make_organisation(name="Alpha")
    old = SearchChange.objects.order_by("pk").first()

    with Keeper() as keeper:
        keeper.follow()
        young = changes_followed()
        SearchChange.objects.filter(pk=old.pk).update(at=timezone.now() - timedelta(hours=1))
        keeper.follow()

    assert young == 0
    assert changes_followed() == old.pk


def test_followed_changes_are_forgotten_after_a_week_but_the_mark_is_kept(by_worker):
    for name in ("Alpha", "Beta"):
        make_organisation(name=name)
    SearchChange.objects.update(at=timezone.now() - timedelta(days=8))
    newest = SearchChange.objects.order_by("pk").last()

    with Keeper() as keeper:
        keeper.follow()
        make_organisation(name="Gamma")
        SearchChange.objects.filter(pk__gt=newest.pk).update(at=timezone.now())
        keeper.follow()
        SearchChange.objects.filter(pk__gt=newest.pk).update(at=timezone.now() - timedelta(hours=1))
        keeper.follow()

    assert not SearchChange.objects.filter(pk__lt=newest.pk).exists()
    assert found("gamma") == 1


def test_an_index_that_missed_more_than_is_written_down_is_made_anew(by_worker):
    make_organisation(name="Alpha")
    SearchChange.objects.update(at=timezone.now() - timedelta(hours=1))
    with Keeper() as keeper:
        keeper.follow()
        before = folder_of_index()
    make_organisation(name="Beta")
    SearchChange.objects.all().delete()

    with Keeper() as keeper:
        keeper.follow()

    assert folder_of_index() != before
    assert found("beta") == 1


def test_what_was_counted_of_an_older_state_is_let_go(by_worker):
    make_organisation(name="Alpha")
    with Keeper() as keeper:
        keeper.follow()
        facet_counts(Wanted(), ["kind"])
        older = weakref.ref(open_index())
        make_organisation(name="Beta")
        keeper.follow()

        counts = facet_counts(Wanted(), ["kind"])

    assert counts == {"kind": [("cluster_organisation", 2)]}
    assert older() is None  # Or its files would stay open.


def test_doctor_counts_what_waits_and_the_comparison_mends_what_nobody_noted(by_worker):
    organisation = make_organisation(name="Alpha", country=make_country())
    with Keeper() as keeper:
        keeper.follow()
        Organisation.objects.filter(pk=organisation.pk).update(kind="sme")  # Past the operations.

        different = note_differences()
        keeper.follow()

    assert different == [("cluster_organisation", "AT"), ("sme", "AT")]
    assert note_differences() == []
    assert (standing().count, standing().behind) == (1, 0)


def test_of_a_kind_that_differs_only_who_differs_is_noted(by_worker):
    for number in range(6):
        make_organisation(name=f"Alpha {number}", kind="sme", country=make_country())
    lost = Organisation.objects.order_by("pk")[2:4]
    with Keeper() as keeper:
        keeper.follow()
        Organisation.objects.filter(pk__in=[row.pk for row in lost]).update(kind="university")
        SearchChange.objects.all().delete()

        note_differences()

    runs = list(SearchChange.objects.values_list("first_pk", "last_pk"))
    assert runs == [(lost[0].pk, lost[1].pk)]


@pytest.mark.concurrency
@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(
    "connection.vendor != 'postgresql'", reason="SQLite lets one transaction write at a time."
)
def test_changes_that_commit_out_of_order_are_both_found(by_worker):
    first, second = make_organisation(name="Alpha"), make_organisation(name="Beta")
    has_number, may_commit = threading.Event(), threading.Event()

    def slowly():
        with transaction.atomic():
            Organisation.objects.filter(pk=first.pk).update(name="Omega")
            note_change(first)
            has_number.set()
            may_commit.wait(10)
        connections.close_all()

    with Keeper() as keeper:
        keeper.follow()
        late = threading.Thread(target=slowly)
        late.start()
        has_number.wait(10)
        update_organisation(second, name="Psi", by=None)
        keeper.follow()
        may_commit.set()
        late.join()
        keeper.follow()

    assert (found("omega"), found("psi")) == (1, 1)


KEEPER = """
import django; django.setup()
from django.conf import settings
from pathlib import Path
settings.SEARCH_DIR = Path({folder!r})
from clusterhub.directory.finding.keeper import Keeper
with Keeper() as keeper:
    keeper.follow()
    commit = keeper._commit
    def stop():
        print("before the commit", flush=True)
        import time; time.sleep(60)
    keeper._commit = stop
    print("ready", flush=True)
    while True:
        keeper.follow()
"""


@pytest.mark.concurrency
@pytest.mark.django_db(transaction=True)
def test_a_keeper_killed_between_reading_and_committing_loses_nothing(by_worker, tmp_path):
    organisation = make_organisation(name="Alpha")
    process = subprocess.Popen(
        [sys.executable, "-c", KEEPER.format(folder=str(by_worker.SEARCH_DIR))],
        env=os.environ | {"DATABASE_URL": _address(), "CLUSTERHUB_TASKS": "database"},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout.readline() == "ready\n"
    update_organisation(organisation, name="Omega", by=None)
    assert process.stdout.readline() == "before the commit\n"

    process.send_signal(signal.SIGKILL)
    process.wait()
    before = (found("alpha"), found("omega"))
    with Keeper() as keeper:
        keeper.follow()

    assert before == (1, 0)
    assert (found("alpha"), found("omega")) == (1, 1)  # Its former name finds it, too.


def _address():
    values = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{values['NAME']}"
    host = values["HOST"]
    place = f"%2F{host.lstrip('/').replace('/', '%2F')}" if host.startswith("/") else host
    port = f":{values['PORT']}" if values["PORT"] else ""
    return f"postgresql://{values['USER']}:{values['PASSWORD']}@{place}{port}/{values['NAME']}"


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_change_is_found_within_two_seconds(by_worker, monkeypatch):
    organisation = make_organisation(name="Alpha")
    is_over = threading.Event()
    thread = threading.Thread(target=_keep_and_close, args=[lambda: not is_over.is_set()])
    thread.start()
    try:
        _wait_for("alpha", 20)
        update_organisation(organisation, name="Omega", by=None)
        started = time.monotonic()

        _wait_for("omega", 20)
        seconds = time.monotonic() - started
    finally:
        is_over.set()
        thread.join()

    assert seconds < 2


def _keep_and_close(goes_on):
    keeping.keep(goes_on)
    connections.close_all()


def _wait_for(word, seconds):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            if found(word):
                return
        except IndexUnavailable:
            pass
        time.sleep(0.05)
    raise AssertionError(f"{word} was not found within {seconds} s.")
