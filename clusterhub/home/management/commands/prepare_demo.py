from io import StringIO

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from clusterhub.home.operations import forget_waiting_index_tasks


class Command(BaseCommand):
    help = "Makes tables, shared lists, sample data and the search index of a demo; see bin/demo."

    def handle(self, **options):
        if not settings.DEMO:
            raise CommandError("The demo is for trying it out; start it with bin/demo.")
        call_command("migrate", verbosity=0)
        call_command("load_vocabularies", stdout=StringIO())
        call_command("sample_data", verbosity=0)
        # One pass over everything is much quicker than a task for each save.
        call_command("wagtail_update_index", verbosity=0, stdout=StringIO())
        forget_waiting_index_tasks()
        call_command("worker", once=True, verbosity=0)
