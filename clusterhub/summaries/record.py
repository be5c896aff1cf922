"""The record of a summary: its empty shape, its places, and who and what it names.

A place is a path of keys and positions: "agenda.2.speakers.0.name".
"""

from copy import deepcopy

from clusterhub.documents.dialect import plain
from clusterhub.summaries.reading.series import DEFAULT

ITEM_LISTS = ("news", "funding", "pointers")


def empty_record(**known):
    record = {
        "series": DEFAULT,
        "kind": "summary",
        "title": "",
        "time_as_printed": None,
        "timezone": "Europe/Brussels",
        "starts_at": "",
        "ends_at": None,
        "moderators": [],
        "agenda": [],
        "key_messages": [],
        "sections": [],
        "news": [],
        "funding": [],
        "pointers": [],
        "figures": [],
        "topics": [],
        "findings": [],
    }
    return record | known


def empty_person():
    return {"name": "", "role": None, "organisation": None}


def empty_item():
    return {"text": "", "links": [], "dates": [], "places": []}


def empty_call():
    return {**empty_item(), "deadlines": [], "programme": None, "partnership": None}


def get_at(record, place):
    """The value at a place; KeyError when there is no such place."""
    value = record
    for key in _keys(place):
        try:
            value = value[key]
        except (IndexError, TypeError) as error:
            raise KeyError(place) from error
    return value


def with_value(record, place, value):
    """A copy of the record with another value at a place that exists."""
    changed = deepcopy(record)
    *parents, last = _keys(place)
    inner = changed
    for key in parents:
        inner = inner[key]
    if isinstance(inner, dict) and last not in inner:
        raise KeyError(place)
    inner[last] = value
    return changed


def people_in(record):
    """(place, person) of everyone on the agenda, in the sections and in the chair."""
    for index, person in enumerate(record["moderators"]):
        yield f"moderators.{index}", person
    for part in ("agenda", "sections"):
        for number, entry in enumerate(record[part]):
            for index, person in enumerate(entry["speakers"]):
                yield f"{part}.{number}.speakers.{index}", person


def organisations_in(record):
    """(place, words) of every organisation that the record names as one."""
    for place, person in people_in(record):
        if person["organisation"]:
            yield f"{place}.organisation", person["organisation"]
    for index, call in enumerate(record["funding"]):
        if call["partnership"]:
            yield f"funding.{index}.partnership", call["partnership"]


def texts_in(record):
    """(place, Markdown) of everything that is told in sentences."""
    for index, text in enumerate(record["key_messages"]):
        yield f"key_messages.{index}", text
    for index, section in enumerate(record["sections"]):
        yield f"sections.{index}.text", section["text"]


def words_in(record, kind):
    """(place, words, spellings) of everything that may be a record of the platform."""
    if kind == "person":
        return [_spelled(place, person["name"], person) for place, person in people_in(record)]
    if kind == "organisation":
        people = [
            _spelled(f"{place}.organisation", person["organisation"], person)
            for place, person in people_in(record)
            if person["organisation"]
        ]
        partnerships = [
            (f"funding.{index}.partnership", call["partnership"], {call["partnership"]})
            for index, call in enumerate(record["funding"])
            if call["partnership"]
        ]
        return people + partnerships
    if kind == "topic":
        return [(f"topics.{index}", each, {each}) for index, each in enumerate(record["topics"])]
    parts = {"call": ("funding",), "event": ("news", "pointers"), "news": ("news", "pointers")}
    return [
        (f"{part}.{index}", item_title(item), {item_title(item)})
        for part in parts[kind]
        for index, item in enumerate(record[part])
    ]


def _spelled(place, words, person):
    return place, words, {words, *person.get("also", [])}


def item_title(item):
    """The words that name an item: its first link, else its text up to a bracket or semicolon."""
    for link in item["links"]:
        if link["text"] and "://" not in link["text"]:
            return link["text"]
    text = item["text"]
    for mark in ("; deadline", " (", "; "):
        text = text.split(mark)[0]
    return text.strip()


def plain_words(record):
    """Everything that is said, without markup: what the search looks through."""
    parts = [record["title"], *record["key_messages"]]
    for item in record["agenda"]:
        parts.append(item["title"])
    for section in record["sections"]:
        parts += [section["title"] or "", *section["text"].splitlines()]
    for _, person in people_in(record):
        parts += [person["name"], person["role"] or "", person["organisation"] or ""]
    for part in ITEM_LISTS:
        parts += [item["text"] for item in record[part]]
    parts += record["topics"]
    lines = dict.fromkeys(plain(part) for part in parts if part)
    return "\n".join(lines)


def _keys(place):
    return [int(key) if key.isdecimal() else key for key in place.split(".")]
