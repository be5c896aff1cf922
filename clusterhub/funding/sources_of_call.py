"""What the sources of a call say, for its editors: contradictions, and what was written by hand."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from clusterhub.clock.words import day_in_words, instant_in_words
from clusterhub.clock.zones import DEFAULT_ZONE, zone_info
from clusterhub.funding.merging import contradictions, merge
from clusterhub.funding.models import MOMENTS, Call, CallStatus
from clusterhub.funding.operations.taking_over import as_copy
from clusterhub.funding.reading.facts import NOTHING

LONGEST = 200


def sources_of(call):
    """Copies newest first, what they contradict each other in, and what a person has written."""
    copies = [as_copy(row) for row in call.copies.all()]
    merged = merge(copies)
    return {
        "copies": sorted(copies, key=lambda copy: copy.at, reverse=True),
        "contradictions": [
            (field_name(name), [(value_words(name, value), copy) for value, copy in said])
            for name, said in contradictions(copies)
        ],
        "by_hand": [
            {
                "field": name,
                "name": field_name(name),
                "ours": _ours(call, name),
                "theirs": value_words(name, merged.values[name]),
            }
            for name in call.by_hand
            if name in merged.values and name != "body"
        ],
        "notes": [
            (note, row.reference)
            for row in call.copies.all()
            for note in row.facts.get("notes", [])
        ],
    }


def field_name(name):
    if name == "said_status":
        return _("Status by the source")
    if name in ("deadlines", "documents"):
        return _("Deadlines") if name == "deadlines" else _("Documents")
    return Call._meta.get_field(name).verbose_name.capitalize()


def value_words(name, value):
    if name == "said_status":
        return CallStatus(value).label
    if name == "deadlines":
        return "; ".join(_deadline(instant, is_day) for instant, is_day, *_stage in value)
    if value == NOTHING:
        return "–"
    if name in MOMENTS:
        return instant_in_words(datetime.fromisoformat(value), DEFAULT_ZONE)
    if name == "documents":
        return ", ".join(title for title, *_url in value)[:LONGEST]
    if isinstance(value, list):
        return ", ".join(str(each) for each in value)[:LONGEST]
    return str(value)[:LONGEST]


def _deadline(instant, is_day):
    moment = datetime.fromisoformat(instant)
    if not is_day:
        return instant_in_words(moment, DEFAULT_ZONE)
    last = moment.astimezone(zone_info(DEFAULT_ZONE)) - timedelta(microseconds=1)
    return day_in_words(last.date())


def _ours(call, name):
    if name == "deadlines":
        rows = [[row.closes_at.isoformat(), row.is_day_only] for row in call.deadlines.all()]
        return value_words(name, rows)
    if name == "documents":
        rows = call.documents.filter(added_at=None)
        return value_words(name, [[row.title, row.url] for row in rows])
    value = getattr(call, name)
    if isinstance(value, datetime):
        value = value.isoformat()
    return "" if value is None else value_words(name, value)
