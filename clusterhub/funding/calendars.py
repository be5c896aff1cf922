"""Deadlines as calendar files (RFC 5545). Each cut-off is one entry; it keeps its UID for ever,
and SEQUENCE rises when a date of its call changes."""

from collections import OrderedDict
from hashlib import sha256
from threading import Lock

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from clusterhub.clock import content_lines as lines
from clusterhub.web.addresses import absolute

REFRESH = "PT4H"
MOST_KEPT = 8  # Of half a megabyte at most each.
_calendars, _lock = OrderedDict(), Lock()
SAID = ("title", "slug", "uid", "sequence", "identifier", "programme", "url", "updated_at")


def kept_calendar(facts, make):
    """What `make()` gives for these facts, which say everything that it depends on. Programs ask for the
    same few calendars every some hours; the last ones stay in memory."""
    key = sha256(repr((facts, get_language(), settings.SITE_NAME)).encode()).digest()
    with _lock:
        if key in _calendars:
            _calendars.move_to_end(key)
            return _calendars[key]
    made = make()
    with _lock:
        _calendars[key] = made
        if len(_calendars) > MOST_KEPT:
            _calendars.popitem(last=False)
    return made


def calendar_of(calls, name, path):
    """A calendar of every deadline of `calls`, rows that have `SAID` and their deadlines."""
    result = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//{lines.text(settings.SITE_NAME)}//Calls//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"NAME:{lines.text(name)}",
        f"X-WR-CALNAME:{lines.text(name)}",
        f"REFRESH-INTERVAL;VALUE=DURATION:{REFRESH}",
        f"URL:{lines.uri(absolute(path))}",
    ]
    for call in calls:
        for deadline in call.deadlines.all():
            result.extend(deadline_entry(call, deadline))
    return lines.document([*result, "END:VCALENDAR"])


def deadline_entry(call, deadline):
    address = absolute(call.get_absolute_url())
    changed = lines.utc(call.updated_at)
    yield "BEGIN:VEVENT"
    yield f"SUMMARY:{lines.text(_('Deadline: %(title)s') % {'title': _title(call, deadline)})}"
    if deadline.is_day_only:
        yield f"DTSTART;VALUE=DATE:{lines.day(deadline.day)}"
    else:
        # The instant in UTC: a program shows it by its owner's clock, in summer and in winter.
        yield f"DTSTART:{lines.utc(deadline.closes_at)}"
    yield f"DTSTAMP:{changed}"
    yield f"UID:{call.uid}-{deadline.pk}"
    yield f"SEQUENCE:{call.sequence}"
    if call.programme:
        yield f"CATEGORIES:{lines.text(call.programme)}"
    yield "CLASS:PUBLIC"
    yield f"DESCRIPTION:{lines.text(_description(call, deadline, address))}"
    yield f"LAST-MODIFIED:{changed}"
    yield "TRANSP:TRANSPARENT"
    yield f"URL:{lines.uri(address)}"
    yield "END:VEVENT"


def _title(call, deadline):
    return f"{call.title} ({deadline.label})" if deadline.label else call.title


def _description(call, deadline, address):
    hour = _("Only the day is known; the hour is not.") if deadline.is_day_only else ""
    parts = [call.identifier, call.programme, hour, call.safe_url, address]
    return "\n".join(part for part in parts if part)
