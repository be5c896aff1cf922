import os
import signal
import time

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from clusterhub.home import demo


class Command(BaseCommand):
    help = "Runs the whole site with sample data: web server, worker and a page for the mail."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--reset", action="store_true", help="start over with fresh data")
        parser.add_argument("--prepare-only", action="store_true", help="make the data, then stop")

    def handle(self, *, port, reset, prepare_only, **options):
        if not settings.DEMO:
            raise CommandError("The demo is for trying it out; start it with bin/demo.")
        if not prepare_only and not demo.port_is_free(port):
            raise CommandError(
                f"Port {port} is in use by another program. Stop that one, or choose another "
                f"port: bin/demo --port {port + 1}"
            )
        try:
            self._prepare(reset)
            if not prepare_only:
                self._serve(port)
        except demo.CannotStart as problem:
            raise CommandError(str(problem)) from problem

    def _prepare(self, reset):
        if reset:
            demo.wipe()
        if demo.is_prepared():
            return
        self.stdout.write("Making the sample data (half a minute, once) …")
        call_command("migrate", verbosity=0)
        call_command("load_vocabularies", verbosity=0)
        call_command("sample_data", verbosity=0)
        call_command("worker", once=True, verbosity=0)
        demo.mark_prepared()
        connection.close()

    def _serve(self, port):
        address = f"http://localhost:{port}"
        os.environ["CLUSTERHUB_BASE_URL"] = address
        processes = demo.Processes(port)
        stopping = []
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: stopping.append(True))
        try:
            processes.wait_until_up(f"http://{demo.HOST}:{port}")
            self._greet(address)
            while not stopping and not processes.one_has_ended():
                time.sleep(0.2)
        finally:
            processes.stop()
        if not stopping:
            raise demo.CannotStart("A part of the site stopped; the lines above say why.")
        self.stdout.write("Stopped.")

    def _greet(self, address):
        self.stdout.write(
            f"\n  ClusterHub is up: {address}\n\n"
            f"  Sign in with one click at {address}/account/login/\n"
            "    visitor         just look around, no sign-in\n"
            "    member          Anna    anna.member@demo.clusterhub.example\n"
            "    editor          Eva     eva.editor@demo.clusterhub.example\n"
            "    administrator   Adam    adam.admin@demo.clusterhub.example\n"
            f"  Mail that the site sends: {address}/outbox/\n\n"
            "  Ctrl-C stops everything; bin/demo --reset starts over.\n"
        )
