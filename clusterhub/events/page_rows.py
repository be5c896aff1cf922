"""What the page of an event is made of, row by row; each question is asked with SQL of yesterday."""

from django.db.models import Exists, OuterRef

from clusterhub.events.doors import EventDoor
from clusterhub.events.models import Event, EventLink, ProgrammeVersion, Session, Speaker
from clusterhub.events.models.event import AROUND
from clusterhub.web.prepared import Prepared

SESSION = ("event", "uid", "number", "title", "description", "starts_at", "ends_at", "cancelled_at")

# What apps above have for some events, by its name (`added.py`).
ADDED = {}


def _with_what_is_added(events):
    own = OuterRef("pk")
    has = {f"has_{name}": Exists(rows.filter(event=own)) for name, rows in ADDED.items()}
    return events.with_parts().annotate(**has)


event_of_page = EventDoor(_with_what_is_added)
_around = Prepared(lambda pk: Event.objects.filter(pk=pk).with_surroundings()).one
_links = Prepared(lambda pk: EventLink.objects.filter(event_id=pk))
_subjects = Prepared(lambda pk: Event(pk=pk).subjects())
_sessions = Prepared(lambda pk: Session.objects.filter(event_id=pk).only(*SESSION))
_people = Prepared(lambda pk: Speaker.objects.with_lines().filter(event_id=pk))
_announced = Prepared(
    lambda pk: Speaker.objects.with_lines().filter(
        event_id=pk, session=None, announced_at__isnull=False
    )
)
_brief = Prepared(
    lambda pk, number: ProgrammeVersion.objects.filter(event_id=pk, number=number).only("brief")
).one


def event_for_page(user, slug):
    """As `Event.objects.visible_to(user).with_page()` gives it, with its people and, where no
    version of the programme is published, its sessions. None of them is asked for again."""
    return completed(event_of_page(user, slug))


def completed(event):
    """The event of `event_of_page` with all that stands around it."""
    if event.series_id or event.country_id or event.presidency_id:
        around = _around(event.pk)
        for path in AROUND:
            name = path.partition("__")[0]
            setattr(event, name, getattr(around, name))
    parts = {"links": _links(event.pk)}
    if event.programme_number:
        parts["speakers"] = _announced(event.pk)
    else:
        parts |= {"speakers": _people(event.pk), "sessions": _sessions(event.pk)}
    for name, rows in parts.items():
        _remember(event, name, rows)
    return event


def subjects_of(event):
    """The rows of `event.subjects()`."""
    return [
        dict(zip(("kind", "slug", "name", "names"), row, strict=True))
        for row in _subjects(event.pk)
    ]


def brief_of(event):
    """The beginning of the published programme."""
    return _brief(event.pk, event.programme_number).brief


def _remember(event, name, rows):
    """As prefetching does: `event.links.all()` then gives these."""
    found = getattr(event, name).all()
    found._result_cache, found._prefetch_done = rows, True
    event.__dict__.setdefault("_prefetched_objects_cache", {})[name] = found
