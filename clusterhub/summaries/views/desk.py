from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from clusterhub.documents.refusals import CannotRead
from clusterhub.events.models import Event
from clusterhub.summaries.forms import UploadForm
from clusterhub.summaries.models import EventSummary
from clusterhub.summaries.operations import delete_draft, save_reading, start_summary
from clusterhub.summaries.refusals import AlreadySummarised, IsPublished
from clusterhub.summaries.views.doors import for_editors, summary_for

RECENT = 20
COMING_TALKS = 30


@for_editors
@require_safe
def desk(request):
    drafts = EventSummary.objects.visible_to(request.user).filter(published_at=None)
    published = EventSummary.objects.visible_to(request.user).public()
    context = {
        "drafts": drafts.with_progress()
        .select_related("event", "updated_by", "source")
        .defer("record", "source__content", "source__lines")
        .order_by("-updated_at"),
        "published": published.with_events().order_by("-published_at")[:RECENT],
        "form": UploadForm(),
    }
    return render(request, "summaries/desk/desk.html", context)


@for_editors
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request):
    is_sent = request.method == "POST"
    form = UploadForm(request.POST, request.FILES) if is_sent else UploadForm()
    if is_sent and form.is_valid():
        try:
            summary = save_reading(*form.content(), by=request.user)
        except CannotRead as refusal:
            field = "file" if form.cleaned_data["file"] else "text"
            form.add_error(field, _(refusal.template).format(**refusal.values))
        else:
            if summary.is_known:
                messages.info(request, _("This file was read before; here is what came of it."))
            return redirect("summaries:review", pk=summary.pk)
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "summaries/desk/upload.html", {"form": form}, status=status)


@for_editors
@require_http_methods(["GET", "HEAD", "POST"])
def new_summary(request):
    """Write one from scratch, beginning with the talk's own agenda."""
    events = Event.objects.visible_to(request.user)
    slug = (request.POST.get("event") or request.GET.get("event", "")).replace("\x00", "")
    event = get_object_or_404(events.select_related("series"), slug=slug) if slug else None
    if request.method == "POST" and event:
        try:
            summary = start_summary(event, by=request.user)
        except AlreadySummarised as refusal:
            messages.info(request, _("This talk has a summary already; here it is."))
            summary = refusal.summary
        return redirect("summaries:edit", pk=summary.pk)
    without = events.filter(summary=None).select_related("series")
    # What was held last is what somebody writes about; a coming talk can only be prepared.
    held = without.past()[:COMING_TALKS]
    coming = without.coming()[: COMING_TALKS - len(held)]
    context = {"event": event, "events": [*held, *coming]}
    return render(request, "summaries/desk/new.html", context)


@for_editors
@require_http_methods(["GET", "HEAD", "POST"])
def delete(request, pk):
    summary = summary_for(request, pk)
    if request.method == "POST":
        try:
            delete_draft(summary, by=request.user)
        except IsPublished:
            messages.error(request, _("It is published. Take it off the site first."))
            return redirect("summaries:review", pk=pk)
        messages.success(
            request, _("The draft “%(title)s” was deleted.") % {"title": summary.title}
        )
        return redirect("summaries:desk")
    return render(request, "summaries/desk/delete.html", {"summary": summary})
