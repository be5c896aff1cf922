"""What a row says of facts: codes, texts and addresses, and rows of its own."""

import json

from clusterhub.directory import own_rows
from clusterhub.directory.facts import (
    ADDRESSES,
    CODE_LISTS,
    TEXTS,
    FactsRefused,
    clean_facts,
    is_asked,
)
from clusterhub.directory.row_words import code_of, several
from clusterhub.directory.said import Said

FACT_COLUMNS = {"nace": "activities"} | {
    name: name for name in (*CODE_LISTS, *TEXTS, "strand") if name != "activities"
}


def read_facts(said, kind, words):
    for column, key in FACT_COLUMNS.items():
        if cell := said.values.get(column):
            if key in CODE_LISTS:
                facts, notes = words.once((column, kind, cell), _codes_in)
                said.facts |= {name: list(codes) for name, codes in facts.items()}
                said.notes += notes
                continue
            value = cell
            if key == "strand":
                value = code_of(key, cell) or cell
            _keep_fact(said, column, kind, key, value)
    for key in (*ADDRESSES, "facilities"):
        if cell := said.values.get(key):
            try:
                value = json.loads(cell)
            except (ValueError, RecursionError):
                said.note(key, "json")
            else:
                _keep_fact(said, key, kind, key, value)


def read_own_rows(said, kind, words):
    for column in own_rows.FIELDS:
        if not (cell := said.values.get(column)):
            continue
        if not is_asked(kind, column):
            said.note(column, "not-asked")
            continue
        try:
            rows, wrong = own_rows.read_cell(column, cell, words.country)
        except (ValueError, RecursionError):
            said.note(column, "json")
            continue
        if rows:
            said.rows[column] = rows
        if wrong:
            said.note(column, "own-rows", wrong)


def _codes_in(column, kind, cell):
    """Facts and notes of a cell of codes, which many rows have alike."""
    said, key = Said(0, {}), FACT_COLUMNS[column]
    value, unknown = _codes(key, cell)
    if unknown:
        said.note(column, "unknown", ", ".join(unknown)[:100])
    _keep_fact(said, column, kind, key, value)
    return said.facts, said.notes


def _codes(key, cell):
    parts = {part: code_of(key, part) for part in several(cell)}
    return [code for code in parts.values() if code], [
        part for part, code in parts.items() if not code
    ]


def _keep_fact(said, column, kind, key, value):
    try:
        said.facts |= clean_facts(kind, {key: value})
    except FactsRefused as refused:
        said.note(column, "refused", refused.problems[0][1])
    except (AttributeError, TypeError):  # JSON of another shape than ours.
        said.note(column, "json")
