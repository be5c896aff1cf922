"""The organisers' side of groups: whether they may come, places kept for one, who brought whom."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from clusterhub.events.forms.group_desk import KeepForm
from clusterhub.events.models import Pool, PoolKind
from clusterhub.events.models.registration import WITH_A_PLACE
from clusterhub.events.operations.group_pools import allow_groups, keep_places, release_places
from clusterhub.events.operations.group_refusals import (
    FewerFree,
)
from clusterhub.events.permissions import can_change_admission
from clusterhub.events.views.doors import event_for
from clusterhub.events.views.people_lists import modes_of
from clusterhub.web.desk import sent


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def groups(request, slug):
    event = event_for(request, slug, can_change_admission)
    if not hasattr(event, "admission"):
        messages.info(request, _("Say first how many places there are."))
        return redirect("events:admission", slug)
    if "allow" in request.POST:
        allow_groups(event, is_allowed=request.POST["allow"] == "yes", by=request.user)
        messages.success(request, _("Saved."))
        return redirect("events:group-desk", slug)
    form = KeepForm(sent(request), event=event, modes=modes_of(event))
    if form.is_valid() and _kept(request, event, form):
        return redirect("events:group-desk", slug)
    with_a_place = Count("registrations", filter=Q(registrations__status__in=WITH_A_PLACE))
    waits = Count("registrations", filter=Q(registrations__status="waiting"))
    confirmed = Count("registrations", filter=Q(registrations__status="confirmed"))
    parties = event.parties.select_related("organisation").order_by("-made_at")
    context = {
        "event": event,
        "form": form,
        "pools": event.pools.filter(kind=PoolKind.GROUP).select_related("organisation"),
        "parties": parties.annotate(places=with_a_place, confirmed=confirmed, waits=waits)[:100],
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "events/groups/desk.html", context, status=status)


def _kept(request, event, form):
    try:
        keep_places(event, by=request.user, **form.cleaned_data)
    except FewerFree as refusal:
        form.add_error("places", _("Only %d places are free.") % refusal.free)
        return False
    messages.success(request, _("The places are kept."))
    return True


@require_POST
@login_required
def release(request, slug, pk):
    event = event_for(request, slug, can_change_admission)
    release_places(
        get_object_or_404(Pool, event=event, kind=PoolKind.GROUP, pk=pk), by=request.user
    )
    messages.success(request, _("What was left is everybody's now."))
    return redirect("events:group-desk", slug)
