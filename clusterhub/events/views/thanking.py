from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from clusterhub.events.forms.after import ThanksForm
from clusterhub.events.models import EventStatus
from clusterhub.events.operations.refusals import EventCalledOff, EventNotOver
from clusterhub.events.operations.thanking import begin_thanks, set_thanks, to_be_thanked
from clusterhub.events.permissions import can_see_people
from clusterhub.events.views.doors import event_for
from clusterhub.web.desk import sent


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def thanks(request, slug):
    event = event_for(request, slug, can_see_people)
    kept = getattr(event, "thanks", None)
    initial = {"words": kept.words, "is_automatic": kept.is_automatic} if kept else {}
    form = ThanksForm(sent(request), initial=initial)
    if form.is_valid():
        set_thanks(event, by=request.user, **form.cleaned_data)
        if "send" in request.POST:
            _send(request, event)
        else:
            messages.success(request, _("Saved."))
        return redirect("events:thanks", event.slug)
    context = {
        "event": event,
        "form": form,
        "thanks": kept,
        "count": to_be_thanked(event.pk).count(),
        "is_off": event.status == EventStatus.CANCELLED,
    }
    return render(request, "events/thanks.html", context, status=422 if form.errors else 200)


def _send(request, event):
    try:
        begin_thanks(event, by=request.user)
        messages.success(request, _("The letters leave within minutes."))
    except EventNotOver:
        messages.error(request, _("This event is not over yet."))
    except EventCalledOff:
        messages.error(request, _("This event was not held."))
