from django.http import JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from clusterhub.accounts.permissions import can_edit_content
from clusterhub.activity.doors import get_visible_or_404
from clusterhub.activity.kept import kept_for_visitors
from clusterhub.clock.words import hour_in_words, label_of
from clusterhub.events.admitting import admitting
from clusterhub.events.models import Event, EventFormat, EventStatus, SpeakerPart
from clusterhub.events.permissions import can_change_event_status, can_edit_event, can_see_people
from clusterhub.events.shapes import event_in_full, linked_data
from clusterhub.events.views.registering import registration_context


@require_safe
@kept_for_visitors
def event_page(request, slug):
    event = _event(request, slug)
    summary = event.published_summary
    part = admitting(event, request.user)
    context = {
        "event": event,
        "subjects": _chips(event.subjects()),
        "programme": _programme(event),
        "moderators": _people(event, SpeakerPart.MODERATOR),
        "speakers": _people(event, SpeakerPart.SPEAKER, SpeakerPart.PANELLIST),
        "summary": summary,
        "key_messages": (summary.published_record or {}).get("key_messages", []) if summary else [],
        **registration_context(request, part),
        "linked_data": linked_data(event),
        "has_venue": event.format != EventFormat.ONLINE,
        "is_cancelled": event.status == EventStatus.CANCELLED,
        "is_postponed": event.status == EventStatus.POSTPONED,
        "can_edit": can_edit_event(request.user, event),
        "can_write_summary": event.is_over and not summary and can_edit_content(request.user),
        "can_see_people": can_see_people(request.user, event),
        "can_change_status": can_change_event_status(request.user, event),
    }
    return render(request, "events/event.html", context)


@require_safe
def event_json(request, slug):
    event = _event(request, slug)
    return JsonResponse(event_in_full(event, list(event.subjects())))


def _event(request, slug):
    return get_visible_or_404(Event.objects.visible_to(request.user).with_page(), slug=slug)


def _chips(subjects):
    """Topics lead to their page, ecosystems to the filtered list."""
    chips = []
    for row in subjects:
        if row["kind"] == "topic":
            address = reverse("events:topic", args=[row["slug"]])
        else:
            address = f"{reverse('events:coming')}?ecosystem={row['slug']}"
        chips.append({"label": row["name"], "url": address})
    return chips


def _programme(event):
    """Each session with its people and hours, in the order of the programme."""
    people = {}
    for speaker in event.speakers.all():
        people.setdefault(speaker.session_id, []).append(speaker)
    return [
        (session, people.get(session.pk, []), *_hours(session, event))
        for session in event.sessions.all()
    ]


def _hours(session, event):
    """The hours by the event's clocks, and what those keep on that day: "8:30 – 9:00", "CET"."""
    if session.starts_at is None:
        return "", ""
    instants = [each for each in (session.starts_at, session.ends_at) if each]
    zone = event.starts_there.tzinfo
    words = " – ".join(hour_in_words(instant.astimezone(zone)) for instant in instants)
    return words, label_of(session.starts_at, event.time_zone)


def _people(event, *parts):
    return [row for row in event.speakers.all() if row.session_id is None and row.part in parts]
