"""Records of sources become calls: one topic is one call, however often it comes.

Every record is kept as a copy, and what a call says is made anew from all of its copies. So it does
not matter in which order they come, and the same file once more changes nothing.
"""

import hashlib
import json
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from clusterhub.activity.operations import record_activity
from clusterhub.directory.names import fold
from clusterhub.funding.merging import merge
from clusterhub.funding.models import Call, CallAlias, CallCopy, CallImport
from clusterhub.funding.operations.taking_over import (
    SUBJECTS,
    as_copy,
    bring_aliases,
    bring_deadlines,
    bring_documents,
    bring_subjects,
    bring_up_to_date,
    make_call,
    note_history,
)

AT_ONCE = 100
NEW, CHANGED, SAME, REFUSED = "new", "changed", "same", "refused"


@dataclass(frozen=True)
class Told:
    """What came of one record: `verdict` is of its call, `words` are sentences about it."""

    number: int
    name: str
    verdict: str
    words: tuple = ()


class CallImporter:
    """Takes over files one after the other; `verdicts` has each call once over all of them."""

    def __init__(self, *, source="", is_published=True, dry_run=False, by=None):
        self.source, self.is_published = source, is_published
        self.dry_run, self.by = dry_run, by
        self.verdicts, self.counts = {}, Counter()

    def take(self, reads, *, name):
        """Tolds of every record of a file, in its order."""
        reads = iter(reads)
        while chunk := list(islice(reads, AT_ONCE)):
            try:
                told = self._take_chunk(chunk, name)
            except IntegrityError:
                # Somebody else brought one of these calls a moment ago; now it is there.
                told = self._take_chunk(chunk, name)
            for each in told:
                self.counts[REFUSED if each.verdict == REFUSED else "records"] += 1
                yield each

    def summary(self):
        """How many calls are new, changed, the same; how many records were refused."""
        return {
            "calls": len(self.verdicts),
            **dict.fromkeys((NEW, CHANGED, SAME), 0),
            **Counter(self.verdicts.values()),
            **{name: self.counts[name] for name in ("records", "copies", REFUSED)},
        }

    @transaction.atomic
    def _take_chunk(self, chunk, name):
        groups = {}
        for read in chunk:
            if read.facts:
                groups.setdefault(fold(read.facts.identifier)[:120], []).append(read)
        calls = _known_calls(groups)
        told, verdicts = {}, {}
        for key, reads in groups.items():
            changed, remarks, copies = self._take_call(calls.get(key), reads, name)
            verdicts[key] = changed
            for read in reads:
                words = (*read.facts.notes, *remarks)
                told[id(read)] = Told(read.number, read.facts.identifier, changed, words)
            self.counts["copies"] += copies
        _know_parents(groups)
        for key, verdict in verdicts.items():
            self._count(key, verdict)
        if self.dry_run:
            transaction.set_rollback(True)
        return [
            told.get(id(read)) or Told(read.number, read.name, REFUSED, (read.problem,))
            for read in chunk
        ]

    def _count(self, key, verdict):
        """A call is new if any record made it, changed if any changed it."""
        before = self.verdicts.get(key, SAME)
        if before == SAME or verdict == NEW:
            self.verdicts[key] = verdict

    def _take_call(self, call, reads, name):
        """(verdict, sentences, how many copies are new) for all records of one call."""
        copies = {row.reference: row for row in call.copies.all()} if call else {}
        source = self.source or _source_of(reads[0].facts, name)
        new = [row for read in reads if (row := _new_copy(read.facts, copies, source))]
        merged = merge([as_copy(row) for row in copies.values()])
        bodies = {_digest(read.facts.body): read.facts.body for read in reads if read.facts.body}
        verdict, changed, shared = SAME, set(), {"source": source, "by": self.by}
        if call is None:
            identifier = reads[0].facts.identifier
            is_published = self.is_published
            known = {"is_published": is_published, "is_official": reads[0].facts.is_official}
            call = make_call(identifier, merged, bodies, **known, **shared)
            verdict = NEW
        elif changed := bring_up_to_date(call, merged, bodies, **shared):
            verdict = CHANGED
        if new:
            CallCopy.objects.bulk_create(_of_call(call, new))
        note_history(call, merged, changed)
        verdict = _and_what_belongs_to_it(call, merged, verdict)
        names = [name for read in reads for name in (read.facts.identifier, *read.facts.aliases)]
        remarks = [_("another call is known as %s") % each for each in bring_aliases(call, names)]
        return verdict, remarks, len(new)


def note_import(source, counts, remarks, *, started_at=None):
    """Keep that an import ran, and what came of it."""
    now = timezone.now()
    return CallImport.objects.create(
        source=source[:300],
        started_at=started_at or now,
        ended_at=now,
        counts=counts,
        remarks=[str(each)[:500] for each in remarks[:50]],
    )


@transaction.atomic
def follow_source(call, name, *, by):
    """Give a field that a person has written back to its sources: from now on they say it."""
    call = Call.objects.select_for_update().get(pk=call.pk)
    if name not in call.by_hand:
        return call
    call.by_hand = [each for each in call.by_hand if each != name]
    call.save(update_fields=["by_hand"])
    merged = merge([as_copy(row) for row in call.copies.all()])
    changed = bring_up_to_date(call, merged, {}, source="", by=by)
    note_history(call, merged, changed)
    _and_what_belongs_to_it(call, merged, SAME)
    record_activity("followed the source of", call, by=by, field=name)
    return call


def _and_what_belongs_to_it(call, merged, verdict):
    is_moved = bring_deadlines(call, merged)
    if is_moved and verdict != NEW:
        call.sequence += 1
        call.save(update_fields=["sequence", "updated_at"])
    is_other = bring_documents(call, merged) | bring_subjects(call, merged)
    return CHANGED if verdict == SAME and (is_moved or is_other) else verdict


def _known_calls(keys):
    """Calls by folded identifier, locked, with what an import compares."""
    found = dict(CallAlias.objects.filter(folded__in=keys).values_list("folded", "call_id"))
    rows = Call.objects.select_for_update().filter(pk__in=set(found.values())).order_by("pk")
    rows = rows.prefetch_related(
        *("copies", "aliases", "documents", "changes", "deadlines", "deadlines__changes"),
        *SUBJECTS,
    )
    calls = {call.pk: call for call in rows}
    return {folded: calls[pk] for folded, pk in found.items() if pk in calls}


def _know_parents(groups):
    parents = {
        key: fold(read.facts.said["parent_identifier"])[:120]
        for key, reads in groups.items()
        for read in reads
        if "parent_identifier" in read.facts.said
    }
    known = dict(
        CallAlias.objects.filter(folded__in={*parents, *parents.values()}).values_list(
            "folded", "call_id"
        )
    )
    for key, parent in parents.items():
        if parent in known and key in known and known[key] != known[parent]:
            Call.objects.filter(pk=known[key], parent=None).update(parent_id=known[parent])
    _know_children(groups)


def _know_children(groups):
    """Of calls that came before the one to which they belong."""
    own = {
        name: key
        for key, reads in groups.items()
        for read in reads
        for name in (read.facts.identifier, *read.facts.aliases)
    }
    waiting = Call.objects.filter(parent=None, parent_identifier__in=own)
    children = list(waiting.values_list("pk", "parent_identifier"))
    if not children:
        return
    known = dict(CallAlias.objects.filter(folded__in=groups).values_list("folded", "call_id"))
    for child, name in children:
        parent = known.get(own[name])
        if parent not in (None, child):
            Call.objects.filter(pk=child).update(parent_id=parent)


def _source_of(facts, name):
    """What readers are told if nobody said: the portal for its own shapes, else the file."""
    return name if facts.database == "own" else _("EU Funding & Tenders Portal")


def _new_copy(facts, copies, source):
    """A copy that was not there, added to `copies`; None if this very one is.

    A source that dates its records names a copy by that; of others the last one counts.
    """
    kept = {**facts.said, "aliases": facts.aliases, "notes": facts.notes}
    if facts.body:
        kept["body"] = _digest(facts.body)
    kept = {name: value for name, value in kept.items() if value}
    digest = _digest(json.dumps(kept, sort_keys=True))
    base = f"{facts.reference} {facts.database} {facts.ingested_at}".strip()[:190]
    before = [row for row in copies.values() if row.reference.partition(" #")[0] == base]
    newest = max(before, key=lambda row: row.seen_at, default=None)
    if newest and newest.digest == digest:
        return None
    row = CallCopy(
        source=source[:300],
        reference=f"{base} #{len(before) + 1}" if before else base,
        ingested_at=datetime.fromisoformat(facts.ingested_at) if facts.ingested_at else None,
        seen_at=timezone.now(),
        facts=kept,
        digest=digest,
    )
    copies[row.reference] = row
    return row


def _of_call(call, rows):
    for row in rows:
        row.call = call
    return rows


def _digest(text):
    return hashlib.sha256(text.encode()).hexdigest()
