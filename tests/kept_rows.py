"""Rows that a costly maker wrote, kept by this process and written again in a few statements.

A published summary takes 250 statements, and most of the time goes into building them. The first
test that asks for one pays; the others get the same rows, with numbers that no test reaches itself.
"""

import pickle
import re
from functools import wraps
from itertools import count

from django.conf import settings
from django.db import connection
from time_machine import escape_hatch

_first_numbers = count(500_000, 20_000)  # Each maker has its own, so that two fit into one test.
WRITES = re.compile(r'\s*(?:INSERT\s+(?:OR IGNORE\s+)?INTO|UPDATE|DELETE FROM)\s+"(\w+)"', re.I)
NUMBERED = "SELECT name FROM sqlite_master WHERE sql LIKE '%AUTOINCREMENT%'"
SEQUENCES = "FROM pg_sequences WHERE schemaname = 'public'"


def kept(*unless):
    """For a maker that is called without arguments while there are no rows of the models `unless`.

    Name every model that it looks at, and `Organisation` where it makes some (their blocks have no
    numbers of their own). Otherwise it is asked itself, as it is where rows are committed or indexed
    and while time travels. What it gives is pickled: each test has objects of its own.
    """

    def keep(maker):
        first, known = next(_first_numbers), {}

        @wraps(maker)
        def made(**changes):
            if changes or not _may_be_kept(unless):
                return maker(**changes)
            if not known:
                result, known["rows"] = _watched(maker, first)
                known["result"] = pickle.dumps(result)
                return result
            for table, rows in known["rows"].items():
                _write(table, *rows)
            return pickle.loads(known["result"])

        return made

    return keep


def _may_be_kept(unless):
    if not connection.in_atomic_block or settings.SEARCH_DIR or escape_hatch.is_travelling():
        return False
    there_are = " OR ".join(f'EXISTS (SELECT 1 FROM "{model._meta.db_table}")' for model in unless)
    return not _value(f"SELECT {there_are}")


def _watched(maker, first):
    """What it gives, and the rows that it left in each table."""
    last, tables = _raise_numbers(first), set()

    def note(execute, sql, params, many, context):
        if written := WRITES.match(sql):
            tables.add(written[1])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        result = maker()
    return result, {table: _read(table, last) for table in sorted(tables)}


def _raise_numbers(first):
    """The highest number that a row may have by now; all that are made next have higher ones."""
    if connection.vendor == "postgresql":
        last = max(first, _value(f"SELECT max(last_value) {SEQUENCES}") or 0)
        _value(f"SELECT count(setval(quote_ident(sequencename)::regclass, {last})) {SEQUENCES}")
        return last
    last = max(first, _value("SELECT max(seq) FROM sqlite_sequence") or 0)
    connection.connection.execute("DELETE FROM sqlite_sequence")
    connection.connection.execute(
        f"INSERT INTO sqlite_sequence SELECT name, {last} FROM ({NUMBERED})"
    )
    return last


def _read(table, last):
    with connection.cursor() as cursor:
        found = connection.introspection.get_table_description(cursor, table)
    names = [f'"{column.name}"' for column in found]
    rows = f'FROM "{table}" WHERE id > {last}'
    if connection.vendor == "postgresql":
        command = f"COPY (SELECT {', '.join(names)} {rows}) TO STDOUT (FORMAT binary)"
        with connection.connection.cursor() as cursor, cursor.copy(command) as copy:
            return names, b"".join(bytes(part) for part in copy)
    # With a sign before it a column comes as it is stored, not as a moment or number of Python.
    stored = connection.connection.execute(
        f"SELECT {', '.join(f'+{name}' for name in names)} {rows}"
    )
    return names, list(stored)


def _write(table, names, rows):
    into = f'"{table}" ({", ".join(names)})'
    if connection.vendor == "postgresql":
        command = f"COPY {into} FROM STDIN (FORMAT binary)"
        with connection.connection.cursor() as cursor, cursor.copy(command) as copy:
            copy.write(rows)
        return
    marks = ", ".join("?" * len(names))
    connection.connection.executemany(f"INSERT INTO {into} VALUES ({marks})", rows)


def _value(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchone()[0]
