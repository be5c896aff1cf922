from contextlib import nullcontext
from functools import partial

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connections
from django.utils.module_loading import import_string

from clusterhub.home.beside import Beside


class Command(BaseCommand):
    help = "Serves the site: everything is loaded once, and the web workers share it."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--workers", type=int, default=2)
        parser.add_argument("--threads", type=int, default=4, help="in each worker")
        parser.add_argument("--log-level", default="warning")
        parser.add_argument(
            "--with-worker",
            action="store_true",
            help="does the background work, too, in a process of its own",
        )

    def handle(self, *, with_worker, **options):
        # Loaded before the workers part from us, not in each of them: half the memory.
        import_string(settings.WSGI_APPLICATION)
        connections.close_all()  # Nobody shares a connection.
        with Beside(partial(call_command, "worker")) if with_worker else nullcontext():
            _server(**options).serve()


def _server(*, host, port, workers, threads, log_level, **_options):
    from granian import Granian  # Of no use to any other command.

    return Granian(
        settings.WSGI_APPLICATION.replace(".application", ":application"),
        address=host,
        port=port,
        interface="wsgi",
        workers=workers,
        blocking_threads=threads,
        respawn_failed_workers=True,
        log_level=log_level,
    )
