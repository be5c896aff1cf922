"""Publish, postpone, cancel: each asks once, and the POST does it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from clusterhub.events.forms.status import NoteForm
from clusterhub.events.operations import (
    EventIsOver,
    EventNotPublished,
    cancel_event,
    postpone_event,
    publish_event,
)
from clusterhub.events.permissions import can_change_event_status
from clusterhub.events.views.doors import event_for
from clusterhub.web.desk import sent

METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(METHODS)
@login_required
def publication(request, slug):
    event = event_for(request, slug, can_change_event_status)
    if request.method == "POST":
        publish_event(event, by=request.user)
        messages.success(request, _("The event is published."))
        return redirect(event)
    return render(request, "events/status.html", {"event": event, "change": "publication"})


@require_http_methods(METHODS)
@login_required
def postponement(request, slug):
    return _call_off(request, slug, "postponement", postpone_event, _("The event is postponed."))


@require_http_methods(METHODS)
@login_required
def cancellation(request, slug):
    return _call_off(request, slug, "cancellation", cancel_event, _("The event is cancelled."))


def _call_off(request, slug, change, operation, done):
    event = event_for(request, slug, can_change_event_status)
    form = NoteForm(sent(request))
    refusal = ""
    if request.method == "POST" and form.is_valid():
        try:
            operation(event, by=request.user, note=form.cleaned_data["note"])
        except EventNotPublished:
            refusal = _("This is still a draft: nobody has been invited yet.")
        except EventIsOver:
            refusal = _("This event is over, so nothing can be called off.")
        else:
            messages.success(request, done)
            return redirect(event)
    context = {"event": event, "change": change, "form": form, "refusal": refusal}
    code = 422 if request.method == "POST" else 200
    return render(request, "events/status.html", context, status=code)
