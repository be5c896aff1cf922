"""A new event begins like another one, as events of its kind usually do, or empty."""

from django.db import transaction

from clusterhub.events.models import OrganiserLevel
from clusterhub.events.operations.copying import copy_event
from clusterhub.events.operations.event import create_event
from clusterhub.events.operations.organisers import add_organiser
from clusterhub.events.operations.patterns import create_from_pattern


@transaction.atomic
def begin_event(*, by, source=None, pattern=None, **facts):
    """A draft like `source`, by a pattern, or with nothing but facts; whoever begins it leads it."""
    if source:
        event = copy_event(source, by=by, **facts)
    elif pattern:
        event = create_from_pattern(pattern, by=by, **facts)
    else:
        event = create_event(by=by, **facts)
    add_organiser(event, person=by, level=OrganiserLevel.LEAD, by=by)
    return event
