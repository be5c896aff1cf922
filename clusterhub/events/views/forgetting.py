"""The team's side of forgetting: when it is due, what went, and how much of it."""

from django.apps import apps
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clusterhub.events.forms.after import KeepDaysForm
from clusterhub.events.models import Registration
from clusterhub.events.operations.forgetting import forget_people, kept_until, set_keep_days
from clusterhub.events.operations.refusals import EventNotOver
from clusterhub.events.permissions import can_change_admission, can_forget_early, can_see_people
from clusterhub.events.views.doors import allow, event_for
from clusterhub.web.desk import sent


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def forgetting(request, slug):
    event = event_for(request, slug, can_see_people)
    form = KeepDaysForm(sent(request), initial={"days": event.keep_days})
    if request.method == "POST":
        allow(can_change_admission(request.user, event))
        if form.is_valid():
            set_keep_days(event, by=request.user, **form.cleaned_data)
            messages.success(request, _("Saved."))
            return redirect("events:forgetting", event.slug)
    context = {
        "event": event,
        "form": form,
        "kept_until": kept_until(event),
        "count": Registration.objects.filter(event=event).count(),
        "erased": event.erasures.count(),
        "reports": [(run, _in_words(run.counts)) for run in event.forgettings.all()],
        "can_change": can_change_admission(request.user, event),
        "can_forget": event.is_over and can_forget_early(request.user, event),
    }
    return render(request, "events/forgetting.html", context, status=422 if form.errors else 200)


def _in_words(counts):
    """What each table is called, and how many of its rows went."""
    return [(apps.get_model(label)._meta.verbose_name_plural, counts[label]) for label in counts]


@never_cache
@require_safe
@login_required
def forgetting_json(request, slug):
    event = event_for(request, slug, can_see_people)
    reports = [
        {"began_at": run.began_at, "ended_at": run.ended_at, "counts": run.counts}
        for run in event.forgettings.all()
    ]
    return JsonResponse(
        {
            "keep_days": event.keep_days,
            "kept_until": kept_until(event),
            "people_forgotten_at": event.people_forgotten_at,
            "erased_by_themselves": event.erasures.count(),
            "reports": reports,
        }
    )


@require_POST
@login_required
def forgetting_now(request, slug):
    event = event_for(request, slug, can_forget_early)
    try:
        forget_people(event, by=request.user)
        messages.success(request, _("Forgotten. The figures are kept."))
    except EventNotOver:
        messages.error(request, _("This event is not over yet."))
    return redirect("events:forgetting", event.slug)
