"""Rows that an editor adds or removes with a button, with or without JavaScript."""

from copy import deepcopy

from clusterhub.summaries.record import empty_call, empty_item, empty_person, get_at

ROWS = {
    "moderators": empty_person,
    "speakers": empty_person,
    "agenda": lambda: {"number": 0, "title": "", "speakers": []},
    "key_messages": str,
    "sections": lambda: {"number": 0, "title": "", "speakers": [], "text": ""},
    "news": empty_item,
    "pointers": empty_item,
    "funding": empty_call,
    "links": lambda: {"text": "", "target": "#"},
    "figures": lambda: {"value": 0, "unit": None, "text": ""},
}
MOST_ROWS = 300
NUMBERED = ("agenda", "sections")


def change_rows(record, change):
    """The record after "add:agenda.0.speakers", "remove:news.2" or "up:sections.3"."""
    what, _, place = change.partition(":")
    record = deepcopy(record)
    try:
        if what == "add":
            rows, name = get_at(record, place), place.rpartition(".")[2]
            if isinstance(rows, list) and name in ROWS and len(rows) < MOST_ROWS:
                rows.append(ROWS[name]())
        elif what in ("remove", "up"):
            parent, _, number = place.rpartition(".")
            rows, number = get_at(record, parent), int(number)
            row = rows.pop(number)
            if what == "up":
                rows.insert(max(number - 1, 0), row)
    except (KeyError, IndexError, ValueError, AttributeError):
        return record  # Somebody else's row, or a made-up place: nothing changes.
    for name in NUMBERED:
        for number, row in enumerate(record[name], start=1):
            row["number"] = number
    return record
