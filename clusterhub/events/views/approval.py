"""Requests, decided one by one."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from clusterhub.events.approval_clock import decided_by, is_late, requests_of, usual_days
from clusterhub.events.forms.asking import RefusalForm
from clusterhub.events.models import PoolKind, Registration, RegistrationStatus
from clusterhub.events.operations import (
    AlreadyDecided,
    EventRefusal,
    ReasonsMissing,
    approve,
    refuse,
)
from clusterhub.events.operations.approving import FEWEST_LETTERS
from clusterhub.events.permissions import can_approve, can_see_people
from clusterhub.events.question_set import in_words, is_private, label_of
from clusterhub.events.views.doors import event_for

PAGE_SIZE = 25


@never_cache
@require_safe
@login_required
def approval(request, slug):
    return _page(request, event_for(request, slug, can_approve))


@never_cache
@require_POST
@login_required
def decision(request, slug, pk):
    event = event_for(request, slug, can_approve)
    registration = get_object_or_404(Registration, event=event, pk=pk)
    try:
        if request.POST.get("answer") == "yes":
            now = approve(registration, by=request.user)
            messages.success(request, _said(now))
            return redirect("events:approval", slug)
        form = RefusalForm(request.POST)
        if not form.is_valid():
            raise ReasonsMissing
        refuse(registration, by=request.user, **form.cleaned_data)
        messages.success(request, _("Refused; your reasons are on their way."))
    except ReasonsMissing:
        words = _("Give reasons of at least %d letters; they are sent as you write them.")
        typed = request.POST.get("reasons", "")
        problem = {"pk": pk, "words": words % FEWEST_LETTERS, "typed": typed}
        return _page(request, event, problem=problem, status=422)
    except AlreadyDecided:
        messages.info(request, _("This request was decided or taken back already."))
    except EventRefusal:  # Over, called off, or the address is not proven.
        messages.error(request, _("This cannot be decided now."))
    return redirect("events:approval", slug)


def _said(registration):
    if registration.status == RegistrationStatus.WAITING:
        return _("Accepted; all places are taken, so this person is on the waiting list.")
    return _("Accepted.")


def _page(request, event, *, problem=None, status=200):
    rows = requests_of(event).select_related("organisation", "country", "brought_by")
    rows = rows.prefetch_related("answers__question")
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    admission = getattr(event, "admission", None)
    pools = event.pools.filter(kind=PoolKind.MODE)
    full = {pool.mode for pool in pools if pool.free == 0}
    for row in page.object_list:
        row.is_late, row.due = is_late(row, admission), decided_by(row, admission)
        row.would_wait = row.mode in full
        row.said = _answers(row)
    context = {
        "event": event,
        "page": page,
        "problem": problem,
        "usual_days": usual_days(event),
        "sees_addresses": can_see_people(request.user, event),
        "unproven": _unproven(event),
    }
    return render(request, "events/approval.html", context, status=status)


def _answers(row):
    return [
        (label_of(one.question), in_words(one.question, one.value))
        for one in row.answers.all()
        if not is_private(one.question.key)
    ]


def _unproven(event):
    asked = Registration.objects.filter(event=event, status=RegistrationStatus.REQUESTED)
    return asked.exclude(approval_cause="").filter(proven_at=None).count()
