import json
import sys

from django.conf import settings
from django.core.management.base import BaseCommand

from clusterhub.documents.extraction import extract_file
from clusterhub.documents.refusals import CannotRead
from clusterhub.summaries.operations import save_reading
from clusterhub.summaries.reading import read_lines
from clusterhub.summaries.series import known_series_if_any


class Command(BaseCommand):
    requires_system_checks = []  # Reading needs no site, and is quick without.
    help = "Read a talk's summary and print it as JSON; --save keeps it as a draft."

    def add_arguments(self, parser):
        parser.add_argument("file")
        parser.add_argument("--save", action="store_true", help="keep it as a draft for an editor")

    def handle(self, *, file, save, **options):
        try:
            record = _save(file) if save else _read(file)
        except CannotRead as error:
            self.stderr.write(" ".join(str(error).split()))
            sys.exit(2)
        self.stdout.write(json.dumps(record, ensure_ascii=False, indent=2))


def _read(file):
    lines = extract_file(file, settings.SUMMARY_MAX_BYTES).lines
    return read_lines(lines, file, known_series_if_any())


def _save(file):
    extract_file(file, settings.SUMMARY_MAX_BYTES)  # Refuses what is missing or too large.
    with open(file, "rb") as source:
        summary = save_reading(source.read(), file, by=None)
    findings = summary.findings.values("code", "message", "where", "values", "proposal")
    return summary.record | {"findings": list(findings)}
