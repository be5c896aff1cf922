"""A cluster brings a list of its members: the file is read behind a fence, every row is judged and
shown, and what was decided is taken over row by row. Each step may be broken off and begun again."""

from collections import Counter
from hashlib import sha256

from django.conf import settings
from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from clusterhub.activity.operations import record_activity
from clusterhub.directory.columns import columns_of, is_no_row, values_of
from clusterhub.directory.kinds import Part
from clusterhub.directory.member_rows import ALLOWED, MemberSifter
from clusterhub.directory.models import (
    ClusterMember,
    ImportBatch,
    ImportPurpose,
    ImportRow,
    ImportState,
    RowDecision,
    RowVerdict,
)
from clusterhub.directory.operations.changes import lock, settle
from clusterhub.directory.operations.ownership import lock_for
from clusterhub.directory.operations.profile import confirm_locked
from clusterhub.directory.operations.taking_rows import take_row
from clusterhub.directory.refusals import (
    AlreadyDecided,
    NoSuchTie,
    NotTheOwner,
    TooLarge,
    TooManyLists,
)
from clusterhub.directory.sifting import AT_ONCE
from clusterhub.documents.fenced_tables import FencedTable
from clusterhub.documents.refusals import CannotRead

MOST_ROWS = 5_000
MOST_OPEN_LISTS = 5
OPEN = (ImportState.WAITING, ImportState.READING, ImportState.PREVIEWED, ImportState.APPLYING)
TAKEN = (RowDecision.TAKE, RowDecision.SAME_AS)
BETWEEN_BEATS = 20


@transaction.atomic
def bring_member_list(cluster_organisation, *, file, country=None, kind="", by):
    """Keep an uploaded list to be read; `country` and `kind` stand in where a row says none.

    Raises NotTheOwner, NoSuchTie, TooLarge, TooManyLists.
    """
    if file.size > settings.IMPORT_MAX_BYTES:
        raise TooLarge
    lock_for(cluster_organisation, by=by)
    if cluster_organisation.kind not in ClusterMember.WHOLES:
        raise NoSuchTie
    if cluster_organisation.import_batches.filter(state__in=OPEN).count() >= MOST_OPEN_LISTS:
        raise TooManyLists
    digest = sha256()
    for piece in file.chunks():
        digest.update(piece)
    batch = ImportBatch(
        purpose=ImportPurpose.MEMBERS,
        cluster_organisation=cluster_organisation,
        file_name=str(file.name)[:200],
        bytes=file.size,
        sha256=digest.hexdigest(),
        uploaded_by=by,
        columns={"country": country.pk if country else "", "kind": kind},
    )
    # The name is the browser's word; what it is, its content says.
    batch.file.save("members.table", file, save=False)
    batch.save()
    record_activity("brought a list of members to", cluster_organisation, by=by, bytes=file.size)
    return batch


def read_member_list(batch):
    """Judge every row for the preview. Begun again, it starts from the first row."""
    if not _begin(batch, (ImportState.WAITING, ImportState.READING), ImportState.READING):
        return batch
    batch.rows.all().delete()
    try:
        _read(batch)
    except CannotRead as refusal:
        _refuse(batch, refusal.code, refusal.values)
    except Exception:
        _refuse(batch, "broken", {})
        raise
    return batch


def _begin(batch, states, state):
    with transaction.atomic():
        batch.refresh_from_db(from_queryset=ImportBatch.objects.select_for_update())
        if batch.state not in states:
            return False
        batch.state, batch.beat_at = state, timezone.now()
        batch.save(update_fields=["state", "beat_at"])
    return True


def _read(batch):
    table = FencedTable(batch.file.path, most_rows=MOST_ROWS)
    rows = list(table.rows())
    columns = columns_of(rows)
    if columns is None:
        raise CannotRead("no-names")
    under = [row for row in rows if _is_under(row, columns) and not is_no_row(row.cells)]
    if not under:
        raise CannotRead("no-rows")
    sifter = MemberSifter(batch, batch.uploaded_by)
    for start in range(0, len(under), AT_ONCE):
        chunk = [(row, values_of(columns, row.cells)) for row in under[start : start + AT_ONCE]]
        ImportRow.objects.bulk_create(sifter.judge(chunk))
        _beat(batch, position=start + len(chunk), row_count=len(under))
    batch.columns |= {
        "fields": columns.fields,
        "notes": [[note.code, note.values] for note in table.notes],
        "left_out": [list(note) for note in columns.notes],
    }
    batch.state, batch.counts = ImportState.PREVIEWED, verdict_counts(batch)
    batch.position = 0
    batch.save(update_fields=["columns", "state", "counts", "position"])


def _is_under(row, columns):
    return row.number > columns.row_number


def _refuse(batch, code, values):
    batch.rows.all().delete()
    batch.state, batch.words = ImportState.REFUSED, code
    batch.columns |= {"refusal": [code, values]}
    batch.save(update_fields=["state", "words", "columns"])
    _forget_file(batch)


def _beat(batch, **values):
    values["beat_at"] = timezone.now()
    for name, value in values.items():
        setattr(batch, name, value)
    batch.save(update_fields=list(values))


def verdict_counts(batch):
    return dict(batch.rows.order_by().values_list("verdict").annotate(Count("pk")))


@transaction.atomic
def decide_rows(batch, *, decisions, by):
    """`decisions` by number of row; what its verdict does not allow stays as it was."""
    _lock_open(batch, by)
    changed = []
    for row in batch.rows.filter(number__in=decisions, done_at=None):
        if _may(row, decisions[row.number]):
            row.decision = decisions[row.number]
            changed.append(row)
    ImportRow.objects.bulk_update(changed, ["decision"], batch_size=500)
    return len(changed)


@transaction.atomic
def decide_all(batch, *, verdict, decision, by):
    """The same for every row of one verdict; who is a member already stays out."""
    _lock_open(batch, by)
    if decision not in ALLOWED.get(verdict, ()):
        raise AlreadyDecided
    rows = [row for row in batch.rows.filter(verdict=verdict, done_at=None) if _may(row, decision)]
    for row in rows:
        row.decision = decision
    ImportRow.objects.bulk_update(rows, ["decision"], batch_size=500)
    return len(rows)


def _may(row, decision):
    if decision not in ALLOWED[row.verdict]:
        return False
    if row.facts.get("tie") in ("member", "declined") and decision != RowDecision.LEAVE:
        return False
    needs_one = decision == RowDecision.SAME_AS or (
        decision == RowDecision.TAKE and row.verdict == RowVerdict.SAME
    )
    return row.organisation_id is not None or not needs_one


def _lock_open(batch, by, states=(ImportState.PREVIEWED,)):
    lock_for(batch.cluster_organisation, by=by)
    batch.refresh_from_db(from_queryset=ImportBatch.objects.select_for_update())
    if batch.state not in states:
        raise AlreadyDecided


@transaction.atomic
def start_taking(batch, *, by):
    """From now on what was decided is taken over; a second click changes nothing."""
    _lock_open(batch, by, (ImportState.PREVIEWED, ImportState.APPLYING))
    if batch.state == ImportState.APPLYING:
        return False
    batch.columns |= {"taken_by": by.pk if by else None}
    batch.state, batch.position, batch.beat_at = ImportState.APPLYING, 0, timezone.now()
    batch.save(update_fields=["columns", "state", "position", "beat_at"])
    return True


@transaction.atomic
def cancel_member_list(batch, *, by):
    """Let a list go that has not been taken over; what was taken stays."""
    _lock_open(batch, by, (ImportState.WAITING, ImportState.READING, ImportState.PREVIEWED))
    batch.rows.filter(done_at=None).delete()
    batch.state = ImportState.CANCELLED
    batch.save(update_fields=["state"])
    transaction.on_commit(lambda: _forget_file(batch))
    return batch


def take_member_list(batch, *, by):
    """Take over what was decided, each row in a transaction of its own; begun again, it goes on.

    Somebody who may no longer speak for the cluster ends it in the middle.
    """
    batch.refresh_from_db()
    if batch.state != ImportState.APPLYING:
        return batch
    sifter = MemberSifter(batch, by)
    waiting = batch.rows.filter(done_at=None, decision__in=TAKEN).order_by("number")
    try:
        while rows := list(waiting[:BETWEEN_BEATS]):
            for row in rows:
                take_row(row, sifter=sifter, by=by)
            _beat(batch, position=batch.rows.exclude(done_at=None).count())
    except NotTheOwner:
        return stop_taking(batch)
    return _finish(batch, by)


def stop_taking(batch):
    """Whoever said that it should be taken over speaks for the cluster no more; others may go on."""
    batch.state, batch.words = ImportState.PREVIEWED, "not-the-owner"
    batch.save(update_fields=["state", "words"])
    return batch


@transaction.atomic
def _finish(batch, by):
    cluster = lock(batch.cluster_organisation)
    done = batch.rows.exclude(done_at=None).values_list("facts", flat=True)
    counts = Counter(facts["outcome"] for facts in done)
    batch.counts = verdict_counts(batch) | {"outcomes": counts}
    is_open = batch.rows.filter(done_at=None, decision="").exists()
    batch.state = ImportState.PREVIEWED if is_open else ImportState.DONE
    batch.words, batch.applied_at = "", timezone.now()
    batch.save(update_fields=["counts", "state", "words", "applied_at"])
    # Who has gone through the whole list stands by it.
    confirm_locked(cluster, [Part.MEMBERS], by)
    settle(cluster, by=by, changed=["members"])
    record_activity("took over a list of members of", cluster, by=by, **counts)
    if not is_open:
        transaction.on_commit(lambda: _forget_file(batch))
    return batch


def _forget_file(batch):
    """Whatever else stood in it is nobody's business any longer."""
    if batch.file:
        batch.file.delete(save=False)
        batch.save(update_fields=["file"])
