"""A new event out of a file: a draft with what the file says of it, then its programme."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q

from clusterhub.events.models import EventFormat, OrganiserLevel
from clusterhub.events.operations.event import create_event
from clusterhub.events.operations.import_files import bring_programme
from clusterhub.events.operations.importing import import_programme
from clusterhub.events.operations.organisers import add_organiser
from clusterhub.events.permissions import can_create_event
from clusterhub.events.reading.said import CannotRead, Said
from clusterhub.vocabularies.models import Country

_AN_HOUR = timedelta(hours=1)


@transaction.atomic
def begin_event_from_file(read, *, file_name, by, title=""):
    """(a draft that `by` leads, its programme as a file to be looked at or None, what was assumed).

    `title` stands in where the file names no event. Raises CannotRead where it says too little.
    """
    if not can_create_event(by):
        raise PermissionDenied
    notes = []
    event = create_event(by=by, **event_facts(read, notes, title))
    add_organiser(event, person=by, level=OrganiserLevel.LEAD, by=by)
    if not read.sessions:
        return event, None, [*notes, *read.notes]
    return event, bring_programme(event, read=read, file_name=file_name, by=by), notes


@transaction.atomic
def import_event(read, *, by, title=""):
    """(the draft, the report of its programme); CannotRead where the file says too little."""
    notes = []
    facts = event_facts(read, notes, title)
    event = create_event(by=by, **facts)
    report = import_programme(event, read=read, by=by)
    report.notes = [*notes, *report.notes]
    return event, report


def event_facts(read, notes, title=""):
    """Columns of the event; what the file does not say is said in `notes`."""
    title = read.title or title
    if not title:
        raise CannotRead("no-event-title")
    starts, ends = _hours(read, notes)
    if not read.zone:
        raise CannotRead("zone-needed")
    said = read.event
    if not said.format:
        notes.append(Said("format-assumed"))
    if said.status:
        notes.append(Said("status-left", status=said.status))
    return {
        "title": title,
        "description": said.text,
        "starts_at": starts,
        "ends_at": ends,
        "time_zone": read.zone,
        "format": said.format or EventFormat.ON_SITE,
        "venue_name": said.venue,
        "venue_address": said.address,
        "city": said.city,
        "country": _country(said.country),
        "online_url": said.online_url,
    }


def _hours(read, notes):
    """As the file says them, else from its first session to its last."""
    placed = [session for session in read.sessions if session.starts]
    starts = read.event.starts or min((each.starts for each in placed), default=None)
    if starts is None:
        raise CannotRead("no-event-hours")
    ends = read.event.ends or max((each.ends or each.starts for each in placed), default=None)
    if ends is None or ends <= starts:
        notes.append(Said("end-assumed"))
        ends = starts + _AN_HOUR
    return starts, ends


def _country(words):
    if not words:
        return None
    return Country.objects.filter(Q(code=words.upper()) | Q(name__iexact=words)).first()
