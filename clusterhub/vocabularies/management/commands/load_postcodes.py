import csv
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from clusterhub.vocabularies.operations import load_postcodes


class Command(BaseCommand):
    help = (
        "Load prefixes of postcodes with their NUTS 3 regions from a CSV file with the columns "
        "country_iso, prefix and nuts3. See to it that its licence allows what you do with it."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)

    def handle(self, *args, file, **options):
        try:
            with file.open(encoding="utf-8-sig", newline="") as opened:
                rows = list(csv.DictReader(opened))
            loaded, left_out = load_postcodes(rows)
        except (OSError, UnicodeDecodeError, csv.Error) as trouble:
            raise CommandError(f"This file cannot be read: {trouble}") from trouble
        except KeyError as missing:
            raise CommandError(f"The file has no column {missing}.") from missing
        self.stdout.write(f"{loaded} prefixes loaded, {left_out} left out (region not known).")
