"""The talk's own event, brought up to what the summary says with an editor's yes."""

from datetime import datetime

from clusterhub.clock.moments import Moment
from clusterhub.events.models import Event, EventFormat, EventSeries, EventStatus, SpeakerPart
from clusterhub.events.operations import (
    create_event,
    make_series,
    publish_event,
    set_programme,
    update_event,
)
from clusterhub.summaries.operations.programme import (
    appearance_of,
    once,
    part_of,
    take_differences,
)
from clusterhub.summaries.operations.revision import headline
from clusterhub.summaries.refusals import NotPublishable


def bring_event(summary, accepted, targets, *, by):
    """The event of the summary: the one it has, the one an editor named, a new one, or none."""
    event = summary.event or _named_event(summary, accepted, by)
    if event is None:
        return None
    event = update_as_agreed(event, summary.record, accepted, targets, by=by)
    if event.status == EventStatus.DRAFT:
        event = publish_event(event, by=by)
    if not event.sessions.exists():
        set_programme(event, **_programme(summary.record, targets), by=by)
    return event


def update_as_agreed(event, record, accepted, targets, *, by):
    """Give the event those of the document's words and parts that an editor said yes to."""
    changes = {}
    for proposal in accepted:
        if proposal["do"] == "set-event":
            changes |= _changes(record, proposal["field"])
    if changes:
        event = update_event(event, by=by, **changes)
    for proposal in accepted:
        if proposal["do"] == "take-programme" and proposal["differences"]:
            chosen = proposal["differences"]
            event = take_differences(event, record, chosen, targets, by=by)
    return event


def event_in_words(event):
    """What of the event, beside its programme, a correction may change."""
    starts = Moment(event.starts_at, event.time_zone)
    ends = Moment(event.ends_at, event.time_zone)
    return {
        "title": event.title,
        "starts_at": starts.isoformat(),
        "ends_at": ends.isoformat(),
    }


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
        appearance_of(person, targets, SpeakerPart.MODERATOR) for person in record["moderators"]
    ]
    sessions = [part_of(item, targets) for item in record["agenda"]]
    return {"sessions": sessions, "people": once(moderators)}
