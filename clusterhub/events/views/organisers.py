"""Who works on an event: invited, raised, gone; and the events that somebody works on."""

from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from clusterhub.accounts.invited import digest_of
from clusterhub.events.forms.organisers import InvitationForm, LevelForm
from clusterhub.events.models import OrganiserInvitation
from clusterhub.events.operations import organisers as operations
from clusterhub.events.permissions import can_manage_organisers, can_see_organisers
from clusterhub.events.views.attempts import attempt
from clusterhub.events.views.doors import event_for
from clusterhub.web.desk import sent

METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(METHODS)
@login_required
def organisers(request, slug):
    may = can_manage_organisers if request.method == "POST" else can_see_organisers
    event = event_for(request, slug, may)
    can_manage = can_manage_organisers(request.user, event)
    form = InvitationForm(sent(request))
    if form.is_valid() and attempt(
        request, operations.invite_organiser, event, done=_("Invited."), **form.cleaned_data
    ):
        return redirect("events:organisers", slug)
    context = {
        "event": event,
        "organisers": list(event.organisers.current().select_related("person")),
        "invitations": list(event.organiser_invitations.open()) if can_manage else [],
        "form": form,
        "can_manage": can_manage,
    }
    status = 422 if form.errors else 200
    return render(request, "events/organisers.html", context, status=status)


@require_POST
@login_required
def organiser_end(request, slug, pk):
    event = event_for(request, slug, can_see_organisers)
    row = _still_there(request, event.organisers.current(), pk)
    if row is None:
        return redirect("events:organisers", slug)
    is_own = row.person_id == request.user.pk
    done = _("You have left.") if is_own else _("Removed.")
    is_done = attempt(request, operations.end_organiser, row, done=done)
    return redirect("events:mine") if is_done and is_own else redirect("events:organisers", slug)


@require_POST
@login_required
def organiser_level(request, slug, pk):
    event = event_for(request, slug, can_manage_organisers)
    form = LevelForm(request.POST)
    row = _still_there(request, event.organisers.current(), pk)
    if row and form.is_valid():
        operation = operations.change_organiser_level
        attempt(request, operation, row, done=_("Changed."), **form.cleaned_data)
    return redirect("events:organisers", slug)


@require_POST
@login_required
def invitation_withdrawal(request, slug, pk):
    event = event_for(request, slug, can_manage_organisers)
    if row := _still_there(request, event.organiser_invitations.open(), pk):
        done = _("The invitation is withdrawn.")
        attempt(request, operations.withdraw_organiser_invitation, row, done=done)
    return redirect("events:organisers", slug)


@never_cache
@require_http_methods(METHODS)
def invitation(request, token):
    """Whoever holds the link reads what she is asked; to accept it she signs in."""
    rows = OrganiserInvitation.objects.select_related("event", "invited_by")
    row = get_object_or_404(rows, token_digest=digest_of(token))
    is_accepting = request.method == "POST"
    if is_accepting and not request.user.is_authenticated:
        return redirect_to_login(request.path)
    done = _("You work on this event now.")
    if is_accepting and attempt(request, operations.accept_organiser_invitation, row, done=done):
        return redirect("events:desk", row.event.slug)
    back = urlencode({"next": request.path})
    context = {
        "invitation": row,
        "event": row.event,
        "is_open": operations.still_holds(row),
        "is_own": request.user.is_authenticated and row.accepted_by_id == request.user.pk,
        "login_url": f"{reverse('account_login')}?{back}",
        "signup_url": f"{reverse('account_signup')}?{back}",
    }
    response = render(request, "events/organiser_invitation.html", context)
    response["Referrer-Policy"] = "same-origin"
    response["X-Robots-Tag"] = "noindex"
    return response


def _still_there(request, rows, pk):
    row = rows.select_related("event").filter(pk=pk).first()
    if row is None:
        messages.info(request, _("It was removed already."))
    return row
