from django.db import migrations

# `unaccent` is a trusted extension since PostgreSQL 13: the owner of the database may create it.
FORWARDS = """
CREATE EXTENSION IF NOT EXISTS unaccent;
CREATE TEXT SEARCH CONFIGURATION clusterhub (COPY = simple);
ALTER TEXT SEARCH CONFIGURATION clusterhub
    ALTER MAPPING FOR asciiword, asciihword, hword_asciipart, word, hword, hword_part
    WITH unaccent, simple;
"""
BACKWARDS = "DROP TEXT SEARCH CONFIGURATION IF EXISTS clusterhub;"


def run(sql):
    def on_postgresql(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(sql)

    return on_postgresql


class Migration(migrations.Migration):
    dependencies = []
    run_before = [("wagtailsearch", "0001_initial")]  # Whatever is indexed needs it.

    operations = [migrations.RunPython(run(FORWARDS), run(BACKWARDS))]
