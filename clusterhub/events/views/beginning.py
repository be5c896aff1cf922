"""A new event: from nothing, from the pattern of its kind, or as a copy of another."""

from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from clusterhub.clock.zones import DEFAULT_ZONE
from clusterhub.events.forms.event import EventForm, LinkForms, typed_from, typed_links
from clusterhub.events.models import Event, EventSeries
from clusterhub.events.operations.beginning import begin_event
from clusterhub.events.patterns import PATTERNS
from clusterhub.events.permissions import can_create_event
from clusterhub.events.rhythm import next_day
from clusterhub.events.views.doors import allow
from clusterhub.web.desk import sent

NOT_COPIED = {"version", "recording_url", "slides_url", "starts_which", "ends_which"}


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def new(request):
    allow(can_create_event(request.user))
    source, pattern, series = _source(request), _pattern(request), _series(request)
    initial = _initial(source, pattern, series)
    days = pattern.days if pattern else 1
    form = EventForm(sent(request), user=request.user, days=days, initial=initial)
    links = LinkForms(sent(request), prefix="links")
    if request.method == "POST" and form.is_valid() & links.is_valid():
        begun = {"source": source, "pattern": pattern, "links": typed_links(links)}
        event = begin_event(by=request.user, **begun, **form.facts())
        messages.success(
            request, _("Saved as a draft. Only who works on it sees it until you publish.")
        )
        return redirect("events:desk", event.slug)
    context = {
        "form": form,
        "links": links,
        "source": source,
        "pattern": pattern,
        "patterns": [] if source or pattern else PATTERNS.values(),
        "series": series,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "events/edit.html", context, status=status)


def _source(request):
    slug = request.GET.get("copy")
    if not slug:
        return None
    return get_object_or_404(Event.objects.visible_to(request.user), slug=slug[:100])


def _pattern(request):
    kind = request.GET.get("kind")
    if kind and kind not in PATTERNS:
        raise Http404
    return PATTERNS.get(kind)


def _series(request):
    slug = request.GET.get("series")
    return get_object_or_404(EventSeries, slug=slug[:80]) if slug else None


def _initial(source, pattern, series):
    """What the form shows before anything is typed."""
    if source:
        return _from_source(source)
    typed = {"time_zone": DEFAULT_ZONE}
    if series:  # Started from a series page, the form knows the series and its clocks.
        typed |= {"series": series, "time_zone": series.time_zone, "format": "online"}
    if pattern:
        typed |= {"kind": pattern.kind, "format": pattern.format}
        typed |= {"starts_time": pattern.starts, "ends_time": pattern.ends}
    return typed


def _from_source(source):
    typed = {name: value for name, value in typed_from(source).items() if name not in NOT_COPIED}
    starts, ends = source.starts_there, source.ends_there
    typed["starts_on"] = day = _proposed_day(source)
    if day and ends.date() != starts.date():
        typed["ends_on"] = day + (ends.date() - starts.date())
    return typed


def _proposed_day(source):
    """By the rhythm of its series; an event that stands alone gets no date by a guess."""
    if source.series_id is None:
        return None
    rows = Event.objects.filter(series=source.series_id).order_by("-starts_at")[:20]
    today = timezone.now().astimezone(source.starts_there.tzinfo).date()
    day = next_day([row.starts_there.date() for row in rows], today)
    return day if day and day - today < timedelta(days=3650) else None
