"""Pieces of names that lists have brought go where all others are: in order, a part at a time."""

from django.db import connection, transaction

from clusterhub.directory.models import NameBlock, NewBlock

AT_ONCE = 100_000  # Other writers wait for a fraction of a second.
_OLD, _NEW = NameBlock._meta.db_table, NewBlock._meta.db_table
# One statement, since there a row may come in between two.
_POSTGRESQL = f"""
WITH gone AS (DELETE FROM {_NEW} WHERE id <= %s RETURNING id)
INSERT INTO {_OLD} (id) SELECT id FROM gone ORDER BY id ON CONFLICT DO NOTHING"""
_SQLITE = (
    f"INSERT OR IGNORE INTO {_OLD} (id) SELECT id FROM {_NEW} WHERE id <= %s ORDER BY id",
    f"DELETE FROM {_NEW} WHERE id <= %s",
)


def put_blocks_away():
    """Move every `NewBlock` to the others. One that a process left behind is found all the same, and
    is moved with the next ones."""
    while (last := _end_of_a_part()) is not None:
        with transaction.atomic(), connection.cursor() as cursor:
            for statement in [_POSTGRESQL] if connection.vendor == "postgresql" else _SQLITE:
                cursor.execute(statement, [last])


def _end_of_a_part():
    numbers = NewBlock.objects.order_by("pk").values_list("pk", flat=True)
    if found := list(numbers[AT_ONCE - 1 : AT_ONCE]):
        return found[0]
    return numbers.last()
