"""The talk's own event, brought up to what the summary says with an editor's yes."""

from datetime import datetime

from clusterhub.events.models import Event, EventFormat, EventSeries, EventStatus, SpeakerPart
from clusterhub.events.operations import (
    Appearance,
    Part,
    create_event,
    make_series,
    publish_event,
    set_programme,
    update_event,
)
from clusterhub.summaries.operations.revision import headline
from clusterhub.summaries.refusals import NotPublishable


def bring_event(summary, accepted, targets, *, by):
    """The event of the summary: the one it has, the one an editor named, a new one, or none."""
    event = summary.event or _named_event(summary, accepted, by)
    if event is None:
        return None
    changes = {}
    for proposal in accepted:
        if proposal["do"] == "set-event":
            changes |= _changes(summary.record, proposal["field"])
    if changes:
        event = update_event(event, by=by, **changes)
    if event.status == EventStatus.DRAFT:
        event = publish_event(event, by=by)
    if not event.sessions.exists():
        set_programme(event, **_programme(summary.record, targets), by=by)
    return event


def _named_event(summary, accepted, by):
    proposal = next((each for each in accepted if each.get("is_talk")), None)
    if proposal is None:
        return None
    if proposal["do"] == "create":
        return _create(summary.record, by)
    event = Event.objects.select_for_update().filter(pk=proposal["pk"]).first()
    if event and type(summary).objects.filter(event=event).exclude(pk=summary.pk).exists():
        raise NotPublishable([f"The event “{event}” has another summary."])
    return event


def _create(record, by):
    series = EventSeries.objects.filter(name__iexact=record["series"]).first()
    return create_event(
        by=by,
        series=series or make_series(by=by, name=record["series"]),
        format=EventFormat.ONLINE,
        time_zone=record["timezone"],
        time_as_printed=(record["time_as_printed"] or "")[:200],
        **_changes(record, "title"),
        **_changes(record, "times"),
    )


def _changes(record, field):
    if field == "title":
        return {"title": headline(record["title"])}
    return {
        "starts_at": datetime.fromisoformat(record["starts_at"]),
        "ends_at": datetime.fromisoformat(record["ends_at"]),
    }


def _programme(record, targets):
    moderators = [
        _appearance(person, targets, SpeakerPart.MODERATOR) for person in record["moderators"]
    ]
    sessions = []
    for item in record["agenda"]:
        is_panel = "panel" in item["title"].casefold()
        part = SpeakerPart.PANELLIST if is_panel else SpeakerPart.SPEAKER
        people = [_appearance(person, targets, part) for person in item["speakers"]]
        sessions.append(Part(title=item["title"][:250], people=_once(people)))
    return {"sessions": sessions, "people": _once(moderators)}


def _appearance(person, targets, part):
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


def _once(appearances):
    """A person who is printed twice in one place appears there once."""
    unique = {}
    for appearance in filter(None, appearances):
        unique.setdefault(appearance.person.pk, appearance)
    return list(unique.values())
