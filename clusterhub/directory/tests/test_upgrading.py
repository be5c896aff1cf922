"""A database of the first release is brought up to date by the migrations it was made with."""

import contextlib
import uuid
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from clusterhub.home.empty_database import each_model_drawn_alone
from tests.database import ON_POSTGRESQL

FIRST, LAST = ("directory", "0001_initial"), ("directory", "0005_name_blocks")
SQUASHED = ("directory", "0001_squashed_0005_name_blocks")


@contextlib.contextmanager
def empty_database(tmp_path):
    own = connection.settings_dict["NAME"]
    name = f"test_{uuid.uuid4().hex[:8]}" if ON_POSTGRESQL else str(tmp_path / "old.sqlite3")
    if ON_POSTGRESQL:
        connection.cursor().execute(f"CREATE DATABASE {name} TEMPLATE template0")
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = own
        if ON_POSTGRESQL:
            connection.cursor().execute(f"DROP DATABASE {name} WITH (FORCE)")


def migrated_to(migration):
    """The models as they were then; each step by itself, as it was released."""
    executor = MigrationExecutor(connection)
    executor.loader = MigrationLoader(connection, replace_migrations=False)
    return executor.migrate([migration]).apps


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_rows_from_the_first_release_keep_being_published(tmp_path):
    now = datetime(2026, 11, 1, tzinfo=UTC)
    with empty_database(tmp_path):
        with each_model_drawn_alone():  # As a new installation is made.
            migrated_to(FIRST)
        old = migrated_to(FIRST).get_model("directory", "Organisation")
        shared = {"kind": "sme", "website": "https://www.Timber.example/en"}
        old.objects.create(name="Élan Bois", slug="elan", published_at=now, **shared)
        hidden = old.objects.create(name="Hidden", slug="hidden", **shared)

        # As an upgrade does it; how models are drawn asks no database, so once is enough.
        with each_model_drawn_alone() if ON_POSTGRESQL else contextlib.nullcontext():
            new = migrated_to(LAST)

        rows = new.get_model("directory", "Organisation").objects.order_by("slug")
        found = list(rows.values_list("slug", "state", "published_at", "sort_key", "website_host"))
        changes = new.get_model("directory", "SearchChange").objects
        assert changes.filter(first_pk=0, last_pk=hidden.pk).exists()
        waiting = MigrationExecutor(connection).migration_plan([SQUASHED])

    assert found == [
        ("elan", "published", now, "elan bois", "timber.example"),
        ("hidden", "draft", None, "hidden", "timber.example"),
    ]
    assert waiting == []
