"""Differences of an event's programme that an editor agreed to take over from the summary."""

from dataclasses import dataclass

from clusterhub.events.models import Event, SpeakerPart
from clusterhub.events.operations import Appearance, Part, set_programme
from clusterhub.summaries.agenda import speakers_of_event
from clusterhub.summaries.comparing.parts import pair_parts, programme_differences
from clusterhub.summaries.reading.words import fold_name
from clusterhub.summaries.record import empty_record
from clusterhub.summaries.refusals import NotPublishable


def take_differences(event, record, chosen, targets, *, by):
    """Change the programme in these points only; refused when it no longer says what was compared.

    Somebody whom nobody agreed to link cannot stand in a programme and is passed over.
    """
    event = Event.objects.select_for_update().get(pk=event.pk)
    programme = programme_of(event)
    present = programme_differences(programme, record)
    if any(each not in present for each in chosen):
        message = (
            f"The programme of “{event}” or the agenda changed since they were compared. "
            "Take the answer about it back, and compare once more."
        )
        raise NotPublishable([message])
    draft = _Draft(event, programme, record, targets)
    for difference in chosen:
        draft.take(difference)
    sessions, people = draft.finished()
    return set_programme(event, sessions=sessions, people=people, by=by)


def programme_of(event):
    return speakers_of_event(event, empty_record())


def programme_changes(before, after):
    """What became other in a programme, in the shape of changes of a record."""
    return [
        {
            "place": _place_of(each),
            "before": each["here"] or None,
            "after": each["there"] or None,
        }
        for each in programme_differences(before, after)
    ]


def _place_of(difference):
    number = difference["part"] if difference["item"] is None else difference["item"]
    is_about_people = difference["kind"].startswith("person-")
    if number is None:
        return "moderators" if is_about_people else "agenda"
    last = ".speakers" if is_about_people else {"title": ".title"}.get(difference["kind"], "")
    return f"agenda.{number}{last}"


def appearance_of(person, targets, part):
    """Somebody whom an editor agreed to link; the others stand in the summary only."""
    found = targets.find("person", {person["name"], *person.get("also", [])})
    if found is None:
        return None
    spellings = {person["organisation"], *person.get("also", [])}
    return Appearance(
        person=found,
        part=part,
        role=(person["role"] or "")[:200],
        organisation=targets.find("organisation", spellings),
        organisation_as_printed=(person["organisation"] or "")[:250],
    )


def part_of(item, targets):
    """An item of the agenda as a part of the programme."""
    part = part_in(item)
    people = [appearance_of(person, targets, part) for person in item["speakers"]]
    return Part(title=item["title"][:250], people=once(people))


def part_in(item):
    is_panel = "panel" in item["title"].casefold()
    return SpeakerPart.PANELLIST if is_panel else SpeakerPart.SPEAKER


def once(appearances):
    """A person who is printed twice in one place appears there once."""
    unique = {}
    for appearance in filter(None, appearances):
        unique.setdefault(appearance.person.pk, appearance)
    return list(unique.values())


@dataclass
class _Row:
    part: Part
    item: int | None  # Its place on the agenda.


class _Draft:
    """The programme as it stands, changed point by point."""

    def __init__(self, event, programme, record, targets):
        self.record, self.targets = record, targets
        speakers = list(event.speakers.with_people())
        items = {part: item for part, item in pair_parts(programme, record) if part is not None}
        self.rows = [
            _Row(_as_it_is(session, speakers), items[number])
            for number, session in enumerate(event.sessions.all())
        ]
        self.known = list(self.rows)  # By their number in the programme, whatever is moved.
        self.people = [_appears(each) for each in speakers if each.session_id is None]

    def take(self, difference):
        kind, part, item = difference["kind"], difference["part"], difference["item"]
        if kind == "title":
            self.known[part].part.title = difference["there"][:250]
        elif kind == "part-new":
            self._insert(_Row(part_of(self.record["agenda"][item], self.targets), item))
        elif kind == "part-gone":
            self.rows.remove(self.known[part])
        elif kind == "order":
            last = len(self.record["agenda"])
            self.rows.sort(key=lambda row: last if row.item is None else row.item)
        else:
            self._take_person(kind, part, item, fold_name(difference["name"]))

    def finished(self):
        return [row.part for row in self.rows], self.people

    def _insert(self, new):
        """Behind the nearest part that stands before it on the agenda."""
        before = [row for row in self.rows if row.item is not None and row.item < new.item]
        place = self.rows.index(max(before, key=lambda row: row.item)) + 1 if before else 0
        self.rows.insert(place, new)

    def _take_person(self, kind, part, item, name):
        people = self.people if part is None else self.known[part].part.people
        is_meant = [fold_name(each.person.name) == name for each in people]
        if kind == "person-gone":
            people[:] = [each for each, hit in zip(people, is_meant, strict=True) if not hit]
            return
        place = "moderators" if part is None else "speakers"
        printed = (self.record if item is None else self.record["agenda"][item])[place]
        person = next(each for each in printed if fold_name(each["name"]) == name)
        if kind == "person-new":
            role = SpeakerPart.MODERATOR if part is None else part_in(self.record["agenda"][item])
            people[:] = once([*people, appearance_of(person, self.targets, role)])
            return
        for each in (each for each, hit in zip(people, is_meant, strict=True) if hit):
            self._take_words(each, person)

    def _take_words(self, appearance, person):
        spellings = {person["organisation"], *person.get("also", [])}
        printed = (person["organisation"] or "")[:250]
        if printed != appearance.organisation_as_printed:
            appearance.organisation = self.targets.find("organisation", spellings)
        appearance.role, appearance.organisation_as_printed = (person["role"] or "")[:200], printed


def _as_it_is(session, speakers):
    return Part(
        title=session.title,
        description=session.description,
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        people=[_appears(each) for each in speakers if each.session_id == session.pk],
        session=session,
    )


def _appears(speaker):
    return Appearance(
        person=speaker.person,
        part=speaker.part,
        role=speaker.role,
        organisation=speaker.organisation,
        organisation_as_printed=speaker.organisation_as_printed,
    )
