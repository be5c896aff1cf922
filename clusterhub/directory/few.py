"""For each of many values, a few rows of a table that have it: one query, however many there are.

A plain `IN` would bring the hundred thousand rows of a common value along with the two of a rare one.
"""

import json

from django.db import connection

from clusterhub.directory.blocks import NAMES, number_of
from clusterhub.directory.models import NameBlock, NameKey, NewBlock, Organisation

EQUAL = "= wanted.value"
_SPAN = f"id BETWEEN wanted.value AND wanted.value + {NAMES - 1}"
_BLOCKS = "({}) both_tables".format(
    " UNION ALL ".join(
        f"SELECT id FROM {model._meta.db_table} WHERE {_SPAN}" for model in (NameBlock, NewBlock)
    )
)
_POSTGRESQL = """
SELECT wanted.value, few.found FROM unnest(%s::{type}[]) AS wanted(value)
CROSS JOIN LATERAL (
    SELECT {found} AS found FROM {rows} LIMIT %s
) few"""
# It knows no LATERAL; a subquery for each value may be limited, too.
_SQLITE = """
SELECT wanted.value, (SELECT group_concat(found) FROM (
    SELECT {found} AS found FROM {rows} LIMIT %s
)) FROM json_each(%s) wanted"""


def names_by_block(blocks, most):
    """The numbers of names (NameKey) that have each of `blocks`, at most `most`."""
    numbers = {block: number_of(block) for block in blocks}
    found = _few(_BLOCKS, f"id % {NAMES}", set(numbers.values()), most, "bigint")
    return {block: found[number] for block, number in numbers.items() if number in found}


def organisations_by_key(keys, most):
    rows = f"{NameKey._meta.db_table} WHERE key {EQUAL} AND organisation_id IS NOT NULL"
    return _few(rows, "organisation_id", keys, most)


def organisations_by_host(hosts, most):
    return _few(f"{Organisation._meta.db_table} WHERE website_host {EQUAL}", "id", hosts, most)


def _few(rows, found, values, most, kind="text"):
    values = list(values)
    if not values:
        return {}
    words = {"rows": rows, "found": found, "type": kind}
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_POSTGRESQL.format(**words).replace(" % ", " %% "), [values, most])
            grouped = {}
            for value, pk in cursor:
                grouped.setdefault(value, []).append(pk)
            return grouped
        cursor.execute(_SQLITE.format(**words).replace(" % ", " %% "), [most, json.dumps(values)])
        return {
            value: [int(pk) for pk in joined.split(",")]
            for value, joined in cursor
            if joined is not None
        }
