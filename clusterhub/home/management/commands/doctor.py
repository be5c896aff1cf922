from django.core.management.base import BaseCommand

from clusterhub.home.condition import BROKEN, FINE, all_findings

MARKS = {"fine": "ok     ", "warning": "warning", "broken": "BROKEN "}


class Command(BaseCommand):
    help = "Says what is wired and what is missing, with the fix. Exit status 1 if something is broken."
    requires_system_checks = []

    def handle(self, **options):
        findings = all_findings()
        for finding in findings:
            self.stdout.write(f"{MARKS[finding.level]}  {finding.name}: {finding.words}")
            if finding.level != FINE and finding.fix:
                self.stdout.write(f"         → {finding.fix}")
        if any(finding.level == BROKEN for finding in findings):
            raise SystemExit(1)
