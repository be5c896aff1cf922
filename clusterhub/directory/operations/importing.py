"""Whole directories out of files: row by row, as often as one likes."""

from collections import Counter
from contextlib import nullcontext

from django.db import DatabaseError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from clusterhub.activity.operations import record_activity
from clusterhub.directory.crowds import Crowds
from clusterhub.directory.differences import apply
from clusterhub.directory.models import (
    Change,
    Identifier,
    ImportBatch,
    ImportPurpose,
    ImportState,
    NameKind,
)
from clusterhub.directory.operations.adding import add_organisations, make_ready
from clusterhub.directory.operations.blocks import put_blocks_away
from clusterhub.directory.operations.changes import lock, settle
from clusterhub.directory.operations.looks import look_again
from clusterhub.directory.reading_ahead import is_worthwhile, read_ahead
from clusterhub.directory.sifting import AT_ONCE, Judged, Said, Sifter
from clusterhub.directory.stored_rows import MODELS, keep_rows
from clusterhub.directory.verdicts import CHANGED, FAULTY, NEW, TWIN
from clusterhub.web.addresses import absolute

PUT_AWAY_AFTER = 25  # Chunks.
OWN_ADDRESS = "/organisations/"
REFUSED = (DatabaseError, UnicodeError)  # Half a character cannot even be sent there.


def import_organisations(
    sheet,
    *,
    by=None,
    name="",
    source="",
    kind="",
    is_listed=False,
    takes_twins=False,
    dry_run=False,
    tell=lambda judged: None,
    progress=lambda counts: None,
):
    """Take over the rows of a `Sheet`, up to two thousand in one transaction; returns how many rows had
    which verdict. `tell` hears each row's `Judged`. New rows become organisations, changed
    ones fill or replace what a list may, likely twins are left for somebody to look at. What was
    taken stays when the rest fails, and is "the same" when the file comes again. With `dry_run` the very same happens and is taken back.
    """
    sifter = Sifter(kind=kind, source=source, own=absolute(OWN_ADDRESS))
    wanted = {NEW, TWIN} if takes_twins else {NEW}
    taking = Taking(
        sifter, by=by, kind=kind, is_listed=is_listed, takes=lambda each: each.verdict in wanted
    )
    counts = Counter()
    with transaction.atomic() if dry_run else nullcontext():
        batch = _begin(sheet, name, by)
        for number, (chunk, prepared) in enumerate(taking.chunks(sheet), 1):
            for judged in taking.take(chunk, prepared):
                counts[judged.verdict] += 1
                tell(judged)
            _note_progress(batch, sheet, counts)
            progress(counts)
            if number % PUT_AWAY_AFTER == 0:
                put_blocks_away()
        put_blocks_away()
        _end(batch, sheet, counts, by)
        if dry_run:
            transaction.set_rollback(True)
    return counts


class Taking:
    """How the rows of one file are taken: `takes(judged)` says whether one becomes an organisation,
    and `wrote` hears of rows in the transaction that has written them."""

    def __init__(self, sifter, *, by, takes, kind="", is_listed=False, wrote=lambda judged: None):
        self.sifter, self.by, self.kind = sifter, by, kind
        self.crowds = Crowds()
        self.is_listed, self.takes, self.wrote = is_listed, takes, wrote

    def chunks(self, sheet):
        """Each chunk with its rows prepared, or with None for a short list."""
        if not is_worthwhile(sheet):
            return ((chunk, None) for chunk in sheet.chunks())
        self.sifter.words.learn()
        return read_ahead(sheet, self.prepare)

    def prepare(self, chunk):
        """All that can be worked out about rows without asking who is there already."""
        read = self.sifter.read(
            [(number, values) for number, values, faults in chunk if not faults]
        )
        for said, _trace in read:
            make_ready(said, kind=self.kind)
        return read

    def take(self, chunk, prepared=None):
        """The rows' verdicts, once they are written; a row that the database refuses costs itself."""
        pairs, unreadable = readable(chunk)
        judged = self._all_or_halves(pairs, prepared)
        return sorted([*judged, *unreadable], key=lambda each: each.number)

    def _all_or_halves(self, pairs, prepared=None):
        """Looks for a row that is refused by halves: thousands one by one would take minutes."""
        before = self.sifter.standing()
        try:
            with transaction.atomic():
                slices = [slice(at, at + AT_ONCE) for at in range(0, len(pairs), AT_ONCE)]
                return [
                    judged
                    for part in slices
                    for judged in self._write(pairs[part], prepared and prepared[part])
                ]
        except REFUSED as error:
            self.sifter.go_back(before)
            self.crowds.forget()
            if len(pairs) == 1:
                words = _("The database refused this row: %s") % str(error).split("\n")[0][:200]
                return [Judged(Said(*pairs[0]), FAULTY, problems=[["", words]])]
        half = len(pairs) // 2
        return [*self._all_or_halves(pairs[:half]), *self._all_or_halves(pairs[half:])]

    def _write(self, pairs, prepared):
        judged = self.sifter.judge(pairs, prepared)
        new = [each for each in judged if self.takes(each)]
        taken = {"kind": self.kind, "is_listed": self.is_listed, "crowds": self.crowds}
        pks = add_organisations([each.said for each in new], **taken)
        self.sifter.wrote(pks)
        for each, pk in zip(new, pks, strict=True):
            each.made = pk
        for each in judged:
            if each.verdict == CHANGED and each.organisation:
                take_over(each.organisation, each.changes, by=self.by)
        self.wrote(judged)
        return judged


def readable(chunk):
    """The rows of a chunk of a `Sheet` that can be judged, as pairs, and the others as faulty ones."""
    pairs = [(number, values) for number, values, faults in chunk if not faults]
    unreadable = [
        Judged(Said(number, values), FAULTY, problems=[["", words] for words in faults])
        for number, values, faults in chunk
        if faults
    ]
    return pairs, unreadable


@transaction.atomic
def take_over(organisation, changes, *, by):
    """Write what a row of a list says otherwise (`differences.differences`) into an organisation."""
    lock(organisation)
    changes = dict(changes)
    numbers = changes.pop("identifiers", ())
    for scheme, value in numbers:
        defaults = {"organisation": organisation}
        Identifier.objects.get_or_create(scheme=scheme, value=value, defaults=defaults)
    names = list(changes.get("names", ()))
    if "name" in changes:
        names.append((organisation.name, NameKind.FORMER))
    for name, kind in names:
        organisation.other_names.get_or_create(name=name, defaults={"kind": kind})
    if "ecosystems" in changes:
        organisation.ecosystems.set(changes["ecosystems"])
    for column in MODELS.keys() & changes.keys():
        keep_rows(organisation, column, changes[column])
    columns = apply(organisation, changes)
    rows = {*changes, "names"} if names else set(changes)
    facts = {"fields": columns, "changed": sorted(changes), "rows": rows}
    settle(organisation, by=by, change=Change.IMPORTED, **facts)
    look_again(organisation, by=by)
    return organisation


def _begin(sheet, name, by):
    batch = ImportBatch.objects.create(
        purpose=ImportPurpose.ORGANISATIONS,
        file_name=name[:200],
        bytes=sheet.bytes,
        state=ImportState.APPLYING,
        uploaded_by=by,
    )
    record_activity("began an import", batch, by=by)
    return batch


def _note_progress(batch, sheet, counts):
    batch.position, batch.row_count = sheet.row_count, sheet.row_count
    batch.counts, batch.beat_at = dict(counts), timezone.now()
    batch.save(update_fields=["position", "row_count", "counts", "beat_at"])


def _end(batch, sheet, counts, by):
    batch.state, batch.applied_at = ImportState.DONE, timezone.now()
    batch.save(update_fields=["state", "applied_at"])
    record_activity("imported", batch, by=by, rows=sheet.row_count, **counts)
