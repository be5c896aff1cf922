"""The rows of a PostgreSQL database as the migrations left them, and the way back to them.

Making the whole database again took the server more than a second after each test that commits.
"""

import psycopg
from psycopg.sql import SQL, Identifier, Literal

TABLES = """
    SELECT relname FROM pg_class
    WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY relname
"""
NUMBERS = (
    "SELECT sequencename, start_value, last_value FROM pg_sequences WHERE schemaname = 'public'"
)
OTHERS = """
    SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
    AND backend_type = 'client backend'
"""


class TablesChanged(Exception):
    """There are other tables than before, so the rows alone do not lead back."""


class KnownRows:
    def __init__(self, url):
        self.url = url
        with psycopg.connect(url) as connection:
            tables = [name for (name,) in connection.execute(TABLES)]
            self.marks, self.numbers = _marks(connection, tables), _numbers(connection)
            filled = [table for table, (count, _sum) in self.marks.items() if count]
            self.rows = {table: _copied(connection, table) for table in filled}

    def put_back(self):
        """Whoever is still connected is shown out; keys in between are checked at the commit."""
        with psycopg.connect(self.url) as connection:
            connection.execute(OTHERS)
            tables = [name for (name,) in connection.execute(TABLES)]
            if set(tables) != self.marks.keys():
                raise TablesChanged
            marks = _marks(connection, tables)
            changed = [table for table in marks if marks[table] != self.marks[table]]
            for table in changed:
                connection.execute(SQL("DELETE FROM {}").format(Identifier(table)))
            for table in changed:
                self._fill(connection, table)
            self._count_anew(connection)
            self.marks |= _marks(connection, changed)

    def _fill(self, connection, table):
        if table not in self.rows:
            return
        command = SQL("COPY {} FROM STDIN (FORMAT binary)").format(Identifier(table))
        with connection.cursor() as cursor, cursor.copy(command) as copy:
            copy.write(self.rows[table])

    def _count_anew(self, connection):
        """The next rows have the numbers that the first ones had, also of what was taken back."""
        for name, (start, last) in _numbers(connection).items():
            known = self.numbers[name][1]
            if last != known:
                value = [f'"{name}"', start if known is None else known, known is not None]
                connection.execute("SELECT setval(%s::regclass, %s, %s)", value)


def _marks(connection, tables):
    """How many rows each table holds, and the sum of the transactions that wrote them.

    Whatever is written later has a higher number, so with the same count the sum has grown.
    """
    if not tables:
        return {}
    one = SQL("SELECT {}, count(*), coalesce(sum(xmin::text::bigint), 0) FROM {}")
    statements = [one.format(Literal(name), Identifier(name)) for name in tables]
    found = connection.execute(SQL(" UNION ALL ").join(statements))
    return {name: (count, total) for name, count, total in found}


def _numbers(connection):
    return {name: (start, last) for name, start, last in connection.execute(NUMBERS)}


def _copied(connection, table):
    command = SQL("COPY {} TO STDOUT (FORMAT binary)").format(Identifier(table))
    with connection.cursor() as cursor, cursor.copy(command) as copy:
        return b"".join(bytes(part) for part in copy)
