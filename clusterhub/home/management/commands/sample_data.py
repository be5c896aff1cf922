from django.core.management.base import BaseCommand

from clusterhub.home.sample.load import load_sample


class Command(BaseCommand):
    help = "Loads the sample data; needs the shared lists (load-vocabularies). Safe to repeat."

    def handle(self, *, verbosity, **options):
        load_sample()
        if verbosity:
            self.stdout.write("The sample data are in place.")
