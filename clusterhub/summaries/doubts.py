"""What the doubt marks of a page say: both values, where each comes from, what was decided."""

from datetime import date

from django.utils.translation import gettext as _

from clusterhub.clock.words import day_in_words, hour_in_words, label_of
from clusterhub.clock.zones import zone_city, zone_info
from clusterhub.summaries.presenting import moment_of


def doubts_of(findings, record):
    """Doubts about day and hour that an editor answered; the rest was put right and is over."""
    makers = {
        "conflicting-dates": _dates,
        "conflicting-times": _times,
        "zone-label": _label,
    }
    return [
        makers[finding.code](finding, record)
        for finding in findings
        if finding.code in makers and finding.answer and finding.values
    ]


def _dates(finding, record):
    chosen = record["starts_at"][:10]
    return {
        "label": _("Two dates"),
        "question": _("The document gives more than one day for the talk."),
        "values": [
            {"value": _day(value), "source": _lines(finding, place)}
            for place, value in enumerate(finding.values)
        ],
        "answer": _("Decided: %(day)s.") % {"day": _day(chosen)},
    }


def _times(finding, record):
    return {
        "label": _("Two hours"),
        "question": _("The document gives more than one hour for the talk."),
        "values": [
            {"value": value, "source": _("the document")} for value in map(str, finding.values)
        ],
        "answer": _("Decided: %(hour)s.") % {"hour": _hour(record)},
    }


def _label(finding, record):
    city = zone_city(record["timezone"])
    return {
        "label": _("Time zone"),
        "question": _("The printed name of the zone was not in force there on that day."),
        "values": [
            {"value": record["time_as_printed"], "source": _("as printed on the cover")},
            {
                "value": _hour(record),
                "source": _("as the clocks in %(city)s stood") % {"city": city},
            },
        ],
        "answer": _("Decided: the hour is %(hour)s, %(city)s time.")
        % {"hour": _hour(record), "city": city},
    }


def _day(value):
    try:
        return day_in_words(date.fromisoformat(str(value)[:10]))
    except ValueError:
        return str(value)


def _hour(record):
    starts = moment_of(record["starts_at"])
    if starts is None:
        return ""
    local = starts.astimezone(zone_info(record["timezone"]))
    return f"{hour_in_words(local)} {label_of(starts, record['timezone'])}"


def _lines(finding, place):
    if place < len(finding.where):
        return _("the document, line %(number)s") % {"number": finding.where[place]}
    return _("the document")
