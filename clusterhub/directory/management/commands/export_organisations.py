import json
import sys
from contextlib import ExitStack
from itertools import chain

from django.core.management.base import BaseCommand, CommandError

from clusterhub.directory.full_rows import COLUMNS, full_row
from clusterhub.directory.models import Identifier, Organisation
from clusterhub.directory.stored_rows import MODELS, rows_of
from clusterhub.documents.tables import csv_lines
from clusterhub.documents.workbook_writing import workbook

AT_ONCE = 1_000


class Command(BaseCommand):
    help = (
        "Writes all organisations as a table that import-organisations reads again; contacts never. "
        "What a spreadsheet would take for a formula is marked as text."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", nargs="?", default="-", help="the standard output if none")
        parser.add_argument("--format", default="csv", choices=["csv", "xlsx", "json"])
        parser.add_argument("--listed", action="store_true", help="only what everybody may see")

    def handle(self, *, file, format, listed, **options):
        rows = all_rows(is_listed=listed)
        pieces = {"csv": _as_csv, "xlsx": _as_xlsx, "json": _as_json}[format](rows)
        with ExitStack() as stack:
            out = sys.stdout.buffer
            if file != "-":
                try:
                    out = stack.enter_context(open(file, "wb"))
                except OSError as error:
                    raise CommandError(f"{file}: {error.strerror}.") from error
            for piece in pieces:
                out.write(piece if isinstance(piece, bytes) else piece.encode())
            out.flush()


def all_rows(*, is_listed=False):
    """Every organisation once, in the order of numbers, a thousand in memory at once."""
    rows = Organisation.objects.filter(merged_into=None, erased_at=None).order_by("pk")
    rows, last = rows.listed() if is_listed else rows, 0
    while found := list(rows.filter(pk__gt=last)[:AT_ONCE]):
        last = found[-1].pk
        numbers = {}
        of_these = Identifier.objects.filter(organisation__gte=found[0].pk, organisation__lte=last)
        for pk, scheme, value in of_these.values_list("organisation_id", "scheme", "value"):
            numbers.setdefault(pk, []).append((scheme, value))
        own = _own_rows([organisation.pk for organisation in found])
        for organisation in found:
            pk = organisation.pk
            yield full_row(organisation, numbers.get(pk, ()), own.get(pk, {}))


def _own_rows(pks):
    found = {}
    for column in MODELS:
        for pk, row in rows_of(column, pks):
            found.setdefault(pk, {}).setdefault(column, []).append(row)
    return found


def _as_csv(rows):
    return csv_lines(COLUMNS, (row.values() for row in rows))


def _as_xlsx(rows):
    return workbook(chain([COLUMNS], (list(row.values()) for row in rows)), "Organisations")


def _as_json(rows):
    yield "["
    for at, row in enumerate(rows):
        filled = {name: cell for name, cell in row.items() if cell}
        yield (",\n" if at else "\n") + json.dumps(filled, ensure_ascii=False)
    yield "\n]\n"
