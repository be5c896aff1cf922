"""A record as rows of a form: each row knows the name of its fields. The way back is RecordForm."""

from datetime import date, datetime

from clusterhub.clock.moments import Moment
from clusterhub.clock.writing import day_as_text, deadline_as_text
from clusterhub.clock.zones import zone_info


def form_rows(record):
    """What the template of the form shows; every row has its `place` in the record."""
    zone = record["timezone"]
    return {
        "title": record["title"],
        "time_as_printed": record["time_as_printed"] or "",
        "timezone": zone,
        "day": _clock(record["starts_at"], zone, "%Y-%m-%d") or record["starts_at"],
        "starts": _clock(record["starts_at"], zone, "%H:%M"),
        "ends": _clock(record["ends_at"], zone, "%H:%M"),
        "moderators": _people(record["moderators"], "moderators"),
        "agenda": _parts(record["agenda"], "agenda"),
        "key_messages": [
            {"place": f"key_messages.{index}", "text": text}
            for index, text in enumerate(record["key_messages"])
        ],
        "sections": _parts(record["sections"], "sections"),
        "news": _items(record["news"], "news", zone),
        "funding": _items(record["funding"], "funding", zone),
        "pointers": _items(record["pointers"], "pointers", zone),
        "figures": [
            each | {"place": f"figures.{index}", "unit": each["unit"] or ""}
            for index, each in enumerate(record["figures"])
        ],
        "topics": "\n".join(record["topics"]),
    }


def typed(record):
    """The same as a browser would send it; `RecordForm(typed(r), r).record() == r`."""
    rows, fields = form_rows(record), {}
    for name, value in rows.items():
        if isinstance(value, str):
            fields[name] = value
            continue
        fields[f"has_{name}"] = "1"
        for row in value:
            _flatten(row, fields)
    return fields


def _flatten(row, fields):
    place = row["place"]
    if place.startswith("key_messages"):
        fields[place] = row["text"]
        return
    for name, value in row.items():
        if name in ("speakers", "links"):
            for inner in value:
                _flatten(inner, fields)
        elif name not in ("place", "number"):
            fields[f"{place}.{name}"] = str(value)


def _parts(rows, name):
    parts = []
    for index, row in enumerate(rows):
        place = f"{name}.{index}"
        part = {"place": place, "number": row["number"], "title": row["title"] or ""}
        part["speakers"] = _people(row["speakers"], f"{place}.speakers")
        if "text" in row:
            part["text"] = row["text"]
        parts.append(part)
    return parts


def _people(people, place):
    return [
        {
            "place": f"{place}.{index}",
            "name": person["name"],
            "role": person["role"] or "",
            "organisation": person["organisation"] or "",
            "also": "; ".join(person.get("also", [])),
        }
        for index, person in enumerate(people)
    ]


def _items(items, name, zone):
    return [_item(item, f"{name}.{index}", zone) for index, item in enumerate(items)]


def _item(item, place, zone):
    row = {
        "place": place,
        "text": item["text"],
        "links": [
            {
                "place": f"{place}.links.{index}",
                "text": link["text"] or "",
                "target": "" if link["target"] == "#" else link["target"],
            }
            for index, link in enumerate(item["links"])
        ],
        "dates": "\n".join(day_as_text(date.fromisoformat(day)) for day in item["dates"]),
        "places": ", ".join(item["places"]),
    }
    if "deadlines" in item:
        row["deadlines"] = "\n".join(_deadline(each, zone) for each in item["deadlines"])
        row["programme"] = item["programme"] or ""
        row["partnership"] = item["partnership"] or ""
    return row


def _deadline(value, zone):
    if len(value) == 10:
        return deadline_as_text(date.fromisoformat(value))
    moment = Moment(datetime.fromisoformat(value), zone)
    return deadline_as_text(moment.local().date(), moment)


def _clock(value, zone, form):
    if not value or len(value) == 10:
        return ""
    return datetime.fromisoformat(value).astimezone(zone_info(zone)).strftime(form)
