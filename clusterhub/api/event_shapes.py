"""Events and registrations as data: out of one row each."""

from django.urls import reverse

from clusterhub.events.programme_record import programme_record
from clusterhub.events.shapes import event_in_list, session_in_list
from clusterhub.web.addresses import absolute

_PLAIN = ("name", "email", "mode", "status", "organisation_name", "language", "way", "ticket_code")
_MOMENTS = ("status_at", "registered_at", "proven_at", "keep_until")


def event_shape(event):
    """Needs `with_cards()`."""
    return event_in_list(event) | {
        "slug": event.slug,
        "api_url": absolute(reverse("api:v1:event", args=[event.slug])),
    }


def session_shapes(event):
    """What everybody may read of the programme."""
    sessions = enumerate(programme_record(event)["sessions"], start=1)
    return [session_in_list(session, number, event) for number, session in sessions]


def registration_shape(registration):
    """Needs `event` and `organisation`."""
    organisation = registration.organisation
    address = reverse("api:v1:registration", args=[registration.uid])
    return {
        "id": str(registration.uid),
        "event": registration.event.slug,
        "api_url": absolute(address),
        **{name: str(getattr(registration, name)) for name in _PLAIN},
        **{name: _moment(getattr(registration, name)) for name in _MOMENTS},
        "organisation": organisation.slug if organisation else None,
        "country": registration.country_id,
    }


def _moment(instant):
    return instant.isoformat() if instant else None
