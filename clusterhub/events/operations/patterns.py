"""A new event begins as events of its kind usually do."""

from datetime import datetime, timedelta

from django.db import transaction

from clusterhub.clock.moments import local_to_instant
from clusterhub.events.models import EventFormat
from clusterhub.events.operations.admission import MODES_OF, set_admission
from clusterhub.events.operations.choosing import set_session_places
from clusterhub.events.operations.event import create_event
from clusterhub.events.operations.parts import Part
from clusterhub.events.operations.programme import set_programme


@transaction.atomic
def create_from_pattern(pattern, *, by, **facts):
    """A draft with the usual parts and the usual places of its kind."""
    event = create_event(by=by, **{"kind": pattern.kind} | facts)
    parts = list(_usual_parts(pattern, event))
    if parts:
        event = set_programme(event, sessions=parts, by=by)
    for part, session in zip(pattern.parts, event.sessions.all(), strict=True):
        if part.places:
            set_session_places(session, places=part.places, by=by)
    places = {mode: pattern.places.get(mode) for mode in MODES_OF[EventFormat(event.format)]}
    if pattern.places:
        set_admission(event, places=places, by=by, **pattern.admission)
    return event


def _usual_parts(pattern, event):
    """Each part where it usually lies; what does not fit into the event has no hour yet."""
    first_day, follows = event.starts_there.date(), naive(event.starts_there)
    for part in pattern.parts:
        begins = follows
        if part.at:
            begins = datetime.combine(first_day + timedelta(days=part.day), part.at)
        follows = begins + timedelta(minutes=part.minutes)
        hours = [local_to_instant(each, event.time_zone).instant for each in (begins, follows)]
        fits = event.starts_at <= hours[0] < hours[1] <= event.ends_at
        starts_at, ends_at = hours if fits else (None, None)
        more = {"format": part.format}
        yield Part(str(part.title), starts_at=starts_at, ends_at=ends_at, more=more)


def naive(local):
    return local.replace(tzinfo=None, fold=0)
