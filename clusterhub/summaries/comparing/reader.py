"""What to propose for the reader's own findings."""

import re
from datetime import date, datetime, timedelta

from clusterhub.clock.labels import label_offsets
from clusterhub.clock.moments import Moment, local_to_instant
from clusterhub.clock.zones import zone_info
from clusterhub.summaries.comparing.finding import keep, likeness

SAME_WORDS = 0.8
_HOURS = re.compile(r"(\d\d):(\d\d)(?:–(\d\d):(\d\d))?")


def add_proposals(record, pages, event):
    """Gives each finding in the record a `proposal`; `pages` are addresses by words of a link."""
    makers = {
        "conflicting-dates": lambda each: _dates(record, each),
        "conflicting-times": lambda each: _hours(record, each),
        "zone-label": lambda each: _label(record, each),
        "time-missing": lambda each: _from_event(record, event),
        "date-unsure": lambda each: _from_event(record, event),
        "empty-link": lambda each: _target(each, pages),
        "name-variant": _spelling,
    }
    for finding in record["findings"]:
        finding["proposal"] = makers.get(finding["code"], lambda each: keep())(finding)


def set_times(record, starts_at, ends_at):
    return {
        "do": "set-times",
        "starts_at": starts_at,
        "ends_at": ends_at,
        "was": [record["starts_at"], record["ends_at"]],
    }


def _dates(record, finding):
    _chosen, *others = finding["values"]
    choices = [_moved_to(record, date.fromisoformat(day)) for day in others]
    return set_times(record, record["starts_at"], record["ends_at"]) | {"choices": choices}


def _moved_to(record, day):
    """The same hours by the clock on another day."""
    moments = [_on_day(record, key, day) for key in ("starts_at", "ends_at")]
    return set_times(record, *moments)


def _on_day(record, key, day):
    value = record[key]
    if value is None or len(value) == 10:
        return value and day.isoformat()
    zone, starts = record["timezone"], datetime.fromisoformat(record["starts_at"])
    moment = datetime.fromisoformat(value)
    later = moment.date() - starts.date()
    naive = datetime.combine(day + later, moment.time())
    return Moment(local_to_instant(naive, zone).instant, zone).isoformat()


def _hours(record, finding):
    choices = []
    for face in finding["values"][1:]:
        found = _HOURS.fullmatch(face)
        if found and len(record["starts_at"]) > 10:
            choices.append(_at_hours(record, [part and int(part) for part in found.groups()]))
    return set_times(record, record["starts_at"], record["ends_at"]) | {"choices": choices}


def _at_hours(record, numbers):
    day = datetime.fromisoformat(record["starts_at"]).replace(tzinfo=None, minute=0, hour=0)
    zone, moments = record["timezone"], []
    for hour, minute in (numbers[:2], numbers[2:]):
        if hour is None:
            moments.append(None)
            continue
        naive = day + timedelta(hours=hour, minutes=minute)
        moments.append(Moment(local_to_instant(naive, zone).instant, zone).isoformat())
    return set_times(record, *moments)


def _label(record, finding):
    """Keep the hour as local time; or take the label at its word, which moves the hour."""
    kept = keep()
    offsets = {offset for value in finding["values"] for offset in label_offsets(str(value))}
    starts = record["starts_at"]
    if len(starts) == 10:
        return kept
    held = datetime.fromisoformat(starts).utcoffset()
    choices = [
        set_times(record, *(_as_labelled(record, key, offset) for key in ("starts_at", "ends_at")))
        for offset in offsets - {held}
    ]
    return kept | {"choices": choices[:1]}


def _as_labelled(record, key, offset):
    if record[key] is None:
        return None
    naive = datetime.fromisoformat(record[key]).replace(tzinfo=None)
    zone = zone_info(record["timezone"])
    return (naive - offset).replace(tzinfo=zone_info("UTC")).astimezone(zone).isoformat()


def _from_event(record, event):
    if event is None:
        return keep()
    starts = Moment(event.starts_at, event.time_zone)
    ends = Moment(event.ends_at, event.time_zone)
    return set_times(record, starts.isoformat(), ends.isoformat())


def _target(finding, pages):
    words = str(finding["values"][0])
    scored = [(likeness(words, each), page) for each, page in pages.items() if each]
    score, page = max(scored, default=(0.0, ""))
    if score < SAME_WORDS:
        return keep()
    return {"do": "set-link-target", "text": words, "value": page}


def _spelling(finding):
    """One spelling for all; or one of the others; or leave both, as two different names."""
    names = [str(value) for value in finding["values"]]

    def rename(value):
        others = [each for each in names if each != value]
        return {"do": "rename", "from": others, "value": value}

    return rename(names[0]) | {"choices": [*(rename(name) for name in names[1:]), keep()]}
