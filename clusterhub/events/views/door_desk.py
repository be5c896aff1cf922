"""The organisers' side of the door: open one, see who came, end it; and the room for those online."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from clusterhub.events.attendance import counts
from clusterhub.events.door_links import token_of_door
from clusterhub.events.forms.door import DoorForm, RoomForm
from clusterhub.events.models import Door
from clusterhub.events.operations.door import end_door, open_door
from clusterhub.events.operations.joining import set_room
from clusterhub.events.operations.refusals import DoorClosed
from clusterhub.events.permissions import can_change_admission, can_use_door
from clusterhub.events.qr_codes import qr_data_address
from clusterhub.events.views.doors import event_for
from clusterhub.web.addresses import absolute
from clusterhub.web.desk import sent


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def doors(request, slug):
    event = event_for(request, slug, can_use_door)
    form = DoorForm(sent(request), event=event, initial={"name": _("Main entrance")})
    if form.is_valid():
        try:
            open_door(event, by=request.user, **form.cleaned_data)
        except DoorClosed:
            form.add_error(None, _("Fifty doors are open already: end one of them first."))
        else:
            messages.success(request, _("The door is open. Give its link to who works there."))
            return redirect("events:doors", event.slug)
    came = counts(event)
    context = {
        "event": event,
        "form": form,
        "counts": came,
        "doors": _open_doors(event, came["doors"]),
        "admission": getattr(event, "admission", None),
        "may_set_room": can_change_admission(request.user, event),
    }
    return render(request, "events/doors.html", context, status=422 if form.errors else 200)


def _open_doors(event, came):
    return [
        {
            "door": door,
            "url": (
                url := absolute(reverse("events:door", args=[event.slug, token_of_door(door)]))
            ),
            "picture": qr_data_address(url),
            "came": came.get(door.pk, 0),
        }
        for door in event.doors.select_related("event", "session").filter(ended_at=None)
        if door.is_open
    ]


@require_POST
@login_required
def door_end(request, slug, pk):
    event = event_for(request, slug, can_use_door)
    end_door(get_object_or_404(Door, event=event, pk=pk), by=request.user)
    messages.success(request, _("Ended: its link leads nowhere now."))
    return redirect("events:doors", event.slug)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def online_room(request, slug):
    event = event_for(request, slug, can_change_admission)
    if getattr(event, "admission", None) is None:
        return redirect("events:admission", event.slug)
    admission = event.admission
    now = {"url": admission.join_url, "player": admission.embed_url}
    form = RoomForm(sent(request), initial=now)
    if form.is_valid():
        set_room(event, by=request.user, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("events:doors", event.slug)
    return render(
        request, "events/online_room.html", {"event": event, "form": form},
        status=422 if form.errors else 200,
    )  # fmt: skip
