"""A meeting that has no time: what is free for the two, behind one's own link."""

from itertools import groupby

from django.contrib import messages
from django.db.models import Q
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from clusterhub.matchmaking.models import Meeting
from clusterhub.matchmaking.operations.freed import HasTime, may_take_times, take_time, times_for
from clusterhub.matchmaking.operations.placing_refusals import HasEnough
from clusterhub.matchmaking.operations.refusals import MeetingRefusal
from clusterhub.matchmaking.place_words import other_of, who_in_words
from clusterhub.matchmaking.slot_words import day_of, hours_of, slot_in_words
from clusterhub.matchmaking.views.day_doors import by_own_link

NEAR = [f"{side}__registration__organisation" for side in ("a", "b")]


@require_http_methods(["GET", "HEAD", "POST"])
@by_own_link
def time(request, participant, token, pk):
    meeting, event = _meeting(participant, pk), participant.registration.event
    who = who_in_words(other_of(meeting, participant.pk))
    free = times_for(meeting)
    if request.method == "POST":
        chosen = next((each for each in free if str(each.pk) == request.POST.get("slot")), None)
        if _taken(request, meeting, chosen, who, event):
            return redirect("matchmaking:day", token)
        return redirect("matchmaking:day-time", token, pk)
    context = {
        "event": event,
        "token": token,
        "who": who,
        "days": _by_day(free, event.time_zone),
    }
    return render(request, "matchmaking/day_time.html", context)


def _by_day(slots, zone):
    """[(day, [(slot, hours)])], soonest first."""
    days = groupby(slots, key=lambda slot: day_of(slot, zone))
    return [(day, [(slot, hours_of(slot, zone)) for slot in found]) for day, found in days]


def _meeting(participant, pk):
    """One of hers that waits for a time and may take one now."""
    rows = Meeting.objects.living().filter(Q(a=participant) | Q(b=participant), slot=None, pk=pk)
    found = rows.select_related(*NEAR).first()
    if found is None or not may_take_times(participant.matchmaking):
        raise Http404
    return found


def _taken(request, meeting, chosen, who, event):
    """Whether there is nothing more to choose."""
    try:
        if chosen is not None:
            take_time(meeting, chosen)
            names = {"who": who, "when": slot_in_words(chosen, event.time_zone)}
            words = _("You meet %(who)s: %(when)s. Both of you are told.")
            messages.success(request, words % names)
            return True
    except HasTime:
        messages.info(request, _("It has its time already."))
        return True
    except HasEnough:
        words = _("One of you two has as many meetings as wanted already.")
        messages.error(request, words)
        return False
    except MeetingRefusal:
        pass
    messages.error(request, _("This time is not free any more. Choose another one."))
    return False
