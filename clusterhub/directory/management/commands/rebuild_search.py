from django.core.management.base import BaseCommand, CommandError

from clusterhub.directory.finding.keeper import Keeper, Occupied


class Command(BaseCommand):
    help = "Makes the search index of the directory anew. The worker must not be running."

    def handle(self, **options):
        try:
            with Keeper() as keeper:
                count = keeper.rebuild()
        except Occupied as error:
            raise CommandError(
                "The worker keeps the index up to date already; stop it first."
            ) from error
        except ImportError as error:
            raise CommandError(f"tantivy is missing: {error}") from error
        self.stdout.write(f"{count} organisations can be found.")
