"""Reads the sample's files: blocks of `key: value` lines, or lines of fields between bars."""

from pathlib import Path

DATA = Path(__file__).resolve().parent / "data"
MANY = ("speaker", "panel", "moderator")


def blocks(name):
    """The blocks of a file as dicts; keys of `MANY` hold lists of field lists."""
    found = []
    for text in (DATA / name).read_text().split("\n\n"):
        block = {}
        for line in text.splitlines():
            if line.strip() and not line.startswith("#"):
                key, _, value = line.partition(":")
                if key in MANY:
                    block.setdefault(key, []).append(fields(value, 3))
                else:
                    block[key] = value.strip()
        if block:
            found.append(block)
    return found


def rows(name, count):
    """The lines of a file as lists of `count` fields."""
    lines = (DATA / name).read_text().splitlines()
    return [fields(line, count) for line in lines if line.strip() and not line.startswith("#")]


def fields(line, count):
    parts = [part.strip() for part in line.split("|")]
    return [*parts, *[""] * count][:count]
