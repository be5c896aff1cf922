import csv
import sys

from django.core.management.base import BaseCommand, CommandError

from clusterhub.directory.sameness import Named, sameness

COLUMNS = ("name_a", "country_a", "name_b", "country_b", "website_a", "website_b")
LONGEST_CELL = 100_000


class Command(BaseCommand):
    requires_system_checks = []  # It reads two lists and no database.
    help = (
        "Says for each row of a CSV file whether its two names are one organisation: prints the same "
        f"rows with score (0 to 1) and same (0 or 1). Columns: {', '.join(COLUMNS)}."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", help="a CSV file in UTF-8, or - for the standard input")

    def handle(self, *args, **options):
        csv.field_size_limit(LONGEST_CELL)
        if options["file"] == "-":
            sys.stdin.reconfigure(encoding="utf-8-sig", errors="replace", newline="")
            return self._judge(sys.stdin)
        try:
            with open(options["file"], encoding="utf-8-sig", errors="replace", newline="") as file:
                return self._judge(file)
        except OSError as error:
            raise CommandError(f"The file cannot be read: {error.strerror}.") from error

    def _judge(self, file):
        rows = csv.reader(line.replace("\0", "") for line in file)
        header = next(rows, [])
        places = {name.strip().lower(): at for at, name in reversed([*enumerate(header)])}
        if missing := [name for name in COLUMNS[:4] if name not in places]:
            raise CommandError(f"The first row lacks the columns: {', '.join(missing)}.")
        out = csv.writer(self.stdout, lineterminator="\n")
        out.writerow([*header, "score", "same"])
        for cells in self._readable(rows, len(header), out):
            a, b = (
                Named(*(_cell(cells, places.get(f"{what}_{side}")) for what in Named._fields))
                for side in "ab"
            )
            found = sameness(a, b)
            out.writerow([*cells, found.score, int(found.same)])

    def _readable(self, rows, width, out):
        """The rows that have as many cells as the header; the others are answered with 0."""
        while True:
            try:
                cells = next(rows)
            except StopIteration:
                return
            except csv.Error as error:
                self._broken(rows.line_num, str(error), [""] * width, out)
                continue
            if cells and len(cells) != width:
                words = f"{len(cells)} cells instead of {width}"
                self._broken(rows.line_num, words, [*cells, *[""] * width][:width], out)
            elif cells:
                yield cells

    def _broken(self, line, words, cells, out):
        self.stderr.write(f"Line {line}: {words}; not compared.")
        out.writerow([*cells, 0, 0])


def _cell(cells, at):
    return "" if at is None else cells[at]
