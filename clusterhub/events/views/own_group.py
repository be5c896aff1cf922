"""Somebody was registered by others, and says that it is not her, or that she does not come."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from clusterhub.events.links import registration_of
from clusterhub.events.operations.parties import say_no


@require_POST
def refusal(request, token):
    registration = registration_of(token)
    if registration is None:
        raise Http404
    say_no(registration)
    messages.success(request, _("Thank you. Nobody of the group can register this address again."))
    return redirect("events:own-registration", token)
