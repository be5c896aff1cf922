"""The room of two people who do not both sit at a table: its address, and the way in."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from clusterhub.events.views.own import kept_from_others
from clusterhub.matchmaking.forms.day import LinkForm
from clusterhub.matchmaking.operations.day import (
    DayRefusal,
    NoAddress,
    RoomShut,
    join_room,
    set_link,
)
from clusterhub.matchmaking.rooms import opens_at
from clusterhub.matchmaking.views.day_doors import by_own_link, meeting_or_404


@require_http_methods(["GET", "HEAD", "POST"])
@by_own_link
def room(request, participant, token, pk):
    """The button notes that she is there and leads in; looking changes nothing."""
    shown = _online_or_404(participant, pk)
    if request.method == "POST":
        try:
            return _lead_into(request, join_room(shown.meeting, participant), shown, token)
        except DayRefusal as refusal:
            return _page(request, shown, token, refusal=refusal)
    return _page(request, shown, token)


def _page(request, shown, token, refusal=None, form=None):
    context = {
        "event": shown.me.registration.event,
        "token": token,
        "one": shown,
        "opens_at": opens_at(shown.meeting),
        "form": form or LinkForm(initial={"url": shown.meeting.link}),
        "problem": _words(refusal) if refusal else "",
    }
    status = 403 if refusal else 422 if form else 200
    return render(request, "matchmaking/day_room.html", context, status=status)


def _lead_into(request, address, shown, token):
    """By a page and not by a redirect, as into an event's room: the room learns of no page of ours."""
    context = {"address": address, "one": shown, "token": token}
    context["event"] = shown.me.registration.event
    response = kept_from_others(render(request, "matchmaking/day_led.html", context))
    response["Referrer-Policy"] = "no-referrer"
    return response


@require_POST
@by_own_link
def link(request, participant, token, pk):
    shown = _online_or_404(participant, pk)
    form = LinkForm(request.POST)
    if form.is_valid():
        try:
            set_link(shown.meeting, participant, url=form.cleaned_data["url"])
        except NoAddress:
            form.add_error("url", _("This is no address of the web. It begins with https://"))
        except DayRefusal as refusal:
            return _page(request, shown, token, refusal=refusal)
    if not form.is_valid():
        return _page(request, shown, token, form=form)
    messages.success(request, _("Saved. We have told the other one, if it is a new address."))
    return redirect("matchmaking:day-room", token, pk)


def _online_or_404(participant, pk):
    shown = meeting_or_404(participant, pk)
    if not shown.is_online:
        raise Http404
    return shown


def _words(refusal):
    match refusal:
        case NoAddress():
            return _("Neither of you has said yet where you meet.")
        case RoomShut(opens_at=None):
            return _("It is over: the room is closed.")
        case RoomShut():
            return _("The room is not open yet.")
    return _("This meeting was moved or cancelled.")
