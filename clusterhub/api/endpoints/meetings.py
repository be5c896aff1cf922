from django.http import Http404
from django.utils.translation import gettext as _
from ninja import Query, Router

from clusterhub.activity.operations import record_activity
from clusterhub.api.answers import answer, format_for
from clusterhub.api.description import READING, described
from clusterhub.api.endpoints.events import SLUG, address_after, event_or_404
from clusterhub.api.endpoints.registrations import with_scope
from clusterhub.api.errors import Problem
from clusterhub.api.meeting_schemas import MeetingQuery, Meetings
from clusterhub.api.meeting_shapes import meeting_shape, rules_shape
from clusterhub.api.models import Scope
from clusterhub.api.queries import only_known
from clusterhub.matchmaking.models import Matchmaking, Meeting
from clusterhub.matchmaking.permissions import can_run_meetings, can_see_participants

router = Router(tags=["1:1 meetings"])
NEAR = ("stand__organisation", "a__registration__organisation", "b__registration__organisation")
STATES = {
    "waiting": {"cancelled_at": None, "slot": None},
    "scheduled": {"cancelled_at": None, "slot__isnull": False},
    "cancelled": {"cancelled_at__isnull": False},
}


@router.get(
    "events/{slug}/meetings",
    auth=with_scope(Scope.MEETINGS_READ),
    url_name="meetings",
    summary="Who meets when and where at an event that you work on",
    description="The first page also has slots, tables and the schedule that was published. An event "
    "at which nobody meets one to one is 404. What moved has a higher `sequence`.",
    **described(Meetings, refusals=(*READING, 403)),
)
def meetings(request, query: Query[MeetingQuery], slug: str = SLUG):
    only_known(request, query)
    format_for(request)
    matchmaking, sees_people = _run_by(request, slug)
    rows = Meeting.objects.filter(matchmaking=matchmaking, **STATES.get(query.state, {}))
    is_first = query.after == 0
    if is_first and sees_people:
        verb, count = "took the plan of meetings of", rows.count()
        record_activity(verb, matchmaking.event, by=request.reader, count=count)
    rows = rows.filter(pk__gt=query.after).select_related(*NEAR).order_by("pk")
    found = list(rows[: query.limit + 1])
    shown = found[: query.limit]
    following = address_after(request, shown[-1].pk) if len(found) > query.limit else None
    body = {
        "rules": rules_shape(matchmaking) if is_first else None,
        "meetings": [meeting_shape(each, sees_people=sees_people) for each in shown],
        "next": following,
    }
    return answer(request, body, following=following)


def _run_by(request, slug):
    """The meetings of the event, and whether names are told."""
    event = event_or_404(request, slug)
    if not can_run_meetings(request.reader, event):
        raise Problem(403, _("You do not work on this event."))
    matchmaking = Matchmaking.objects.filter(event=event).select_related("published").first()
    if matchmaking is None:
        raise Http404
    matchmaking.event = event
    has_scope = request.token.may(Scope.REGISTRATIONS_READ)
    return matchmaking, has_scope and can_see_participants(request.reader, event)
