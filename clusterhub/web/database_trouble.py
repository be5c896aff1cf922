"""Tells a database that is away or cannot be written from a mistake of ours, in words for anybody.

What the database itself says names hosts and accounts; it belongs in the log and in `doctor`.
"""

from django.db import Error
from django.utils.translation import gettext_lazy as _

AWAY = _("It does not answer.")
NO_DATABASE = _("What is there is no database, or it is damaged.")
READ_ONLY = _("It can be read but not written.")
FULL = _("There is no room left to write.")
BUSY = _("It is too busy to answer.")
UNPREPARED = _("Its tables are missing or old.")

WHILE_READABLE = {READ_ONLY, FULL, BUSY}

# SQLite's result codes by name (the first two words), PostgreSQL's by SQLSTATE or its first two.
REASONS = {
    "SQLITE_CANTOPEN": AWAY,
    "SQLITE_IOERR": AWAY,
    "SQLITE_PERM": AWAY,
    "SQLITE_NOTADB": NO_DATABASE,
    "SQLITE_CORRUPT": NO_DATABASE,
    "SQLITE_READONLY": READ_ONLY,
    "SQLITE_FULL": FULL,
    "SQLITE_BUSY": BUSY,
    "SQLITE_LOCKED": BUSY,
    "SQLITE_PROTOCOL": BUSY,
    "25006": READ_ONLY,
    "08": AWAY,
    "28": AWAY,
    "3D": AWAY,
    "53100": FULL,
    "53": BUSY,
    "55P03": BUSY,
    "40": BUSY,
    "57": AWAY,
    "58": AWAY,
    "XX001": NO_DATABASE,
    "42P01": UNPREPARED,
    "42703": UNPREPARED,
}


def trouble_of(error):
    """Why the database could not do it, or None when the mistake may be in our own question."""
    if not isinstance(error, Error):
        return None
    cause = error.__cause__
    name = getattr(cause, "sqlite_errorname", "")
    if name == "SQLITE_ERROR" and str(error).startswith(("no such table", "no such column")):
        return UNPREPARED
    state = getattr(cause, "sqlstate", "") or ""
    keys = ("_".join(name.split("_")[:2]), state, state[:2])
    found = next((REASONS[key] for key in keys if key in REASONS), None)
    # A PostgreSQL that refuses the connection gives no code at all.
    return found or (AWAY if _is_lost_connection(cause, name, state) else None)


def _is_lost_connection(cause, name, state):
    return not name and not state and type(cause).__name__ in {"OperationalError", "InterfaceError"}
