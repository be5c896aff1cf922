"""Organisations written straight into the tables, past the operations, for measuring only.

What an import takes is measured elsewhere; here a million rows are to be there soon. Names are not
put into blocks and ecosystems not into their table: nothing that is measured here asks for them.
"""

import json
from datetime import date, timedelta
from itertools import islice
from random import Random

from django.core.management import call_command
from django.db import connection
from django.utils.text import slugify

from bench import organisations
from bench.raw import RawTables
from clusterhub.directory.models import Organisation
from clusterhub.directory.names import fold
from clusterhub.directory.records import blank_shown
from clusterhub.vocabularies.models import NutsRegion

AT_ONCE = 5000
LAST_DAY = date(2026, 11, 1)
DRAFTS, LABELLED, CONFIRMED, MEMBERS = 0.02, 0.3, 0.4, 0.05


def fill(count, folder):
    """Tables, shared lists and `count` organisations, numbered from 1; the raw tables beside them."""
    call_command("migrate", verbosity=0)
    call_command("load_vocabularies", verbosity=0)
    Organisation.objects.all().delete()
    fields = Organisation._meta.concrete_fields
    blank = {field.attname: _blank(field) for field in fields}
    regions = dict(NutsRegion.objects.filter(version=2024).values_list("code", "pk"))
    raw = RawTables(folder)
    numbered = enumerate(organisations.rows(count), 1)
    while chunk := list(islice(numbered, AT_ONCE)):
        rows = [
            blank | _columns(number, row, count) | {"region_id": regions.get(row["nuts"])}
            for number, row in chunk
        ]
        _write([field.column for field in fields], [tuple(row.values()) for row in rows])
        listed = [pair for pair, row in zip(chunk, rows, strict=True) if row["published_at"]]
        raw.add(listed)
    raw.finish()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _blank(field):
    value = field.get_default()
    return "{}" if value == {} else value


def _columns(number, row, count):
    random = Random(number)
    is_listed = random.random() > DRAFTS
    added = LAST_DAY - timedelta(days=int(random.random() * 2000))
    confirmed = LAST_DAY - timedelta(days=int(random.expovariate(1 / 300)))
    point = [float(row[name]) if row[name] else None for name in ("latitude", "longitude")]
    return {
        "id": number,
        "name": row["name"],
        "slug": f"{slugify(row['name'])[:60]}-{number}",
        "kind": row["kind"],
        "founded_year": int(row["founded_year"]),
        "website": row["website"],
        "website_host": row["website"][8:-1].removeprefix("www."),
        "english_website": row["english_website"],
        "country_id": row["country"],
        "city": row["city"],
        "latitude": point[0],
        "longitude": point[1],
        "located_by": "import",
        "description": row["description"],
        "staff_fte": row["staff_fte"] or None,
        "facts": json.dumps(_facts(row)),
        "shown": json.dumps(_shown(row, random, count)),
        "state": "published" if is_listed else "draft",
        "published_at": f"{added} 08:00:00" if is_listed else None,
        "completeness": int(random.random() * 100),
        "confirmed_at": f"{confirmed} 09:00:00" if random.random() < CONFIRMED else None,
        "sort_key": fold(row["name"])[:60],
        "is_claimable": True,
        "created_at": f"{added} 08:00:00",
        "updated_at": f"{added} 08:00:00",
    }


def _facts(row):
    facts = {
        "activities": [f"2.1:{row['nace']}"],
        "technologies": [each for each in row["technologies"].split("|") if each],
        "languages": row["languages"].split("|"),
        "serves": [row["nuts"][:4]] if row["nuts"] else [],
    }
    return {name: value for name, value in facts.items() if value}


def _shown(row, random, count):
    shown = {**blank_shown(), "region": row["nuts"], "ecosystems": row["ecosystems"].split("|")}
    names = ((row["local_name"], "local"), (row["acronym"], "acronym"))
    shown["names"] = [[name, kind] for name, kind in names if name]
    if row["kind"] == "cluster_organisation":
        shown["member_count"] = int(random.expovariate(0.02))
        if random.random() < LABELLED:
            shown["labels"] = [_label(random)]
    elif random.random() < MEMBERS:
        slug = f"cluster-{1 + int(random.random() * count / 100)}"
        shown["member_of"] = [{"slug": slug, "is_mutual": True}]
    return shown


def _label(random):
    until = LAST_DAY + timedelta(days=int(random.random() * 1500) - 700)
    level = random.choice(("bronze", "bronze", "silver", "gold"))
    issued = until - timedelta(days=730)
    return {"scheme": "ECEI", "level": level, "issued_on": f"{issued}", "valid_until": f"{until}"}


def _write(columns, rows):
    table, names = Organisation._meta.db_table, ", ".join(f'"{column}"' for column in columns)
    connection.ensure_connection()
    if connection.vendor == "postgresql":
        cursor = connection.connection.cursor()
        with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
        return
    raw, marks = connection.connection, ", ".join("?" * len(columns))
    raw.execute("PRAGMA synchronous = OFF")
    raw.execute("BEGIN")
    raw.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", rows)
    raw.execute("COMMIT")
