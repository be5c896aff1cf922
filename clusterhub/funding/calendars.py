"""Deadlines as calendar files (RFC 5545). Each cut-off is one entry; it keeps its UID for ever,
and SEQUENCE rises when a date of its call changes."""

import re
from datetime import UTC, timedelta

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vDuration, vText

CONTENT_TYPE = "text/calendar; charset=utf-8"
REFRESH = timedelta(hours=4)
UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def calendar_of(calls, name, path):
    """A calendar of every deadline of `calls`, rows of `with_deadlines()` or `with_list()`."""
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", f"-//{_plain(settings.SITE_NAME)}//Calls//EN")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("name", vText(_plain(name)))
    calendar.add("x-wr-calname", vText(_plain(name)))
    calendar.add("url", settings.BASE_URL + path)
    calendar.add("refresh-interval", vDuration(REFRESH), parameters={"VALUE": "DURATION"})
    for call in calls:
        for deadline in call.deadlines.all():
            calendar.add_component(_entry(call, deadline))
    return calendar.to_ical()


def _entry(call, deadline):
    address = settings.BASE_URL + call.get_absolute_url()
    entry = Event()
    entry.add("uid", f"{call.uid}-{deadline.pk}")
    entry.add("sequence", call.sequence)
    entry.add("dtstamp", call.updated_at.astimezone(UTC))
    entry.add("last-modified", call.updated_at.astimezone(UTC))
    # The instant in UTC: a program shows it by its owner's clock, in summer and in winter.
    entry.add(
        "dtstart", deadline.day if deadline.is_day_only else deadline.closes_at.astimezone(UTC)
    )
    entry.add("summary", _plain(_("Deadline: %(title)s") % {"title": _title(call, deadline)}))
    entry.add("description", _plain(_description(call, deadline, address)))
    entry.add("url", address)
    entry.add("categories", [_plain(call.programme)] if call.programme else [])
    entry.add("transp", "TRANSPARENT")
    entry.add("class", "PUBLIC")
    return entry


def _title(call, deadline):
    return f"{call.title} ({deadline.label})" if deadline.label else call.title


def _description(call, deadline, address):
    hour = _("Only the day is known; the hour is not.") if deadline.is_day_only else ""
    parts = [call.identifier, call.programme, hour, call.safe_url, address]
    return "\n".join(part for part in parts if part)


def _plain(text):
    return UNSEEN.sub(" ", str(text))
