"""The organiser's desk for a programme, session by session."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clusterhub.clock.zones import zone_info
from clusterhub.events.clashes import clashes, clashes_of
from clusterhub.events.forms.programme import appearance_rows
from clusterhub.events.forms.session import (
    SessionForm,
    SessionLinks,
    SessionPeople,
    link_rows,
    typed_links,
)
from clusterhub.events.models import Session
from clusterhub.events.operations import (
    FewerThanTaken,
    PersonNamedTwice,
    SessionChangedMeanwhile,
    SessionHasPeople,
    add_session,
    cancel_session,
    change_session,
    hold_session,
    remove_session,
    set_session_places,
)
from clusterhub.events.permissions import can_see_people
from clusterhub.events.programme_days import rows_by_day
from clusterhub.events.session_slots import slots_of, typed_slot
from clusterhub.events.views.appearances import typed_appearance
from clusterhub.events.views.doors import event_for
from clusterhub.web.desk import sent

NEW = "new"


@require_safe
@login_required
def sessions(request, slug):
    event = event_for(request, slug)
    rows = list(event.sessions.select_related("room", "track", "pool"))
    found = clashes(slots_of(event))
    for row in rows:
        row.clash_count = len([clash for clash in found if clash.has(row.pk)])
    context = {
        "event": event,
        "days": rows_by_day(rows, zone_info(event.time_zone)),
        "clashes": found,
        "count": len(rows),
    }
    return render(request, "events/programme/sessions.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def new(request, slug):
    event = event_for(request, slug)
    return _edit(request, event, Session(event=event))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def edit(request, slug, pk):
    event = event_for(request, slug)
    rows = Session.objects.select_related("event", "room", "track", "pool")
    return _edit(request, event, get_object_or_404(rows, event=event, pk=pk))


def _edit(request, event, session):
    forms = _forms(request, event, session)
    context = {
        "event": event,
        "session": session if session.pk else None,
        "can_see_people": can_see_people(request.user, event),
        **forms,
    }
    if request.method != "POST":
        context["clashes"] = _clashes(event, session.pk) if session.pk else []
        return render(request, "events/programme/session_edit.html", context)
    status = 422
    fits = [each.is_valid() for each in forms.values()]
    if all(fits):
        try:
            saved = _save(request, event, session, **forms)
        except PersonNamedTwice as refusal:
            words = _("%(person)s stands twice in the same place with the same part.")
            context["refusal"] = words % {"person": refusal.person}
        except FewerThanTaken as refusal:
            forms["form"].add_error("places", _("%d places are taken already.") % refusal.taken)
        except SessionChangedMeanwhile as refusal:
            forms["form"].data = forms["form"].data.copy()
            forms["form"].data["version"] = refusal.session.version
            context["stored"], status = refusal.session, 409
        else:
            messages.success(request, _("“%(title)s” is saved.") % {"title": saved.title})
            return redirect("events:sessions", event.slug)
    return render(request, "events/programme/session_edit.html", context, status=status)


def _forms(request, event, session):
    typed = sent(request)
    speakers = list(session.speakers.with_people()) if session.pk else []
    known = {(row.person.name, row.organisation_name): row for row in speakers}
    rows = (appearance_rows(speakers), link_rows(session, event) if session.pk else [])
    people, links = (None, None) if typed is not None else rows
    return {
        "form": SessionForm(typed, event=event, session=session),
        "people": SessionPeople(
            typed, prefix="people", initial=people, form_kwargs={"known": known}
        ),
        "links": SessionLinks(typed, prefix="links", initial=links),
    }


@transaction.atomic
def _save(request, event, session, form, people, links):
    newly_listed = {}
    facts = form.facts() | {
        "by": request.user,
        "links": typed_links(links, event),
        "people": [
            typed_appearance(request, event, each.cleaned_data, newly_listed)
            for each in people
            if each.cleaned_data.get("name")
        ],
    }
    if session.pk is None:
        session = add_session(event, **facts)
    else:
        session = change_session(session, version=form.cleaned_data["version"] or None, **facts)
    set_session_places(session, places=form.cleaned_data["places"], by=request.user)
    return session


@require_POST
@login_required
def check(request, slug):
    """The clashes that what is typed so far would make; nothing is stored."""
    event = event_for(request, slug)
    form = SessionForm(request.POST, event=event)
    form.is_valid()  # Fields that do not fit yet are left out.
    names = [
        value
        for name, value in request.POST.items()
        if name.startswith("people-") and name.endswith("-name")
    ]
    key = request.POST.get("session", "")
    slot = typed_slot(
        int(key) if key.isascii() and key.isdecimal() else NEW, form.cleaned_data, names[:70]
    )
    found = clashes_of(slot, slots_of(event, by_name=True))
    context = {"event": event, "clashes": found, "own": slot.key}
    return render(request, "events/programme/_clashes.html", context)


def _clashes(event, key):
    return [clash for clash in clashes(slots_of(event)) if clash.has(key)]


@require_POST
@login_required
def cancellation(request, slug, pk):
    event = event_for(request, slug)
    session = get_object_or_404(Session.objects.select_related("event"), event=event, pk=pk)
    if request.POST.get("undo"):
        hold_session(session, by=request.user)
        messages.success(request, _("It is held after all."))
    else:
        cancel_session(session, by=request.user)
        messages.success(request, _("Cancelled. Everybody who chose it is told."))
    return redirect("events:session-edit", event.slug, session.pk)


@require_POST
@login_required
def removal(request, slug, pk):
    event = event_for(request, slug)
    session = get_object_or_404(Session.objects.select_related("event"), event=event, pk=pk)
    try:
        remove_session(session, by=request.user)
    except SessionHasPeople as refusal:
        words = ngettext(
            "%(count)d person has chosen it. Cancel it, so that she is told.",
            "%(count)d people have chosen it. Cancel it, so that they are told.",
            refusal.count,
        )
        messages.error(request, words % {"count": refusal.count})
        return redirect("events:session-edit", event.slug, session.pk)
    messages.success(request, _("“%(title)s” is taken away.") % {"title": session.title})
    return redirect("events:sessions", event.slug)
