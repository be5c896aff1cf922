"""schedule.xml as frab and pentabarf know it; valid against the written schema.

Written as text: an XML library spends six times as long on a thousand sessions.
"""

import re
from xml.sax.saxutils import escape, quoteattr

from clusterhub.events.schedule_marks import subtitle_of, title_of
from clusterhub.events.writing.frame import (
    LINK_TYPES,
    NAME,
    by_room,
    duration,
    hour,
    session_number,
)

_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LONGEST = 100 * 3600


def to_schedule_xml(frame):
    days = frame.days()
    parts = [
        '<?xml version="1.0" encoding="UTF-8"?>\n<schedule>',
        f"<generator name={_quoted(NAME)} system={_quoted(frame.site_url)}/>",
        _tag("version", frame.version),
        "<conference>",
        _tag("acronym", frame.acronym),
        _tag("title", frame.title),
        _tag("start", frame.starts.isoformat()),
        _tag("end", frame.ends.isoformat()),
        _tag("days", str(len(days))),
        _tag("timeslot_duration", "00:05"),
        _tag("url", frame.url),
        _tag("time_zone_name", frame.zone),
    ]
    parts += [f"<track name={_quoted(track['name'])}/>" for track in frame.record["tracks"]]
    parts.append("</conference>")
    for index, (date, sessions) in enumerate(days, 1):
        parts += _day(frame, index, date, sessions)
    return "\n".join([*parts, "</schedule>\n"]).encode()


def _day(frame, index, date, sessions):
    first = min(start for _session, start, _end in sessions).isoformat()
    last = max(end or start for _session, start, end in sessions).isoformat()
    yield f'<day index="{index}" date="{date.isoformat()}" start="{first}" end="{last}">'
    for room, found in by_room(sessions).items():
        yield f"<room name={_quoted(room)}>"
        for session, starts, ends in found:
            yield _session(frame, session, starts, ends)
        yield "</room>"
    yield "</day>"


def _session(frame, session, starts, ends):
    uid = session["uid"]
    is_long = ends is not None and (ends - starts).total_seconds() >= _LONGEST
    people = "".join(_tag("person", person["person"]) for person in session["people"])
    links = "".join(_link(link) for link in session["links"])
    return (
        f'<event guid="{uid}" id="{session_number(uid)}">'
        f"<date>{starts.isoformat()}</date><start>{hour(starts)}</start>"
        f"<duration>{'99:59' if is_long else duration(starts, ends)}</duration>"
        f"{_tag('room', session['room'])}<url>{_plain(frame.session_url(session))}</url>"
        f"{_tag('title', title_of(session))}{_tag('subtitle', subtitle_of(session))}"
        f"{_tag('track', session['track'])}"
        f"<type>{session['format']}</type>{_tag('language', session['language'])}"
        f"<abstract></abstract>{_tag('description', session['description'])}"
        f"<persons>{people}</persons><links>{links}</links></event>"
    )


def _link(link):
    kind = LINK_TYPES.get(link["kind"], "web")
    return f'<link href={_quoted(link["url"])} type="{kind}">{_plain(link["label"])}</link>'


def _tag(name, words):
    return f"<{name}>{_plain(words)}</{name}>"


def _plain(words):
    return escape(_NO_XML.sub("", words))


def _quoted(words):
    return quoteattr(_NO_XML.sub("", words))
