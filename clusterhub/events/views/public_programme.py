"""The programme as everybody may read it: as a whole, what changed in it, and each session."""

from typing import NamedTuple

from django.http import Http404, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from clusterhub.activity.kept import kept_for_visitors
from clusterhub.clock.templatetags.clock import reader_zone_of
from clusterhub.events.change_words import changes_in_words
from clusterhub.events.doors import EventDoor
from clusterhub.events.models import Pool, ProgrammeVersion
from clusterhub.events.permissions import can_edit_event
from clusterhub.events.programme_lines import Lines, days_of
from clusterhub.events.programme_record import instant, programme_record
from clusterhub.events.session_addresses import session_path, with_key
from clusterhub.events.session_words import session_words
from clusterhub.events.shapes import session_in_full

LONGEST_NUMBER = 9
_door = EventDoor(lambda events: events.defer("description"))


@require_safe
@kept_for_visitors(rereads=True)
def programme_page(request, slug):
    event = _event(request, slug)
    number = _asked_version(request)
    record = _record(event, number)
    days = days_of(record, event)
    shown, chosen_day = _of_day(days, request.GET.get("day", ""))
    track = request.GET.get("track", "")[:100]
    lines = Lines(event, record, reader_zone_of({"request": request}))
    parts = []
    for day in shown:
        sessions = [each for each in day.sessions if not track or each["track"] == track]
        if sessions:
            parts.append({"day": day, "lines": lines.write(sessions), "count": len(sessions)})
    context = {
        "event": event,
        "record": record,
        "parts": parts,
        "count": sum(part["count"] for part in parts),
        "days": _day_links(days, chosen_day, track, number),
        "tracks": _track_links(record, chosen_day, track, number),
        "is_older": number is not None and number < event.programme_number,
        "published_at": instant(record.get("published_at")),
        "reader_city": lines.reader_city if lines.differs else "",
        "can_edit": can_edit_event(request.user, event),
    }
    return render(request, "events/programme/page.html", context)


def _event(request, slug):
    return _door(request.user, slug)


def _asked_version(request):
    words = request.GET.get("version", "")
    if not words:
        return None
    if not (words.isascii() and words.isdecimal() and len(words) <= LONGEST_NUMBER and int(words)):
        raise Http404
    return int(words)


def _record(event, number=None):
    try:
        return programme_record(event, number)
    except ProgrammeVersion.DoesNotExist:
        raise Http404 from None


def _of_day(days, words):
    """What a chosen day leaves; one that the programme does not have chooses nothing."""
    found = [day for day in days if day.day and day.day.isoformat() == words]
    return (found, found[0].day) if found else (days, None)


class Choice(NamedTuple):
    """A link that chooses a day or a track; without words it chooses all of them."""

    words: str | None
    url: str
    is_chosen: bool
    kind: str = ""


def _day_links(days, chosen, track, number):
    known = [each for each in days if each.day]
    if len(known) < 2:
        return ()
    every = Choice(None, _address(None, track, number), chosen is None)
    return every, *(
        Choice(each.words, _address(each.day, track, number), each.day == chosen) for each in known
    )


def _track_links(record, day, chosen, number):
    if not record["tracks"]:
        return ()
    every = Choice(None, _address(day, "", number), not chosen)
    return every, *(
        Choice(
            each["name"],
            _address(day, each["name"], number),
            each["name"] == chosen,
            each["colour"],
        )
        for each in record["tracks"]
    )


def _address(day, track, number):
    asked = {"day": day and day.isoformat(), "track": track, "version": number}
    words = urlencode({name: value for name, value in asked.items() if value})
    return f"?{words}" if words else "?"


@require_safe
@kept_for_visitors(rereads=True)
def changes_page(request, slug):
    event = _event(request, slug)
    versions = event.programme_versions.defer("record", "brief")
    entries = [
        {
            "number": version.number,
            "note": version.note,
            "published_at": version.published_at,
            "changes": changes_in_words(version.changes, event.time_zone),
            "is_first": version.number == 1,
        }
        for version in versions
    ]
    context = {"event": event, "versions": entries}
    return render(request, "events/programme/changes.html", context)


@require_safe
@kept_for_visitors(rereads=True)
def session_page(request, slug, key):
    event = _event(request, slug)
    record = _record(event)
    session = _session(record, key)
    path = session_path(event.slug, session["uid"], session["title"])
    if request.path != path:
        return redirect(path, permanent=False)
    pool = Pool.objects.filter(session__uid=session["uid"], places__isnull=False).first()
    context = {
        "event": event,
        "session": session,
        "words": session_words(session, record, event),
        "places": pool,
        "starts_at": instant(session["starts_at"]),
        "ends_at": instant(session["ends_at"]),
        "json_path": reverse("events:session-json", args=[event.slug, key]),
        "can_edit": can_edit_event(request.user, event),
    }
    return render(request, "events/programme/session.html", context)


@require_safe
def session_json(request, slug, key):
    event = _event(request, slug)
    record = _record(event)
    session = _session(record, key)
    number = record["sessions"].index(session) + 1
    return JsonResponse(session_in_full(session, number, event))


def _session(record, key):
    session = with_key(record, key)
    if session is None:
        raise Http404
    return session
