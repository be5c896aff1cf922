from django.core.management.base import BaseCommand

from clusterhub.directory.operations import index_all_names


class Command(BaseCommand):
    help = "Makes organisations and people findable by their names again, after rows came in bulk."

    def handle(self, *args, **options):
        count = index_all_names()
        self.stdout.write(f"{count} names were missing or outdated and are right now.")
