"""A session of a programme_record, in the words of its page."""

from dataclasses import dataclass

from django.utils.translation import get_language_info

from clusterhub.events.models import LinkKind, SessionFormat, SpeakerPart
from clusterhub.web.addresses import page_address


@dataclass
class SessionWords:
    format: str
    language: str
    interpretation: str
    room: dict | None
    track_kind: str
    people: list
    links: list
    ties: list
    topics: list


def session_words(session, record, event):
    rooms = {room["name"]: room for room in record["rooms"]}
    tracks = {track["name"]: track["colour"] for track in record["tracks"]}
    kinds = dict(LinkKind.choices)
    return SessionWords(
        format=str(dict(SessionFormat.choices).get(session["format"], "")),
        language=language_in_words(session["language"]),
        interpretation=", ".join(map(language_in_words, session["interpretation"])),
        room=rooms.get(session["room"]),
        track_kind=tracks.get(session["track"], ""),
        people=[_person(person) for person in session["people"]],
        links=[link | {"words": kinds.get(link["kind"], "")} for link in session["links"]],
        ties=[tie | {"words": kinds.get(tie["kind"], "")} for tie in session["ties"]],
        topics=[
            {"label": topic["name"], "url": page_address("events:topic", topic["slug"])}
            for topic in session["topics"]
        ],
    )


def language_in_words(code):
    """ "German" for "de", in the reader's language; a code that Django does not know as it is."""
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return code


def _person(person):
    slug, body = person["slug"], person["organisation_slug"]
    part = "" if person["part"] == SpeakerPart.SPEAKER else _part(person["part"])
    return {
        "name": person["person"],
        "url": page_address("directory:person", slug) if slug else "",
        "role": person["role"],
        "organisation": person["organisation"],
        "organisation_url": page_address("directory:organisation", body) if body else "",
        "part": part,
    }


def _part(value):
    return str(dict(SpeakerPart.choices).get(value, ""))
