from pathlib import Path

from django.core.files import File
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from clusterhub.documents.refusals import CannotRead
from clusterhub.events.models import AttendanceMode, Event, ListPurpose, OnFull, OnTypo, PoolKind
from clusterhub.events.operations import EventRefusal
from clusterhub.events.operations.people_lists import apply_list, bring_list, start_list
from clusterhub.events.people_preview import Preview, ShownRow
from clusterhub.events.people_tables import MOST_ROWS, out_of_file

MOST_SAID = 20


class Command(BaseCommand):
    help = (
        "Takes over the attendees of an event out of an export of pretix or Indico, or of any table "
        "with names and addresses. Safe to repeat: who is registered already stays as she is."
    )

    def add_arguments(self, parser):
        parser.add_argument("file")
        parser.add_argument("--event", required=True, metavar="SLUG")
        parser.add_argument("--dry-run", action="store_true", help="say all, change nothing")
        parser.add_argument("--mode", choices=AttendanceMode.values, help="where a row says none")
        parser.add_argument("--full", choices=OnFull.values, default=OnFull.WAIT,
                            help="what becomes of those for whom no place is left")  # fmt: skip
        parser.add_argument("--typos", choices=OnTypo.values, default=OnTypo.LEAVE,
                            help="what becomes of addresses that look mistyped")  # fmt: skip
        parser.add_argument("--mail", action="store_true", help="write to each of them")

    def handle(self, *, file, event, dry_run, **options):
        found = Event.objects.filter(slug=event).first()
        if found is None:
            raise CommandError(f"There is no event {event}.")
        try:
            with open(file, "rb") as opened:
                brought = out_of_file(File(opened, name=Path(file).name))
            if len(brought.rows) > MOST_ROWS + 1:
                raise CannotRead("too-many-rows", limit=MOST_ROWS)
            with transaction.atomic():
                made = self._bring(found, brought, options)
                if dry_run:
                    self._tell(made)
                    self.stdout.write("Nothing was changed.")
                    transaction.set_rollback(True)
                    return
        except OSError as error:
            raise CommandError(f"{error.filename}: {error.strerror}.") from error
        except (CannotRead, EventRefusal) as refusal:
            raise CommandError(str(refusal) or type(refusal).__name__) from refusal
        self._tell(made)
        self._apply(made)

    def _bring(self, event, brought, options):
        modes = [*event.pools.filter(kind=PoolKind.MODE).values_list("mode", flat=True)]
        mode = options["mode"] or (modes[0] if len(modes) == 1 else None)
        if mode not in modes:
            raise CommandError(
                "Registration is not open." if not modes else f"Say --mode {' or '.join(modes)}."
            )
        return bring_list(
            event, rows=brought.rows, columns=brought.columns, notes=brought.notes,
            file_name=brought.name, purpose=ListPurpose.ATTENDEES, mode=mode, by=None,
            on_full=options["full"], on_typo=options["typos"], sends_mail=options["mail"],
        )  # fmt: skip

    def _tell(self, made):
        for note in made.notes:
            self.stdout.write(note)
        for _verdict, words, number, _is_chosen in Preview(made).tabs:
            self.stdout.write(f"{number:,} {words.lower()}")
        odd = made.rows.exclude(verdict__in=["new", "same", "cancelled"])
        for row in odd[:MOST_SAID]:
            shown = ShownRow(row)
            words = " ".join(
                str(part) for part in (shown.verdict, shown.words, shown.meant) if part
            )
            self.stderr.write(f"Row {row.number}: {words}")
        if odd.count() > MOST_SAID:
            self.stderr.write(f"… and {odd.count() - MOST_SAID} more.")

    def _apply(self, made):
        start_list(made, by=None)
        made = apply_list(made)
        preview = Preview(made)
        if preview.refusal:
            raise CommandError(f"Broken off: {preview.refusal}")
        for words, number in preview.outcomes:
            self.stdout.write(f"{number:,} {str(words).lower()}")
