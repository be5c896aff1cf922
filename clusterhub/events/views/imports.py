"""A programme out of a file: brought, looked at, taken over."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from clusterhub.clock.zones import DEFAULT_ZONE
from clusterhub.directory.views.uploads import limited_upload
from clusterhub.events.forms.imports import EventFileForm, ProgrammeFileForm, TakingForm
from clusterhub.events.import_preview import preview_of
from clusterhub.events.operations.import_events import begin_event_from_file
from clusterhub.events.operations.import_files import bring_programme, let_go, take_programme
from clusterhub.events.operations.import_judging import judge_programme
from clusterhub.events.operations.refusals import ImportIsOver
from clusterhub.events.permissions import can_create_event
from clusterhub.events.reading import CannotRead, Read
from clusterhub.events.saying import with_place
from clusterhub.events.views.doors import event_for
from clusterhub.web.desk import only_for, sent

MOST_SAID = 10


def _too_large(request, words, *_args, **_names):
    return HttpResponse(words, status=413, content_type="text/plain; charset=utf-8")


@limited_upload(_too_large)
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def imports(request, slug):
    event = event_for(request, slug)
    form = ProgrammeFileForm(sent(request), request.FILES or None, event=event)
    if form.is_valid():
        file = form.cleaned_data["file"]
        read = form.cleaned_data["read"]
        brought = bring_programme(event, read=read, file_name=file.name, by=request.user)
        return redirect("events:import", event.slug, brought.pk)
    context = {
        "event": event,
        "form": form,
        "said": [with_place(note) for note in form.notes],
        "earlier": event.programme_imports.exclude(taken_at=None).select_related("by")[:10],
    }
    return render(request, "events/imports.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def programme_import(request, slug, pk):
    event = event_for(request, slug)
    brought = get_object_or_404(event.programme_imports, pk=pk)
    if not brought.is_open:
        return redirect("events:imports", event.slug)
    report = judge_programme(event, Read.from_data(brought.programme))
    form = TakingForm(sent(request), report=report)
    if form.is_valid():
        return _take(request, event, brought, form)
    context = {"event": event, "brought": brought, "form": form, **preview_of(report, event)}
    return render(request, "events/import.html", context, status=422 if form.is_bound else 200)


def _take(request, event, brought, form):
    try:
        report = take_programme(
            brought,
            by=request.user,
            replaces=form.cleaned_data.get("replaces", False),
            choices=form.choices,
        )
    except ImportIsOver:
        return redirect("events:imports", event.slug)
    words = _("The programme was taken over: %(new)d new, %(changed)d changed.")
    messages.success(request, words % report.counts)
    for note in report.notes:
        if note.code in ("kept-for-people", "several-people"):
            messages.warning(request, with_place(note))
    return redirect("events:programme", event.slug)


@limited_upload(_too_large)
@require_http_methods(["GET", "HEAD", "POST"])
@only_for(can_create_event)
def new_from_file(request):
    """A draft of what the file says; its programme is looked at before it is taken over."""
    form = EventFileForm(sent(request), request.FILES or None, zone=DEFAULT_ZONE)
    if form.is_valid():
        read, title = form.cleaned_data["read"], form.cleaned_data["title"]
        name = form.cleaned_data["file"].name
        try:
            begun = begin_event_from_file(read, file_name=name, title=title, by=request.user)
        except CannotRead as refusal:
            form.refuse(refusal)
        else:
            return _begun(request, *begun)
    context = {"form": form, "said": [with_place(note) for note in form.notes]}
    status = 422 if form.is_bound else 200
    return render(request, "events/new_from_file.html", context, status=status)


def _begun(request, event, brought, notes):
    messages.success(request, _("The event is saved as a draft. Look at its facts, too."))
    for note in notes[:MOST_SAID]:
        messages.warning(request, with_place(note))
    if brought is None:
        messages.info(request, _("The file describes the event, but no sessions of it."))
        return redirect("events:desk", event.slug)
    return redirect("events:import", event.slug, brought.pk)


@login_required
@require_POST
def import_end(request, slug, pk):
    event = event_for(request, slug)
    let_go(get_object_or_404(event.programme_imports, pk=pk, taken_at=None))
    messages.success(request, _("The file is let go; nothing was changed."))
    return redirect("events:imports", event.slug)
