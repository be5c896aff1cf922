"""Versions of a programme: what waits, publish it, bring an older one back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from clusterhub.events.change_words import changes_in_words
from clusterhub.events.clashes import clashes
from clusterhub.events.forms.versions import PublicationForm
from clusterhub.events.operations import NothingToPublish, publish_programme, restore_programme
from clusterhub.events.permissions import can_change_event_status
from clusterhub.events.programme_changes import programme_changes
from clusterhub.events.programme_record import working_record
from clusterhub.events.session_slots import slots_of
from clusterhub.events.views.doors import allow, event_for
from clusterhub.web.desk import sent


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def versions(request, slug):
    event = event_for(request, slug)
    may_publish = can_change_event_status(request.user, event)
    allow(may_publish or request.method != "POST")
    found = clashes(slots_of(event))
    form = PublicationForm(sent(request), has_clashes=bool(found))
    if request.method == "POST" and form.is_valid():
        try:
            version = publish_programme(event, by=request.user, note=form.cleaned_data["note"])
        except NothingToPublish:
            form.add_error(None, _("Nothing has changed since the newest version."))
        else:
            words = _("Version %(number)d is published.") % {"number": version.number}
            messages.success(request, words)
            return redirect("events:versions", event.slug)
    context = {
        "event": event,
        "form": form,
        "clashes": found,
        "may_publish": may_publish,
        "waiting": changes_in_words(_waiting(event), event.time_zone),
        "versions": event.programme_versions.defer("record", "brief").select_related(
            "published_by"
        ),
    }
    status = 422 if form.errors else 200
    return render(request, "events/programme/versions.html", context, status=status)


def _waiting(event):
    """What the working copy says otherwise than the newest version."""
    newest = event.programme_versions.filter(number=event.programme_number).first()
    return programme_changes(newest.record, working_record(event)) if newest else []


@require_POST
@login_required
def restoration(request, slug, number):
    event = event_for(request, slug, can_change_event_status)
    rows = event.programme_versions.select_related("event")
    restore_programme(get_object_or_404(rows, number=number), by=request.user)
    words = _("Version %(number)d is the working copy again. Publish it when you like.")
    messages.success(request, words % {"number": number})
    return redirect("events:versions", event.slug)
