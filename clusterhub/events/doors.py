"""`Event.objects.visible_to(user)` for pages that many ask for: its SQL is worked out once."""

from django.db.models import Q

from clusterhub.accounts.permissions import can_run_events
from clusterhub.activity.doors import get_visible_or_404
from clusterhub.events.models import Event
from clusterhub.events.models.event import PUBLIC
from clusterhub.events.models.organisers import events_of
from clusterhub.web.prepared import Prepared


class VisibleEvents:
    """`rows(user, *values)`: what `shape(events, *values)` makes of the events that she may see."""

    def __init__(self, shape):
        self._every = Prepared(lambda *values: shape(Event.objects.all(), *values))
        self._public = Prepared(lambda *values: shape(Event.objects.public(), *values))
        self._own = Prepared(lambda pk, *values: shape(_seen_by(pk), *values))

    def __call__(self, user, *values):
        if not (user.is_authenticated and user.is_active):
            return self._public(*values)
        return self._every(*values) if can_run_events(user) else self._own(user.pk, *values)


def _seen_by(pk):
    """What was published, and what this person works on."""
    return Event.objects.filter(PUBLIC | Q(pk__in=events_of(pk)))


class EventDoor:
    """`door(user, slug)` gives the one event with what `shape` adds to the rows, or ends as 404."""

    def __init__(self, shape):
        self._rows = VisibleEvents(lambda events, slug: shape(events.filter(slug=slug)))

    def __call__(self, user, slug):
        found = next(iter(self._rows(user, slug)), None)
        return found or get_visible_or_404(Event.objects.visible_to(user), slug=slug)
