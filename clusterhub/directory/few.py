"""For each of many values, a few rows of a table that have it: one query, however many there are.

A plain `IN` would bring the hundred thousand rows of a common value along with the two of a rare one.
"""

import json

from django.db import connection

from clusterhub.directory.blocks import NAMES, number_of
from clusterhub.directory.models import NameBlock, NameKey, Organisation

EQUAL = "= wanted.value"
_POSTGRESQL = """
SELECT wanted.value, few.found FROM unnest(%s::{type}[]) AS wanted(value)
CROSS JOIN LATERAL (
    SELECT {found} AS found FROM {table} WHERE {column} {fits}{only} LIMIT %s
) few"""
# It knows no LATERAL; a subquery for each value may be limited, too.
_SQLITE = """
SELECT wanted.value, (SELECT group_concat(found) FROM (
    SELECT {found} AS found FROM {table} WHERE {column} {fits}{only} LIMIT %s
)) FROM json_each(%s) wanted"""


def names_by_block(blocks, most):
    """The numbers of names (NameKey) that have each of `blocks`, at most `most`."""
    numbers = {block: number_of(block) for block in blocks}
    found = _few(NameBlock, "id", f"id % {NAMES}", set(numbers.values()), most, is_span=True)
    return {block: found[number] for block, number in numbers.items() if number in found}


def organisations_by_key(keys, most):
    return _few(NameKey, "key", "organisation_id", keys, most, only="organisation_id IS NOT NULL")


def organisations_by_host(hosts, most):
    return _few(Organisation, "website_host", "id", hosts, most)


def _few(model, column, found, values, most, only="", is_span=False):
    values = list(values)
    if not values:
        return {}
    names = {"table": model._meta.db_table, "column": column, "found": found}
    names["only"] = f" AND {only}" if only else ""
    names["type"] = "bigint" if is_span else "text"
    names["fits"] = f"BETWEEN wanted.value AND wanted.value + {NAMES - 1}" if is_span else EQUAL
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_POSTGRESQL.format(**names).replace(" % ", " %% "), [values, most])
            grouped = {}
            for value, pk in cursor:
                grouped.setdefault(value, []).append(pk)
            return grouped
        cursor.execute(_SQLITE.format(**names).replace(" % ", " %% "), [most, json.dumps(values)])
        return {
            value: [int(pk) for pk in joined.split(",")]
            for value, joined in cursor
            if joined is not None
        }
