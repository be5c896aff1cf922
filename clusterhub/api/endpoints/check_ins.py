from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Query, Router
from pydantic import Field

from clusterhub.activity.operations import record_activity
from clusterhub.api.answers import answer, format_for
from clusterhub.api.check_in_schemas import CheckIns, Moment, NewScan, NewWalkIn, ScanOut
from clusterhub.api.check_in_shapes import check_in_shape, counts_shape, scan_shape
from clusterhub.api.description import READING, WRITING, described
from clusterhub.api.endpoints.events import SLUG, address_after, event_or_404
from clusterhub.api.endpoints.registrations import with_scope
from clusterhub.api.errors import Problem
from clusterhub.api.models import Scope
from clusterhub.api.queries import Paged, only_known
from clusterhub.events.forms.door import WalkInForm
from clusterhub.events.models import CheckIn, Registration, Scan
from clusterhub.events.operations.door import Said
from clusterhub.events.operations.refusals import (
    DoorClosed,
    EventRefusal,
    NoPlaceFree,
    SaidElsewhere,
    TooManyDoors,
)
from clusterhub.events.operations.scanning import scan_by_name, walk_in_by_name
from clusterhub.events.operations.text import one_line
from clusterhub.events.permissions import can_see_people, can_use_door
from clusterhub.events.tickets import code_in

router = Router(tags=["Check-ins"])
LONGEST_NAME = 60


class CheckInQuery(Paged):
    undone_since: Moment | None = Field(
        None, description="Only those that were taken back at this moment or later."
    )


@router.get(
    "events/{slug}/check-ins",
    auth=with_scope(Scope.CHECK_INS_READ),
    url_name="check-ins",
    summary="Who came to an event that you work on",
    description="In the order in which they came. What was taken back stays, with `undone_at`: who "
    "asks again with `after` learns of new ones, and with `undone_since` of what was taken back "
    "since; ask for some seconds more than you missed.",
    **described(CheckIns, refusals=(*READING, 403)),
)
def check_ins(request, query: Query[CheckInQuery], slug: str = SLUG):
    only_known(request, query)
    format_for(request)
    event, sees_people = _event_at_door(request, slug)
    rows = CheckIn.objects.filter(registration__event=event)
    if query.undone_since:
        since = max(query.undone_since, event.starts_at - timedelta(days=1))
        rows = rows.filter(undone_at__gte=min(since, timezone.now() + timedelta(days=1)))
    is_first = query.after == 0
    if is_first and sees_people:
        record_activity(
            "took the list of who came to", event, by=request.reader, count=rows.count()
        )
    rows = rows.select_related("registration", "session", "door")
    found = list(rows.filter(pk__gt=query.after).order_by("pk")[: query.limit + 1])
    shown = found[: query.limit]
    following = address_after(request, shown[-1].pk) if len(found) > query.limit else None
    body = {
        "check_ins": [check_in_shape(each, sees_people=sees_people) for each in shown],
        "counts": counts_shape(event) if is_first else None,
        "next": following,
    }
    return answer(request, body, following=following)


@router.post(
    "events/{slug}/check-ins",
    auth=with_scope(Scope.CHECK_INS_WRITE),
    summary="Show a ticket at a door of an event that you work on",
    description="Every `outcome` is an answer, also those that let nobody in. Errors are only a "
    "door that is closed (409 `door-closed`) and what does not fit.",
    **described(ScanOut, refusals=WRITING),
)
def check_in(request, new: NewScan, slug: str = SLUG):
    event, sees_people = _event_at_door(request, slug)
    said, session = _said(new, event), _session(new, event)
    door = _door_name(request, new)
    with _refusals():
        made = scan_by_name(event, name=door, said=said, session=session, by=request.reader)
    return _told(request, made, sees_people)


@router.post(
    "events/{slug}/walk-ins",
    auth=with_scope(Scope.CHECK_INS_WRITE),
    url_name="walk-ins",
    summary="Let somebody in who has no registration",
    description="She takes a place on site and is in, as at the door's page; where no place is free, "
    "or somebody decides about each, the answer is 409 `no-place`. Who is registered already is "
    "checked in.",
    **described(ScanOut, refusals=WRITING),
)
def walk_in(request, new: NewWalkIn, slug: str = SLUG):
    event, sees_people = _event_at_door(request, slug)
    form = WalkInForm({"name": new.name, "email": new.email, "client_id": new.client_id})
    if not form.is_valid():
        fields = {name: list(map(str, errors)) for name, errors in form.errors.items()}
        raise Problem(422, _("Some values do not fit."), fields=fields)
    facts = {"session": _session(new, event), "door": _door_name(request, new)}
    with _refusals():
        made = walk_in_by_name(event, by=request.reader, **facts, **form.cleaned_data)
    return _told(request, made, sees_people)


def _door_name(request, new):
    name = one_line(new.door) or one_line(request.token.name) or "API"
    return name[:LONGEST_NAME]


def _told(request, made, sees_people):
    rows = Scan.objects.select_related(
        "registration", "door", "check_in__session", "check_in__door"
    )
    return answer(request, scan_shape(rows.get(pk=made.pk), sees_people=sees_people))


def _event_at_door(request, slug):
    """The event, and whether names are told."""
    event = event_or_404(request, slug)
    if not can_use_door(request.reader, event):
        raise Problem(403, _("You do not work on this event."))
    has_scope = request.token.may(Scope.REGISTRATIONS_READ)
    return event, has_scope and can_see_people(request.reader, event)


def _said(new, event):
    """As a phone at the door says it."""
    if sum(each is not None for each in (new.code, new.registration, new.undoes)) != 1:
        words = _("Send one of them.")
        names = ("code", "registration", "undoes")
        raise Problem(422, words, fields={name: [words] for name in names})
    rows = Registration.objects.filter(event=event, uid=new.registration)
    return Said(
        client_id=new.client_id,
        at=new.said_at or timezone.now(),
        code=code_in(new.code or ""),
        ref=rows.values_list("pk", flat=True).first() if new.registration else None,
        undoes=new.undoes,
        was_offline=new.said_at is not None,
    )


def _session(new, event):
    if new.session is None:
        return None
    found = event.sessions.filter(uid=new.session).first()
    if found is None:
        said = {"session": [_("Not known: %s.") % new.session]}
        raise Problem(422, _("Some values do not fit."), fields=said)
    return found


class _refusals:
    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        if isinstance(error, TooManyDoors):
            words = _("Fifty doors are open already: end one of them first.")
            raise Problem(409, words, code="too-many-doors") from None
        if isinstance(error, DoorClosed):
            raise Problem(409, _("This door is closed."), code="door-closed") from None
        if isinstance(error, SaidElsewhere):
            words = _("This client_id was used for something else.")
            raise Problem(409, words, code="id-taken") from None
        if isinstance(error, NoPlaceFree):
            words = _("No place is free, or somebody decides about each.")
            raise Problem(409, words, code="no-place") from None
        if isinstance(error, EventRefusal):
            words = _("This event takes no registrations now.")
            raise Problem(409, words, code="no-registration") from None
