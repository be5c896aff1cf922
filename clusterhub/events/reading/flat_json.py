"""A flat list of sessions as JSON, with the keys that anybody may choose."""

from clusterhub.events.reading.building import Builder
from clusterhub.events.reading.columns import columns_of
from clusterhub.events.reading.rows import Rows
from clusterhub.events.reading.said import CannotRead

_LISTS = ("sessions", "talks", "events", "items", "programme", "program", "schedule", "agenda")
_ZONES = ("time_zone", "timezone", "time_zone_name", "tz")


def list_in(data):
    """The list of sessions, also where it stands one level down; else None."""
    if isinstance(data, dict):
        data = next((data[name] for name in _LISTS if isinstance(data.get(name), list)), None)
    if isinstance(data, list) and data and all(isinstance(each, dict) for each in data):
        return data
    return None


def looks_flat(data):
    rows = list_in(data)
    found, _unknown = columns_of(_keys(rows[:20])) if rows else ({}, ())
    return "title" in found and "start" in found


def read(data, *, asked_zone="", anyway=False):
    rows = list_in(data)
    if rows is None:
        raise CannotRead("not-a-programme")
    above = data if isinstance(data, dict) else {}
    zone = next((above[name] for name in _ZONES if isinstance(above.get(name), str)), "")
    keys = _keys(rows)
    found, unknown = columns_of(keys)
    if "title" not in found:
        raise CannotRead("no-columns")
    meanings = {meaning: keys[at] for meaning, at in found.items()}
    builder = Builder("flat-json", file_zone=zone, asked_zone=asked_zone)
    if unknown:
        builder.say("columns-left", columns=", ".join(builder.texts.line(u, 40) for u in unknown))
    values = [{meaning: row.get(key) for meaning, key in meanings.items()} for row in rows]
    reader = Rows(builder, meanings, [_words(each.get("track")) for each in values])
    for number, row in enumerate(values, 1):
        row = {
            m: value if m in ("people", "moderators", "links") else _words(value)
            for m, value in row.items()
        }
        reader.add(row, f"[{number}]")
    return builder.finished(_words(above.get("title") or above.get("name")))


def _keys(rows):
    return list(dict.fromkeys(str(key) for row in rows for key in row))


def _words(value):
    """Of a room or track as an object its name."""
    if isinstance(value, dict):
        value = value.get("name") or value.get("title")
    return "" if value is None or isinstance(value, dict | list) else str(value)
