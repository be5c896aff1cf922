from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from clusterhub.events.forms.programme import (
    AppearanceForms,
    PartForms,
    appearance_rows,
    part_rows,
)
from clusterhub.events.operations import (
    EventChangedMeanwhile,
    Part,
    PersonNamedTwice,
    SessionHasPeople,
    set_programme,
)
from clusterhub.events.views.appearances import typed_appearance
from clusterhub.events.views.doors import event_for
from clusterhub.web.desk import sent

MOST_IN_ROWS = 60  # A longer programme is kept session by session.


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def edit(request, slug):
    event = event_for(request, slug)
    if request.method != "POST" and event.sessions.count() > MOST_IN_ROWS:
        return redirect("events:sessions", event.slug)
    speakers = list(event.speakers.with_people())
    known = {(row.person.name, row.organisation_name): row for row in speakers}
    typed = sent(request)
    # Sent rows stand for themselves: what they were before must not make one of them "unchanged".
    rows = (part_rows(event), appearance_rows(speakers)) if typed is None else (None, None)
    parts = PartForms(typed, prefix="parts", initial=rows[0], form_kwargs={"event": event})
    about = {"known": known, "user": request.user}
    people = AppearanceForms(typed, prefix="people", initial=rows[1], form_kwargs=about)
    context = {"event": event, "parts": parts, "people": people, "version": event.version}
    if request.method != "POST":
        return render(request, "events/programme.html", context)
    context["version"] = request.POST.get("version", "")
    if parts.is_valid() & people.is_valid() and _numbers_fit(parts, people):
        try:
            _save(request, event, parts, people)
        except PersonNamedTwice as refusal:
            words = _("%(person)s stands twice in the same place with the same part.")
            context["refusal"] = words % {"person": refusal.person}
        except SessionHasPeople as refusal:
            words = _("Somebody has chosen “%(session)s”: cancel it, so that they are told.")
            context["refusal"] = words % {"session": refusal.session}
        except EventChangedMeanwhile as refusal:
            context |= {"stored": _stored(refusal.event), "version": refusal.event.version}
            return render(request, "events/programme.html", context, status=409)
        else:
            messages.success(request, _("The programme is saved."))
            return redirect(
                "events:programme" if "more" in request.POST else event, **_again(request, event)
            )
    return render(request, "events/programme.html", context, status=422)


def _again(request, event):
    return {"slug": event.slug} if "more" in request.POST else {}


def _numbers_fit(parts, people):
    """Every person's part exists and no number is given twice; errors stand beside the rows."""
    taken, fits = set(), True
    for form in _filled(parts, "title"):
        number = form.cleaned_data.get("number")
        if number and number in taken:
            form.add_error("number", _("This number is taken."))
            fits = False
        taken.add(number)
    for form in _filled(people, "name"):
        number = form.cleaned_data.get("number")
        if number and number not in taken:
            form.add_error("number", _("There is no part with this number."))
            fits = False
    return fits


def _filled(forms, name):
    return [form for form in forms if form.cleaned_data.get(name)]


@transaction.atomic
def _save(request, event, parts, people):
    sessions = {session.pk: session for session in event.sessions.all()}
    everyone, by_number, newly_listed = [], {}, {}
    for form in _filled(people, "name"):
        appearance = typed_appearance(request, event, form.cleaned_data, newly_listed)
        number = form.cleaned_data.get("number")
        (by_number.setdefault(number, []) if number else everyone).append(appearance)
    rows = _filled(parts, "title")
    # Rows without a number stay where they were typed, after those with one.
    rows.sort(key=lambda form: form.cleaned_data.get("number") or 1000)
    programme = [
        Part(
            title=form.cleaned_data["title"],
            description=form.cleaned_data["description"],
            starts_at=form.cleaned_data["starts_at"],
            ends_at=form.cleaned_data["ends_at"],
            people=by_number.get(form.cleaned_data.get("number"), []),
            session=sessions.get(form.cleaned_data.get("session")),
        )
        for form in rows
    ]
    version = request.POST.get("version") or None
    set_programme(
        event,
        sessions=programme,
        people=everyone,
        by=request.user,
        version=version,
        publishes=False,
    )


def _stored(event):
    """What somebody else saved meanwhile, as lines to compare."""
    lines = [f"{session.number}. {session.title}" for session in event.sessions.all()]
    for speaker in event.speakers.with_people():
        place = f"{speaker.session.number}. " if speaker.session else ""
        facts = (speaker.person.name, speaker.role, speaker.organisation_name)
        lines.append(place + ", ".join(fact for fact in facts if fact))
    return lines
