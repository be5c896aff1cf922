"""Reads the shipped lists in data/; SOURCES.md there says where each comes from. Knows no database."""

import csv
from pathlib import Path

FOLDER = Path(__file__).parent / "data"
NUTS_VERSION = 2024
NACE_REVISIONS = ("2", "2.1")


def rows(name):
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def countries():
    names = {row.pop("code"): row for row in rows("country-names")}
    for row in rows("countries"):
        yield (
            row["code"],
            {
                "code_3": row["code_3"],
                "eurostat_code": row["eurostat_code"],
                "name": row["name"],
                "names": {language: name for language, name in names[row["code"]].items() if name},
                "aliases": _several(row["aliases"]),
                "standing": row["standing"],
                "capital": row["capital"],
                "languages": row["languages"].split(),
            },
        )


def standings():
    for row in rows("country-standings"):
        yield row | {"is_certain": row["is_certain"] == "1"}


def regions():
    for row in rows(f"nuts-{NUTS_VERSION}"):
        yield row | {
            "level": int(row["level"]),
            "anchor_longitude": _number(row["anchor_longitude"]),
            "anchor_latitude": _number(row["anchor_latitude"]),
        }


def activities(revision):
    for row in rows(f"nace-rev{revision}"):
        yield row | {"level": int(row["level"]), "names": _german_and_french(row)}


def named(name):
    """The flat lists: a slug, names in three languages, aliases, and what else a column says."""
    for row in rows(name):
        known = {
            "name": row["name"],
            "names": _german_and_french(row),
            "aliases": _several(row["aliases"]),
        }
        if "position" in row:
            known["position"] = int(row["position"])
        if "description" in row:
            known["description"] = row["description"]
        yield row["slug"], known


def s3_priorities():
    """The flat list again, and where each stands in its tree."""
    places = {row["slug"]: (int(row["level"]), row["parent"]) for row in rows("s3-priorities")}
    for slug, known in named("s3-priorities"):
        level, parent = places[slug]
        yield level, slug, parent, known


def _german_and_french(row):
    return {
        language: row[f"name_{language}"] for language in ("de", "fr") if row[f"name_{language}"]
    }


def _several(text):
    return [part for part in text.split("|") if part]


def _number(text):
    return float(text) if text else None
