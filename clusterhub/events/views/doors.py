"""How staff pages begin: sign in, see the event, be allowed to."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from clusterhub.events.models import Event
from clusterhub.events.permissions import can_edit_event


def event_for(request, slug, may=can_edit_event):
    """404 for what the user may not see, 403 for what she may not do."""
    event = get_object_or_404(Event.objects.visible_to(request.user), slug=slug)
    allow(may(request.user, event))
    return event


def allow(is_allowed):
    if not is_allowed:
        raise PermissionDenied
