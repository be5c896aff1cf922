"""What is fast and how we know. `bin/bench [pages|reading] [--events 2000]`.

Every figure stands beside another one of the same run, because clocks of machines differ: CPU time of
a page against a bare Django page of the same bytes, ten times the rows against one time.
"""

import argparse
import os
import shutil
import tempfile


def main():
    parser = argparse.ArgumentParser(prog="bin/bench", description=__doc__.split("\n")[0])
    parser.add_argument("what", nargs="*", default=[], help="pages, reading (all when empty)")
    parser.add_argument("--events", type=int, default=2000)
    options = parser.parse_args()
    folder = tempfile.mkdtemp(prefix="clusterhub-bench-")
    os.environ.update(
        CLUSTERHUB_DATA_DIR=folder,
        DATABASE_URL=f"sqlite:///{folder}/bench.sqlite3",
        CLUSTERHUB_TASKS="immediate",
        DJANGO_SETTINGS_MODULE="clusterhub.config.settings",
        CLUSTERHUB_HOSTS="testserver localhost",
        CLUSTERHUB_LOG_LEVEL="ERROR",
    )
    try:
        import django

        django.setup()
        from bench import pages, reading

        wanted = set(options.what) or {"pages", "reading"}
        if "reading" in wanted:
            reading.run()
        if "pages" in wanted:
            pages.run(options.events)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


main()
