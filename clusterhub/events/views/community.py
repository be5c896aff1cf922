"""Events that members submit, the team's decisions on them, and the events that one works on."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clusterhub.directory.models.editing import levels_of as levels_of_profiles
from clusterhub.events.forms.community import CommunityForm, DecisionForm
from clusterhub.events.models import CoOrganiser, Event, EventSubmission, Verdict
from clusterhub.events.operations.community import (
    MOST_OPEN,
    decide_submission,
    hand_in_again,
    open_count,
    submit_event,
    withdraw_submission,
)
from clusterhub.events.permissions import (
    can_create_event,
    can_decide_on,
    can_manage_organisers,
    can_moderate_events,
)
from clusterhub.events.views.attempts import attempt
from clusterhub.events.views.doors import event_for
from clusterhub.web.desk import only_for, sent

METHODS = ["GET", "HEAD", "POST"]
MOST_SHOWN = 200


@require_http_methods(METHODS)
@login_required
def submit(request):
    form = CommunityForm(sent(request), user=request.user)
    words = _("Submitted. You get a mail when the event team has decided.")
    if form.is_valid() and attempt(request, submit_event, done=words, **form.facts()):
        return redirect("events:mine")
    is_full = request.method != "POST" and open_count(request.user) >= MOST_OPEN
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "is_full": is_full}
    return render(request, "events/submit.html", context, status=status)


@require_POST
@login_required
def submission(request, slug):
    """Hand in again, or take back."""
    event = event_for(request, slug, can_manage_organisers)
    if "withdraw" in request.POST:
        attempt(request, withdraw_submission, event, done=_("Taken back."))
    else:
        attempt(request, hand_in_again, event, done=_("Handed in again."))
    return redirect("events:desk", slug)


@require_safe
@login_required
def mine(request):
    """The events on which somebody works, and what became of those she submitted."""
    rows = request.user.organised_events.current().select_related("event__series", "event__country")
    rows = list(rows.order_by("-event__starts_at", "-pk")[:MOST_SHOWN])
    sent_in = EventSubmission.objects.filter(event__in=[row.event_id for row in rows])
    last = {one.event_id: one for one in sent_in.order_by("pk")}
    for row in rows:
        row.submission = last.get(row.event_id)
    named = CoOrganiser.objects.filter(
        agreed_at=None, organisation__in=levels_of_profiles(request.user)
    ).select_related("event", "organisation")
    context = {
        "rows": rows,
        "can_create": can_create_event(request.user),
        "named": list(named.order_by("event__starts_at", "pk")[:MOST_SHOWN]),
    }
    return render(request, "events/mine.html", context)


@require_safe
@only_for(can_moderate_events)
def moderation(request):
    """What waits, and what was decided last."""
    submissions = EventSubmission.objects.select_related("event__country", "submitted_by")
    decided = submissions.exclude(decided_at=None).exclude(verdict=Verdict.WITHDRAWN)
    context = {
        "waiting": list(submissions.waiting()[:MOST_SHOWN]),
        "decided": list(decided.order_by("-decided_at", "-pk")[:20]),
    }
    return render(request, "events/moderation.html", context)


@require_http_methods(METHODS)
@only_for(can_moderate_events)
def case(request, pk):
    """One submitted event as it would be shown, and the decision."""
    rows = EventSubmission.objects.select_related("event__country", "submitted_by", "decided_by")
    row = get_object_or_404(rows, pk=pk)
    may_decide = row.decided_at is None and can_decide_on(request.user, row)
    if request.method == "POST" and not may_decide and row.decided_at is None:
        raise PermissionDenied
    form = DecisionForm(sent(request))
    if form.is_valid():
        if attempt(request, decide_submission, row, done=_("Decided."), **form.cleaned_data):
            return redirect("events:moderation")
        return redirect("events:case", pk)
    event = Event.objects.with_page().get(pk=row.event_id)
    earlier = row.event.submissions.filter(pk__lt=row.pk).select_related("decided_by")
    context = {
        "submission": row,
        "event": event,
        "earlier": list(earlier),
        "form": form if may_decide else None,
        "is_own": row.submitted_by_id == request.user.pk,
    }
    return render(request, "events/case.html", context, status=422 if form.errors else 200)
