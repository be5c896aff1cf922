"""What is fast and how we know. `bin/bench [pages|reading|directory] …`

Every figure stands beside another one of the same run, because clocks of machines differ: CPU time of
a page against a bare Django page of the same bytes, ten times the rows against one time, a search
against the raw engine.

    bin/bench directory --rows 10000 100000 1000000 --database sqlite
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HOME = Path(__file__).resolve().parent.parent / "var" / "bench"


def main():
    options = _options()
    wanted = set(options.what) or {"pages", "reading"}
    if small := wanted & {"pages", "reading"}:
        _small(small, options.events)
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
    known = "pages, reading (both when empty), directory"
    parser.add_argument("what", nargs="*", default=[], help=known)
    parser.add_argument("--events", type=int, default=2000)
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
