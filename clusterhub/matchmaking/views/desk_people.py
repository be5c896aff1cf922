"""Who takes part, as the organiser sees it: who has nobody, put two together, hours, roles."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from clusterhub.documents.writing import pdf_problem
from clusterhub.matchmaking.availability import availability, seats_of
from clusterhub.matchmaking.models import Meeting, MeetingRequest, Participant, ParticipantRole
from clusterhub.matchmaking.operations.arranging import (
    MeetAlready,
    NotTwoOfThem,
    arrange,
    invite,
    to_invite,
)
from clusterhub.matchmaking.operations.setting_up import set_role
from clusterhub.matchmaking.people_rows import SHOWS, people_of
from clusterhub.matchmaking.permissions import can_see_participants
from clusterhub.matchmaking.place_words import (
    names_of_tables,
    other_of,
    place_in_words,
    who_in_words,
)
from clusterhub.matchmaking.slot_words import slot_in_words
from clusterhub.matchmaking.views.desk_doors import run_by
from clusterhub.matchmaking.views.plan import NEAR_PLACE

PER_PAGE, FOUND = 50, 10


def _words(request, name="q"):
    return request.GET.get(name, "").replace("\x00", "").strip()[:100]


@require_safe
@run_by(may=can_see_participants)
def people(request, matchmaking):
    words, shows = _words(request), request.GET.get("shows", "")
    shows = shows if shows in SHOWS else ""
    page = Paginator(people_of(matchmaking, words=words, shows=shows), PER_PAGE)
    context = {
        "event": matchmaking.event,
        "matchmaking": matchmaking,
        "page": page.get_page(request.GET.get("page")),
        "q": words,
        "shows": shows,
        "choices": SHOWS.items(),
        "to_invite": to_invite(matchmaking).count(),
    }
    return render(request, "matchmaking/desk_people.html", context)


@require_POST
@run_by(may=can_see_participants)
def invitation(request, matchmaking):
    count = invite(matchmaking, by=request.user)
    words = ngettext("%d person is invited.", "%d people are invited.", count)
    messages.success(request, words % count)
    return redirect("matchmaking:desk-people", matchmaking.event.slug)


def _participant(matchmaking, pk):
    near = ("registration__organisation", "registration__country")
    rows = Participant.objects.present().filter(matchmaking=matchmaking.pk)
    found = get_object_or_404(rows.select_related(*near), pk=pk)
    found.matchmaking = matchmaking
    return found


@require_safe
@run_by(may=can_see_participants)
def person(request, matchmaking, pk):
    participant, words = _participant(matchmaking, pk), _words(request)
    meetings = _meetings(matchmaking, participant)
    context = {
        "event": matchmaking.event,
        "matchmaking": matchmaking,
        "participant": participant,
        "who": who_in_words(participant),
        "meetings": meetings,
        "problem": pdf_problem(),
        "hours": _hours(matchmaking, participant),
        "roles": ParticipantRole.choices,
        "q": words,
        "others": _others(matchmaking, participant, words) if words else [],
    }
    return render(request, "matchmaking/desk_person.html", context)


def _meetings(matchmaking, participant):
    """(meeting, with whom, when, where), those without a time last."""
    zone = matchmaking.event.time_zone
    names = names_of_tables(matchmaking.pk, matchmaking.table_names)
    rows = Meeting.objects.living().filter(Q(a=participant) | Q(b=participant))
    found = [
        (
            each,
            other_of(each, participant.pk),
            slot_in_words(each.slot, zone) if each.slot else "",
            place_in_words(each, names),
        )
        for each in rows.select_related(*NEAR_PLACE).order_by("slot__starts_at", "pk")
    ]
    found.sort(key=lambda row: row[0].slot_id is None)
    return [
        (meeting, other.pk, who_in_words(other), when, where)
        for meeting, other, when, where in found
    ]


def _hours(matchmaking, participant):
    """(slot, words, state) of each slot: off, taken or free."""
    slots = list(matchmaking.slots.all())
    can, seats = availability([participant], slots), seats_of([participant])
    return [
        (
            slot,
            slot_in_words(slot, matchmaking.event.time_zone),
            "taken" if slot.pk in seats[participant.pk]
            else "free" if slot.pk in can[participant.pk] else "off",
        )
        for slot in slots
    ]  # fmt: skip


def _others(matchmaking, participant, words):
    """Whom she could be put together with, by name; not those whom she meets or asks already."""
    living = MeetingRequest.objects.filter(state="accepted")
    known = Q(asked_by_me__in=living.filter(asked=participant))
    known |= Q(asked_of_me__in=living.filter(asker=participant))
    rows = people_of(matchmaking, words=words).exclude(pk=participant.pk).exclude(known)
    return [(each, who_in_words(each)) for each in rows[:FOUND]]


@require_POST
@run_by(may=can_see_participants)
def together(request, matchmaking, pk):
    """Put two together."""
    participant = _participant(matchmaking, pk)
    typed = request.POST.get("other", "")
    other = _participant(matchmaking, int(typed) if typed.isdecimal() and len(typed) < 19 else 0)
    try:
        arrange(participant, other, note=request.POST.get("note", ""), by=request.user)
    except MeetAlready:
        messages.error(request, _("The two meet already."))
    except NotTwoOfThem:
        messages.error(request, _("Choose somebody else who takes part."))
    else:
        messages.success(request, _("The two are told that they meet."))
    return redirect("matchmaking:desk-person", matchmaking.event.slug, pk)


@require_POST
@run_by(may=can_see_participants)
def role(request, matchmaking, pk):
    participant, chosen = _participant(matchmaking, pk), request.POST.get("role", "")
    if chosen in ParticipantRole.values:
        set_role(participant, role=chosen, by=request.user)
        messages.success(request, _("Saved."))
    return redirect("matchmaking:desk-person", matchmaking.event.slug, pk)
