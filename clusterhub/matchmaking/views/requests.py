"""One request and its answer, behind one's own link: opening the page answers nothing."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from clusterhub.events.views.own import kept_from_others
from clusterhub.matchmaking.forms.asking import AnswerForm, CancelForm
from clusterhub.matchmaking.models import Mode, Participant, RequestState
from clusterhub.matchmaking.operations.answering import (
    accept,
    cancel_meeting,
    decline,
    propose,
    withdraw,
)
from clusterhub.matchmaking.operations.placing import free_slots
from clusterhub.matchmaking.operations.refusals import MeetingRefusal
from clusterhub.matchmaking.own_requests import requests_of
from clusterhub.matchmaking.refusal_words import refusal_in_words
from clusterhub.matchmaking.slot_words import slot_in_words
from clusterhub.matchmaking.suggestions import reasons_for
from clusterhub.matchmaking.views.doors import taking_part_or_404


def _one_or_404(own, pk):
    found = requests_of(own.participant, own.event.time_zone, only=pk)
    if not found:
        raise Http404
    return found[0]


@never_cache
@require_safe
def own_request(request, token, pk):
    own = taking_part_or_404(token)
    return kept_from_others(_page(request, own, _one_or_404(own, pk)))


def _page(request, own, one, *, problem="", status=200):
    is_open = one.state == RequestState.PENDING
    takes_times = own.matchmaking.mode == Mode.DIRECT
    times = _times(own, one) if takes_times and is_open and one.is_my_turn else []
    meeting = one.meeting
    context = own.context() | {
        "one": one,
        "person": one.person,
        "problem": problem,
        "reasons": reasons_for(own.participant, one.person.pk, own.matchmaking),
        "is_open": is_open,
        "takes_times": takes_times,
        "times": times,
        "is_free": one.request.proposed_slot_id in {slot.pk for slot, _words in times},
        "meeting": meeting if meeting and meeting.cancelled_at is None else None,
        "form": AnswerForm(prefix=""),
        "cancel_form": CancelForm(),
    }
    return render(request, "matchmaking/own_request.html", context, status=status)


def _times(own, one):
    """(slot, its words) of those in which the two can meet."""
    other = Participant(pk=one.person.pk, matchmaking_id=own.matchmaking.pk)
    free = free_slots(own.participant, other)
    return [(slot, slot_in_words(slot, own.event.time_zone)) for slot in free]


@require_POST
def own_answer(request, token, pk):
    own = taking_part_or_404(token)
    one, form = _one_or_404(own, pk), AnswerForm(request.POST)
    if not form.is_valid():
        words = form.errors.get("words", [_("Choose one of the buttons.")])[0]
        return kept_from_others(_page(request, own, one, problem=words, status=422))
    try:
        words = _answered(own, one, form.cleaned_data)
    except MeetingRefusal as refusal:
        words = refusal_in_words(refusal, own.participant)
        return kept_from_others(
            _page(request, own, _one_or_404(own, pk), problem=words, status=409)
        )
    messages.success(request, words)
    to_list = request.POST.get("back") == "list"
    answer = redirect("matchmaking:own-meetings", token) if to_list else None
    return kept_from_others(answer or redirect("matchmaking:own-request", token, pk))


def _answered(own, one, typed):
    """What was done, in words."""
    me, request, what = own.participant, one.request, typed["what"]
    typed_slot = typed["slot"] if typed["slot"].isdecimal() and len(typed["slot"]) < 18 else "0"
    slot = own.matchmaking.slots.filter(pk=typed_slot).first()
    if what == "accept":
        meeting = accept(request, by=me, slot=slot)
        if meeting.slot is None:
            return _("You meet. Both of you are told when the organisers have found the time.")
        return _("You meet: %s.") % slot_in_words(meeting.slot, own.event.time_zone)
    if what == "propose":
        propose(request, by=me, slot=slot)
        return _("Your time is proposed. They answer next.")
    if what == "decline":
        decline(request, by=me, words=typed["words"])
        return _("You said no. They are told.")
    withdraw(request, by=me)
    return _("Your request is withdrawn.")


@require_POST
def own_cancellation(request, token, pk):
    """The meeting that came of a request will not be."""
    own = taking_part_or_404(token)
    one, form = _one_or_404(own, pk), CancelForm(request.POST)
    if one.meeting is None:
        raise Http404
    try:
        if not form.is_valid():
            problem, status = form.errors["words"][0], 422
        else:
            words = form.cleaned_data["words"]
            cancel_meeting(one.meeting, by=own.participant, words=words)
            messages.success(request, _("The meeting is cancelled. Both of you are told."))
            return kept_from_others(redirect("matchmaking:own-meetings", token))
    except MeetingRefusal as refusal:
        problem, status = refusal_in_words(refusal, own.participant), 409
    return kept_from_others(_page(request, own, one, problem=problem, status=status))
