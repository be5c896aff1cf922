from typing import Literal

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import Http404
from django.utils import timezone
from ninja import Path, Query, Router
from pydantic import Field

from clusterhub.activity.doors import get_visible_or_404
from clusterhub.api.answers import answer, format_for
from clusterhub.api.description import READING, described
from clusterhub.api.event_schemas import EventOut, Events, Sessions
from clusterhub.api.event_shapes import event_shape, session_shapes
from clusterhub.api.models import Scope
from clusterhub.api.queries import AS_A_RULE, LARGEST_ID, MOST, Paged, only_known
from clusterhub.events.models import Event
from clusterhub.events.models.choices import EventFormat

router = Router(tags=["Events"])
SLUG = Path(..., pattern="^[-a-zA-Z0-9_]{1,100}$")
_SLUG_OR_NONE = "^([a-z0-9][a-z0-9-]{0,99})?$"


class EventQuery(Paged):
    after: int = Field(
        0, ge=0, le=LARGEST_ID, description="Stands in the address called next; do not make it up."
    )
    limit: int = Field(AS_A_RULE, ge=1, le=MOST, description="How many at once.")
    time: Literal["", "coming", "past"] = Field("", description="Empty: all.")
    series: str = Field("", pattern=_SLUG_OR_NONE, description="A slug.")
    topic: str = Field("", pattern=_SLUG_OR_NONE, description="A slug.")
    country: str = Field("", pattern="^([A-Z]{2})?$", description="ISO 3166-1.")
    format: Literal[("", *EventFormat.values)] = ""
    when: str = Field("", pattern="^([0-9]{4}(-[0-9]{2})?)?$", description="2026 or 2026-03.")


@router.get(
    "events",
    url_name="events",
    summary="Events, in the order in which they were added",
    description="With the scope `events:read`, drafts too that the holder may see.",
    **described(Events),
)
def events(request, query: Query[EventQuery]):
    only_known(request, query)
    format_for(request)
    rows = _wanted(Event.objects.visible_to(seer(request)), query)
    found = list(rows.filter(pk__gt=query.after).order_by("pk")[: query.limit + 1])
    shown = found[: query.limit]
    following = address_after(request, shown[-1].pk) if len(found) > query.limit else None
    body = {"events": [event_shape(event) for event in shown], "next": following}
    return answer(request, body, following=following)


@router.get(
    "events/{slug}",
    url_name="event",
    summary="One event",
    **described(EventOut, refusals=(*READING, 410)),
)
def event(request, slug: str = SLUG):
    format_for(request)
    rows = Event.objects.visible_to(seer(request)).with_cards()
    return answer(request, event_shape(get_visible_or_404(rows, slug=slug)))


@router.get(
    "events/{slug}/sessions",
    url_name="sessions",
    summary="The programme of an event",
    **described(Sessions, refusals=(*READING, 410)),
)
def sessions(request, slug: str = SLUG):
    format_for(request)
    rows = Event.objects.visible_to(seer(request))
    return answer(request, {"sessions": session_shapes(get_visible_or_404(rows, slug=slug))})


def seer(request):
    """As whom this token reads events: without the scope as any visitor."""
    is_trusted = request.token is not None and request.token.may(Scope.EVENTS_READ)
    return request.reader if is_trusted else AnonymousUser()


def event_or_404(request, slug):
    """One that the holder may see, for what needs a scope of its own."""
    found = Event.objects.visible_to(request.reader).filter(slug=slug).first()
    if found is None:
        raise Http404
    return found


def address_after(request, pk):
    asked = request.GET.copy()
    asked["after"] = pk
    return f"{settings.BASE_URL}{request.path}?{asked.urlencode()}"


def _wanted(rows, query):
    names = ("series", "topic", "country", "format", "when")
    rows = rows.with_cards().matching(**{name: getattr(query, name) for name in names})
    now = timezone.now()
    if query.time == "coming":
        return rows.filter(ends_at__gte=now)
    return rows.filter(ends_at__lt=now) if query.time == "past" else rows
