from django.core.management.base import BaseCommand

from clusterhub.accounts.operations import make_administrator


class Command(BaseCommand):
    help = "Make somebody an administrator; opens the account if there is none."

    def add_arguments(self, parser):
        parser.add_argument("email")

    def handle(self, *args, email, **options):
        person = make_administrator(email)
        self.stdout.write(
            f"{person.email} is an administrator now and signs in with a code sent to that address."
        )
