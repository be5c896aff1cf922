"""What an empty database is made of is what the models say, however quickly it was made."""

import pytest
from django.apps import apps
from django.db import connection

pytestmark = pytest.mark.django_db


def kept_by(cursor, table):
    """Columns, and names of constraints and indexes that we gave, of a table."""
    columns = {
        column.name for column in connection.introspection.get_table_description(cursor, table)
    }
    return columns, connection.introspection.get_constraints(cursor, table)


def test_every_table_has_the_columns_constraints_and_indexes_of_its_model():
    models = [one for one in apps.get_models(include_auto_created=True) if has_own_table(one._meta)]
    missing = []

    with connection.cursor() as cursor:
        for model in models:
            columns, constraints = kept_by(cursor, model._meta.db_table)
            missing += differences(model._meta, columns, constraints)

    assert missing == []
    assert len(models) > 150


def has_own_table(meta):
    """SQLite's index of words (`_fts`) is a table that nothing is known about."""
    return meta.managed and not meta.proxy and not meta.db_table.endswith("_fts")


def differences(meta, columns, constraints):
    fields = [field for field in meta.local_concrete_fields if field.column]
    if columns != {field.column for field in fields}:
        yield meta.db_table, columns ^ {field.column for field in fields}
    named = {one.name[:63] for one in (*meta.constraints, *meta.indexes)}  # PostgreSQL's limit.
    if lost := named - {name[:63] for name in constraints}:
        yield meta.db_table, lost
    kept = list(constraints.values())
    for field in fields:
        own = [one for one in kept if one["columns"] == [field.column]]
        is_unique = any(one["unique"] or one["primary_key"] for one in own)
        if field.unique and not is_unique:
            yield meta.db_table, field.column, "unique"
        if field.db_index and not is_unique and not any(one["index"] for one in own):
            yield meta.db_table, field.column, "index"
        target = field.remote_field and field.db_constraint and _target_of(field)
        if target and not any(one["foreign_key"] == target for one in own):
            yield meta.db_table, field.column, target


def _target_of(field):
    return field.target_field.model._meta.db_table, field.target_field.column
