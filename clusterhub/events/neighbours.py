"""What stands around an event: who holds it, the conference beside which it is, its side events."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import CharField, DateTimeField, F, IntegerField, Value
from django.db.models.functions import Cast

from clusterhub.directory.models import Organisation
from clusterhub.events.models import CoOrganiser, Event
from clusterhub.web.addresses import page_address


@dataclass(frozen=True)
class Neighbour:
    name: str
    url: str
    status: str = ""
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    time_zone: str = ""


@dataclass
class Neighbours:
    host: Neighbour | None = None
    parent: Neighbour | None = None
    co_organisers: list = field(default_factory=list)
    side_events: list = field(default_factory=list)


def neighbours_of(event, user):
    """In one query; in none where there are none, which `with_page()` has asked already. What is
    not listed any more, and drafts that `user` may not see, are left out."""
    found = Neighbours()
    if not (event.has_neighbours or event.organisation_id or event.parent_id):
        return found
    for what, *row in _rows(event, user):
        if what == "host":
            found.host = _organisation(*row)
        elif what == "parent":
            found.parent = _event(*row)
        elif what == "co":
            found.co_organisers.append(_organisation(*row))
        else:
            found.side_events.append(_event(*row))
    return found


def _rows(event, user):
    events = Event.objects.visible_to(user).order_by()
    own = Organisation.objects.filter(pk=event.organisation_id, published_at__isnull=False)
    others = CoOrganiser.objects.filter(
        event=event.pk, organisation__published_at__isnull=False, agreed_at__isnull=False
    )
    branches = [
        _line(own, "host", "name", "slug", "published_at"),
        _line(
            others, "co", *(f"organisation__{name}" for name in ("name", "slug", "published_at"))
        ),
        _events(events.filter(pk=event.parent_id), "parent"),
        _events(events.filter(parent=event.pk), "side"),
    ]
    rows = branches[0].union(*branches[1:], all=True)
    return sorted(rows, key=_in_line)


def _in_line(row):
    _what, name, _slug, _shown_at, _status, starts_at, *_rest, place = row
    return place, starts_at.timestamp() if starts_at else 0, name


def _line(rows, what, name, slug, shown_at):
    nothing = Cast(Value(None), DateTimeField())
    at = F("position") if what == "co" else Value(0)
    return rows.order_by().values_list(
        Value(what, CharField()), F(name), F(slug), F(shown_at), Value("", CharField()),
        nothing, nothing, Value("", CharField()), Cast(at, IntegerField()),
    )  # fmt: skip


def _events(rows, what):
    return rows.values_list(
        Value(what, CharField()), F("title"), F("slug"), F("published_at"), F("status"),
        F("starts_at"), F("ends_at"), F("time_zone"), Cast(Value(0), IntegerField()),
    )  # fmt: skip


def _organisation(name, slug, *_rest):
    return Neighbour(name, page_address("directory:organisation", slug))


def _event(name, slug, _shown_at, status, starts_at, ends_at, zone, _place):
    return Neighbour(name, page_address("events:event", slug), status, starts_at, ends_at, zone)
