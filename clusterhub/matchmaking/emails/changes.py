"""What has changed in somebody's meetings, in one letter for all of it, with her calendar's entries."""

from collections import defaultdict
from datetime import datetime

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from clusterhub.clock.words import range_in_words
from clusterhub.events.emails.kinds import folder_of
from clusterhub.events.emails.registration import ABOUT
from clusterhub.events.models.registration import OVER
from clusterhub.letters.operations import Post
from clusterhub.letters.writing import Words
from clusterhub.matchmaking.calendars import changes_for, is_on, meetings_page, room_page
from clusterhub.matchmaking.models import Meeting, Participant, TableName
from clusterhub.matchmaking.place_words import other_of, place_in_words, who_in_words

KIND = "meetings changed"


def letter_of_changes(participant, items):
    """`items`: {"meeting", "sequence", "is_new", "was": [from, until] or None} of each change."""
    registration = participant.registration
    return Post(
        to=registration.email,
        kind=KIND,
        about=(ABOUT, registration.pk),
        folder=folder_of(registration.event_id),
        facts={"items": items},
    )


def write_changes(letters):
    """Of each letter what is still true of it: a meeting that changed again has a newer letter."""
    people = Participant.objects.select_related("registration__event").filter(
        registration__in=[letter.about_id for letter in letters]
    )
    by_registration = {each.registration_id: each for each in people}
    keys = {item["meeting"] for letter in letters for item in letter.facts["items"]}
    rows = Meeting.objects.select_related(
        "slot", "stand__organisation", "a__registration__organisation",
        "b__registration__organisation",
    ).in_bulk(keys)  # fmt: skip
    names = _names({each.matchmaking_id for each in people})
    words = {}
    for letter in letters:
        participant = by_registration.get(letter.about_id)
        if participant and participant.registration.email == letter.to_address:
            found = _words(participant, letter.facts["items"], rows, names)
            words |= {letter.pk: found} if found else {}
    return words


def _names(matchmakings):
    names = defaultdict(dict)
    for row in TableName.objects.filter(matchmaking__in=matchmakings):
        names[row.matchmaking_id][row.number] = row.name
    return names


def _words(participant, items, rows, names):
    registration = participant.registration
    true = [
        (rows[item["meeting"]], item)
        for item in items
        if item["meeting"] in rows and rows[item["meeting"]].sequence == item["sequence"]
    ]
    if registration.status in OVER:
        true = [(meeting, item) for meeting, item in true if not is_on(meeting)]
    if not true:
        return None
    names = names[participant.matchmaking_id]
    with translation.override(registration.language):
        lines = [_line(meeting, item, participant, names) for meeting, item in true]
        lines.sort(key=lambda line: (line["sign"] == "off", line["at"]))
        context = {
            "registration": registration,
            "event": registration.event,
            "title": " ".join(registration.event.title.split()),
            "lines": lines,
            "url": meetings_page(participant),
            "site": settings.SITE_NAME,
        }
        hours = {meeting.pk: _hours(item) for meeting, item in true if item["was"]}
        file = changes_for(participant, [meeting for meeting, _item in true], names, hours)
        return Words(
            _subject(lines) % context["title"],
            render_to_string("matchmaking/email/changes.txt", context),
            attachments=(("meetings.ics", file, "text/calendar"),) if file else (),
        )


def _subject(lines):
    if len(lines) > 1:
        return _("Your meetings: %s")
    subjects = {
        "new": _("A meeting has its time: %s"),
        "moved": _("A meeting has moved: %s"),
        "off": _("A meeting is cancelled: %s"),
        "waits": _("A meeting has lost its time: %s"),
    }
    return subjects[lines[0]["sign"]]


def _line(meeting, item, participant, names):
    event = participant.registration.event
    was = _hours(item) if item["was"] else None
    now = (meeting.slot.starts_at, meeting.slot.ends_at) if meeting.slot_id else None
    sign = "off" if meeting.cancelled_at else "waits" if now is None else "moved"
    return {
        "sign": "new" if sign == "moved" and was is None else sign,
        "who": who_in_words(other_of(meeting, participant.pk)),
        "when": _when(now, event),
        "was": _when(was, event) if was != now else "",
        "place": place_in_words(meeting, names),
        "room": room_page(meeting, participant),
        "words": meeting.cancel_words,
        "at": (now or was or (event.starts_at,))[0],
    }


def _hours(item):
    return tuple(datetime.fromisoformat(each) for each in item["was"])


def _when(hours, event):
    if not hours:
        return ""
    words = range_in_words(*hours, event.time_zone)
    return f"{words.day}, {words.event}"
