from django.db import transaction
from django.db.models import F

from clusterhub.directory import operations as directory
from clusterhub.directory.models import OrganisationKind
from clusterhub.events.models import Session, Speaker, SpeakerPart
from clusterhub.events.operations import changing
from clusterhub.events.operations.choosing import remove_sessions, tell_choosers
from clusterhub.events.operations.parts import Appearance
from clusterhub.events.operations.refusals import PersonNamedTwice
from clusterhub.events.operations.sessions import TOLD, assign
from clusterhub.events.operations.text import one_line
from clusterhub.events.operations.versions import publish_changes
from clusterhub.events.permissions import lists_people


@transaction.atomic
def set_programme(event, *, sessions, people=(), by, version=None, publishes=True):
    """Make the programme exactly these parts, in this order; `people` belong to the whole event.

    Where versions of the programme are published, this becomes the next one, unless it is to be
    the working copy only.
    """
    event = changing.lock(event, version)
    rows = _set_sessions(event, sessions, by)
    appearances = [(None, appearance) for appearance in people]
    for row, part in zip(rows, sessions, strict=True):
        appearances.extend((row, appearance) for appearance in part.people)
    _set_speakers(event, appearances)
    counts = {"sessions": len(rows), "speakers": len(appearances)}
    # Saved last, so that the search index reads the new names.
    event = changing.save(event, (), "changed the programme of", by=by, **counts)
    if event.programme_number and publishes:
        publish_changes(event, by=by)
    return event


@transaction.atomic
def add_speaker(
    event, *, person, by, part=SpeakerPart.SPEAKER, role="", organisation=None,
    organisation_as_printed="", session=None,
):  # fmt: skip
    """Put one more person at the end of the event's or a session's list; again changes the words."""
    event = changing.lock(event)
    appearance = Appearance(person, part, role, organisation, organisation_as_printed)
    speaker, _ = Speaker.objects.update_or_create(
        event=event,
        session=session,
        person=person,
        part=part,
        defaults=appearance.words(),
        create_defaults=appearance.words() | {"position": event.speakers.count()},
    )
    changing.save(event, (), "named a speaker of", by=by, speaker=str(person))
    return speaker


def _set_sessions(event, parts, by):
    known = {session.pk: session for session in event.sessions.select_related("room")}
    wanted = [known.pop(part.session.pk, None) if part.session else None for part in parts]
    if known:
        remove_sessions(event, list(known.values()))
    order = [row and row.number for row in wanted]
    if order != list(range(1, len(parts) + 1)):
        # Out of the way first: two parts that change places would claim one number.
        event.sessions.update(number=F("number") + 10_000)
    rows = []
    for number, (row, part) in enumerate(zip(wanted, parts, strict=True), start=1):
        row = row or Session(event=event)
        changed = assign(row, part.columns())
        if changed or row.number != number or row.pk is None:
            row.number = number
            row.save()
        elif order != list(range(1, len(parts) + 1)):
            row.save(update_fields=["number"])
        if changed & TOLD and row.sequence and not event.programme_number and not event.is_draft:
            tell_choosers(row, by=by)
        rows.append(row)
    return rows


def _set_speakers(event, appearances):
    known = {(row.session_id, row.person_id, row.part): row for row in event.speakers.all()}
    named = set()
    for position, (session, appearance) in enumerate(appearances):
        key = (session.pk if session else None, appearance.person.pk, str(appearance.part))
        if key in named:
            raise PersonNamedTwice(appearance.person)
        named.add(key)
        row = known.pop(key, None) or Speaker(
            event=event, session=session, person=appearance.person, part=appearance.part
        )
        for name, value in appearance.words().items():
            setattr(row, name, value)
        row.position = position
        row.save()
    event.speakers.filter(pk__in=[row.pk for row in known.values()]).delete()


@transaction.atomic
def listed_person(name, *, event, by):
    """Somebody new; until the event is announced, and where the team did not name her, only
    editors see her page."""
    person = directory.create_person(name=one_line(name), by=by)
    return directory.publish(person, by=by) if _lists_at_once(event, by) else person


@transaction.atomic
def listed_organisation(name, *, event, by):
    """A body that the directory did not know; its editors fill in what kind it is."""
    organisation = directory.create_organisation(
        name=one_line(name), kind=OrganisationKind.OTHER, by=by
    )
    return directory.publish(organisation, by=by) if _lists_at_once(event, by) else organisation


def _lists_at_once(event, by):
    """What is written into the programme can be read by everybody at once; but organisers of one
    event do not decide who stands in the directory."""
    is_public = not event.is_draft and not event.programme_number
    return is_public and lists_people(by)
