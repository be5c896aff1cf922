"""One's own schedule on the day, and what one says of a meeting, behind the mailed link."""

from functools import cache
from pathlib import Path

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from clusterhub.events.links import CALENDAR, token_for
from clusterhub.matchmaking.contact_cards import card_of
from clusterhub.matchmaking.day_hours import LATE_MINUTES
from clusterhub.matchmaking.day_shown import (
    by_day,
    next_of,
    organisation_of,
    own_meetings,
    waiting_meetings,
)
from clusterhub.matchmaking.forms.day import (
    ContactForm,
    LateForm,
    MissingForm,
    NoteForm,
    OutcomeForm,
)
from clusterhub.matchmaking.models import MeetingOutcome
from clusterhub.matchmaking.operations.day import (
    DayRefusal,
    NotNow,
    note_outcome,
    say_late,
    say_missing,
    share_contact,
    write_note,
)
from clusterhub.matchmaking.operations.freed import may_take_times
from clusterhub.matchmaking.views.day_doors import by_own_link, meeting_or_404

WORKER = Path(__file__).resolve().parent.parent / "static/matchmaking/day_worker.js"


@require_safe
@by_own_link
def schedule(request, participant, token):
    event = participant.registration.event
    meetings = own_meetings(participant)
    context = _choices() | {
        "event": event,
        "token": token,
        "calendar_token": token_for(participant.registration, CALENDAR),
        "has_some": bool(meetings),
        "days": by_day([m for m in meetings if m.phase != "past"], event.time_zone),
        "past": by_day([m for m in meetings if m.phase == "past"], event.time_zone),
        "next": next_of(meetings),
        "waiting": waiting_meetings(participant),
        "may_take": may_take_times(participant.matchmaking),
        "made_at": timezone.now(),
        "facts": _facts(meetings, token),
    }
    return render(request, "matchmaking/day_schedule.html", context)


def _choices():
    return {"outcomes": MeetingOutcome.choices, "late_minutes": LATE_MINUTES}


def _facts(meetings, token):
    """What the script has to know without a network: which meeting is the next, at any hour."""
    return {
        "here": reverse("matchmaking:day", args=[token]),
        "worker": reverse("matchmaking:day-worker", args=[token]),
        "meetings": [
            {
                "id": each.meeting.pk,
                "starts": each.slot.starts_at.isoformat(),
                "ends": each.slot.ends_at.isoformat(),
                "hours": each.hours,
                "day": each.day,
                "place": each.place,
                "name": each.name,
                "organisation": each.organisation,
                "url": reverse("matchmaking:day-meeting", args=[token, each.meeting.pk]),
            }
            for each in meetings
        ],
    }


@require_safe
@by_own_link
def meeting(request, participant, token, pk):
    shown = meeting_or_404(participant, pk)
    form = NoteForm(initial={"note": shown.own.note})
    context = _choices() | {
        "event": participant.registration.event,
        "token": token,
        "one": shown,
        "form": form,
        "own_address": participant.registration.email,
    }
    return render(request, "matchmaking/day_meeting.html", context)


@require_POST
@by_own_link
def late(request, participant, token, pk):
    return _say(request, participant, token, pk, say_late, LateForm, _late_words)


@require_POST
@by_own_link
def missing(request, participant, token, pk):
    return _say(request, participant, token, pk, say_missing, MissingForm, _missing_words)


@require_POST
@by_own_link
def outcome(request, participant, token, pk):
    return _say(request, participant, token, pk, note_outcome, OutcomeForm, _outcome_words)


@require_POST
@by_own_link
def note(request, participant, token, pk):
    return _say(request, participant, token, pk, write_note, NoteForm, _note_words)


@require_POST
@by_own_link
def contact(request, participant, token, pk):
    return _say(request, participant, token, pk, share_contact, ContactForm, _contact_words)


def _late_words(minutes):
    return _("We have told it at once.") if minutes else _("Taken back: you come in time.")


def _missing_words(is_missing):
    return _("Noted. Only the organisers read it.") if is_missing else _("Taken back.")


def _outcome_words(outcome):
    return _("Noted: nobody else reads it with your name.") if outcome else _("Taken back.")


def _note_words(note):
    return _("Kept for you alone.")


def _contact_words(is_shared):
    if is_shared:
        return _("The other one sees your address now.")
    return _("The other one no longer sees your address.")


def _say(request, participant, token, pk, operation, form_class, words):
    """One thing said of one of her meetings; back to where she said it."""
    shown, form = meeting_or_404(participant, pk), form_class(request.POST)
    try:
        if not form.is_valid():
            raise NotNow
        operation(shown.meeting, participant, **form.cleaned_data)
        messages.success(request, words(*form.cleaned_data.values()))
    except DayRefusal:
        messages.error(request, _refused(form))
    if request.POST.get("back") == "schedule":
        return redirect(reverse("matchmaking:day", args=[token]) + f"#meeting-{pk}")
    return redirect("matchmaking:day-meeting", token, pk)


def _refused(form):
    found = [words for errors in form.errors.values() for words in errors]
    return found[0] if found else _("This cannot be said of this meeting now.")


@require_safe
@by_own_link
def contact_card(request, participant, token, pk):
    """The other one's contact for the telephone, where it was given."""
    shown = meeting_or_404(participant, pk)
    if not shown.their_address:
        raise Http404
    event = participant.registration.event
    words = card_of(
        name=shown.name,
        address=shown.their_address,
        organisation=organisation_of(shown.other.registration),
        note=event.title,
    )
    response = HttpResponse(words, content_type="text/vcard; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="contact.vcf"'
    return response


@require_safe
@by_own_link
def worker(request, participant, token):
    return HttpResponse(_worker(), content_type="text/javascript; charset=utf-8")


@cache
def _worker():
    return WORKER.read_bytes()
