"""One's own registration, behind the link that came by mail: no sign-in, no account."""

from dataclasses import replace

from django.contrib import messages
from django.db.models import Count
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from clusterhub.events.added import parts_on_own_page
from clusterhub.events.admitting import choices_of
from clusterhub.events.fair_part import own_fair_part
from clusterhub.events.links import registration_of
from clusterhub.events.models import PoolKind, RegistrationStatus, WaitingEntry
from clusterhub.events.models.registration import OVER
from clusterhub.events.operations import (
    EventCalledOff,
    HoldRanOut,
    NoLongerOffered,
    NoRegistration,
    NothingToSwitch,
    RegistrationClosed,
    SwitchClosed,
    accept_offer,
    cancel_registration,
    decline_offer,
    prove,
    switch_mode,
)
from clusterhub.events.own_asking import asking_part, may_switch
from clusterhub.events.own_choices import chosen_sessions, offers_sessions
from clusterhub.events.own_day import own_day
from clusterhub.events.own_rows import may_have, own_row
from clusterhub.events.own_shown import own_shown, to_the_minute
from clusterhub.web.blanks import render_with_blanks
from clusterhub.web.prepared import Prepared


def own_or_404(token, by_number=None):
    registration = registration_of(token, by_number)
    if registration is None:
        raise Http404
    return registration


def kept_from_others(response):
    response["Referrer-Policy"] = "same-origin"  # With none at all, forms are refused as forged.
    response["X-Robots-Tag"] = "noindex"
    return response


@never_cache
@require_safe
def own(request, token):
    registration = own_or_404(token, own_row)
    waits = _turn(registration.pk) if may_have(registration, "turns") else None
    day = own_day(registration)
    context = _shown(registration, waits) | {"day": replace(day, ticket="")}
    hers = {
        "name": registration.name,
        "token": token,
        "ticket": day.ticket,
        "before": _before(waits) if waits else "",
    }
    page = render_with_blanks(request, "events/own_registration.html", context, hers)
    return kept_from_others(page)


def _shown(registration, waits):
    event, status = registration.event, registration.status
    is_confirmed = status == RegistrationStatus.CONFIRMED
    may_change = is_confirmed and not event.is_over and may_switch(registration) and not waits
    others = choices_of(event) if may_change else []
    return {
        "registration": own_shown(registration),
        "event": event,
        **own_fair_part(registration),
        "waits": {"keep_until": to_the_minute(waits.keep_until)} if waits else None,
        "is_offered": bool(waits and waits.offered_at),
        "others": [one for one in others if one.mode != registration.mode],
        "chooses_sessions": is_confirmed and offers_sessions(registration),
        "chosen": chosen_sessions(registration) if is_confirmed else [],
        "is_over": status in OVER,
        "is_past": event.is_over,
        "is_asked": status == RegistrationStatus.REQUESTED and not registration.proven_at,
        **asking_part(registration),
        "added": parts_on_own_page(registration),
    }


_turn = Prepared(
    lambda pk: WaitingEntry.objects.open().filter(registration_id=pk, pool__kind=PoolKind.MODE)[:1]
).one
_count_before = Prepared(
    lambda pool, number: (
        WaitingEntry.objects.unserved()
        .filter(pool_id=pool, number__lt=number)
        .order_by()
        .values("pool")
        .annotate(count=Count("pk"))
        .values_list("count")
    )
).one


def _before(entry):
    """How many stand before her, in words."""
    found = _count_before(entry.pool_id, entry.number)
    if found is None:
        return _("You are the next.")
    number = found[0]
    words = ngettext("%d person is before you.", "%d people are before you.", number)
    return words % number


@require_POST
def proof(request, token):
    registration = own_or_404(token)
    try:
        prove(registration)
        messages.success(request, _("Thank you, your address is confirmed."))
    except HoldRanOut:
        messages.error(request, _("That was too late: the place has gone to the next."))
    return redirect("events:own-registration", token)


@require_POST
def offer(request, token):
    registration = own_or_404(token)
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
    registration = own_or_404(token)
    wanted = request.POST.get("mode", "")
    try:
        now = switch_mode(registration, mode=wanted)
    except (NoRegistration, NothingToSwitch, EventCalledOff, RegistrationClosed, SwitchClosed):
        messages.error(request, _("This cannot be changed now."))
    else:
        if now.mode == wanted:
            messages.success(request, _("Changed."))
        else:
            messages.info(request, _("That is full at the moment; you keep your place and wait."))
    return redirect("events:own-registration", token)


@require_POST
def cancellation(request, token):
    registration = own_or_404(token)
    cancel_registration(registration, by=None)
    messages.success(request, _("Your registration is cancelled. Somebody else can come now."))
    return redirect("events:own-registration", token)
