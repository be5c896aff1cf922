"""Who holds an event and what stands beside it, as JSON and as linked data."""

from django.conf import settings
from django.urls import reverse

from clusterhub.events.neighbours import Neighbour
from clusterhub.web.addresses import absolute


def hosting_in_full(event, neighbours):
    """What is added to `event_in_full`; out of `neighbours_of(event, user)`."""
    plan = absolute(reverse("events:venue-plan", args=[event.slug])) if event.venue_plan else None
    return {
        "kind": event.kind,
        "host": neighbours.host and _neighbour(neighbours.host),
        "co_organisers": [_neighbour(row) for row in neighbours.co_organisers],
        "parent": neighbours.parent and _neighbour(neighbours.parent),
        "side_events": [_neighbour(row) for row in neighbours.side_events],
        "presidency": event.presidency_id,
        "way_in": {
            "latitude": event.latitude,
            "longitude": event.longitude,
            "access": event.venue_access,
            "plan_url": plan,
        },
    }


def linked_hosting(event, neighbours):
    """What search engines are told besides `linked_data`: all who hold it, and what is near."""
    around = {}
    if neighbours.host or neighbours.co_organisers:
        around["organizer"] = [_body(row.name, row.url) for row in _holders(event, neighbours)]
    if neighbours.parent:
        around["superEvent"] = _schema_event(neighbours.parent)
    if neighbours.side_events:
        around["subEvent"] = [_schema_event(row) for row in neighbours.side_events]
    return around


def _holders(event, neighbours):
    return [neighbours.host or _usual_host(event), *neighbours.co_organisers]


def _usual_host(event):
    from_series = event.series.organiser if event.series else None
    if from_series is None:
        return Neighbour(settings.SITE_NAME, "/")
    return Neighbour(
        from_series.name, from_series.get_absolute_url() if from_series.published_at else "/"
    )


def _neighbour(row):
    return {"name": row.name, "url": absolute(row.url)}


def _body(name, path):
    return {"@type": "Organization", "name": name, "url": absolute(path)}


def _schema_event(row):
    starts_at = row.starts_at.isoformat()
    return {"@type": "Event", "name": row.name, "url": absolute(row.url), "startDate": starts_at}
