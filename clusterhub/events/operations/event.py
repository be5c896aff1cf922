from django.db import transaction

from clusterhub.activity.operations import record_activity
from clusterhub.directory.slugs import save_with_slug
from clusterhub.events.models import Event, EventLink
from clusterhub.events.operations import changing
from clusterhub.events.operations.refusals import EventEndsBeforeItStarts
from clusterhub.events.operations.text import one_line, several_lines, web_address
from clusterhub.events.venue import point_of_town

LINES = frozenset(
    [
        "title",
        "lead",
        "time_as_printed",
        "venue_name",
        "venue_address",
        "city",
        "online_url",
        "recording_url",
        "slides_url",
        "status_note",
    ]
)
TEXTS = frozenset(["description", "venue_access"])
COLUMNS = (
    LINES
    | TEXTS
    | frozenset(["series", "format", "starts_at", "ends_at", "time_zone", "country"])
    | frozenset(["kind", "parent", "organisation", "presidency", "latitude", "longitude"])
)
LISTS = ("topics", "ecosystems")


@transaction.atomic
def create_event(*, by, title, starts_at, ends_at, format, links=(), **facts):
    """Add a draft; `facts` are columns of the event, `topics`, `ecosystems`; `links` label and url."""
    event = Event()
    given = {"title": title, "starts_at": starts_at, "ends_at": ends_at, "format": format, **facts}
    lists = {name: given.pop(name) for name in LISTS if name in given}
    _assign(event, given)
    save_with_slug(event, event.title)
    for name, rows in lists.items():
        getattr(event, name).set(rows)
    _set_links(event, links)
    record_activity("created", event, by=by)
    return event


@transaction.atomic
def update_event(event, *, by, version=None, links=None, **changes):
    """Change what is given and nothing else; `version` is what the editor saw, if it matters."""
    event = changing.lock(event, version)
    lists = {name: changes.pop(name) for name in LISTS if name in changes}
    changed = _assign(event, changes)
    told = changed | _set_lists(event, lists)
    if links is not None and _set_links(event, links):
        told.add("links")
    if not told:
        return event
    return changing.save(event, changed, "changed", by=by, what=sorted(told))


def _assign(event, facts):
    """Put typed facts into their columns and say which columns now differ."""
    if unknown := facts.keys() - COLUMNS:
        raise TypeError(f"not to be set on an event: {', '.join(sorted(unknown))}")
    changed = set()
    for name, value in facts.items():
        column = Event._meta.get_field(name).attname
        before = getattr(event, column)
        setattr(event, name, _tidy(name, value))
        if getattr(event, column) != before:
            changed.add(column)
    if event.ends_at <= event.starts_at:
        raise EventEndsBeforeItStarts
    if {"city", "country_id"} & changed and "latitude" not in facts:
        changed |= _point_at_town(event)
    return changed


def _point_at_town(event):
    """In another town, the old point is wrong; the town's own stands until somebody gives a better one."""
    before = event.latitude, event.longitude
    event.latitude, event.longitude = point_of_town(event.city, event.country_id) or (None, None)
    return {"latitude", "longitude"} if (event.latitude, event.longitude) != before else set()


def _tidy(name, value):
    if name.endswith("_url"):
        return web_address(value)
    if name in LINES:
        return one_line(value)
    return several_lines(value) if name in TEXTS else value


def _set_lists(event, lists):
    changed = set()
    for name, rows in lists.items():
        relation, rows = getattr(event, name), list(rows)
        if {row.pk for row in rows} != set(relation.values_list("pk", flat=True)):
            relation.set(rows)
            changed.add(name)
    return changed


def _set_links(event, links):
    """Make the links exactly these (label, address) pairs; whether anything changed."""
    wanted = [(one_line(label), web_address(url)) for label, url in links]
    wanted = [(label, url) for label, url in wanted if url]
    if list(event.links.values_list("label", "url")) == wanted:
        return False
    event.links.all().delete()
    EventLink.objects.bulk_create(
        EventLink(event=event, position=position, label=label, url=url)
        for position, (label, url) in enumerate(wanted)
    )
    return True
