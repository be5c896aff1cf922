"""Thousands of rows into a table at once: without signals, without a model's save, as each database
does it fastest."""

from django.db import connection

SQLITE_CACHE_KB = 128 * 1024
SQLITE_LOG_PAGES = 64_000  # 256 MB; a page that many chunks change goes to its place once.


def make_room():
    """Let SQLite keep the upper pages of the indexes at hand: rows of a list fall all over them."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA cache_size = -{SQLITE_CACHE_KB}")
            cursor.execute(f"PRAGMA wal_autocheckpoint = {SQLITE_LOG_PAGES}")


def numbers_for(model, count):
    """Primary keys for `count` rows to come, rising; nobody else gets them.

    On SQLite only inside a transaction that may write already: there is one of these at a time.
    """
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            sequence = (
                "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)"
            )
            cursor.execute(sequence, [table, count])
            return sorted(pk for (pk,) in cursor)
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        row = cursor.fetchone()
        first = (row[0] if row else 0) + 1
        return range(first, first + count)


def insert_rows(model, names, rows, *, is_repeatable=False):
    """Write tuples of the columns `names`; with `is_repeatable` one that is there stays as it is."""
    if not rows:
        return
    columns = ", ".join(f'"{name}"' for name in names)
    table = f'"{model._meta.db_table}" ({columns})'
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql" and not is_repeatable:
            with cursor.copy(f"COPY {table} FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
            return
        places = ", ".join(["%s"] * len(names))
        unless = " ON CONFLICT DO NOTHING" if is_repeatable else ""
        cursor.executemany(f"INSERT INTO {table} VALUES ({places}){unless}", rows)
