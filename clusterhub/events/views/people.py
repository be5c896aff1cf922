"""The organisers' side of registration: how many places, who comes, who waits."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clusterhub.activity.operations import record_activity
from clusterhub.documents.tables import csv_lines
from clusterhub.events.forms.registration import AdmissionForm
from clusterhub.events.models import PoolKind, Registration, RegistrationStatus
from clusterhub.events.operations import (
    FewerThanTaken,
    cancel_registration,
    end_registration,
    set_admission,
)
from clusterhub.events.operations.admission import MODES_OF
from clusterhub.events.permissions import can_change_admission, can_see_people
from clusterhub.events.views.doors import event_for
from clusterhub.web.desk import sent

PAGE_SIZE = 50


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def admission(request, slug):
    event = event_for(request, slug, can_change_admission)
    modes = MODES_OF[event.format]
    form = AdmissionForm(sent(request), modes=modes, initial=_as_it_is(event))
    if request.method == "POST" and "close" in request.POST and hasattr(event, "admission"):
        end_registration(event, by=request.user)
        messages.success(request, _("Registration is closed."))
        return redirect("events:people", event.slug)
    if form.is_valid():
        try:
            set_admission(
                event, places=form.places(), by=request.user, closes_at=None, **form.settings()
            )
        except FewerThanTaken as refusal:
            form.add_error(None, _("%d places are taken already.") % refusal.taken)
        else:
            messages.success(request, _("Saved. Registration is open."))
            return redirect("events:people", event.slug)
    status = 422 if form.errors else 200
    context = {"event": event, "form": form, "is_open": hasattr(event, "admission")}
    return render(request, "events/admission.html", context, status=status)


def _as_it_is(event):
    if not hasattr(event, "admission"):
        return {}
    kept = event.admission
    pools = event.pools.filter(kind=PoolKind.MODE)
    places = {f"places_{pool.mode}": pool.places for pool in pools}
    return {"hold_minutes": kept.hold_minutes, "offer_hours": kept.offer_hours, **places}


@never_cache
@require_safe
@login_required
def people(request, slug):
    event = event_for(request, slug, can_see_people)
    status, words = _asked(request)
    rows = _rows(event, status, words)
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "event": event,
        "page": page,
        "pools": event.pools.filter(kind=PoolKind.MODE).order_by("mode"),
        "statuses": RegistrationStatus.choices,
        "status": status,
        "q": words,
    }
    return render(request, "events/people.html", context)


def _asked(request):
    words = request.GET.get("q", "").replace("\x00", "").strip()[:100]
    return request.GET.get("status", ""), words


def _rows(event, status, words):
    rows = Registration.objects.filter(event=event).order_by("-registered_at", "-pk")
    if status in RegistrationStatus.values:
        rows = rows.filter(status=status)
    if words:
        rows = rows.filter(Q(name__icontains=words) | Q(email__icontains=words))
    return rows


@never_cache
@require_safe
@login_required
def people_csv(request, slug):
    event = event_for(request, slug, can_see_people)
    rows = _rows(event, *_asked(request))
    record_activity("took the list of people of", event, by=request.user, count=rows.count())
    heads = [_("Name"), _("E-mail address"), _("Takes part"), _("Status"), _("Registered at")]
    lines = (
        [row.name, row.email, row.get_mode_display(), row.get_status_display(), _when(row)]
        for row in rows.iterator(chunk_size=500)
    )
    response = StreamingHttpResponse(
        csv_lines(heads, lines), content_type="text/csv; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="{event.slug}.csv"'
    return response


def _when(row):
    return row.registered_at.isoformat(timespec="seconds")


@require_POST
@login_required
def cancellation(request, slug, pk):
    event = event_for(request, slug, can_see_people)
    registration = get_object_or_404(Registration, event=event, pk=pk)
    cancel_registration(registration, by=request.user)
    messages.success(request, _("Cancelled; the place is free."))
    return redirect("events:people", event.slug)
