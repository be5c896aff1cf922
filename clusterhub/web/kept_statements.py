"""Statements that PostgreSQL is told once a connection, and then sent the values alone: most of the
time that a short statement takes there goes into reading and planning it.

An installation behind a pooler that gives each transaction another connection turns this off.
"""

import re

PLACE = re.compile(r"%(%|s)")


def open_cursor(database):
    """A cursor of the database that keeps its statements where it can."""
    if not _keeps(database):
        return database.cursor()
    for one in database.execute_wrappers:
        one.hears()
    return _kept_cursor(database)


def found_together(database, questions):
    """The rows that each of these statements with parameters finds, asked in one journey to the
    server; None where there is no such way, or it must be told of one of them before."""
    if not questions or not _keeps(database):
        return None
    return _kept_cursor(database).found_together(questions)


def _keeps(database):
    keeps = database.vendor == "postgresql" and database.settings_dict.get("KEEPS_STATEMENTS")
    # A log shows the values in their places, and what is wrapped around each statement is Django's,
    # but for what only wants to know that something is asked.
    around = database.execute_wrappers
    return keeps and not database.queries_logged and all(hasattr(one, "hears") for one in around)


def _kept_cursor(database):
    from clusterhub.web.postgresql.kept_cursor import KeptCursor  # Not there with SQLite alone.

    database.close_if_health_check_failed()
    database.ensure_connection()
    return KeptCursor(database)


def with_constants(database, statement, params, places):
    """What never changes stands in the statement itself, where PostgreSQL sees which partial index
    serves it. Gives the statement, the parameters that are left, and where each value stands now."""
    if database.vendor != "postgresql":
        return statement, params, places
    from psycopg.sql import Literal

    database.ensure_connection()
    numbers, left = iter(range(len(params))), []
    values = {place for each in places for place in each}

    def written(found):
        if found[1] == "%":
            return "%%"
        if (number := next(numbers)) in values:
            left.append(number)
            return "%s"
        return Literal(params[number]).as_string(database.connection).replace("%", "%%")

    statement = PLACE.sub(written, statement)
    places = [[left.index(place) for place in each] for each in places]
    return statement, [params[number] for number in left], places
