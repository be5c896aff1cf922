"""One meeting in the organiser's hand: give it a time, call it off."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from clusterhub.matchmaking.models import Meeting
from clusterhub.matchmaking.operations.placing import cancel, free_slots, place_and_tell
from clusterhub.matchmaking.operations.placing_refusals import PlacingRefusal
from clusterhub.matchmaking.permissions import can_see_participants
from clusterhub.matchmaking.place_words import names_of_tables, place_in_words, who_in_words
from clusterhub.matchmaking.slot_words import slot_in_words
from clusterhub.matchmaking.views.desk_doors import run_by
from clusterhub.matchmaking.views.plan import NEAR_PLACE


def _meeting(matchmaking, pk):
    rows = Meeting.objects.living().filter(matchmaking=matchmaking.pk)
    return get_object_or_404(rows.select_related("request", *NEAR_PLACE), pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
@run_by(may=can_see_participants)
def meeting(request, matchmaking, pk):
    found, event = _meeting(matchmaking, pk), matchmaking.event
    free = free_slots(found.a, found.b, but=found)
    if request.method == "POST" and _moved(request, found, free):
        return redirect("matchmaking:desk-meeting", event.slug, pk)
    names = names_of_tables(matchmaking.pk, matchmaking.table_names)
    context = {
        "event": event,
        "matchmaking": matchmaking,
        "meeting": found,
        "a": who_in_words(found.a),
        "b": who_in_words(found.b),
        "when": slot_in_words(found.slot, event.time_zone) if found.slot else "",
        "where": place_in_words(found, names),
        "free": [
            (slot.pk, slot_in_words(slot, event.time_zone))
            for slot in free
            if slot.pk != found.slot_id
        ],
    }
    return render(request, "matchmaking/desk_meeting.html", context)


def _moved(request, found, free):
    chosen = next((slot for slot in free if str(slot.pk) == request.POST.get("slot")), None)
    if chosen is not None:
        try:
            place_and_tell(found, chosen, by=request.user)
        except PlacingRefusal:
            chosen = None
    if chosen is None:
        messages.error(request, _("This time is not free any more. Choose another one."))
        return False
    messages.success(request, _("The two are told."))
    return True


@require_POST
@run_by(may=can_see_participants)
def cancellation(request, matchmaking, pk):
    """The organiser calls it off; both are told, with these words."""
    found = _meeting(matchmaking, pk)
    cancel(found, words=request.POST.get("words", ""))
    messages.success(request, _("Cancelled. The two are told."))
    return redirect("matchmaking:desk-person", matchmaking.event.slug, found.a_id)
