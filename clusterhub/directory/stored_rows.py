"""An organisation's labels, counts and programmes as a table says them, read for many and kept."""

from clusterhub.directory.models import Label, MemberCount, SupportProgramme
from clusterhub.directory.own_rows import FIELDS, MARKS, as_row, for_database

MODELS = {"labels": Label, "counts": MemberCount, "programmes": SupportProgramme}


def rows_of(column, pks):
    """Pairs of an organisation's number and a row, in one query."""
    rows = MODELS[column].objects.filter(organisation__in=pks).order_by("pk")
    for pk, *values in rows.values_list("organisation_id", *FIELDS[column]):
        yield pk, as_row(column, values)


def keep_rows(organisation, column, rows):
    """Write rows of a locked organisation; one that is known again is written over."""
    for row in map(for_database, rows):
        marks = {name: row.pop(name) for name in MARKS[column]}
        own = MODELS[column].objects.filter(organisation=organisation, **marks)
        if not own.update(**row):
            MODELS[column].objects.create(organisation=organisation, **marks, **row)
