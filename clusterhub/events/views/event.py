from typing import NamedTuple

from django.http import JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from clusterhub.accounts.permissions import can_edit_content, can_run_events
from clusterhub.activity.kept import kept_for_visitors, shared_parts
from clusterhub.events.added import lines_on_page, parts_for_registered
from clusterhub.events.admitting import admitting
from clusterhub.events.hosting_shapes import hosting_in_full, linked_hosting
from clusterhub.events.models import EventFormat, EventStatus, SpeakerPart
from clusterhub.events.models.organisers import levels_of
from clusterhub.events.neighbours import neighbours_of
from clusterhub.events.own_rows import may_have
from clusterhub.events.page_rows import completed, event_for_page, event_of_page, subjects_of
from clusterhub.events.permissions import (
    can_change_event_status,
    can_edit_event,
    can_register_groups,
    can_see_people,
)
from clusterhub.events.programme_record import programme_record
from clusterhub.events.programme_teaser import teaser
from clusterhub.events.shapes import event_in_full, explained, linked_data
from clusterhub.events.venue import drawing_for
from clusterhub.events.views.registering import registration_context
from clusterhub.web.addresses import page_address
from clusterhub.web.blanks import render_for_readers

# Registrations leave no entry in the trail; what the page says of free places is its stamp.
PLACES_SHOWN = (
    "SELECT a.places_shown FROM events_admission a JOIN events_event e ON e.id = a.event_id"
    " WHERE e.slug = %(slug)s"
)
WHOLE = "all of it is there"
# A template looks for what nobody named in a dozen places.
NOT_HERS = dict.fromkeys(
    ("can_edit", "can_write_summary", "can_see_people", "can_change_status"), False
)
SAYS = ("part", "has_session", "can_register_groups")


@require_safe
@kept_for_visitors(stamp=PLACES_SHOWN, rereads=True)
def event_page(request, slug):
    """What is the same for everybody is drawn once for all who see no more than a visitor."""
    user, event = request.user, event_of_page(request.user, slug)
    sees_more = can_run_events(user) or bool(levels_of(user))
    shared = None if sees_more else shared_parts(request, "event")
    context = NOT_HERS | {
        "event": event,
        "shared": shared,
        **registration_context(request, admitting(event, user)),
        "can_register_groups": can_register_groups(user, event),
    }
    own = context["part"] and context["part"].registration
    if own:
        context["own_parts"] = parts_for_registered(event, own)
    if not shared or WHOLE not in shared:
        context |= _what_it_is(completed(event), user) | {"registers": context["part"] is not None}
    if sees_more:
        context |= _what_she_may(event, user)
    # Who is registered reads of her own registration: that page is hers alone.
    response = render_for_readers(
        request, None if own else shared, "events/event.html", context, SAYS
    )
    if shared is not None:
        shared[WHOLE] = ""
    return response


def _what_it_is(event, user):
    """For who sees no more than a visitor, it depends on nobody."""
    neighbours, summary = neighbours_of(event, user), event.published_summary
    return {
        "subjects": _chips(subjects_of(event)),
        "programme": teaser(event),
        "moderators": _people(event, SpeakerPart.MODERATOR),
        "speakers": _people(event, SpeakerPart.SPEAKER, SpeakerPart.PANELLIST),
        "summary": summary,
        "key_messages": (summary.published_record or {}).get("key_messages", []) if summary else [],
        "linked_data": linked_data(event) | linked_hosting(event, neighbours),
        "neighbours": neighbours,
        "added": lines_on_page(event),
        "fair": getattr(event, "fair", None),
        "call": getattr(event, "session_call", None),
        "explained_calls": _explained_calls(event, user),
        **_way_in(event),
        "is_cancelled": event.status == EventStatus.CANCELLED,
        "is_postponed": event.status == EventStatus.POSTPONED,
    }


def _what_she_may(event, user):
    is_unwritten = event.is_over and not event.published_summary
    return {
        "can_edit": can_edit_event(user, event),
        "can_write_summary": is_unwritten and can_edit_content(user),
        "can_see_people": can_see_people(user, event),
        "can_change_status": can_change_event_status(user, event),
    }


def _way_in(event):
    """What is said of the venue; an event online has none, whatever is written about it."""
    has_venue = event.format != EventFormat.ONLINE
    drawing = drawing_for(event) if has_venue else None
    is_told = has_venue and (drawing or event.venue_access or event.venue_plan)
    return {"has_venue": has_venue, "drawing": drawing, "has_way_in": bool(is_told)}


@require_safe
def event_json(request, slug):
    event = event_for_page(request.user, slug)
    neighbours = neighbours_of(event, request.user)
    answer = event_in_full(event, subjects_of(event), programme_record(event))
    calls = [explained(row) for row in _explained_calls(event, request.user)]
    return JsonResponse(answer | hosting_in_full(event, neighbours) | {"calls": calls})


def _explained_calls(event, user):
    """The calls to which it is an info session."""
    if not may_have(event, "info_sessions"):
        return []
    return list(event.explained_calls.visible_to(user).select_related("call"))


class Chip(NamedTuple):
    label: str
    url: str
    kind: str = ""


def _chips(subjects):
    """Topics lead to their page, ecosystems to the filtered list."""
    everything = reverse("events:coming")
    return tuple(
        Chip(row["name"], page_address("events:topic", row["slug"]))
        if row["kind"] == "topic"
        else Chip(row["name"], f"{everything}?ecosystem={row['slug']}")
        for row in subjects
    )


def _people(event, *parts):
    return [row for row in event.speakers.all() if row.session_id is None and row.part in parts]
