"""Rows that a rush writes thousands of times: their SQL is worked out once, as in `prepared`."""

from django.db import DEFAULT_DB_ALIAS, connections, models

from clusterhub.web.kept_statements import open_cursor

# What is sent as it stands in the row. Numbers are not: Django says how wide each is.
AS_IT_IS = {
    models.CharField: str,
    models.EmailField: str,
    models.TextField: str,
    models.BooleanField: bool,
}


class _Written:
    def __init__(self, model, fields):
        self.model, self.fields, self._statements = model, fields, {}
        self._columns = [(field, field.attname, AS_IT_IS.get(type(field))) for field in fields]

    def _values(self, database, row, is_new):
        values = []
        for field, name, kind in self._columns:
            value = getattr(row, name) if kind else None
            if kind is None or type(value) is not kind:
                value = field.get_db_prep_save(field.pre_save(row, is_new), database)
            values.append(value)
        return values

    def _statement(self, database):
        if database.vendor not in self._statements:
            meta, quote = self.model._meta, database.ops.quote_name
            columns = [quote(field.column) for field in self.fields]
            names = (quote(meta.db_table), quote(meta.pk.column))
            self._statements[database.vendor] = self._worked_out(columns, *names)
        return self._statements[database.vendor]


class PreparedInsert(_Written):
    """Writes a new row, as `save(force_insert=True)` does; the database gives it its number."""

    def __init__(self, model):
        fields = model._meta.concrete_fields
        super().__init__(model, [field for field in fields if not field.primary_key])

    def __call__(self, row):
        database = connections[DEFAULT_DB_ALIAS]
        with open_cursor(database) as cursor:
            cursor.execute(self._statement(database), self._values(database, row, True))
            row.pk = cursor.fetchone()[0]
        row._state.adding, row._state.db = False, database.alias
        return row

    def _worked_out(self, columns, table, key):
        places = ", ".join(["%s"] * len(columns))
        return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({places}) RETURNING {key}"


class PreparedUpdate(_Written):
    """Writes these columns of a row, as `save(update_fields=…)` does."""

    def __init__(self, model, *names):
        super().__init__(model, [model._meta.get_field(name) for name in names])

    def __call__(self, row):
        database = connections[DEFAULT_DB_ALIAS]
        with open_cursor(database) as cursor:
            values = [*self._values(database, row, False), row.pk]
            cursor.execute(self._statement(database), values)
            if cursor.rowcount != 1:
                raise self.model.DoesNotExist

    def _worked_out(self, columns, table, key):
        changes = ", ".join(f"{column} = %s" for column in columns)
        return f"UPDATE {table} SET {changes} WHERE {key} = %s"
