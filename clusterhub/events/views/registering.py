"""To register: from the event's page, in one step, with or without an account."""

from functools import wraps

from django.conf import settings
from django.core import signing
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from clusterhub.accounts.connections import address_of
from clusterhub.activity.doors import get_visible_or_404
from clusterhub.events.addresses import address_key
from clusterhub.events.admitting import admitting
from clusterhub.events.emails.registration import email_again
from clusterhub.events.forms.registration import RegistrationForm
from clusterhub.events.links import token_of
from clusterhub.events.models import Event, Registration, Way
from clusterhub.events.operations import EventRefusal, register
from clusterhub.events.operations.text import one_line

COOKIE, SALT, SECONDS = "registered", "clusterhub.events.registered", 7200
POSTS_AN_HOUR, LETTERS_AN_HOUR = 200, 3
# An office behind one address is not refused; beyond this, places go only to proven addresses.
HOLDS_IN_TEN_MINUTES = 30
HOUR, TEN_MINUTES = 3600, 600


def protected_if_known(view):
    """A visitor's registration carries nobody's authority, so there is nothing to forge, and her
    page needs no token and can be kept; who has a session is protected as everywhere."""
    protected = csrf_protect(view)

    @wraps(view)
    def choose(request, *values, **named):
        if request.method == "POST" and request.headers.get("Sec-Fetch-Site") == "cross-site":
            raise PermissionDenied
        is_known = settings.SESSION_COOKIE_NAME in request.COOKIES
        return (protected if is_known else view)(request, *values, **named)

    return csrf_exempt(choose)


@require_http_methods(["GET", "HEAD", "POST"])
@protected_if_known
def registration(request, slug):
    event = get_visible_or_404(Event.objects.visible_to(request.user).with_page(), slug=slug)
    part = admitting(event, request.user)
    if part is None or part.state != "open":
        return redirect(event)
    data = request.POST if request.method == "POST" else None
    form = RegistrationForm(data, choices=part.choices, user=request.user)
    if request.method != "POST" or not form.is_valid():
        status = 422 if request.method == "POST" else 200
        return _page(request, event, part, form, status=status)
    if form.is_trapped:
        return redirect("events:registration-sent", event.slug)
    if _too_often(request):
        return _page(request, event, part, form, is_too_often=True, status=429)
    return _register(request, event, part, form)


def registration_context(request, part, form=None):
    """What the form needs, on the event's page and on its own."""
    if part is None:
        return {"part": None}
    if form is None and part.state == "open":
        form = RegistrationForm(choices=part.choices, user=request.user)
    own = part.registration
    return {
        "part": part,
        "form": form,
        "own_url": reverse("events:own-registration", args=[token_of(own)]) if own else "",
        "has_session": settings.SESSION_COOKIE_NAME in request.COOKIES,
    }


def _page(request, event, part, form, *, is_too_often=False, status):
    context = {"event": event, "is_too_often": is_too_often}
    context |= registration_context(request, part, form)
    return render(request, "events/registration.html", context, status=status)


def _register(request, event, part, form):
    mode, user = form.cleaned_data["mode"], request.user
    language = get_language()
    try:
        if user.is_authenticated:
            own = register(
                event, name=one_line(str(user))[:150], email=user.email, mode=mode, attendee=user, by=user,
                way=Way.MEMBER, language=language,
            )  # fmt: skip
            return redirect("events:own-registration", token_of(own))
        name, email = form.cleaned_data["name"], form.cleaned_data["email"]
        was = Registration.objects.living().filter(event=event, address_key=address_key(email))
        known = was.values_list("pk", flat=True).first()
        holds = _count(request, "holds", TEN_MINUTES) <= HOLDS_IN_TEN_MINUTES
        made = register(event, name=name, email=email, mode=mode, language=language, holds=holds)
    except EventRefusal:  # Closed or called off since the page was drawn.
        return redirect(event)
    if known:
        _write_again(made)
    minutes = event.admission.hold_minutes if holds else None
    is_full = next(choice.is_full for choice in part.choices if choice.mode == mode)
    return _sent(event, {"email": email, "is_full": is_full, "minutes": minutes})


def _write_again(registration):
    if _counted(f"events.again.{registration.pk}", HOUR) <= LETTERS_AN_HOUR:
        email_again.enqueue(registration.pk)


def _sent(event, facts):
    """The next page is drawn from what the browser itself brought, so that it says the same to
    whoever registers an address, whether that is registered already or not."""
    response = redirect("events:registration-sent", event.slug)
    facts = signing.dumps(facts | {"event": event.pk}, salt=SALT)
    response.set_cookie(
        COOKIE, facts, max_age=SECONDS, httponly=True, samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )  # fmt: skip
    return response


@never_cache
@require_safe
def sent(request, slug):
    event = get_visible_or_404(Event.objects.visible_to(request.user), slug=slug)
    try:
        facts = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=SECONDS)
    except signing.BadSignature:
        facts = {}
    facts = facts if facts.get("event") == event.pk else {}
    return render(request, "events/registration_sent.html", {"event": event, "facts": facts})


def _too_often(request):
    return _count(request, "posts", HOUR) > POSTS_AN_HOUR


def _count(request, what, seconds):
    """How many of these came from this connection in the time that began with the first."""
    return _counted(f"events.{what}.{address_of(request)}", seconds)


def _counted(key, seconds):
    cache.add(key, 0, seconds)
    try:
        return cache.incr(key)
    except ValueError:  # It ran out between two lines.
        return 1
