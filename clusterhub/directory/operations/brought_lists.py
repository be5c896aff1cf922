"""What lists of members and lists of whole directories have in common from the upload to the last row."""

from hashlib import sha256

from django.conf import settings
from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from clusterhub.directory.models import ImportBatch, ImportRow, ImportState, RowDecision
from clusterhub.directory.refusals import AlreadyDecided, TooLarge, TooManyLists

MOST_OPEN_LISTS = 5
OPEN = (ImportState.WAITING, ImportState.READING, ImportState.PREVIEWED, ImportState.APPLYING)
TAKEN = (RowDecision.TAKE, RowDecision.SAME_AS)


def demand_size(file):
    if file.size > settings.IMPORT_MAX_BYTES:
        raise TooLarge


def demand_few_open(batches):
    if batches.filter(state__in=OPEN).count() >= MOST_OPEN_LISTS:
        raise TooManyLists


def keep_list(file, *, purpose, columns, by, cluster_organisation=None):
    """Keep an uploaded file to be read; its bytes are what it is known by."""
    digest = sha256()
    for piece in file.chunks():
        digest.update(piece)
    batch = ImportBatch(
        purpose=purpose,
        cluster_organisation=cluster_organisation,
        file_name=str(file.name)[:200],
        bytes=file.size,
        sha256=digest.hexdigest(),
        uploaded_by=by,
        columns=columns,
    )
    # The name is the browser's word; what it is, its content says.
    batch.file.save(f"{purpose}.table", file, save=False)
    batch.save()
    return batch


@transaction.atomic
def begin(batch, states, state):
    """Whether the work on it may begin, or begin again."""
    lock_batch(batch)
    if batch.state not in states:
        return False
    batch.state, batch.beat_at = state, timezone.now()
    batch.save(update_fields=["state", "beat_at"])
    return True


def lock_batch(batch):
    batch.refresh_from_db(from_queryset=ImportBatch.objects.select_for_update())


def demand_state(batch, *states):
    if batch.state not in states:
        raise AlreadyDecided


def refuse(batch, code, values):
    batch.rows.all().delete()
    batch.state, batch.words = ImportState.REFUSED, code
    batch.columns |= {"refusal": [code, values]}
    batch.save(update_fields=["state", "words", "columns"])
    forget_file(batch)


def beat(batch, **values):
    values["beat_at"] = timezone.now()
    for name, value in values.items():
        setattr(batch, name, value)
    batch.save(update_fields=list(values))


def verdict_counts(batch):
    return dict(batch.rows.order_by().values_list("verdict").annotate(Count("pk")))


def keep_decisions(batch, decisions, may):
    """`decisions` by number of row; what `may` refuses stays as it was."""
    changed = []
    for row in batch.rows.filter(number__in=decisions, done_at=None):
        if may(row, decisions[row.number]):
            row.decision = decisions[row.number]
            changed.append(row)
    ImportRow.objects.bulk_update(changed, ["decision"], batch_size=500)
    return len(changed)


def keep_one_decision(batch, verdict, decision, may):
    """The same for every row of one verdict."""
    rows = [row for row in batch.rows.filter(verdict=verdict, done_at=None) if may(row, decision)]
    for row in rows:
        row.decision = decision
    ImportRow.objects.bulk_update(rows, ["decision"], batch_size=500)
    return len(rows)


def begin_taking(batch, by):
    """From now on what was decided is taken over; a second click changes nothing."""
    if batch.state == ImportState.APPLYING:
        return False
    batch.columns |= {"taken_by": by.pk if by else None}
    batch.state, batch.position, batch.beat_at = ImportState.APPLYING, 0, timezone.now()
    batch.save(update_fields=["columns", "state", "position", "beat_at"])
    return True


def let_go(batch):
    """What was taken stays."""
    batch.rows.filter(done_at=None).delete()
    batch.state = ImportState.CANCELLED
    batch.save(update_fields=["state"])
    transaction.on_commit(lambda: forget_file(batch))
    return batch


def stop(batch):
    """Whoever said that it should be taken over may do so no more; others may go on."""
    batch.state, batch.words = ImportState.PREVIEWED, "not-the-owner"
    batch.save(update_fields=["state", "words"])
    return batch


def finish(batch, outcomes):
    """Say what came of it; with rows that nobody has decided about it stays open."""
    batch.counts = verdict_counts(batch) | {"outcomes": outcomes}
    is_open = batch.rows.filter(done_at=None, decision="").exists()
    batch.state = ImportState.PREVIEWED if is_open else ImportState.DONE
    batch.words, batch.applied_at = "", timezone.now()
    batch.save(update_fields=["counts", "state", "words", "applied_at"])
    if not is_open:
        transaction.on_commit(lambda: forget_file(batch))


def forget_file(batch):
    """Whatever else stood in it is nobody's business any longer."""
    if batch.file:
        batch.file.delete(save=False)
        batch.save(update_fields=["file"])
