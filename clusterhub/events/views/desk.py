"""An event's desk: what is missing, what comes next, and the way to every section."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.views.decorators.http import require_safe

from clusterhub.events.added import parts_on_desk
from clusterhub.events.desk import doors, next_step, parts_of
from clusterhub.events.models import EventKind
from clusterhub.events.permissions import can_create_event, can_see_organisers
from clusterhub.events.views.doors import event_for


@require_safe
@login_required
def desk(request, slug):
    event = event_for(request, slug, can_see_organisers)
    may = doors(request.user, event)
    parts = parts_of(event, may["can_change_admission"]) if may["can_edit"] else []
    context = {
        "event": event,
        "parts": parts,
        "missing_count": sum(part.is_missing for part in parts),
        "next_step": next_step(event, parts, may["can_change_status"]) if parts else None,
        "submission": _submission(event),
        "side_events": _side_events(event),
        "added": parts_on_desk(request.user, event),
        "can_create": can_create_event(request.user),
        **may,
    }
    return render(request, "events/desk.html", context)


def _submission(event):
    """The last word on an event that a member submitted."""
    if event.kind != EventKind.COMMUNITY:
        return None
    return event.submissions.select_related("submitted_by").last()


def _side_events(event):
    if event.kind != EventKind.CONFERENCE:
        return []
    return list(event.side_events.order_by("starts_at", "pk"))
