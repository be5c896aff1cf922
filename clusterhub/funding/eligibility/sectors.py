"""Codes of NACE: what lies under what. Section letters stand above the numbers."""

from functools import lru_cache

from clusterhub.vocabularies import files


def lies_under(code, wanted, revision="2.1"):
    """Whether an activity is, or lies under, the wanted one; None where it is told too roughly."""
    sections = section_of(revision)
    if wanted.isalpha():
        return sections.get(code, code) == wanted
    if code.isalpha():
        return None if sections.get(wanted) == code else False
    if code.startswith(wanted):
        return True
    return None if wanted.startswith(code) else False


@lru_cache(maxsize=2)
def section_of(revision):
    return {row["code"]: row["section"] for row in files.activities(revision)}
