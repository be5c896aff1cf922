from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.db.models import F

from clusterhub.directory import operations as directory
from clusterhub.directory.models import Organisation, OrganisationKind, Person
from clusterhub.events.models import Session, Speaker, SpeakerPart
from clusterhub.events.operations import changing
from clusterhub.events.operations.refusals import PersonNamedTwice
from clusterhub.events.operations.text import one_line, several_lines


@dataclass
class Appearance:
    """A person in a role for an organisation, as it is to stand in the programme."""

    person: Person
    part: str = SpeakerPart.SPEAKER
    role: str = ""
    organisation: Organisation | None = None
    organisation_as_printed: str = ""

    def words(self):
        return {
            "role": one_line(self.role),
            "organisation": self.organisation,
            "organisation_as_printed": one_line(self.organisation_as_printed),
        }


@dataclass
class Part:
    """One part of the programme; `session` is the row that it was before, if there was one."""

    title: str
    description: str = ""
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    people: list[Appearance] = field(default_factory=list)
    session: Session | None = None


@transaction.atomic
def set_programme(event, *, sessions, people=(), by, version=None):
    """Make the programme exactly these parts, in this order; `people` belong to the whole event."""
    event = changing.lock(event, version)
    rows = _set_sessions(event, sessions)
    appearances = [(None, appearance) for appearance in people]
    for row, part in zip(rows, sessions, strict=True):
        appearances.extend((row, appearance) for appearance in part.people)
    _set_speakers(event, appearances)
    counts = {"sessions": len(rows), "speakers": len(appearances)}
    # Saved last, so that the search index reads the new names.
    return changing.save(event, (), "changed the programme of", by=by, **counts)


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


def _set_sessions(event, parts):
    kept = [part.session.pk for part in parts if part.session]
    event.sessions.exclude(pk__in=kept).delete()
    # Out of the way first: two parts that change places would claim one number.
    event.sessions.update(number=F("number") + 10_000)
    rows = []
    for number, part in enumerate(parts, start=1):
        row = Session(event=event, pk=part.session.pk if part.session else None)
        row.number, row.title = number, one_line(part.title)
        row.description = several_lines(part.description)
        row.starts_at, row.ends_at = part.starts_at, part.ends_at
        row.save()
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
    """Somebody new; until the event is announced, only editors see her page."""
    person = directory.create_person(name=one_line(name), by=by)
    return person if event.is_draft else directory.publish(person, by=by)


@transaction.atomic
def listed_organisation(name, *, event, by):
    """A body that the directory did not know; its editors fill in what kind it is."""
    organisation = directory.create_organisation(
        name=one_line(name), kind=OrganisationKind.OTHER, by=by
    )
    return organisation if event.is_draft else directory.publish(organisation, by=by)
