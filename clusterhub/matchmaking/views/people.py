"""Whom to meet: ten suggestions with their reasons, everybody, and one person with the question to her."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clusterhub.events.views.own import kept_from_others
from clusterhub.matchmaking.forms.asking import AskForm, PeopleForm
from clusterhub.matchmaking.models import Mode, NotForMe, Participant
from clusterhub.matchmaking.operations.asking import ask, show_again, turn_away
from clusterhub.matchmaking.operations.placing import free_slots
from clusterhub.matchmaking.operations.refusals import MeetingRefusal
from clusterhub.matchmaking.own_requests import living_with
from clusterhub.matchmaking.people_found import countries_of, people_for
from clusterhub.matchmaking.refusal_words import refusal_in_words
from clusterhub.matchmaking.seen import seen, with_what_is_seen
from clusterhub.matchmaking.suggestions import reasons_for, suggestions_for
from clusterhub.matchmaking.views.doors import taking_part_or_404
from clusterhub.web.desk import sent

PER_PAGE = 20


@never_cache
@require_safe
def own_people(request, token):
    own = taking_part_or_404(token)
    context = own.context() | {
        "suggestions": suggestions_for(own.participant, own.matchmaking),
        "may_ask": own.matchmaking.takes_requests,
        "has_profile": bool(own.participant.seeks or own.participant.offers),
        "away": _number(request.GET.get("away", "")),
    }
    return kept_from_others(render(request, "matchmaking/own_people.html", context))


@never_cache
@require_safe
def own_everybody(request, token):
    own = taking_part_or_404(token)
    form = PeopleForm(request.GET, countries=countries_of(own.matchmaking))
    words, country, kind = form.chosen
    away = request.GET.get("shows") == "away"
    rows = people_for(own.participant, words=words, country=country, kind=kind, away=away)
    page = Paginator(with_what_is_seen(rows), PER_PAGE).get_page(request.GET.get("page"))
    people = [seen(each) for each in page.object_list]
    keys = [each.pk for each in people]
    known, turned = living_with(own.participant, keys), set(_turned(own, keys))
    page.object_list = [(each, known.get(each.pk), each.pk in turned) for each in people]
    context = own.context() | {
        "form": form,
        "page": page,
        "is_narrow": bool(words or country or kind),
        "shows_away": away,
        "may_ask": own.matchmaking.takes_requests,
    }
    return kept_from_others(render(request, "matchmaking/own_everybody.html", context))


def _turned(own, keys):
    rows = NotForMe.objects.filter(participant=own.participant, other__in=keys)
    return rows.values_list("other", flat=True)


def _number(typed):
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 18 else 0


def _other_or_404(own, pk):
    """Somebody else who takes part in the same event now."""
    rows = Participant.objects.present().filter(matchmaking=own.matchmaking)
    found = with_what_is_seen(rows.exclude(pk=own.participant.pk)).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def own_person(request, token, pk):
    """One person; with POST the question to her."""
    own = taking_part_or_404(token)
    other = _other_or_404(own, pk)
    slots = free_slots(own.participant, other) if own.matchmaking.mode == Mode.DIRECT else []
    form = AskForm(sent(request), slots=slots, zone=own.event.time_zone)
    if form.is_valid() and (asked := _asked(request, own, other, form)):
        page = "matchmaking:own-people" if request.POST.get("back") == "people" else None
        answer = (
            redirect(page, token) if page else redirect("matchmaking:own-request", token, asked.pk)
        )
        return kept_from_others(answer)
    context = own.context() | {
        "form": form,
        "person": seen(other),
        "reasons": reasons_for(own.participant, other.pk, own.matchmaking),
        "known": living_with(own.participant, [other.pk]).get(other.pk),
        "is_turned": _turned(own, [other.pk]).exists(),
        "may_ask": own.matchmaking.takes_requests,
        "takes_times": own.matchmaking.mode == Mode.DIRECT,
        "has_times": bool(slots),
    }
    status = 422 if form.errors else 200
    return kept_from_others(render(request, "matchmaking/own_person.html", context, status=status))


def _asked(request, own, other, form):
    try:
        made = ask(own.participant, other, note=form.cleaned_data["note"], slot=form.chosen_slot)
    except MeetingRefusal as refusal:
        form.add_error(None, refusal_in_words(refusal, own.participant))
        return None
    name = other.registration.name
    words = (
        _("You both want to meet: %s.")
        if made.state == "accepted"
        else _("%s is asked by a letter.")
    )
    messages.success(request, words % name)
    return made


@require_POST
def own_not_for_me(request, token, pk):
    """Not to be shown this one again, or to be shown her again after all."""
    own = taking_part_or_404(token)
    rows = Participant.objects.filter(matchmaking=own.matchmaking).exclude(pk=own.participant.pk)
    other = rows.filter(pk=pk).first()
    if other is None:
        raise Http404
    if request.POST.get("again"):
        show_again(own.participant, other)
        messages.success(request, _("They can be suggested to you again."))
        return kept_from_others(redirect("matchmaking:own-people", token))
    turn_away(own.participant, other)
    answer = redirect("matchmaking:own-people", token)
    answer["Location"] += f"?away={other.pk}"
    return kept_from_others(answer)
