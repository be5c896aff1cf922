"""The rooms and the tracks of an event."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from clusterhub.events.forms.rooms import (
    RoomForms,
    TrackForms,
    room_rows,
    track_rows,
    typed_rooms,
    typed_tracks,
)
from clusterhub.events.operations import EventChangedMeanwhile, TwoOfAName, set_rooms, set_tracks
from clusterhub.events.views.doors import event_for
from clusterhub.web.desk import sent


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def rooms(request, slug):
    event = event_for(request, slug)
    typed = sent(request)
    stored = (room_rows(event), track_rows(event)) if typed is None else (None, None)
    forms = {
        "rooms": RoomForms(typed, prefix="rooms", initial=stored[0]),
        "tracks": TrackForms(typed, prefix="tracks", initial=stored[1]),
    }
    context = {"event": event, "version": event.version, **forms}
    if request.method != "POST":
        return render(request, "events/programme/rooms.html", context)
    context["version"], status = request.POST.get("version", ""), 422
    fits = [each.is_valid() for each in forms.values()]
    if all(fits):
        try:
            _save(request, event, **forms)
        except TwoOfAName as refusal:
            words = _("“%(name)s” stands here twice. Give each a name of its own.")
            context["refusal"] = words % {"name": refusal.name}
        except EventChangedMeanwhile as refusal:
            context |= {"is_conflict": True, "version": refusal.event.version}
            status = 409
        else:
            messages.success(request, _("Rooms and tracks are saved."))
            return redirect("events:rooms", event.slug)
    return render(request, "events/programme/rooms.html", context, status=status)


@transaction.atomic
def _save(request, event, rooms, tracks):
    version = request.POST.get("version") or None
    wanted = typed_tracks(tracks, event)
    set_rooms(event, rooms=typed_rooms(rooms, event), by=request.user, version=version)
    set_tracks(event, tracks=wanted, by=request.user)
