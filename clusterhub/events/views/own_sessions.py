"""The sessions that somebody who is registered chooses, behind the link that came by mail."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from clusterhub.events.models import RegistrationStatus, Session
from clusterhub.events.operations import (
    EventCalledOff,
    NoPlaceYet,
    OnlyOnSite,
    RegistrationClosed,
    SessionNotOpen,
    SessionsClash,
    choose_session,
    leave_session,
)
from clusterhub.events.own_choices import Choices
from clusterhub.events.programme_record import programme_record
from clusterhub.events.session_addresses import KEY
from clusterhub.events.views.own import kept_from_others, own_or_404


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def own_sessions(request, token):
    registration = own_or_404(token)
    if request.method == "POST":
        _answer(request, registration)
        return kept_from_others(redirect("events:own-sessions", token))
    context = {
        "registration": registration,
        "event": registration.event,
        "token": token,
        "is_confirmed": registration.status == RegistrationStatus.CONFIRMED,
        "days": Choices(registration, timezone.now()).by_day(),
    }
    return kept_from_others(render(request, "events/own_sessions.html", context))


def _answer(request, registration):
    session = _published(registration.event, request.POST.get("session", ""))
    if "leave" in request.POST:
        leave_session(registration, session=session)
        messages.success(request, _("“%(title)s” is free for somebody else.") % {"title": session})
        return
    try:
        choose_session(registration, session=session, despite_clash="sure" in request.POST)
    except SessionsClash as refusal:
        words = _("“%(title)s” is at the same time as “%(other)s”, which you have chosen.")
        messages.warning(request, words % {"title": session, "other": refusal.other})
    except (SessionNotOpen, EventCalledOff, RegistrationClosed):
        messages.error(request, _("This session cannot be chosen any more."))
    except OnlyOnSite:
        messages.error(request, _("This session is for those who come; you take part online."))
    except NoPlaceYet:
        messages.error(request, _("Sessions are chosen as soon as your place is confirmed."))
    else:
        _say(request, registration, session)


def _say(request, registration, session):
    if registration.session_places.filter(session=session, ended_at=None).exists():
        messages.success(request, _("You have a place in “%(title)s”.") % {"title": session})
    else:
        words = _("“%(title)s” is full; you wait for a place, and we write when you have it.")
        messages.info(request, words % {"title": session})


def _published(event, uid):
    """The session, if readers of the programme can see it."""
    record = programme_record(event)
    if len(uid) <= KEY or uid not in {session["uid"] for session in record["sessions"]}:
        raise Http404
    return get_object_or_404(Session, event=event, uid=uid)
