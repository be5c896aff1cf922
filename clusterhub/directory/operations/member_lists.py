"""A cluster brings a list of its members: the file is read behind a fence, every row is judged and
shown, and what was decided is taken over row by row. Each step may be broken off and begun again."""

from collections import Counter

from django.db import transaction

from clusterhub.activity.operations import record_activity
from clusterhub.directory.columns import columns_of, is_no_row, values_of
from clusterhub.directory.kinds import Part
from clusterhub.directory.member_rows import ALLOWED, MemberSifter
from clusterhub.directory.models import (
    ClusterMember,
    ImportPurpose,
    ImportRow,
    ImportState,
    RowDecision,
    RowVerdict,
)
from clusterhub.directory.operations import brought_lists as lists
from clusterhub.directory.operations.changes import lock, settle
from clusterhub.directory.operations.ownership import lock_for
from clusterhub.directory.operations.profile import confirm_locked
from clusterhub.directory.operations.taking_rows import take_row
from clusterhub.directory.refusals import (
    AlreadyDecided,
    NoSuchTie,
    NotTheOwner,
)
from clusterhub.directory.sifting import AT_ONCE
from clusterhub.documents.fenced_tables import FencedTable
from clusterhub.documents.refusals import CannotRead

MOST_ROWS = 5_000
BETWEEN_BEATS = 20


@transaction.atomic
def bring_member_list(cluster_organisation, *, file, country=None, kind="", by):
    """Keep an uploaded list to be read; `country` and `kind` stand in where a row says none.

    Raises NotTheOwner, NoSuchTie, TooLarge, TooManyLists.
    """
    lists.demand_size(file)
    lock_for(cluster_organisation, by=by)
    if cluster_organisation.kind not in ClusterMember.WHOLES:
        raise NoSuchTie
    lists.demand_few_open(cluster_organisation.import_batches)
    batch = lists.keep_list(
        file,
        purpose=ImportPurpose.MEMBERS,
        cluster_organisation=cluster_organisation,
        columns={"country": country.pk if country else "", "kind": kind},
        by=by,
    )
    record_activity("brought a list of members to", cluster_organisation, by=by, bytes=file.size)
    return batch


def read_member_list(batch):
    """Judge every row for the preview. Begun again, it starts from the first row."""
    if not lists.begin(batch, (ImportState.WAITING, ImportState.READING), ImportState.READING):
        return batch
    batch.rows.all().delete()
    try:
        _read(batch)
    except CannotRead as refusal:
        lists.refuse(batch, refusal.code, refusal.values)
    except Exception:
        lists.refuse(batch, "broken", {})
        raise
    return batch


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
        lists.beat(batch, position=start + len(chunk), row_count=len(under))
    batch.columns |= {
        "fields": columns.fields,
        "notes": [[note.code, note.values] for note in table.notes],
        "left_out": [list(note) for note in columns.notes],
    }
    batch.state, batch.counts = ImportState.PREVIEWED, lists.verdict_counts(batch)
    batch.position = 0
    batch.save(update_fields=["columns", "state", "counts", "position"])


def _is_under(row, columns):
    return row.number > columns.row_number


@transaction.atomic
def decide_rows(batch, *, decisions, by):
    """`decisions` by number of row; what its verdict does not allow stays as it was."""
    _lock_open(batch, by)
    return lists.keep_decisions(batch, decisions, _may)


@transaction.atomic
def decide_all(batch, *, verdict, decision, by):
    """The same for every row of one verdict; who is a member already stays out."""
    _lock_open(batch, by)
    if decision not in ALLOWED.get(verdict, ()):
        raise AlreadyDecided
    return lists.keep_one_decision(batch, verdict, decision, _may)


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
    lists.lock_batch(batch)
    lists.demand_state(batch, *states)


@transaction.atomic
def start_taking(batch, *, by):
    """From now on what was decided is taken over; a second click changes nothing."""
    _lock_open(batch, by, (ImportState.PREVIEWED, ImportState.APPLYING))
    return lists.begin_taking(batch, by)


@transaction.atomic
def cancel_member_list(batch, *, by):
    """Let a list go that has not been taken over; what was taken stays."""
    _lock_open(batch, by, (ImportState.WAITING, ImportState.READING, ImportState.PREVIEWED))
    return lists.let_go(batch)


def take_member_list(batch, *, by):
    """Take over what was decided, each row in a transaction of its own; begun again, it goes on.

    Somebody who may no longer speak for the cluster ends it in the middle.
    """
    batch.refresh_from_db()
    if batch.state != ImportState.APPLYING:
        return batch
    sifter = MemberSifter(batch, by)
    waiting = batch.rows.filter(done_at=None, decision__in=lists.TAKEN).order_by("number")
    try:
        while rows := list(waiting[:BETWEEN_BEATS]):
            for row in rows:
                take_row(row, sifter=sifter, by=by)
            lists.beat(batch, position=batch.rows.exclude(done_at=None).count())
    except NotTheOwner:
        return lists.stop(batch)
    return _finish(batch, by)


stop_taking = lists.stop


@transaction.atomic
def _finish(batch, by):
    cluster = lock(batch.cluster_organisation)
    done = batch.rows.exclude(done_at=None).values_list("facts", flat=True)
    counts = Counter(facts["outcome"] for facts in done)
    lists.finish(batch, counts)
    # Who has gone through the whole list stands by it.
    confirm_locked(cluster, [Part.MEMBERS], by)
    settle(cluster, by=by, changed=["members"])
    record_activity("took over a list of members of", cluster, by=by, **counts)
    return batch
