"""Rows of a list against the directory: which are new, which are there already, which may be, and
which cannot be taken. Member lists with their preview and the import of whole directories ask here.

    columns = columns_of(rows)                    # documents.tables, directory.columns
    pairs = [(row.number, values_of(columns, row.cells)) for row in rows if not is_no_row(row.cells)]
    for judged in judge(pairs, country="AT"):     # at most 500 at once
        judged.verdict, judged.organisation, judged.score, judged.problems

A file longer than 500 rows goes through one `Sifter`, which remembers the rows before, so that
twins within the file are found, too.
"""

from dataclasses import dataclass, field

from django.utils.translation import gettext

from clusterhub.directory.candidates import candidates_for, trace_of
from clusterhub.directory.differences import differences, foresee
from clusterhub.directory.earlier import Earlier, Met
from clusterhub.directory.models import Editorship, Identifier, Organisation
from clusterhub.directory.own_rows import mark_of
from clusterhub.directory.row_reading import NOTES, Said, read_row
from clusterhub.directory.row_words import Words
from clusterhub.directory.stored_rows import rows_of
from clusterhub.directory.verdicts import (
    CHANGED,
    FAULTY,
    NEW,
    PROBLEMS,
    SAME,
    TWIN,
    Verdict,
    verdict_of,
)

__all__ = ["AT_ONCE", "Judged", "Said", "Sifter", "judge"]
AT_ONCE = 500


@dataclass(slots=True)
class Judged:
    """What a row is. `organisation` is the one that it is or may be; `earlier` is the number of the
    row of the same file that it repeats or may repeat. `problems` and `notes` are [[column, words]]:
    with a problem the row is faulty, with a note one cell was left out."""

    said: Said
    verdict: str
    score: float = 0.0
    organisation: Organisation | None = None
    earlier: int | None = None
    changes: dict = field(default_factory=dict)  # What taking the row would write.
    problems: list = field(default_factory=list)
    notes: list = field(default_factory=list)
    made: int | None = None  # The organisation that it has become.

    @property
    def number(self):
        return self.said.number


def judge(rows, *, country=None, kind=None, source=None):
    """The verdicts on at most 500 `rows`, pairs of a row's number and its filled cells by field
    (`columns.values_of`); `country`, an ISO code, and `kind` stand in where a row says none."""
    return Sifter(country=country, kind=kind, source=source).judge(rows)


class Sifter:
    """Judges one file, chunk by chunk.

    New rows are remembered until `wrote` says that they are in the database. A row that comes
    twice may only fill what the first one left open. `chosen` says of rows, by number, which
    organisation somebody has said that they are; where that one is no longer like the row, it is a
    likely twin again.
    """

    def __init__(self, *, country=None, kind=None, source=None, own=""):
        self.words = Words()
        self._defaults = {"country": country or "", "kind": kind or "", "source": source or ""}
        self._defaults["own"] = own
        self._met, self._earlier, self._crowds = Met(), Earlier(), set()
        self.chosen = {}

    def wrote(self, pks):
        """The rows so far are in the database now, those that were new under these numbers."""
        self._earlier = Earlier()
        for pk in pks:
            self._met.first_time(pk)

    def standing(self):
        """For `go_back`, when what was judged since could not be written."""
        return self._met.copy()

    def go_back(self, standing):
        self._met, self._earlier = standing, Earlier()

    def read(self, rows):
        """What each row says and by what it is looked for: asks only the shared lists."""
        said = [read_row(number, values, self.words, **self._defaults) for number, values in rows]
        return [(row, trace_of(row)) for row in said]

    def judge(self, rows, read=None):
        """`read` is what `read` made of these rows, where somebody has asked it before."""
        assert len(rows) <= AT_ONCE, "in chunks, please"
        read = read or self.read(rows)
        said, traces = [row for row, _trace in read], [trace for _row, trace in read]
        listed = candidates_for(said, traces, self._crowds)
        found = []
        for row, trace, candidates in zip(said, traces, listed, strict=True):
            before = self._earlier.candidates_for(row, trace)
            verdict = _verdict(row, [*before, *candidates])
            if row.number in self.chosen:
                verdict = _as_chosen(verdict, candidates, self.chosen[row.number])
            found.append((row, verdict))
            if verdict.kind == NEW:
                self._earlier.add(row, trace)
        return self._in_full(found)

    def _in_full(self, found):
        pks = {verdict.candidate.pk for _row, verdict in found if verdict.candidate}
        known = Organisation.objects.select_related("region").in_bulk([pk for pk in pks if pk > 0])
        kept = Editorship.objects.current().filter(organisation__in=list(known))
        claimed = set(kept.values_list("organisation_id", flat=True)) if known else set()
        for organisation in known.values():
            organisation.numbers, organisation.own_rows = set(), {}
        rows = Identifier.objects.filter(organisation__in=list(known))
        for pk, scheme, value in rows.values_list("organisation_id", "scheme", "value"):
            known[pk].numbers.add((scheme, value))
        wanted = {column for row, verdict in found if verdict.candidate for column in row.rows}
        for column in wanted:
            for pk, row in rows_of(column, list(known)):
                known[pk].own_rows.setdefault(column, {})[mark_of(column, row)] = row
        return [self._judged(row, verdict, known, claimed) for row, verdict in found]

    def _judged(self, row, verdict, known, claimed):
        judged = Judged(row, verdict.kind, verdict.score)
        judged.problems = [[column, gettext(PROBLEMS[code])] for column, code in verdict.problems]
        judged.notes = [[column, _words(code, what)] for column, code, what in row.notes]
        if verdict.candidate is None:
            return judged
        pk = verdict.candidate.pk
        if pk < 0:
            judged.earlier = -pk
            if _is_known(verdict):
                first = verdict.candidate.values["said"]
                judged.verdict = CHANGED if first.fill(row) else SAME
            return judged
        judged.organisation = organisation = known.get(pk)
        if _is_known(verdict):
            may_replace = self._met.first_time(pk) and pk not in claimed
            is_its_own = bool(row.identity & verdict.candidate.identifiers)
            judged.changes = differences(row, organisation, may_replace, is_its_own)
            judged.verdict = CHANGED if judged.changes else SAME
            foresee(organisation, judged.changes)
        return judged


def _verdict(row, candidates):
    candidates = [each for each in candidates if not _is_numbered_otherwise(row, each)]
    return verdict_of(row.values, candidates, identifiers=row.identity, country=row.country)


def _as_chosen(verdict, candidates, pk):
    if verdict.kind == FAULTY:
        return verdict
    for candidate in candidates:
        if candidate.pk == pk:
            return Verdict(CHANGED, candidate, 1.0)
    return Verdict(TWIN, verdict.candidate, verdict.score)


def _is_known(verdict):
    return verdict.kind in (SAME, CHANGED)


def _is_numbered_otherwise(row, candidate):
    """One register gives one number to one body: with another number it is another one."""
    schemes = {scheme for scheme, _value in row.identifiers}
    both = schemes & {scheme for scheme, _value in candidate.identifiers}
    return bool(both) and not row.identifiers & candidate.identifiers


def _words(code, what):
    template = gettext(NOTES[code])
    return template % what if what is not None else template
