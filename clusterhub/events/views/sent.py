"""After registering: look into your mailbox. The code beside the link, and the address corrected."""

from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from clusterhub.activity.doors import get_visible_or_404
from clusterhub.events.addresses import address_key
from clusterhub.events.admitting import admitting
from clusterhub.events.forms.registration import AddressForm
from clusterhub.events.limits import TEN_MINUTES, may_write_to, of_connection
from clusterhub.events.links import token_of
from clusterhub.events.models import Event, Registration
from clusterhub.events.operations import (
    CorrectedAlready,
    EventRefusal,
    HoldRanOut,
    WrongCode,
    correct_address,
    end_code,
    prove,
    registration_by_code,
)
from clusterhub.events.views.registering import (
    is_too_often,
    protected_if_known,
    take_in,
    write_again,
)
from clusterhub.events.views.remembering import is_marked, mark_of, remember, remembered
from clusterhub.web.blanks import render_with_blanks
from clusterhub.web.prepared import Prepared

CODES_IN_TEN_MINUTES = 30
TEMPLATE, SHOWN = (
    "events/registration_sent.html",
    ("is_asked", "is_full", "minutes", "is_corrected"),
)


@never_cache
@require_safe
def sent(request, slug):
    event = _event(request, slug)
    return _first_page(request, event, remembered(request, event))


@never_cache
@require_POST
@protected_if_known
def code(request, slug):
    """The same as the link and its button."""
    event = _event(request, slug)
    facts = remembered(request, event)
    if not facts:
        return redirect("events:registration-sent", slug)
    if of_connection(request, "codes", TEN_MINUTES) > CODES_IN_TEN_MINUTES:
        problem = _("Too many codes were tried from your connection. Use the link in the mail.")
        return _page(request, event, facts, problem=problem, status=429)
    try:
        typed = request.POST.get("code", "")[:20]
        own = registration_by_code(event, email=facts["email"], code=typed)
        if own.proven_at is None:
            prove(own)
            messages.success(request, _("Thank you, your address is confirmed."))
        end_code(own)
    except (WrongCode, HoldRanOut):
        problem = _(
            "This code does not fit, or is of no use any more. The link in the mail still leads on."
        )
        return _page(request, event, facts, problem=problem, status=422)
    return redirect("events:own-registration", token_of(own))


@never_cache
@require_POST
@protected_if_known
def address(request, slug):
    """Once, by the browser that made the registration, and only while the address is not proven."""
    event = _event(request, slug)
    facts = remembered(request, event)
    if not facts or facts.get("is_corrected"):
        return redirect("events:registration-sent", slug)
    form = AddressForm(request.POST)
    if not form.is_valid() or form.is_asking:
        return _page(request, event, facts, form=form, status=422)
    if is_too_often(request):
        return redirect("events:registration-sent", slug)
    brought = _corrected(request, event, facts, form.cleaned_data["email"])
    return remember(
        redirect("events:registration-sent", slug), event, brought | {"is_corrected": True}
    )


def _corrected(request, event, facts, email):
    living = Registration.objects.living().filter(event=event)
    own = living.filter(address_key=address_key(facts["email"])).first()
    if not may_write_to(address_key(email)):
        return facts | {"email": email}
    try:
        if own is not None and is_marked(facts, own):
            now = correct_address(own, email=email)
            if now.pk != own.pk:
                write_again(now)
            mark = mark_of(now if now.pk == own.pk else None)
            return facts | {"email": email, "mark": mark}
        part = admitting(event, request.user)
        if part is not None and part.state == "open":
            person = {"name": facts["name"], "mode": facts["mode"]}
            return take_in(request, event, part, email=email, **person)
    except (CorrectedAlready, EventRefusal):
        pass
    return facts | {"email": email}


def _page(request, event, facts, *, form=None, problem="", status=200):
    context = {
        "event": event,
        "facts": facts,
        "email": facts.get("email", ""),
        "problem": problem,
        "form": form or _address_form(facts),
        "is_correcting": form is not None,
        "has_session": settings.SESSION_COOKIE_NAME in request.COOKIES,
    }
    return render(request, TEMPLATE, context, status=status)


def _first_page(request, event, facts):
    """The same for everybody who has just registered, but for the address."""
    context = {
        "event": event,
        "facts": {name: facts.get(name) for name in SHOWN},
        "has_session": settings.SESSION_COOKIE_NAME in request.COOKIES,
    }
    own = {"email": facts.get("email", "")}
    return render_with_blanks(request, TEMPLATE, context, own, form=_address_form)


def _address_form(facts):
    return AddressForm(initial={"email": facts.get("email", "")})


def _event(request, slug):
    if not request.user.is_authenticated and (found := _public(slug)):
        return found
    events = Event.objects.visible_to(request.user).select_related("admission", "country")
    return get_visible_or_404(events, slug=slug)


_public = Prepared(
    lambda slug: (
        Event.objects.public()
        .select_related("admission", "country")
        .defer("admission__places_shown")  # Changes with each place, and is not shown.
        .filter(slug=slug)
    )
).one
