from contextlib import nullcontext

from django.apps import apps
from django.core.management.commands import migrate
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from clusterhub.home.empty_database import each_model_drawn_alone

NOT_A_WHOLE_MIGRATION = ("app_label", "check_unapplied", "plan", "prune", "fake", "fake_initial")


class Command(migrate.Command):
    """Django's own, but an empty database gets the tables of our libraries before ours.

    Whenever a library's migration changes one of its tables, Django draws anew every model that
    hangs together with it. With ours not yet among them that takes half the time; and with no row
    yet anywhere, each model is drawn alone.
    """

    def handle(self, *args, **options):
        executor = MigrationExecutor(connections[options["database"]])
        is_whole = not any(options[name] for name in NOT_A_WHOLE_MIGRATION)
        is_first = is_whole and not executor.loader.applied_migrations
        with each_model_drawn_alone() if is_first else nullcontext():
            if is_first:
                _migrate_libraries(executor)
            super().handle(*args, **options)


def _migrate_libraries(executor):
    ours = {app.label for app in apps.get_app_configs() if app.name.startswith("clusterhub.")}
    executor.migrate([leaf for leaf in executor.loader.graph.leaf_nodes() if leaf[0] not in ours])
