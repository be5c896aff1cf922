from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from clusterhub.events.forms.event import EventForm, LinkForms, link_differences, typed_links
from clusterhub.events.models import EventSeries
from clusterhub.events.operations import EventChangedMeanwhile, create_event, update_event
from clusterhub.events.permissions import can_create_event
from clusterhub.events.views.doors import allow, event_for
from clusterhub.web.desk import sent


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def new(request):
    allow(can_create_event(request.user))
    form = EventForm(sent(request), **_beginning(request))
    links = LinkForms(sent(request), prefix="links")
    if request.method == "POST" and form.is_valid() & links.is_valid():
        event = create_event(by=request.user, links=typed_links(links), **form.facts())
        messages.success(
            request, _("Saved as a draft. Only the event team sees it until you publish.")
        )
        return redirect(event)
    return render(
        request, "events/edit.html", {"form": form, "links": links}, status=_code(request)
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def edit(request, slug):
    event = event_for(request, slug)
    form = EventForm(sent(request), event=event)
    stored = [{"label": link.label, "url": link.url} for link in event.links.all()]
    typed = sent(request)
    links = LinkForms(typed, prefix="links", initial=stored if typed is None else None)
    context = {"form": form, "links": links, "event": event}
    if request.method == "POST" and form.is_valid() & links.is_valid():
        try:
            update_event(
                event,
                by=request.user,
                version=form.cleaned_data["version"] or event.version,
                links=typed_links(links),
                **form.facts(),
            )
        except EventChangedMeanwhile as refusal:
            return _show_both(request, context, refusal.event)
        messages.success(request, _("Saved."))
        return redirect(event)
    return render(request, "events/edit.html", context, status=_code(request))


def _beginning(request):
    """Started from a series page, the form knows the series and its clocks."""
    if request.method == "POST" or not request.GET.get("series"):
        return {}
    series = get_object_or_404(EventSeries, slug=request.GET["series"][:80])
    return {"initial": {"series": series, "time_zone": series.time_zone, "format": "online"}}


def _show_both(request, context, stored):
    """Nothing is overwritten and nothing typed is lost: both versions, and a save that knows it."""
    form = context["form"]
    differences = form.differences(stored) + link_differences(stored, context["links"])
    form.data = form.data.copy()
    form.data["version"] = stored.version
    context |= {"differences": differences, "is_conflict": True}
    return render(request, "events/edit.html", context, status=409)


def _code(request):
    return 422 if request.method == "POST" else 200
