"""A rule of a calendar as single entries: two years of it, and never more than a programme can hold."""

from datetime import date, datetime, timedelta

from icalendar import Calendar
from recurring_ical_events import of

MOST_OCCURRENCES = 500
_TWO_YEARS = timedelta(days=731)
_TOO_OFTEN = {"HOURLY", "MINUTELY", "SECONDLY"}
_FAULTS = (ValueError, KeyError, TypeError, AttributeError, OverflowError, IndexError)


def occurrences_of(builder, entries, where):
    """Pairs of an entry and what to add to its key; `entries` share one UID."""
    room = MOST_OCCURRENCES - builder.occurred
    try:
        if any(_is_too_often(rule) for entry in entries for rule in _rules(entry)):
            builder.say("recurs-too-often", where)
            return []
        found, is_cut = _found(entries, room)
    except _FAULTS:
        builder.say("entry-broken", where)
        return []
    builder.occurred = MOST_OCCURRENCES - room + len(found)
    if is_cut and len(found) >= room:
        builder.say("too-many-occurrences", where, limit=MOST_OCCURRENCES)
    elif is_cut:
        last = _day(found[-1]) if found else ""
        builder.say("recurs-for-ever", where, count=len(found), day=last)
    return [(entry, f"#{_suffix(entry)}") for entry in found]


def _found(entries, room):
    """(the entries, whether there are more of them)."""
    calendar = Calendar()
    for entry in entries:
        calendar.add_component(entry)
    first = min(filter(None, map(_start, entries)), default=None)
    if first is None:
        raise ValueError("nothing starts")
    found = []
    for entry in of(calendar).after(first):
        start = _start(entry)
        if start is not None and start > first + _TWO_YEARS:
            return found, True
        if len(found) >= room:
            return found, True
        found.append(entry)
    return found, False


def _rules(entry):
    rules = entry.get("RRULE") or []
    return rules if isinstance(rules, list) else [rules]


def _is_too_often(rule):
    """By the hour or faster, also in the dress of a daily rule with many minutes."""
    every = [str(each).upper() for each in rule.get("FREQ") or []]
    times = [len(rule.get(name) or [1]) for name in ("BYHOUR", "BYMINUTE", "BYSECOND")]
    return bool(_TOO_OFTEN & set(every)) or times[0] * times[1] * times[2] > 24


def _start(entry):
    """Without a zone, so that all can be compared; a day more or less decides nothing here."""
    found = entry.get("DTSTART")
    found = getattr(found[0] if isinstance(found, list) else found, "dt", None)
    if isinstance(found, datetime):
        return found.replace(tzinfo=None)
    return datetime(found.year, found.month, found.day) if isinstance(found, date) else None


def _suffix(entry):
    recurrence = entry.get("RECURRENCE-ID")
    moment = getattr(recurrence, "dt", None) or getattr(entry.get("DTSTART"), "dt", "")
    return moment.strftime("%Y%m%dT%H%M") if hasattr(moment, "hour") else str(moment)


def _day(entry):
    return f"{_start(entry):%Y-%m-%d}"
