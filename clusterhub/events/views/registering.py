"""To register: from the event's page, in one step, with or without an account."""

from functools import partial, wraps

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from clusterhub.activity.doors import get_visible_or_404
from clusterhub.events.addresses import address_key
from clusterhub.events.admitting import admitting
from clusterhub.events.forms.registration import RegistrationForm
from clusterhub.events.limits import DAY, HOUR, TEN_MINUTES, counted, may_write_to, of_connection
from clusterhub.events.links import token_of
from clusterhub.events.models import Event, Way
from clusterhub.events.operations import (
    CountryNotTakingPart,
    EventRefusal,
    register,
    renew_code,
)
from clusterhub.events.operations.telling import tell_again
from clusterhub.events.operations.text import one_line
from clusterhub.events.views.remembering import mark_of, remember
from clusterhub.web.blanks import plain
from clusterhub.web.parts import kept_article
from clusterhub.web.prepared import Prepared

POSTS_AN_HOUR, LETTERS_AN_HOUR, LETTERS_A_DAY = 200, 3, 6
# An office behind one address is not refused; beyond this, places go only to proven addresses.
HOLDS_IN_TEN_MINUTES = 30


def protected_if_known(view):
    """A visitor's registration carries nobody's authority, so there is nothing to forge, and her
    page needs no token and can be kept; who has a session is protected as everywhere."""
    protected = csrf_protect(view)

    @wraps(view)
    def choose(request, *values, **named):
        if request.method == "POST" and request.META.get("HTTP_SEC_FETCH_SITE") == "cross-site":
            raise PermissionDenied
        is_known = settings.SESSION_COOKIE_NAME in request.COOKIES
        return (protected if is_known else view)(request, *values, **named)

    return csrf_exempt(choose)


@require_http_methods(["GET", "HEAD", "POST"])
@protected_if_known
def registration(request, slug):
    event = _event(request, slug)
    part = admitting(event, request.user)
    if part is None or part.state != "open":
        return redirect(event)
    form = form_of(request, part, request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        status = 422 if request.method == "POST" else 200
        return _page(request, event, part, form, status=status)
    if form.is_trapped:
        return redirect("events:registration-sent", event.slug)
    if form.is_asking:
        return _page(request, event, part, form, status=422)
    if is_too_often(request):
        return _page(request, event, part, form, is_too_often=True, status=429)
    return _register(request, event, part, form)


def form_of(request, part, data=None):
    return RegistrationForm(
        data,
        choices=part.choices,
        user=request.user,
        questions=part.questions,
        needs_country=part.needs_country,
    )


def _event(request, slug):
    if not request.user.is_authenticated and (found := _public(slug)):
        return found
    events = Event.objects.visible_to(request.user).select_related("admission")
    return get_visible_or_404(events, slug=slug)


_public = Prepared(
    lambda slug: Event.objects.public().select_related("admission").filter(slug=slug)
).one


def registration_context(request, part, form=None):
    """What the form needs, on the event's page and on its own."""
    if part is None:
        return {"part": None, "has_session": False}
    own = part.registration
    token = token_of(own) if own else ""
    return {
        "part": part,
        "form": form,
        "fields": partial(_fields, request, part, form),
        "own_token": token,
        "own_url": reverse("events:own-registration", args=[token]) if own else "",
        "has_session": settings.SESSION_COOKIE_NAME in request.COOKIES,
    }


def _fields(request, part, form):
    """What is asked, and the button. Drawn once for all who are asked the same and typed nothing yet."""

    def draw():
        asked = form_of(request, part) if form is None else form
        return render_to_string("events/_registration_fields.html", {"part": part, "form": asked})

    if form or part.questions or part.needs_country:
        return draw()
    return kept_article(("registration", request.user.is_authenticated, plain(part)), draw)


def _page(request, event, part, form, *, is_too_often=False, status):
    context = {"event": event, "is_too_often": is_too_often}
    context |= registration_context(request, part, form)
    return render(request, "events/registration.html", context, status=status)


def _register(request, event, part, form):
    facts = {"mode": form.cleaned_data["mode"], "answers": form.answers(), **form.columns()}
    try:
        if request.user.is_authenticated:
            own = _register_known(request, event, facts)
            return redirect("events:own-registration", token_of(own))
        name, email = form.cleaned_data["name"], form.cleaned_data["email"]
        brought = take_in(request, event, part, name=name, email=email, **facts)
    except CountryNotTakingPart:
        field = "country" if "country" in form.fields else None
        words = _("This event is for people from: %s. You are welcome at our other events.")
        form.add_error(field, words % part.for_whom)
        return _page(request, event, part, form, status=422)
    except EventRefusal:  # Closed or called off since the page was drawn.
        return redirect(event)
    return remember(redirect("events:registration-sent", event.slug), event, brought)


def _register_known(request, event, facts):
    user = request.user
    return register(
        event, name=one_line(str(user))[:150], email=user.email, attendee=user, by=user,
        way=Way.MEMBER, language=get_language(), **facts,
    )  # fmt: skip


def take_in(request, event, part, *, name, email, mode, **facts):
    """Register a visitor; gives what her next page shows, which is the same for an address that is
    registered already, and for one to which no more letters go."""
    holds = of_connection(request, "holds", TEN_MINUTES) <= HOLDS_IN_TEN_MINUTES
    made = None
    if may_write_to(address_key(email)):
        made = register(
            event, name=name, email=email, mode=mode, language=get_language(), holds=holds, **facts
        )
        if not made.is_new:
            write_again(made)
    return {
        "email": email,
        "name": name,
        "mode": mode,
        "is_full": next(choice.is_full for choice in part.choices if choice.mode == mode),
        "is_asked": part.needs_approval,
        "minutes": event.admission.hold_minutes if holds else None,
        "mark": mark_of(made if made and made.is_new else None),
    }


def write_again(registration):
    """A letter with the link that she has, and a code that works; seldom, so that nobody tries
    codes by asking for ever new ones."""
    a_day = counted(f"events.again.day.{registration.pk}", DAY) <= LETTERS_A_DAY
    if a_day and counted(f"events.again.{registration.pk}", HOUR) <= LETTERS_AN_HOUR:
        renew_code(registration)
        tell_again(registration)


def is_too_often(request):
    return of_connection(request, "posts", HOUR) > POSTS_AN_HOUR
