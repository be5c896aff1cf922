"""The event with its sessions as schema.org describes them."""

import json

from clusterhub.clock.zones import zone_info
from clusterhub.events.writing.frame import NAME, local

_SCHEMA = "https://schema.org/"


def to_json_ld(frame, event):
    """`event` is the event itself as linked data; its sessions are its parts."""
    rules = zone_info(frame.zone)
    whole = event | {
        "sdPublisher": {"@type": "Organization", "name": NAME},
        "subEvent": [_part(frame, session, rules) for session in frame.record["sessions"]],
    }
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":")).encode()


def _part(frame, session, rules):
    starts, ends = local(session["starts_at"], rules), local(session["ends_at"], rules)
    status = "EventCancelled" if session["cancelled"] else "EventScheduled"
    part = {
        "@type": "Event",
        "identifier": session["uid"],
        "name": session["title"],
        "description": session["description"],
        "startDate": starts.isoformat() if starts else None,
        "endDate": ends.isoformat() if ends else None,
        "eventStatus": f"{_SCHEMA}{status}",
        "location": {"@type": "Place", "name": session["room"]} if session["room"] else None,
        "inLanguage": session["language"],
        "url": frame.session_url(session),
        "performer": [_performer(person) for person in session["people"]],
    }
    return {name: value for name, value in part.items() if value not in (None, "", [])}


def _performer(person):
    found = {"@type": "Person", "name": person["person"], "jobTitle": person["role"]}
    if person["organisation"]:
        found["affiliation"] = {"@type": "Organization", "name": person["organisation"]}
    return {name: value for name, value in found.items() if value}
