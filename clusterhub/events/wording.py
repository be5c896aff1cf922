from django.utils.translation import gettext as _

from clusterhub.events.models import AttendanceMode


def place_of(registration):
    """Where she takes part, in words: the venue and its town, or that it is online."""
    event = registration.event
    if registration.mode == AttendanceMode.ONLINE:
        return _("Online")
    return ", ".join(part for part in (event.venue_name, event.place) if part) or _("On site")
