from datetime import timedelta

from django.utils import timezone
from django_tasks import task

from clusterhub.accounts.models import User
from clusterhub.directory.models import ImportBatch, ImportPurpose, ImportState
from clusterhub.directory.operations import member_lists

SILENT = timedelta(minutes=5)  # Longer than any chunk takes.
KEPT = timedelta(days=30)  # A list that nobody takes over is let go.


@task()
def read_member_list(pk):
    """Judge a list that was brought; one that is let go meanwhile is left alone."""
    if batch := _batch(pk):
        member_lists.read_member_list(batch)


@task()
def take_member_list(pk):
    """Take over what was decided, for the one who said so."""
    if batch := _batch(pk):
        author = User.objects.filter(pk=batch.columns.get("taken_by"), is_active=True).first()
        if author is None:
            member_lists.stop_taking(batch)
        else:
            member_lists.take_member_list(batch, by=author)


def go_on_with_member_lists():
    """By the clock: what was never begun, what a killed worker left behind, and what nobody wants."""
    batches = ImportBatch.objects.filter(purpose=ImportPurpose.MEMBERS)
    go_on_with(batches, read_member_list, take_member_list, member_lists.cancel_member_list)


def go_on_with(batches, read, take, let_go):
    """The same for any kind of list."""
    now = timezone.now()
    silent_since = now - SILENT
    waiting = batches.filter(state=ImportState.WAITING, uploaded_at__lt=silent_since)
    reading = batches.filter(state=ImportState.READING, beat_at__lt=silent_since)
    for batch in [*waiting[:10], *reading[:10]]:
        read.enqueue(batch.pk)
    for batch in batches.filter(state=ImportState.APPLYING, beat_at__lt=silent_since)[:10]:
        take.enqueue(batch.pk)
    for batch in batches.filter(state=ImportState.PREVIEWED, uploaded_at__lt=now - KEPT)[:10]:
        let_go(batch, by=None)


def _batch(pk):
    rows = ImportBatch.objects.select_related("cluster_organisation", "uploaded_by")
    return rows.filter(pk=pk, purpose=ImportPurpose.MEMBERS).first()
