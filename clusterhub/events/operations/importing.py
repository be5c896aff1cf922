"""A programme out of a file is taken over; the same file once more changes nothing."""

from django.db import transaction
from django.utils import timezone

from clusterhub.events.models import Room, Session, SessionLink, Speaker, SpeakerPart, Track
from clusterhub.events.models import TrackColour as Colour
from clusterhub.events.operations import changing
from clusterhub.events.operations.choosing import remove_sessions
from clusterhub.events.operations.import_judging import CHANGED, GONE, NEW, judge_programme
from clusterhub.events.operations.parts import Appearance
from clusterhub.events.operations.programme import listed_person
from clusterhub.events.operations.refusals import SessionHasPeople
from clusterhub.events.operations.session_states import cancel_session
from clusterhub.events.operations.sessions import assign, next_number, set_people, store
from clusterhub.events.reading.said import Said

_COLUMNS = ("title", "description", "starts_at", "ends_at", "format", "language")


@transaction.atomic
def import_programme(event, *, read, by, replaces=False, choices=None, version=None):
    """Add what is new, change what is other; with `replaces` sessions that the file lacks go, too.

    `choices` say who is meant where the directory knows several of a name; without one she is
    left out, and said. Where versions are published, this changes the working copy only.
    """
    event = changing.lock(event, version)
    report = judge_programme(event, read, choices)
    if report.changes_nothing and not (replaces and report.of(GONE)):
        return report
    taking = _Taking(event, report, by)
    taking.add(report.of(NEW))
    for judged in report.of(CHANGED):
        taking.change(judged)
    taking.adopt([each for each in report.judged if each.adopts])
    removed = taking.remove(report.of(GONE)) if replaces else 0
    counts = report.counts | {"removed": removed}
    changing.save(event, (), "imported the programme of", by=by, sessions=counts)
    return report


class _Taking:
    """Writes the sessions of one file; rooms and tracks that they name are made when missing."""

    def __init__(self, event, report, by):
        self.event, self.report, self.by = event, report, by
        self.rooms = {room.name.casefold(): room for room in event.rooms.all()}
        self.tracks = {track.name.casefold(): track for track in event.tracks.all()}
        self.capacities = {room.name.casefold(): room.capacity for room in report.read.rooms}
        self.people = {}

    def add(self, judged):
        """In a handful of statements, however many there are."""
        number = next_number(self.event) if judged else 0
        rows, speakers, links = [], [], []
        for at, each in enumerate(judged):
            row = Session(event=self.event, number=number + at, outside_key=each.read.key)
            facts = {name: _said(each.read, name) for name in _COLUMNS}
            facts |= {"room": self._room(each.read.room), "track": self._track(each.read.track)}
            assign(row, {name: value for name, value in facts.items() if value is not None})
            row.cancelled_at = timezone.now() if each.read.is_cancelled else None
            rows.append(row)
        Session.objects.bulk_create(rows)
        for row, each in zip(rows, judged, strict=True):
            speakers += [
                Speaker(
                    event=self.event,
                    session=row,
                    person=appearance.person,
                    part=appearance.part,
                    position=position,
                    **appearance.words(),
                )
                for position, appearance in enumerate(self._appearances(each.read))
            ]
            links += _links(row, each.read.links or (), 0)
        Speaker.objects.bulk_create(speakers)
        SessionLink.objects.bulk_create(links)

    def change(self, judged):
        row = self.event.sessions.select_related("room").get(pk=judged.pk)
        facts = {
            change.field: change.after for change in judged.changes if change.field in _COLUMNS
        }
        if judged.changed("room"):
            facts["room"] = self._room(judged.read.room)
        if judged.changed("track"):
            facts["track"] = self._track(judged.read.track)
        changed = assign(row, facts)
        if judged.changed("people"):
            set_people(row, self._appearances(judged.read))
        if fresh := judged.changed("links"):
            kept = [link for link in judged.read.links if link.url in fresh.after]
            SessionLink.objects.bulk_create(_links(row, kept, row.links.count()))
        store(self.event, row, changed, self.by)
        if judged.changed("cancelled"):
            cancel_session(row, by=self.by)

    def adopt(self, judged):
        """What was typed by hand before is known by its key from now on."""
        rows = self.event.sessions.in_bulk([each.pk for each in judged])
        for each in judged:
            rows[each.pk].outside_key = each.read.key
        Session.objects.bulk_update(rows.values(), ["outside_key"])

    def remove(self, judged):
        """How many could go; a session that somebody chose stays until it is cancelled."""
        removed = 0
        for row in self.event.sessions.filter(pk__in=[each.pk for each in judged]):
            try:
                remove_sessions(self.event, [row])
                removed += 1
            except SessionHasPeople as refusal:
                self.report.notes.append(Said("kept-for-people", row.title, count=refusal.count))
        return removed

    def _room(self, name):
        if not name:
            return None
        if name.casefold() not in self.rooms:
            self.rooms[name.casefold()] = Room.objects.create(
                event=self.event,
                name=name,
                capacity=self.capacities.get(name.casefold()),
                position=len(self.rooms),
            )
        return self.rooms[name.casefold()]

    def _track(self, name):
        if not name:
            return None
        if name.casefold() not in self.tracks:
            colour = Colour.values[len(self.tracks) % len(Colour.values)]
            self.tracks[name.casefold()] = Track.objects.create(
                event=self.event, name=name, colour=colour, position=len(self.tracks)
            )
        return self.tracks[name.casefold()]

    def _appearances(self, read):
        """Each person once in each part; who cannot be told apart is left out, and said."""
        found = {}
        for said in read.people or ():
            person = self._person(said.name, read.title)
            part = said.part if said.part in SpeakerPart.values else SpeakerPart.SPEAKER
            if person is not None:
                body = self.report.names.body(said.organisation)
                words = "" if body else said.organisation or ""
                appearance = Appearance(person, part, said.role or "", body, words)
                found.setdefault((person.pk, part), appearance)
        return list(found.values())

    def _person(self, name, title):
        meant = self.report.names.of(name)
        if meant.several:
            self.report.notes.append(Said("several-people", title, name=name))
        elif meant.is_new:
            meant.person = listed_person(name, event=self.event, by=self.by)
        return meant.person


def _said(read, name):
    return {
        "title": read.title,
        "description": read.text,
        "starts_at": read.starts,
        "ends_at": read.ends,
        "format": read.format,
        "language": read.language,
    }[name]


def _links(row, links, first):
    return [
        SessionLink(
            session=row,
            kind=link.kind,
            label=link.label or link.url[:150],
            url=link.url,
            position=at,
        )
        for at, link in enumerate(links, first)
    ]
