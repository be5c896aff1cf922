"""schedule.json as frab and pretalx know it; valid against the written schema."""

import json
import re
from uuid import NAMESPACE_URL, uuid5

from clusterhub.events.schedule_marks import subtitle_of, title_of
from clusterhub.events.writing.frame import (
    LINK_TYPES,
    NAME,
    by_room,
    duration,
    hour,
    session_number,
)

_ZONE = re.compile(r"^([A-Z][a-z]+/[A-Z][a-z]+)|UTC$")


def to_schedule_json(frame):
    record = frame.record
    conference = {
        "acronym": frame.acronym,
        "title": frame.title,
        "start": frame.starts.isoformat(),
        "end": frame.ends.isoformat(),
        "daysCount": 0,
        "timeslot_duration": "00:05",
        "url": frame.url,
        "tracks": [{"name": track["name"]} for track in record["tracks"]],
        "rooms": [_room(frame, room) for room in record["rooms"]],
    }
    if _ZONE.search(frame.zone):  # Names of two words are no names to the schema.
        conference["time_zone_name"] = frame.zone
    days = [_day(frame, *each) for each in enumerate(frame.days(), 1)]
    conference |= {"daysCount": len(days), "days": days}
    schedule = {"version": frame.version, "base_url": frame.url, "conference": conference}
    generator = {"name": NAME, "url": frame.site_url or frame.url}
    whole = {
        "$schema": "https://c3voc.de/schedule/schema.json",
        "generator": generator,
        "schedule": schedule,
    }
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":")).encode()


def _room(frame, room):
    return {
        "name": room["name"],
        "guid": str(uuid5(NAMESPACE_URL, f"{frame.url}#{room['name'].lower()}")),
        "capacity": room["capacity"],
        "description": room["how_to_find"],
    }


def _day(frame, index, day):
    date, sessions = day
    ends = [end or start for _session, start, end in sessions]
    return {
        "index": index,
        "date": date.isoformat(),
        "day_start": min(start for _session, start, _end in sessions).isoformat(),
        "day_end": max(ends).isoformat(),
        "rooms": {
            room: [_session(frame, *each) for each in found]
            for room, found in by_room(sessions).items()
        },
    }


def _session(frame, session, starts, ends):
    uid = session["uid"]
    event = {
        "guid": uid,
        "id": session_number(uid),
        "date": starts.isoformat(),
        "start": hour(starts),
        "duration": duration(starts, ends),
        "room": session["room"],
        "slug": f"session-{uid}",
        "url": frame.session_url(session),
        "title": title_of(session),
        "subtitle": subtitle_of(session),
        "track": session["track"],
        "type": session["format"],
        "language": session["language"],
        "abstract": "",
        "description": session["description"],
        "persons": [_person(person) for person in session["people"]],
        "links": [_link(link) for link in session["links"]],
    }
    if ends:
        event["end"] = ends.isoformat()
    return event


def _person(person):
    return {
        "name": person["person"],
        "part": person["part"],
        "role": person["role"],
        "organisation": person["organisation"],
    }


def _link(link):
    return {"url": link["url"], "title": link["label"], "type": LINK_TYPES.get(link["kind"], "web")}
