from django.core.management.base import BaseCommand

from clusterhub.vocabularies.operations import load_vocabularies


class Command(BaseCommand):
    help = (
        "Load the shared lists (countries, regions, ecosystems, activities, technologies, topics)."
    )

    def handle(self, *args, **options):
        lists = load_vocabularies()
        for loaded in lists:
            self.stdout.write(
                f"{loaded.name}: {loaded.created} new, {loaded.changed} changed, "
                f"{loaded.unchanged} as before"
            )
            if loaded.missing:
                self.stdout.write(f"  no longer in the list, kept: {', '.join(loaded.missing)}")
        if not any(loaded.created or loaded.changed for loaded in lists):
            self.stdout.write(self.style.SUCCESS("Nothing to change: every list was up to date."))
