"""Which programme a code or an identifier of the portal belongs to."""

import csv
from functools import cache
from pathlib import Path

LIST = Path(__file__).parent.parent / "data" / "programmes.csv"


def programme_of(code, identifier=""):
    """Its name; for a code that is not known, of the abbreviation that the identifier begins with."""
    by_code, by_abbreviation = _known()
    return by_code.get(code) or by_abbreviation.get(identifier.partition("-")[0].upper(), "")


@cache
def _known():
    with LIST.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return (
        {row["portal_id"]: row["name_en"] for row in rows},
        {row["abbreviation"]: row["name_en"] for row in rows},
    )
