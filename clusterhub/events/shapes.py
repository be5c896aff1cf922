"""Events as JSON and as linked data; docs/guides/events-json.md names every field."""

from django.conf import settings
from django.urls import reverse

from clusterhub.events.models import EventFormat, EventStatus
from clusterhub.events.programme_record import instant
from clusterhub.events.session_addresses import session_path
from clusterhub.web.addresses import absolute, page_address


def event_in_list(event):
    """What the list says of each event. Needs `with_cards()`."""
    summary = event.published_summary
    return {
        "id": str(event.uid),
        "url": absolute(event.get_absolute_url()),
        "json_url": absolute(reverse("events:event-json", args=[event.slug])),
        "calendar_url": absolute(reverse("events:event-ics", args=[event.slug])),
        "title": event.title,
        "lead": event.lead,
        "kind": event.kind,
        "status": event.status,
        "status_note": event.status_note,
        "format": event.format,
        "starts_at": event.starts_there.isoformat(),
        "ends_at": event.ends_there.isoformat(),
        "time_zone": event.time_zone,
        "series": _series(event.series),
        "place": _place(event),
        "topics": [{"slug": topic.slug, "name": topic.name} for topic in event.topics.all()],
        "summary_url": absolute(summary.get_absolute_url()) if summary else None,
    }


def explained(row):
    """A call to which an event is an info session."""
    call = row.call
    return {"title": call.title, "url": absolute(call.get_absolute_url()), "slug": call.slug}


def event_in_full(event, subjects, programme):
    """Everything that the page says. Needs `with_page()` with the people of the whole event, the rows
    of `event.subjects()`, and the programme_record."""
    return {
        "id": str(event.uid),
        "url": absolute(event.get_absolute_url()),
        "calendar_url": absolute(reverse("events:event-ics", args=[event.slug])),
        "sequence": event.sequence,
        "updated_at": event.updated_at.isoformat(),
        "title": event.title,
        "lead": event.lead,
        "description": event.description,
        "status": event.status,
        "status_note": event.status_note,
        "format": event.format,
        "starts_at": event.starts_there.isoformat(),
        "ends_at": event.ends_there.isoformat(),
        "time_zone": event.time_zone,
        "time_as_printed": event.time_as_printed,
        "series": _series(event.series),
        "place": _place(event),
        "online_url": event.online_url,
        "recording_url": event.recording_url,
        "slides_url": event.slides_url,
        "topics": _subjects(subjects, "topic"),
        "ecosystems": _subjects(subjects, "ecosystem"),
        "links": [{"label": link.label, "url": link.url} for link in event.links.all()],
        "people": [_speaker(row) for row in event.speakers.all() if row.session_id is None],
        "programme": [
            session_in_list(row, number, event)
            for number, row in enumerate(programme["sessions"], start=1)
        ],
        "summary": _summary(event.published_summary),
    }


def linked_data(event):
    """The event for search engines, as schema.org describes events. Needs `with_page()`."""
    organiser = event.series.organiser if event.series else None
    people = {row.person_id: row.person.name for row in event.speakers.all()}
    return {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": event.title,
        "description": event.lead or event.title,
        "url": absolute(event.get_absolute_url()),
        "startDate": event.starts_there.isoformat(),
        "endDate": event.ends_there.isoformat(),
        "eventStatus": f"https://schema.org/{SCHEMA_STATUS[event.status]}",
        "eventAttendanceMode": f"https://schema.org/{SCHEMA_MODE[event.format]}EventAttendanceMode",
        "location": _locations(event),
        "organizer": {
            "@type": "Organization",
            "name": organiser.name if organiser else settings.SITE_NAME,
            "url": absolute(
                organiser.get_absolute_url() if organiser and organiser.published_at else "/"
            ),
        },
        "performer": [{"@type": "Person", "name": name} for name in people.values()],
    }


SCHEMA_STATUS = {
    EventStatus.DRAFT: "EventScheduled",
    EventStatus.PUBLISHED: "EventScheduled",
    EventStatus.POSTPONED: "EventPostponed",
    EventStatus.CANCELLED: "EventCancelled",
}
SCHEMA_MODE = {
    EventFormat.ON_SITE: "Offline",
    EventFormat.ONLINE: "Online",
    EventFormat.HYBRID: "Mixed",
}


def _locations(event):
    places = []
    if event.format != EventFormat.ONLINE:
        address = {"@type": "PostalAddress", "streetAddress": event.venue_address}
        address |= {"addressLocality": event.city, "addressCountry": event.country_id or ""}
        name = event.venue_name or event.place or event.title
        filled = {key: value for key, value in address.items() if value}
        places.append({"@type": "Place", "name": name, "address": filled})
    if event.format != EventFormat.ON_SITE:
        address = event.online_url or absolute(event.get_absolute_url())
        places.append({"@type": "VirtualLocation", "url": address})
    return places[0] if len(places) == 1 else places


def _series(series):
    if series is None:
        return None
    return {"slug": series.slug, "name": series.name, "url": absolute(series.get_absolute_url())}


def _place(event):
    return {
        "venue": event.venue_name,
        "address": event.venue_address,
        "city": event.city,
        "country": event.country_id,
    }


def _subjects(subjects, kind):
    return [{"slug": row["slug"], "name": row["name"]} for row in subjects if row["kind"] == kind]


def session_in_list(session, number, event):
    """A session of a programme_record."""
    return {
        "number": number,
        "id": session["uid"],
        "url": absolute(session_path(event.slug, session["uid"], session["title"])),
        "title": session["title"],
        "description": session["description"],
        "starts_at": _there(session["starts_at"], event),
        "ends_at": _there(session["ends_at"], event),
        "room": session["room"],
        "people": [_appearance(person) for person in session["people"]],
    }


def session_in_full(session, number, event):
    """Everything that a session's page says."""
    names = ("sequence", "format", "track", "language", "interpretation", "audience", "cancelled")
    kept = {name: session[name] for name in (*names, "topics", "links", "ties")}
    event_url = absolute(event.get_absolute_url())
    return (
        session_in_list(session, number, event)
        | kept
        | {"event": {"title": event.title, "url": event_url, "time_zone": event.time_zone}}
    )


def _there(text, event):
    """As the event's clocks show an instant of a record."""
    return text and instant(text).astimezone(event.starts_there.tzinfo).isoformat()


def _appearance(person):
    person_path, body_path = person["slug"], person["organisation_slug"]
    return {
        "part": person["part"],
        "name": person["person"],
        "url": absolute(page_address("directory:person", person_path)) if person_path else None,
        "role": person["role"],
        "organisation": person["organisation"],
        "organisation_url": absolute(page_address("directory:organisation", body_path))
        if body_path
        else None,
    }


def _speaker(speaker):
    person, organisation = speaker.person, speaker.organisation
    return {
        "part": speaker.part,
        "name": person.name,
        "url": absolute(person.get_absolute_url()) if person.published_at else None,
        "role": speaker.role,
        "organisation": speaker.organisation_name,
        "organisation_url": absolute(organisation.get_absolute_url())
        if organisation and organisation.published_at
        else None,
    }


def _summary(summary):
    if summary is None:
        return None
    return {
        "title": summary.title,
        "url": absolute(summary.get_absolute_url()),
        "key_messages": (summary.published_record or {}).get("key_messages", []),
    }
