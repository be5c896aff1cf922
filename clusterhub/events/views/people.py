"""The organisers' side of registration: who comes, who waits."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from clusterhub.activity.operations import record_activity
from clusterhub.documents.tables import csv_lines
from clusterhub.events.desk import doors
from clusterhub.events.emails.registration import ABOUT
from clusterhub.events.models import PoolKind, Registration, RegistrationStatus
from clusterhub.events.operations import cancel_registration
from clusterhub.events.permissions import can_see_people
from clusterhub.events.views.doors import event_for
from clusterhub.letters.models import NOT_ARRIVED, Letter

PAGE_SIZE = 50


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
        "not_arrived": _not_arrived(page),
        "statuses": RegistrationStatus.choices,
        "status": status,
        "q": words,
        **doors(request.user, event),
    }
    return render(request, "events/people.html", context)


def _not_arrived(page):
    """Whose last letter did not reach her."""
    letters = Letter.objects.about(ABOUT, *[row.pk for row in page]).order_by("pk")
    last = dict(letters.values_list("about_id", "state"))
    return {pk for pk, state in last.items() if state in NOT_ARRIVED}


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
