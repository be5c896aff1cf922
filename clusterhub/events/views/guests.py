"""By invitation: behind the link that came by mail, one click registers the invited address."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from clusterhub.events.addresses import address_key
from clusterhub.events.admitting import choices_of
from clusterhub.events.forms.registration import GuestForm
from clusterhub.events.guest_links import guest_of
from clusterhub.events.links import token_of
from clusterhub.events.operations import (
    EventRefusal,
    InvitationOver,
    InvitationUsed,
    accept_invitation,
    decline_invitation,
)
from clusterhub.events.operations.guests import registration_of_guest
from clusterhub.events.views.own import kept_from_others
from clusterhub.events.views.registering import write_again


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def guest(request, token):
    guest = _guest(token)
    event, already = guest.event, registration_of_guest(guest)
    choices = choices_of(event) if guest.is_open and hasattr(event, "admission") else []
    form = None
    if choices and not (already and already.proven_at):
        data = request.POST if request.method == "POST" else None
        form = GuestForm(data, choices=choices, initial={"name": guest.name})
    if form is not None and form.is_valid():
        own = _accept(request, guest, form)
        if own is not None:
            return redirect("events:own-registration", token_of(own))
    context = {"guest": guest, "event": event, "form": form, "already": already, "token": token}
    status = 422 if form is not None and form.errors else 200
    return kept_from_others(render(request, "events/guest.html", context, status=status))


def _guest(token):
    guest = guest_of(token)
    if guest is None or guest.withdrawn_at or guest.event.is_draft:
        raise Http404
    return guest


def _accept(request, guest, form):
    user = request.user
    is_hers = user.is_authenticated and address_key(user.email) == guest.address_key
    try:
        return accept_invitation(
            guest,
            name=form.cleaned_data["name"],
            mode=form.cleaned_data["mode"],
            language=get_language(),
            attendee=user if is_hers else None,
        )
    except (InvitationOver, InvitationUsed):
        form.add_error(None, _("This invitation cannot be used any more."))
    except EventRefusal:
        form.add_error(None, _("Registration for this event is closed."))
    return None


@require_POST
def refusal(request, token):
    guest = _guest(token)
    try:
        decline_invitation(guest)
        messages.success(request, _("Thank you for telling us. We do not write about it again."))
    except InvitationOver:
        messages.info(request, _("This invitation is over."))
    return redirect("events:guest", token)


@require_POST
def letter(request, token):
    """Whoever holds an invitation that was used may be somebody to whom it was forwarded: the way
    to the registration goes to the invited address only."""
    own = registration_of_guest(_guest(token))
    if own is not None:
        write_again(own)
    messages.success(request, _("We have written to the invited address."))
    return redirect("events:guest", token)
