"""One's own registration, behind the link that came by mail: no sign-in, no account."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from clusterhub.events.admitting import choices_of
from clusterhub.events.links import registration_of
from clusterhub.events.models import PoolKind, RegistrationStatus
from clusterhub.events.operations import (
    EventCalledOff,
    HoldRanOut,
    NoLongerOffered,
    NoRegistration,
    NothingToSwitch,
    RegistrationClosed,
    accept_offer,
    cancel_registration,
    decline_offer,
    prove,
    switch_mode,
)


def _own(token):
    registration = registration_of(token)
    if registration is None:
        raise Http404
    return registration


def _kept_from_others(response):
    response["Referrer-Policy"] = "same-origin"  # With none at all, forms are refused as forged.
    response["X-Robots-Tag"] = "noindex"
    return response


@never_cache
@require_safe
def own(request, token):
    registration = _own(token)
    turns = registration.turns.select_related("pool")
    waits = turns.open().filter(pool__kind=PoolKind.MODE).first()
    is_confirmed = registration.status == RegistrationStatus.CONFIRMED
    others = choices_of(registration.event) if is_confirmed else []
    context = {
        "registration": registration,
        "event": registration.event,
        "token": token,
        "waits": waits,
        "before": _before(waits) if waits else 0,
        "is_offered": bool(waits and waits.offered_at),
        "others": [one for one in others if one.mode != registration.mode and not waits],
        "is_over": registration.status
        in (RegistrationStatus.CANCELLED, RegistrationStatus.LAPSED, RegistrationStatus.REFUSED),
        "is_asked": registration.status == RegistrationStatus.REQUESTED
        and not registration.proven_at,
    }
    return _kept_from_others(render(request, "events/own_registration.html", context))


def _before(entry):
    return entry.pool.queue.unserved().filter(number__lt=entry.number).count()


@require_POST
def proof(request, token):
    registration = _own(token)
    try:
        prove(registration)
        messages.success(request, _("Thank you, your address is confirmed."))
    except HoldRanOut:
        messages.error(request, _("That was too late: the place has gone to the next."))
    return redirect("events:own-registration", token)


@require_POST
def offer(request, token):
    registration = _own(token)
    entry = registration.turns.open().filter(offered_at__isnull=False).first()
    try:
        if entry is None:
            raise NoLongerOffered
        if request.POST.get("answer") == "yes":
            accept_offer(entry)
            messages.success(request, _("The place is yours."))
        else:
            decline_offer(entry)
            messages.success(request, _("Thank you; the next one is asked."))
    except NoLongerOffered:
        messages.error(request, _("This offer has run out."))
    return redirect("events:own-registration", token)


@require_POST
def mode(request, token):
    registration = _own(token)
    wanted = request.POST.get("mode", "")
    try:
        now = switch_mode(registration, mode=wanted)
    except (NoRegistration, NothingToSwitch, EventCalledOff, RegistrationClosed):
        messages.error(request, _("This cannot be changed now."))
    else:
        if now.mode == wanted:
            messages.success(request, _("Changed."))
        else:
            messages.info(request, _("That is full at the moment; you keep your place and wait."))
    return redirect("events:own-registration", token)


@require_POST
def cancellation(request, token):
    registration = _own(token)
    cancel_registration(registration, by=None)
    messages.success(request, _("Your registration is cancelled. Somebody else can come now."))
    return redirect("events:own-registration", token)
