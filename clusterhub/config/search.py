"""The search library's database backend: blind to accents on PostgreSQL as it is on SQLite anyway,
and not broken by a quotation mark."""

from django.db import connection
from modelsearch.backends.database import SearchBackend as database_backend

# Made by home's first migration: the words as they are, without accents, in every language.
ACCENT_BLIND = "clusterhub"
# SQLite's index reads a quotation mark as the end of a word; PostgreSQL refuses the zero character.
NO_WORDS = str.maketrans({'"': " ", "\x00": " "})


def SearchBackend(params):
    if connection.vendor == "postgresql":
        params = {**params, "SEARCH_CONFIG": ACCENT_BLIND}
    backend = database_backend(params)
    if connection.vendor == "postgresql":
        backend.autocomplete_config = ACCENT_BLIND
    backend.search = _words_only(backend.search)
    backend.autocomplete = _words_only(backend.autocomplete)
    return backend


def _words_only(ask):
    def asked(query, *arguments, **options):
        return ask(_without_marks(query), *arguments, **options)

    return asked


def _without_marks(query):
    if isinstance(query, str):
        return " ".join(query.translate(NO_WORDS).split())
    if hasattr(query, "query_string"):  # What the editing desk makes of typed words.
        query.query_string = query.query_string.translate(NO_WORDS)
    for part in getattr(query, "subqueries", ()):
        _without_marks(part)
    return query
