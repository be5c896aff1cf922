"""The search library's database backend, blind to accents on PostgreSQL as it is on SQLite anyway."""

from django.db import connection
from modelsearch.backends.database import SearchBackend as database_backend

# Made by home's first migration: the words as they are, without accents, in every language.
ACCENT_BLIND = "clusterhub"


def SearchBackend(params):
    if connection.vendor != "postgresql":
        return database_backend(params)
    backend = database_backend({**params, "SEARCH_CONFIG": ACCENT_BLIND})
    backend.autocomplete_config = ACCENT_BLIND
    return backend
