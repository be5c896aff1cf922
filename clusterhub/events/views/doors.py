"""How staff pages begin: sign in, see the event, be allowed to."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from clusterhub.events.models import Event, Organiser
from clusterhub.events.permissions import can_edit_event


class NoLongerAllowed(PermissionDenied):
    """She could do this when she opened the form: she gets back what she typed."""

    gives_back = True


def event_for(request, slug, may=can_edit_event):
    """404 for what the user may not see, 403 for what she may not do."""
    events = Event.objects.visible_to(request.user).select_related("admission")
    event = events.filter(slug=slug).first()
    if event is not None and may(request.user, event):
        return event
    if request.method == "POST" and _has_worked_on(request.user, slug):
        raise NoLongerAllowed
    get_object_or_404(Event.objects.visible_to(request.user), slug=slug)
    raise PermissionDenied


def allow(is_allowed):
    if not is_allowed:
        raise PermissionDenied


def _has_worked_on(user, slug):
    """Now as somebody who may less, or before."""
    return Organiser.objects.filter(event__slug=slug, person=user.pk).exists()
