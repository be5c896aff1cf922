"""A programme is published as a whole, when it is ready; what was published once can come back."""

from django.db import transaction
from django.utils import timezone

from clusterhub.directory import operations as directory
from clusterhub.directory.models import Organisation, Person
from clusterhub.events.models import ProgrammeVersion, Room, Session, Track
from clusterhub.events.operations import changing
from clusterhub.events.operations.choosing import remove_sessions, tell_choosers
from clusterhub.events.operations.parts import Appearance
from clusterhub.events.operations.refusals import NothingToPublish, SessionHasPeople
from clusterhub.events.operations.sessions import assign, next_number, set_links, set_people
from clusterhub.events.operations.text import one_line
from clusterhub.events.permissions import lists_people
from clusterhub.events.programme_changes import (
    BACK,
    CALLED_OFF,
    MOVED,
    change_entry,
    gone_after,
    programme_changes,
)
from clusterhub.events.programme_record import brief, instant, without_slugs, working_record
from clusterhub.vocabularies.models import Topic


@transaction.atomic
def publish_programme(event, *, by, note=""):
    """Make the working copy what everybody sees; from the first version on, changes of the rows wait
    for the next. Who chose a session that has moved is told."""
    event = changing.lock(event)
    version = _publish(event, by=by, note=note)
    if version is None:
        raise NothingToPublish
    return version


def publish_changes(event, *, by):
    """The next version, if anything is other; the event is locked."""
    return _publish(event, by=by)


def _publish(event, *, by, note=""):
    now = timezone.now()
    before = event.programme_versions.filter(number=event.programme_number).first()
    record = without_slugs(working_record(event))
    changes = programme_changes(before.record, record) if before else []
    if before and _same(before.record, record):
        return None
    event.programme_number += 1
    record |= {
        "number": event.programme_number,
        "published_at": now.isoformat(),
        "gone": gone_after(before.record, record, now) if before else [],
    }
    version = ProgrammeVersion.objects.create(
        event=event,
        number=event.programme_number,
        record=record,
        brief=brief(record),
        changes=changes,
        note=one_line(note),
        published_at=now,
        published_by=by,
    )
    _announce(event, by, now)
    moved = [entry["uid"] for entry in changes if entry["kind"] == MOVED]
    if not event.is_draft:
        for session in event.sessions.select_related("room").filter(uid__in=moved):
            tell_choosers(session, by=by)
    number = {"number": version.number}
    changing.save(event, {"programme_number"}, "published the programme of", by=by, **number)
    return version


def _same(before, after):
    names = ("rooms", "tracks", "sessions")
    return all(before[name] == after[name] for name in names)


def _announce(event, by, now):
    """Who stands in the programme is listed from now on, as when an event is published."""
    if not event.is_draft and lists_people(by):
        new = {"speakers__event": event, "speakers__announced_at": None, "published_at": None}
        for model in (Person, Organisation):
            for record in model.objects.filter(**new).distinct():
                directory.publish(record, by=by)
    event.speakers.filter(announced_at=None).update(announced_at=now)


def note_cancellation(event, session):
    """What is cancelled is cancelled for everybody at once; the newest version says so. The event
    is locked."""
    version = event.programme_versions.filter(number=event.programme_number).first()
    if version is None:
        return
    is_off = session.cancelled_at is not None
    for kept in (*version.record["sessions"], *version.brief["sessions"]):
        if kept["uid"] == str(session.uid):
            kept["cancelled"] = is_off
            if "sequence" in kept:
                kept["sequence"] = session.sequence
                version.changes.append(change_entry(kept, CALLED_OFF if is_off else BACK))
    version.save(update_fields=["record", "brief", "changes"])


@transaction.atomic
def restore_programme(version, *, by):
    """Make the working copy what this version said; nothing is published by that.

    A session that somebody chose meanwhile stays, since it can only be cancelled, and what is
    cancelled stays so. People whom the directory does not know any more stay away.
    """
    event = changing.lock(version.event)
    record = version.record
    rooms = _by_name(event, Room, record["rooms"])
    tracks = _by_name(event, Track, record["tracks"])
    present = {str(session.uid): session for session in event.sessions.all()}
    wanted = {each["uid"] for each in record["sessions"]}
    _take_away(event, [row for uid, row in present.items() if uid not in wanted])
    newest = event.programme_versions.get(number=event.programme_number).record
    gone = {entry["uid"]: entry["sequence"] for entry in newest["gone"]}
    for kept in record["sessions"]:
        session = present.get(kept["uid"]) or Session(
            event=event,
            uid=kept["uid"],
            number=next_number(event),
            sequence=gone.get(kept["uid"], kept["sequence"]) + 1,
        )
        _bring_back(session, kept, rooms, tracks)
    number = {"number": version.number}
    changing.save(event, (), "brought back an older programme of", by=by, **number)
    return event


def _by_name(event, model, facts):
    """The rows of these names; those that are gone are made again."""
    known = {row.name: row for row in model.objects.filter(event=event)}
    for position, each in enumerate(facts):
        if each["name"] not in known:
            known[each["name"]] = model.objects.create(event=event, position=position, **each)
    return known


def _take_away(event, sessions):
    for session in sessions:
        try:
            remove_sessions(event, [session])
        except SessionHasPeople:
            continue


def _bring_back(session, kept, rooms, tracks):
    names = ("title", "description", "format", "language", "interpretation", "audience")
    facts = {name: kept[name] for name in names} | {
        "starts_at": instant(kept["starts_at"]),
        "ends_at": instant(kept["ends_at"]),
        "room": rooms.get(kept["room"]),
        "track": tracks.get(kept["track"]),
    }
    assign(session, facts)
    session.save()
    set_people(session, _appearances(kept["people"]))
    links = [(*_link(each), instant(each["shown_from"])) for each in kept["links"]]
    set_links(session, [*links, *((*_link(each), None) for each in kept["ties"])])
    session.topics.set(Topic.objects.filter(slug__in=[each["slug"] for each in kept["topics"]]))


def _link(kept):
    return kept["kind"], kept["label"], kept["url"]


def _appearances(people):
    rows = Person.objects.in_bulk([each["person_id"] for each in people])
    bodies = Organisation.objects.in_bulk(
        [each["organisation_id"] for each in people if each["organisation_id"]]
    )
    return [
        Appearance(
            person=rows[each["person_id"]],
            part=each["part"],
            role=each["role"],
            organisation=bodies.get(each["organisation_id"]),
            organisation_as_printed="" if each["organisation_id"] else each["organisation"],
        )
        for each in people
        if each["person_id"] in rows
    ]
