"""A validator brings a list of organisations: every row is judged and shown before anything is
written, and what was decided is taken over as `import-organisations` does it. Each step may be
broken off and begun again."""

from collections import Counter

from django.db import transaction
from django.utils import timezone

from clusterhub.activity.operations import record_activity
from clusterhub.directory.directory_rows import (
    ALLOWED,
    judge_again,
    may_decide,
    row_of,
    was_asked,
)
from clusterhub.directory.models import (
    ImportBatch,
    ImportPurpose,
    ImportRow,
    ImportState,
    RowDecision,
)
from clusterhub.directory.operations import brought_lists as lists
from clusterhub.directory.operations.importing import OWN_ADDRESS, Taking, readable
from clusterhub.directory.permissions import can_import_directory
from clusterhub.directory.refusals import AlreadyDecided, NotAValidator
from clusterhub.directory.sheets import NoNames, Sheet
from clusterhub.directory.sifting import AT_ONCE, Sifter
from clusterhub.directory.verdicts import CHANGED, FAULTY, NEW, SAME, TWIN
from clusterhub.documents.fenced_tables import FencedTable
from clusterhub.documents.refusals import CannotRead
from clusterhub.documents.tables import format_of_table
from clusterhub.web.addresses import absolute

MOST_ROWS = 20_000  # More than anybody looks through; the command takes any number.
CPU_SECONDS = 120
TAKEN_AT_ONCE = 100


class _Behind:
    """The table of a file that somebody sent, read behind the fence as `Sheet` reads one."""

    def __init__(self, file, path):
        self.format, self.header = format_of_table(file), None
        self._fenced = FencedTable(path, most_rows=MOST_ROWS, cpu_seconds=CPU_SECONDS)

    def rows(self):
        for row in self._fenced.rows():
            if self.format == "json" and row.number == 0:
                self.header = row.cells
            else:
                yield row

    def notes(self):
        return self._fenced.notes


@transaction.atomic
def bring_directory_list(*, file, by, country=None, kind="", source="", is_listed=False):
    """Keep an uploaded list to be read; the rest is what `import-organisations` is told, too.

    Raises NotAValidator, TooLarge, TooManyLists.
    """
    _demand(by)
    lists.demand_size(file)
    lists.demand_few_open(
        by.import_batches.filter(purpose=ImportPurpose.ORGANISATIONS).exclude(sha256="")
    )
    told = {"country": country.pk if country else "", "kind": kind, "source": source}
    batch = lists.keep_list(
        file,
        purpose=ImportPurpose.ORGANISATIONS,
        columns=told | {"is_listed": bool(is_listed)},
        by=by,
    )
    record_activity("brought a list of organisations", batch, by=by, bytes=file.size)
    return batch


def read_directory_list(batch):
    """Judge every row for the preview. Begun again, it starts from the first row."""
    if not lists.begin(batch, (ImportState.WAITING, ImportState.READING), ImportState.READING):
        return batch
    batch.rows.all().delete()
    try:
        _read(batch)
    except CannotRead as refusal:
        lists.refuse(batch, refusal.code, refusal.values)
    except NoNames:
        lists.refuse(batch, "no-names", {})
    except Exception:
        lists.refuse(batch, "broken", {})
        raise
    return batch


def _read(batch):
    sifter = _sifter(batch)
    with batch.file.open("rb") as file:
        sheet = Sheet(file, source=batch.columns["source"], table=_Behind(file, batch.file.path))
        for chunk in sheet.chunks():
            pairs, unreadable = readable(chunk)
            judged = list(unreadable)
            for start in range(0, len(pairs), AT_ONCE):
                judged += sifter.judge(pairs[start : start + AT_ONCE])
            ImportRow.objects.bulk_create([row_of(batch, each) for each in judged], batch_size=500)
            lists.beat(batch, position=sheet.row_count, row_count=sheet.row_count)
    if not sheet.row_count:
        raise CannotRead("no-rows")
    batch.columns |= {"said": sheet.notes()}
    batch.state, batch.counts = ImportState.PREVIEWED, lists.verdict_counts(batch)
    batch.position = 0
    batch.save(update_fields=["columns", "state", "counts", "position"])
    lists.forget_file(batch)  # Its rows stand in the preview.


def _sifter(batch):
    told = {name: batch.columns[name] for name in ("country", "kind", "source")}
    return Sifter(own=absolute(OWN_ADDRESS), **told)


@transaction.atomic
def decide_rows(batch, *, decisions, by):
    """`decisions` by number of row; what its verdict does not allow stays as it was."""
    _lock_open(batch, by)
    return lists.keep_decisions(batch, decisions, may_decide)


@transaction.atomic
def decide_all(batch, *, verdict, decision, by):
    """The same for every row of one verdict."""
    _lock_open(batch, by)
    if decision not in ALLOWED.get(verdict, ()):
        raise AlreadyDecided
    return lists.keep_one_decision(batch, verdict, decision, may_decide)


@transaction.atomic
def start_taking(batch, *, by):
    """From now on what was decided is taken over; a second click changes nothing."""
    _lock_open(batch, by, (ImportState.PREVIEWED, ImportState.APPLYING))
    return lists.begin_taking(batch, by)


@transaction.atomic
def cancel_directory_list(batch, *, by):
    """Let a list go that has not been taken over; what was taken stays."""
    _lock_open(batch, by, (ImportState.WAITING, ImportState.READING, ImportState.PREVIEWED))
    return lists.let_go(batch)


def take_directory_list(batch, *, by):
    """Take over what was decided, a hundred rows in a transaction; begun again, it goes on.

    Somebody who may import no more ends it in the middle.
    """
    batch.refresh_from_db()
    if batch.state != ImportState.APPLYING:
        return batch
    taking = _Decided(batch, by)
    while rows := taking.next_rows():
        if not can_import_directory(type(by).objects.get(pk=by.pk)):
            return lists.stop(batch)
        taking.take(rows)
        lists.beat(batch, position=batch.rows.exclude(done_at=None).count())
    return _finish(batch, by)


class _Decided:
    """The rows of a preview on their way into the directory."""

    def __init__(self, batch, by):
        self.waiting = batch.rows.filter(done_at=None, decision__in=lists.TAKEN).order_by("number")
        self.sifter, self.rows = _sifter(batch), {}
        self.taking = Taking(
            self.sifter,
            by=by,
            kind=batch.columns["kind"],
            is_listed=batch.columns["is_listed"],
            takes=self._takes,
            wrote=self._keep,
        )

    def next_rows(self):
        return list(self.waiting[:TAKEN_AT_ONCE])

    def take(self, rows):
        self.rows = {row.number: row for row in rows}
        self.sifter.chosen = {
            row.number: row.organisation_id for row in rows if row.decision == RowDecision.SAME_AS
        }
        judged = self.taking.take([(row.number, row.cells, []) for row in rows])
        # What the database refused was not written with the others.
        self._keep([each for each in judged if each.verdict == FAULTY])

    def _takes(self, judged):
        row = self.rows[judged.number]
        if row.decision == RowDecision.SAME_AS:
            return False
        return judged.verdict == NEW or (judged.verdict == TWIN and was_asked(row, judged))

    def _keep(self, judged):
        for each in judged:
            self._note(self.rows[each.number], each)
        fields = ["verdict", "organisation", "score", "problems", "facts", "decision", "done_at"]
        rows = [self.rows[each.number] for each in judged]
        ImportRow.objects.bulk_update(rows, fields, batch_size=500)

    def _note(self, row, judged):
        row.done_at = None  # What was noted in a transaction that failed is not so.
        outcome = _outcome(judged)
        if not outcome:  # A twin has come since somebody decided.
            judge_again(row, judged)
            row.decision = ""
            return
        if judged.verdict == FAULTY:
            row.problems = judged.problems
        row.organisation_id = judged.made or (judged.organisation and judged.organisation.pk)
        row.facts = row.facts | {"outcome": outcome, "changes": sorted(judged.changes)}
        row.done_at = timezone.now()


def _outcome(judged):
    if judged.made:
        return "made"
    if judged.verdict == CHANGED:
        return "written" if judged.organisation else "filled"
    return {SAME: "same", FAULTY: "refused"}.get(judged.verdict, "")


@transaction.atomic
def _finish(batch, by):
    done = batch.rows.exclude(done_at=None).values_list("facts", flat=True)
    counts = Counter(facts["outcome"] for facts in done)
    lists.finish(batch, counts)
    record_activity("imported", batch, by=by, rows=batch.row_count, **counts)
    return batch


stop_taking = lists.stop


def _lock_open(batch, by, states=(ImportState.PREVIEWED,)):
    _demand(by)
    lists.lock_batch(batch)
    lists.demand_state(batch, *states)


def _demand(by):
    """`None` is the clock, which lets go what nobody wants."""
    if by is not None and not can_import_directory(by):
        raise NotAValidator


def brought_lists():
    """Those that were brought in a browser; the command's own runs have no rows to look at."""
    return ImportBatch.objects.filter(purpose=ImportPurpose.ORGANISATIONS).exclude(sha256="")
