from django.apps import apps
from django.core.management.commands import migrate
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

NOT_A_WHOLE_MIGRATION = ("app_label", "check_unapplied", "plan", "prune", "fake", "fake_initial")


class Command(migrate.Command):
    """Django's own, but an empty database gets the tables of our libraries before ours.

    Whenever a library's migration changes one of its tables, Django draws anew every model that
    hangs together with it. With ours not yet among them that takes half the time.
    """

    def handle(self, *args, **options):
        connection = connections[options["database"]]
        if not any(options[name] for name in NOT_A_WHOLE_MIGRATION):
            _migrate_libraries(MigrationExecutor(connection))
        super().handle(*args, **options)


def _migrate_libraries(executor):
    if executor.loader.applied_migrations:
        return
    ours = {app.label for app in apps.get_app_configs() if app.name.startswith("clusterhub.")}
    executor.migrate([leaf for leaf in executor.loader.graph.leaf_nodes() if leaf[0] not in ours])
