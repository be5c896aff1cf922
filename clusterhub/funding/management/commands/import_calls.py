import csv
import sys
from collections import Counter
from contextlib import ExitStack
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from clusterhub.documents.refusals import CannotRead
from clusterhub.documents.tables import safe_cell
from clusterhub.funding.operations import CallImporter, note_import
from clusterhub.funding.operations.importing import CHANGED, NEW, REFUSED, SAME
from clusterhub.funding.reading import read_calls

WORDS = {NEW: "new", CHANGED: "changed", SAME: "the same as before"}
MOST_SAID = 20


class Command(BaseCommand):
    help = (
        "Takes over calls from files: search pages, the whole list and topic files of the EU Funding "
        "& Tenders Portal (packed or not), or CSV, Excel and JSON of our own format. Safe to repeat: "
        "the same files once more change nothing. What a person has written is never overwritten."
    )

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="+", metavar="FILE")
        parser.add_argument("--source", default="", help="where the facts come from, for readers")
        parser.add_argument("--drafts", action="store_true", help="do not publish new calls")
        parser.add_argument("--dry-run", action="store_true", help="say all, change nothing")
        parser.add_argument("--report", metavar="OUT.csv", help="a line for each record")

    def handle(self, *, files, source, drafts, dry_run, report, **options):
        self._said, self._unread = 0, []
        importer = CallImporter(source=source, is_published=not drafts, dry_run=dry_run)
        with ExitStack() as stack:
            self._report = None
            if report:
                self._report = csv.writer(stack.enter_context(_opened(report)))
                self._report.writerow(("file", "record", "identifier", "verdict", "words"))
            for path in files:
                self._take(importer, path)
        self._conclude(importer, dry_run)
        if not dry_run:
            names = ", ".join(Path(path).name for path in files)
            note_import(source or names, importer.summary(), self._unread)
        if self._unread:
            raise CommandError(f"{len(self._unread)} of {len(files)} files could not be read.")

    def _take(self, importer, path):
        name, counts = Path(path).name, Counter()
        try:
            with open(path, "rb") as file:
                for told in importer.take(read_calls(file), name=name):
                    counts[REFUSED if told.verdict == REFUSED else "records"] += 1
                    self._tell(name, told)
        except OSError as error:
            self._refuse(f"{path}: {error.strerror}.")
        except CannotRead as refusal:
            self._refuse(f"{name}: {refusal}")
        refused = f", {counts[REFUSED]:,} refused" if counts[REFUSED] else ""
        self.stdout.write(f"{name}: {_records(counts['records'])}{refused}")

    def _refuse(self, words):
        self._unread.append(words)
        self.stderr.write(words)

    def _tell(self, name, told):
        if self._report:
            words = safe_cell(" ".join(f"{each}." for each in told.words))
            identifier = safe_cell(told.name)
            self._report.writerow((name, told.number or "", identifier, told.verdict, words))
        for words in told.words:
            self._said += 1
            if self._said <= MOST_SAID:
                where = f", record {told.number}" if told.number else ""
                who = f" ({told.name})" if told.name else ""
                self.stderr.write(f"{name}{where}{who}: {words}.")

    def _conclude(self, importer, dry_run):
        if self._said > MOST_SAID:
            more = self._said - MOST_SAID
            self.stderr.write(f"… and {more:,} more; --report OUT.csv has them all.")
        counts = importer.summary()
        said = ", ".join(f"{counts[verdict]:,} {words}" for verdict, words in WORDS.items())
        self.stdout.write(f"{counts['calls']:,} calls: {said}")
        self.stdout.write(
            f"{counts['copies']:,} copies that were not known, {counts[REFUSED]:,} refused"
        )
        if dry_run:
            self.stdout.write("Nothing was changed.")
        elif not (counts[NEW] or counts[CHANGED] or counts["copies"]):
            self.stdout.write("Nothing has changed since the last time.")
        sys.stdout.flush()


def _records(count):
    return "1 record" if count == 1 else f"{count:,} records"


def _opened(path):
    try:
        return open(path, "w", encoding="utf-8", errors="backslashreplace", newline="")
    except OSError as error:
        raise CommandError(f"{path}: {error.strerror}.") from error
