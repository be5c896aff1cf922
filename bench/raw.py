"""The same question asked of an engine directly, as well as it can be asked: what our path is held against.

Two words, the best twenty with their names, how many, and four counts. SQLite's FTS5 and PostgreSQL's
tsvector have tables of their own for it, beside ours and with the same folded words; tantivy is
asked in our own index.
"""

import sqlite3
from functools import lru_cache

from django.db import connection

from clusterhub.directory.finding.sectors import sectors_of
from clusterhub.directory.names import fold

FACETS = ("kind", "country", "ecosystem", "sector")
TOP = 20
SQLITE_TABLES = """
CREATE TABLE organisation (id INTEGER PRIMARY KEY, name TEXT, kind TEXT, country TEXT);
CREATE TABLE choice (id INTEGER, facet TEXT, value TEXT, PRIMARY KEY (id, facet, value)) WITHOUT ROWID;
CREATE VIRTUAL TABLE words USING fts5 (names, texts, content='');
"""
SQLITE_STATEMENT = """
WITH hits (id, rank) AS MATERIALIZED ({hits}),
top AS (SELECT id FROM hits ORDER BY rank LIMIT 20)
SELECT 'top', name, id FROM top JOIN organisation USING (id)
UNION ALL SELECT 'count', '', count(*) FROM hits
UNION ALL SELECT 'kind', kind, count(*) FROM hits JOIN organisation USING (id) GROUP BY kind
UNION ALL SELECT 'country', country, count(*) FROM hits JOIN organisation USING (id) GROUP BY country
UNION ALL SELECT facet, value, count(*) FROM hits JOIN choice USING (id) GROUP BY facet, value
"""
SQLITE_WORDS = "SELECT rowid, bm25(words, 4.0, 1.0) FROM words WHERE words MATCH ?"
SQLITE_KIND = "SELECT id, name FROM organisation WHERE kind = ?"

POSTGRESQL_TABLES = """
DROP TABLE IF EXISTS bench_raw;
CREATE TABLE bench_raw (id bigint, name text, kind text, country text, ecosystems text[],
  sectors text[], words tsvector)
"""
POSTGRESQL_STATEMENT = """
WITH hits AS MATERIALIZED ({hits}),
top AS (SELECT name, id FROM hits ORDER BY rank LIMIT 20)
SELECT 'top', name, id FROM top
UNION ALL SELECT 'count', '', count(*) FROM hits
UNION ALL SELECT 'kind', kind, count(*) FROM hits GROUP BY kind
UNION ALL SELECT 'country', country, count(*) FROM hits GROUP BY country
UNION ALL SELECT 'ecosystem', each, count(*) FROM hits, unnest(ecosystems) each GROUP BY each
UNION ALL SELECT 'sector', each, count(*) FROM hits, unnest(sectors) each GROUP BY each
"""
POSTGRESQL_WORDS = """
SELECT id, name, kind, country, ecosystems, sectors, -ts_rank(words, query) AS rank
FROM bench_raw, to_tsquery('simple', %s) query WHERE words @@ query
"""
POSTGRESQL_KIND = """
SELECT id, name, kind, country, ecosystems, sectors, name AS rank FROM bench_raw WHERE kind = %s
"""


class RawTables:
    """Filled in the same walk as our own."""

    def __init__(self, folder):
        self.is_postgresql = connection.vendor == "postgresql"
        if self.is_postgresql:
            with connection.cursor() as cursor:
                cursor.execute(POSTGRESQL_TABLES)
            return
        (folder / "raw.sqlite3").unlink(missing_ok=True)
        self.raw = sqlite3.connect(folder / "raw.sqlite3")
        self.raw.execute("PRAGMA synchronous = OFF")
        self.raw.executescript(SQLITE_TABLES)

    def add(self, numbered):
        """`numbered` are pairs of a number and a row as `organisations` makes it."""
        rows = [(number, row, _names(row), fold(_text(row), 2000)) for number, row in numbered]
        if self.is_postgresql:
            self._copy(rows)
            return
        organisations = [(n, row["name"], row["kind"], row["country"]) for n, row, *_ in rows]
        self.raw.executemany("INSERT INTO organisation VALUES (?, ?, ?, ?)", organisations)
        choices = [(n, *choice) for n, row, *_rest in rows for choice in _choices(row)]
        self.raw.executemany("INSERT INTO choice VALUES (?, ?, ?)", choices)
        texts = [(number, names, text) for number, _row, names, text in rows]
        self.raw.executemany("INSERT INTO words (rowid, names, texts) VALUES (?, ?, ?)", texts)
        self.raw.commit()

    def finish(self):
        if self.is_postgresql:
            with connection.cursor() as cursor:
                cursor.execute("CREATE INDEX ON bench_raw USING gin (words)")
                cursor.execute("CREATE INDEX ON bench_raw (kind, name)")
                cursor.execute("VACUUM ANALYZE bench_raw")
            return
        self.raw.execute("INSERT INTO words (words) VALUES ('optimize')")
        self.raw.execute("CREATE INDEX organisation_kind ON organisation (kind, name)")
        self.raw.execute("ANALYZE")
        self.raw.commit()
        self.raw.close()

    def _copy(self, rows):
        connection.ensure_connection()
        with (
            connection.connection.cursor() as cursor,
            cursor.copy(
                "COPY bench_raw (id, name, kind, country, ecosystems, sectors, words) FROM STDIN"
            ) as copy,
        ):
            for number, row, names, text in rows:
                ecosystems = row["ecosystems"].split("|")
                sectors = list(sectors_of(row["nace"]))
                copy.write_row(
                    (number, row["name"], row["kind"], row["country"], ecosystems, sectors,
                     _vector(names, text))
                )  # fmt: skip


def ask_tantivy(opened, wanted):
    """The index itself, with one search and one aggregation."""
    from tantivy import Order

    query = _query(wanted)
    order = {} if wanted.words else {"order_by_field": "name_order", "order": Order.Asc}
    result = opened.searcher.search(query, TOP, **order)
    ids = opened.searcher.fast_field_values("id", [at for _value, at in result.hits])
    counts = opened.searcher.aggregate(
        query, {name: {"terms": {"field": name, "size": 100}} for name in FACETS}
    )
    return result.count, ids, counts


def count_in_tantivy(opened, wanted):
    return opened.searcher.search(_query(wanted), 1).count


def _query(wanted):
    from tantivy import Occur, Query

    from clusterhub.directory.finding import queries

    parts = [(Occur.Must, queries.exactly(word)) for word in queries.words_of(wanted.words)]
    parts += [(Occur.Must, queries.term("kind", value)) for value in wanted.kind]
    return Query.boolean_query([*parts, (Occur.MustNot, queries.term("hidden", 1))])


def ask_database(folder, wanted):
    """One statement of the database's own full-text search; returns its rows."""
    hits = "words" if wanted.words else "kind"
    if connection.vendor == "postgresql":
        asked = " & ".join(fold(wanted.words).split()) or wanted.kind[0]
        part = {"words": POSTGRESQL_WORDS, "kind": POSTGRESQL_KIND}[hits]
        with connection.cursor() as cursor:
            cursor.execute(POSTGRESQL_STATEMENT.format(hits=part), [asked])
            return cursor.fetchall()
    asked = " AND ".join(f'"{word}"' for word in fold(wanted.words).split()) or wanted.kind[0]
    part = {"words": SQLITE_WORDS, "kind": SQLITE_KIND}[hits]
    return _sqlite(folder).execute(SQLITE_STATEMENT.format(hits=part), [asked]).fetchall()


@lru_cache(maxsize=1)
def _sqlite(folder):
    raw = sqlite3.connect(folder / "raw.sqlite3")
    raw.execute("PRAGMA cache_size = -64000")
    raw.execute("PRAGMA mmap_size = 2000000000")
    return raw


def _names(row):
    return " ".join(fold(row[name]) for name in ("name", "local_name", "acronym") if row[name])


def _text(row):
    return f"{row['city']} {row['description']}"


def _choices(row):
    yield from (("ecosystem", value) for value in row["ecosystems"].split("|"))
    yield from (("sector", value) for value in sectors_of(row["nace"]))


def _vector(names, text):
    """Text in PostgreSQL's own form of a vector: each word with its places and weight."""
    places = {}
    for place, word in enumerate(names.split(), 1):
        places.setdefault(word, []).append(f"{place}A")
    for place, word in enumerate(text.split(), 20):
        places.setdefault(word, []).append(str(place))
    return " ".join(f"'{word}':{','.join(at)}" for word, at in places.items())
