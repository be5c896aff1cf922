from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from clusterhub.events.forms.event import EventForm, LinkForms, link_differences, typed_links
from clusterhub.events.operations import EventChangedMeanwhile, update_event
from clusterhub.events.views.doors import event_for
from clusterhub.web.desk import sent


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def edit(request, slug):
    event = event_for(request, slug)
    form = EventForm(sent(request), event=event, user=request.user)
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
