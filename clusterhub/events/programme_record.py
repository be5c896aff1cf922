"""The programme of an event as one record: what pages, files, programs and versions are made from.

{number, rooms: [{name, kind, capacity, floor, how_to_find}], tracks: [{name, colour}],
 sessions: [{uid, sequence, title, description, starts_at, ends_at, format, room, track, language,
   interpretation, audience, topics: [{slug, name}], cancelled,
   people: [{person, part, role, organisation, person_id, organisation_id, slug, organisation_slug}],
   links: [{kind, label, url}], ties: [{kind, label, url}]}],
 gone: [{uid, sequence, title, starts_at, ends_at, gone_at}]}

Instants are text in UTC as isoformat() writes it, or None; `room` and `track` are names, empty where
there is none; `format` is a value of SessionFormat or empty; `uid` is text; slugs are empty for who is
not listed in the directory. Addresses of rooms stand nowhere in it.
"""

from datetime import UTC, datetime

from django.utils import timezone

from clusterhub.directory.models import Organisation, Person
from clusterhub.events.models import LinkKind, ProgrammeVersion, Session, SessionLink, Speaker
from clusterhub.web.prepared import Prepared, PreparedAmong

TIES = frozenset([LinkKind.CALL, LinkKind.NEED, LinkKind.GROUP])
BRIEF = 12  # So many sessions stand on the event's own page.
SESSION = (
    "pk", "uid", "sequence", "title", "description", "starts_at", "ends_at", "format",
    "room__name", "track__name", "language", "interpretation", "audience", "cancelled_at", "number",
)  # fmt: skip
ROOM = ("room__pk", "room__position", "room__name", "room__kind", "room__capacity", "room__floor",
        "room__how_to_find")  # fmt: skip
TRACK = ("track__pk", "track__position", "track__name", "track__colour")
PERSON = (
    "session", "part", "role", "person", "person__name", "person__slug", "person__published_at",
    "organisation", "organisation__name", "organisation__slug", "organisation__published_at",
    "organisation_as_printed",
)  # fmt: skip


_kept = Prepared(
    lambda pk, number: ProgrammeVersion.objects.filter(event_id=pk, number=number).values_list(
        "record"
    )
)
_people_listed = PreparedAmong(lambda keys: _listed(Person, keys))
_bodies_listed = PreparedAmong(lambda keys: _listed(Organisation, keys))


def _listed(model, keys):
    return model.objects.filter(pk__in=keys, published_at__isnull=False).values_list("pk", "slug")


def programme_record(event, version=None):
    """What everybody may read: the version of this number, else the newest, else the rows.

    ProgrammeVersion.DoesNotExist for a number that was never published. In a row of statements that
    is as long for a thousand sessions as for one.
    """
    number = version or event.programme_number
    if not number:
        return _shown(working_record(event))
    for (record,) in _kept(event.pk, number):
        return _shown(_with_slugs(record | {"number": number}))
    raise ProgrammeVersion.DoesNotExist


def working_record(event):
    """The rows as they are, also where nothing of them is published yet; for those who edit."""
    rows = list(event.sessions.values(*SESSION, *ROOM[:2], *ROOM[3:], *TRACK[:2], *TRACK[3:]))
    people, links, topics = _people(event), _links(event), _topics(event)
    sessions = []
    for row in in_order(rows):
        pk = row["pk"]
        material, ties = _sorted_links(links.get(pk, ()))
        sessions.append(
            {name: row[name] for name in ("sequence", "title", "description", "format")}
            | {name: row[name] for name in ("language", "interpretation", "audience")}
            | {
                "uid": str(row["uid"]),
                "starts_at": _text(row["starts_at"]),
                "ends_at": _text(row["ends_at"]),
                "room": row["room__name"] or "",
                "track": row["track__name"] or "",
                "topics": topics.get(pk, []),
                "people": people.get(pk, []),
                "links": material,
                "ties": ties,
                "cancelled": row["cancelled_at"] is not None,
            }
        )
    return {
        "number": 0,
        "rooms": _used(rows, ROOM),
        "tracks": _used(rows, TRACK),
        "sessions": sessions,
        "gone": [],
    }


def brief(record):
    """The beginning of a programme, for a page that has more to say."""
    names = ("uid", "title", "starts_at", "ends_at", "room", "format", "cancelled")
    first = [{name: row[name] for name in names} for row in record["sessions"][:BRIEF]]
    return {"count": len(record["sessions"]), "sessions": first}


def in_order(rows):
    """By the hour, then by number; what has no hour stays behind what stands before it."""
    hour, keyed = None, []
    for row in sorted(rows, key=lambda each: each["number"]):
        hour = row["starts_at"] or hour
        keyed.append(((hour is not None, hour, row["number"]), row))
    return [row for _key, row in sorted(keyed, key=lambda each: each[0])]


def instant(text):
    """An instant of a record."""
    return datetime.fromisoformat(text) if text else None


def _text(moment):
    return moment.astimezone(UTC).isoformat() if moment else None


def _used(rows, columns):
    """Rooms or tracks that sessions stand in, in their own order, without key and position."""
    names = [name.partition("__")[2] for name in columns[2:]]
    found = {
        row[columns[0]]: (row[columns[1]], [row[column] for column in columns[2:]])
        for row in rows
        if row[columns[0]] is not None
    }
    ordered = sorted(found.items(), key=lambda each: (each[1][0], each[0]))
    return [dict(zip(names, values, strict=True)) for _pk, (_position, values) in ordered]


def _people(event):
    rows = Speaker.objects.filter(event=event, session__isnull=False).order_by("position", "pk")
    people = {}
    for row in rows.values(*PERSON):
        listed = row["organisation__slug"] if row["organisation__published_at"] else ""
        people.setdefault(row["session"], []).append(
            {
                "person": row["person__name"],
                "part": row["part"],
                "role": row["role"],
                "organisation": row["organisation__name"] or row["organisation_as_printed"],
                "person_id": row["person"],
                "organisation_id": row["organisation"],
                "slug": row["person__slug"] if row["person__published_at"] else "",
                "organisation_slug": listed or "",
            }
        )
    return people


def _links(event):
    found = {}
    for link in SessionLink.objects.filter(session__event=event).order_by("position", "pk"):
        found.setdefault(link.session_id, []).append(link)
    return found


def _sorted_links(links):
    """Material, and what the session is tied to."""
    material, ties = [], []
    for link in links:
        entry = {"kind": link.kind, "label": link.label, "url": link.url}
        if link.kind in TIES:
            ties.append(entry)
        else:
            material.append(entry | {"shown_from": _text(link.shown_from)})
    return material, ties


def _topics(event):
    rows = Session.topics.through.objects.filter(session__event=event).order_by("topic__name")
    found = {}
    for pk, slug, name in rows.values_list("session", "topic__slug", "topic__name"):
        found.setdefault(pk, []).append({"slug": slug, "name": name})
    return found


def _shown(record):
    """Without material that is still kept back."""
    now = timezone.now()
    for session in record["sessions"]:
        if session["links"]:
            session["links"] = [
                {"kind": link["kind"], "label": link["label"], "url": link["url"]}
                for link in session["links"]
                if not link["shown_from"] or instant(link["shown_from"]) <= now
            ]
    return record


def without_slugs(record):
    """As it is stored: addresses are looked up when it is read, since people leave the directory."""
    for session in record["sessions"]:
        for person in session["people"]:
            del person["slug"], person["organisation_slug"]
    return record


def _with_slugs(record):
    people = [person for session in record["sessions"] for person in session["people"]]
    slugs = {
        name: dict(ask({person[name] for person in people} - {None}))
        for name, ask in (("person_id", _people_listed), ("organisation_id", _bodies_listed))
    }
    for person in people:
        person["slug"] = slugs["person_id"].get(person["person_id"], "")
        person["organisation_slug"] = slugs["organisation_id"].get(person["organisation_id"], "")
    return record
