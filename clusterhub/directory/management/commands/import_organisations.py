import csv
import gc
import sys
from contextlib import ExitStack
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from clusterhub.directory.kinds import OrganisationKind
from clusterhub.directory.operations.importing import import_organisations
from clusterhub.directory.operations.inserting import make_room
from clusterhub.directory.reading_ahead import ReaderEnded
from clusterhub.directory.sheets import NoNames, Sheet
from clusterhub.directory.verdicts import CHANGED, FAULTY, NEW, SAME, TWIN
from clusterhub.documents.refusals import CannotRead
from clusterhub.documents.tables import safe_cell
from clusterhub.vocabularies.models import Country
from clusterhub.web.addresses import absolute

WORDS = {
    NEW: "new", CHANGED: "changed", SAME: "the same as before",
    TWIN: "perhaps there already, left for somebody to look at", FAULTY: "faulty, left out",
}  # fmt: skip
MOST_SAID = 20
# Rows make hardly any cycles; looking for them as often as Python does took a seventh of the time.
SWEEP = (100_000, 20, 100)
REPORT = ("row", "name", "verdict", "score", "organisation", "like_row", "column", "words")


class Command(BaseCommand):
    help = (
        "Takes over a list of organisations (CSV, Excel or JSON), row by row. Safe to repeat: what is "
        "there already stays, and an import that was killed is finished by starting it again."
    )

    def add_arguments(self, parser):
        parser.add_argument("file")
        parser.add_argument("--dry-run", action="store_true", help="say all, change nothing")
        parser.add_argument("--source", default="", help="whose numbers the column id holds")
        parser.add_argument("--kind", default="", choices=["", *OrganisationKind.values],
                            help="of rows that say none")  # fmt: skip
        parser.add_argument("--listed", action="store_true", help="list new ones at once")
        parser.add_argument("--take-twins", action="store_true",
                            help="take over what is perhaps there already, as new")  # fmt: skip
        parser.add_argument("--report", metavar="OUT.csv", help="a line for each row and remark")

    def handle(self, *, file, report, **options):
        if not Country.objects.exists():
            raise CommandError("The shared lists are missing: run clusterhub load-vocabularies.")
        self._said = 0
        make_room()
        with ExitStack() as stack:
            stack.callback(gc.set_threshold, *gc.get_threshold())
            gc.set_threshold(*SWEEP)
            try:
                opened = stack.enter_context(open(file, "rb"))
                out = report and stack.enter_context(
                    open(report, "w", encoding="utf-8", errors="backslashreplace", newline="")
                )
            except OSError as error:
                raise CommandError(f"{error.filename}: {error.strerror}.") from error
            self._report = csv.writer(out) if out else None
            if self._report:
                self._report.writerow(REPORT)
            self._import(opened, Path(file).name, options)

    def _import(self, file, name, options):
        try:
            sheet = Sheet(file, source=options["source"])
            counts = import_organisations(
                sheet,
                name=name,
                source=options["source"],
                kind=options["kind"],
                is_listed=options["listed"],
                takes_twins=options["take_twins"],
                dry_run=options["dry_run"],
                tell=self._tell,
                progress=lambda counts: self._show_progress(sheet, counts),
            )
        except (CannotRead, ReaderEnded) as refusal:
            raise CommandError(str(refusal)) from refusal
        except NoNames as refusal:
            raise CommandError(
                "No column holds names; a heading such as “Name” is needed."
            ) from refusal
        self._conclude(sheet, counts, options["dry_run"])

    def _tell(self, judged):
        remarks = [*judged.problems, *judged.notes]
        remarks += [[column, "changed"] for column in judged.changes]
        if self._report:
            self._write_report(judged, remarks)
        for column, words in judged.problems:
            self._said += 1
            if self._said <= MOST_SAID:
                where = f"Row {judged.number}, {column}" if column else f"Row {judged.number}"
                self.stderr.write(f"{where}: {words}")

    def _write_report(self, judged, remarks):
        organisation = judged.organisation
        address = absolute(organisation.get_absolute_url()) if organisation else ""
        row = (judged.number, safe_cell(judged.said.name[:200]), judged.verdict, judged.score,
               address, judged.earlier or "")  # fmt: skip
        for column, words in remarks or [("", "")]:
            self._report.writerow((*row, column, safe_cell(words)))

    def _show_progress(self, sheet, counts):
        if not sys.stderr.isatty():
            return
        share = sheet.share()
        bar = f"[{'#' * int(share * 30):30}] {share:4.0%}  " if share is not None else ""
        sys.stderr.write(f"\r{bar}{counts.total():,} rows")
        sys.stderr.flush()

    def _conclude(self, sheet, counts, dry_run):
        if sys.stderr.isatty():
            sys.stderr.write("\n")
        if self._said > MOST_SAID:
            self.stderr.write(
                f"… and {self._said - MOST_SAID} more; --report OUT.csv has them all."
            )
        for note in sheet.notes():
            self.stdout.write(note)
        for verdict, words in WORDS.items():
            if counts[verdict]:
                self.stdout.write(f"{counts[verdict]:,} {words}")
        if dry_run:
            self.stdout.write("Nothing was changed.")
