"""How soon a change is found, with the keeper in a process of its own; and what a profile page asks."""

import subprocess
import sys
import time

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench.measuring import Meter, print_table, summed
from bench.store import ROOT
from clusterhub.directory.finding.asking import find
from clusterhub.directory.finding.wanted import Wanted
from clusterhub.directory.models import Organisation
from clusterhub.directory.operations import update_organisation

CHANGES, PATIENCE = 20, 60
PROFILES = 30


def run(title, meter, store):
    _profiles(title, meter)
    worker = subprocess.Popen(
        [sys.executable, "manage.py", "worker"], cwd=ROOT, stdout=subprocess.DEVNULL
    )
    try:
        _changes(title, store, Meter(worker.pid))
    finally:
        worker.terminate()
        worker.wait()


def _profiles(title, meter):
    client, counts, figures = Client(), [], []
    listed = Organisation.objects.listed().order_by("pk")
    clusters = listed.filter(kind="cluster_organisation")
    for organisation in [*clusters[:PROFILES], *listed[:PROFILES]]:
        address = organisation.get_absolute_url()
        with CaptureQueriesContext(connection) as queries:
            figures.append(meter.of(lambda address=address: client.get(address)))
        counts.append(len(queries))
    rows = [(max(counts), *[f"{figure:.1f}" for figure in summed(figures)])]
    columns = ["most statements", "p50 ms", "p95 ms", "most ms"]
    print_table(f"Profile page (limit: 8 statements): {title}", columns, rows)


def _changes(title, store, meter):
    """By the clock: from the commit of a change until a question finds it."""
    waits = []
    rows = Organisation.objects.listed().order_by("pk")
    _until_found(rows[0], PATIENCE)  # The worker has begun.
    cpu = meter.schedule.read_text().split()[0]
    for organisation in rows[: CHANGES * 50 : 50]:
        waits.append(_until_found(organisation, PATIENCE))
    cpu = (int(meter.schedule.read_text().split()[0]) - int(cpu)) / 1e6 / CHANGES
    seconds = [f"{wait:.2f}" for wait in summed(waits)]
    columns = ["p50 s", "p95 s", "worst s", "CPU of the worker for each, ms"]
    print_table(f"A change is found after: {title}", columns, [(*seconds, f"{cpu:.0f}")])


def _until_found(organisation, patience):
    word = f"zq{time.time_ns():x}"
    update_organisation(organisation, description=f"{word} {organisation.description}", by=None)
    start = time.monotonic()
    while time.monotonic() < start + patience:
        if find(Wanted(words=word), limit=1).ids == [organisation.pk]:
            return time.monotonic() - start
        time.sleep(0.02)
    raise RuntimeError(f"A change was not found within {patience} s.")
