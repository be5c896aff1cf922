"""Who holds an event, and how one finds the way in."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clusterhub.directory.logos import LogoRefused
from clusterhub.directory.models.editing import levels_of as levels_of_profiles
from clusterhub.events.forms.hosting import HOST, HostForm, VenueForm
from clusterhub.events.models import CoOrganiser, Event, EventFormat
from clusterhub.events.operations import EventChangedMeanwhile, update_event
from clusterhub.events.operations.hosting import (
    add_co_organiser,
    answer_for_co_organiser,
    remove_co_organiser,
    set_host,
    set_venue_plan,
)
from clusterhub.events.venue import drawing_for
from clusterhub.events.views.doors import event_for
from clusterhub.web.desk import sent

PLAN_REFUSALS = {
    "empty": gettext_lazy("The file is empty."),
    "too_big": gettext_lazy("The file is larger than 4 MB."),
    "no_picture": gettext_lazy("This is no PNG, JPEG or WebP picture."),
    "too_many_pixels": gettext_lazy("The picture has too many pixels; make it smaller first."),
    "too_small": gettext_lazy("The picture is smaller than 32 pixels."),
}


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def hosts(request, slug):
    event = event_for(request, slug)
    form = HostForm(sent(request))
    if form.is_valid():
        operation = set_host if form.cleaned_data["part"] == HOST else add_co_organiser
        operation(event, organisation=form.cleaned_data["organisation"], by=request.user)
        messages.success(
            request, _("Added. Co-organisers are shown once their own people say yes.")
        )
        return redirect("events:hosts", slug)
    context = {
        "event": event,
        "co_organisers": list(event.co_organisers.select_related("organisation")),
        "form": form,
    }
    return render(request, "events/hosts.html", context, status=422 if form.errors else 200)


@require_POST
@login_required
def co_organiser_answer(request, pk):
    """The people of an organisation say whether it holds an event together with others."""
    own = levels_of_profiles(request.user)
    row = get_object_or_404(
        CoOrganiser.objects.select_related("event"), organisation__in=own, pk=pk
    )
    agrees = request.POST.get("answer") == "yes"
    answer_for_co_organiser(row, agrees=agrees, by=request.user)
    messages.success(request, _("Confirmed.") if agrees else _("Declined. It is named no longer."))
    return redirect("events:mine")


@require_POST
@login_required
def host_removal(request, slug):
    event = event_for(request, slug)
    number = request.POST.get("co_organiser", "")
    if "host" in request.POST:
        set_host(event, organisation=None, by=request.user)
    elif number.isascii() and number.isdecimal() and len(number) < 18:
        remove_co_organiser(event, pk=int(number), by=request.user)
    messages.success(request, _("Removed."))
    return redirect("events:hosts", slug)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def venue(request, slug):
    event = event_for(request, slug)
    if request.method == "POST" and {"plan", "no_plan"} & {*request.POST, *request.FILES}:
        return _set_plan(request, event)
    form = VenueForm(sent(request), event=event)
    if form.is_valid():
        version = form.cleaned_data["version"] or event.version
        try:
            update_event(event, by=request.user, version=version, **form.facts())
        except EventChangedMeanwhile as refusal:
            form.data = form.data.copy() | {"version": refusal.event.version}
            form.add_error(
                None, _("Somebody else saved this event meanwhile. Save again, if yours holds.")
            )
            event = refusal.event
        else:
            messages.success(request, _("Saved."))
            return redirect("events:venue", slug)
    context = {
        "event": event,
        "form": form,
        "drawing": drawing_for(event),
        "has_venue": event.format != EventFormat.ONLINE,
    }
    return render(request, "events/venue.html", context, status=422 if form.errors else 200)


@require_safe
def plan(request, slug):
    event = get_object_or_404(Event.objects.visible_to(request.user), slug=slug)
    if not event.venue_plan:
        raise Http404
    try:
        return FileResponse(event.venue_plan.open(), content_type="image/png")
    except OSError as gone:
        raise Http404 from gone


def _set_plan(request, event):
    file = None if "no_plan" in request.POST else request.FILES.get("plan")
    try:
        if file or "no_plan" in request.POST:
            set_venue_plan(event, file=file, by=request.user)
            messages.success(request, _("Saved."))
        else:
            messages.error(request, PLAN_REFUSALS["empty"])
    except LogoRefused as refusal:
        messages.error(request, PLAN_REFUSALS[refusal.reason])
    return redirect("events:venue", event.slug)
