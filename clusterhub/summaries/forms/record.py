import re
from copy import deepcopy
from datetime import date, datetime

from django.utils.translation import gettext as _

from clusterhub.clock.moments import Moment, local_to_instant
from clusterhub.clock.printed import find_deadlines
from clusterhub.clock.zones import is_zone
from clusterhub.documents.characters import Cleaner
from clusterhub.documents.dialect import clean_target

MOST_ROWS = 300
_NAME = re.compile(r"[a-z_]+(?:\.(?:[a-z_]+|\d{1,4})){0,6}")


class RecordForm:
    """What an editor typed into the rows of a record; names of fields are places in it.

    A value that cannot be read keeps what was there and says so in `errors`, by place: an
    unfinished day must not cost the paragraph that was typed beside it.
    """

    def __init__(self, typed, base):
        self.tree, self.base, self.errors = _tree(typed), base, {}

    def record(self):
        tree, record = self.tree, deepcopy(self.base)
        record["title"] = _line(tree.get("title", record["title"]))
        if "time_as_printed" in tree:
            record["time_as_printed"] = _line(tree["time_as_printed"]) or None
        self._take_hours(record)
        for name in ("moderators", "agenda", "sections", "news", "funding", "pointers", "figures"):
            if f"has_{name}" in tree:
                rows = _rows(tree.get(name))
                read = getattr(self, f"_{name}")
                record[name] = [read(_fields(row), f"{name}.{i}") for i, row in enumerate(rows)]
                _keep_numbers(self.base[name], record[name])
        if "has_key_messages" in tree:
            messages = _rows(tree.get("key_messages"))
            record["key_messages"] = [_line(each) for each in messages if isinstance(each, str)]
        if "topics" in tree:
            record["topics"] = list(dict.fromkeys(_lines(tree["topics"])))
        return record

    def _take_hours(self, record):
        tree = self.tree
        zone = _line(tree.get("timezone", record["timezone"]))
        if is_zone(zone):
            record["timezone"] = zone
        else:
            self.errors["timezone"] = _("This is not the name of a time zone.")
        if not tree.get("day"):
            return
        try:
            day = date.fromisoformat(_line(tree["day"]))
            if not tree.get("starts"):
                record["starts_at"], record["ends_at"] = day.isoformat(), None
                return
            moments = [
                _moment(day, tree.get(key), record["timezone"]) for key in ("starts", "ends")
            ]
        except (ValueError, OverflowError):
            self.errors["day"] = _("Day and hours were not understood, so the old ones stay.")
            return
        if moments[1] and datetime.fromisoformat(moments[1]) <= datetime.fromisoformat(moments[0]):
            self.errors["ends"] = _("The talk must end after it starts; the old hours stay.")
            return
        record["starts_at"], record["ends_at"] = moments

    def _moderators(self, row, place):
        return _person(row)

    def _agenda(self, row, place):
        number = int(place.rpartition(".")[2]) + 1
        speakers = [_person(each) for each in _rows(row.get("speakers"))]
        return {"number": number, "title": _line(row.get("title")), "speakers": speakers}

    def _sections(self, row, place):
        return self._agenda(row, place) | {"text": _text(row.get("text"))}

    def _news(self, row, place):
        return {
            "text": _line(row.get("text")),
            "links": [_link(each) for each in _rows(row.get("links"))],
            "dates": self._days(row.get("dates"), f"{place}.dates"),
            "places": _lines(str(row.get("places", "")).replace(",", "\n")),
        }

    _pointers = _news

    def _funding(self, row, place):
        return self._news(row, place) | {
            "deadlines": self._deadlines(row.get("deadlines"), f"{place}.deadlines"),
            "programme": _line(row.get("programme")) or None,
            "partnership": _line(row.get("partnership")) or None,
        }

    def _figures(self, row, place):
        typed = _line(row.get("value")).replace(",", "").replace(" ", "").replace(" ", "")
        try:
            value = float(typed or 0)
            value = int(value) if value == int(value) else value
        except (ValueError, OverflowError):
            value = 0
            self.errors[f"{place}.value"] = _("This is not a number.")
        unit = _line(row.get("unit")) or None
        return {"value": value, "unit": unit, "text": _line(row.get("text"))}

    def _days(self, typed, place):
        found = [each.day.isoformat() for each in self._printed(typed, place)]
        return list(dict.fromkeys(found))

    def _deadlines(self, typed, place):
        found = [
            each.moment.isoformat() if each.moment else each.day.isoformat()
            for each in self._printed(typed, place)
        ]
        return list(dict.fromkeys(found))

    def _printed(self, typed, place):
        days = []
        for words in _lines(str(typed or "").replace(" and ", "\n")):
            found = [each for each in find_deadlines(words) if each.day]
            if not found:
                self.errors[place] = _("“%(words)s” is not a day.") % {"words": words[:60]}
            days += found
        return days


def _keep_numbers(before, after):
    """Printed numbers stay while no row comes or goes."""
    if len(before) == len(after):
        for old, new in zip(before, after, strict=True):
            if "number" in old:
                new["number"] = old["number"]


def _moment(day, typed, zone):
    if not _line(typed):
        return None
    naive = datetime.fromisoformat(f"{day.isoformat()}T{_line(typed)}")
    return Moment(local_to_instant(naive, zone).instant, zone).isoformat()


def _tree(typed):
    """Names with dots as a tree; anything that is no such name is passed over."""
    tree = {}
    for name, value in typed.items():
        if not _NAME.fullmatch(name):
            continue
        *parents, last = name.split(".")
        inner = tree
        for key in parents:
            inner = inner.setdefault(key, {}) if isinstance(inner, dict) else {}
        if isinstance(inner, dict):
            inner[last] = value
    return tree


def _rows(branch):
    if not isinstance(branch, dict):
        return []
    keys = sorted((key for key in branch if key.isdecimal()), key=int)[:MOST_ROWS]
    return [branch[key] for key in keys]


def _fields(row):
    """A made-up name can put plain text where a row has fields."""
    return row if isinstance(row, dict) else {}


def _person(row):
    row = _fields(row)
    person = {
        "name": _line(row.get("name")),
        "role": _line(row.get("role")) or None,
        "organisation": _line(row.get("organisation")) or None,
    }
    also = _lines(str(row.get("also", "")).replace(";", "\n"))
    return person | {"also": also} if also else person


def _link(row):
    row = _fields(row)
    return {"text": _line(row.get("text")), "target": clean_target(_line(row.get("target")))}


def _line(value):
    if not isinstance(value, str):
        return ""
    return " ".join(Cleaner().clean(value).split())


def _lines(value):
    lines = (_line(line) for line in str(value).replace("\r", "").split("\n"))
    return [line for line in lines if line]


def _text(value):
    if not isinstance(value, str):
        return ""
    cleaned = Cleaner().clean(value.replace("\r\n", "\n").replace("\r", "\n"))
    return "\n".join(line.rstrip() for line in cleaned.split("\n")).strip()
