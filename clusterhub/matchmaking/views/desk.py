"""The organiser's overview of meetings, and their rules."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clusterhub.events.views.doors import event_for
from clusterhub.matchmaking.desk_state import state_of
from clusterhub.matchmaking.forms.desk import SettingsForm, initial_of
from clusterhub.matchmaking.models import Matchmaking
from clusterhub.matchmaking.operations.setting_up import begin_meetings, change_settings
from clusterhub.matchmaking.permissions import can_run_meetings, can_see_participants
from clusterhub.matchmaking.views.desk_doors import run_by
from clusterhub.web.desk import sent

METHODS = ["GET", "HEAD", "POST"]


@never_cache
@require_safe
@login_required
def desk(request, slug):
    event = event_for(request, slug, can_run_meetings)
    matchmaking = Matchmaking.objects.filter(event=event).select_related("published").first()
    if matchmaking is None:
        return render(request, "matchmaking/desk_beginning.html", {"event": event})
    matchmaking.event = event
    matchmaking.sees_people = can_see_participants(request.user, event)
    context = {"event": event, "matchmaking": matchmaking, "state": state_of(matchmaking)}
    return render(request, "matchmaking/desk.html", context)


@require_POST
@login_required
def beginning(request, slug):
    event = event_for(request, slug, can_run_meetings)
    begin_meetings(event, by=request.user)
    return redirect("matchmaking:desk-settings", slug)


@require_http_methods(METHODS)
@run_by
def settings(request, matchmaking):
    event = matchmaking.event
    form = SettingsForm(
        sent(request), event=event, initial=initial_of(matchmaking, event.time_zone)
    )
    if form.is_valid():
        change_settings(matchmaking, by=request.user, **form.facts())
        messages.success(request, _("Saved."))
        has_slots = matchmaking.slots.exists()
        return redirect(f"matchmaking:desk{'' if has_slots else '-slots'}", event.slug)
    context = {"event": event, "matchmaking": matchmaking, "form": form}
    status = 422 if request.method == "POST" else 200
    return render(request, "matchmaking/desk_settings.html", context, status=status)
