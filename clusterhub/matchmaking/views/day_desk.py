"""The organisers' day: who sits where now, paper for the floor, and the figures afterwards."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from clusterhub.documents.tables import csv_lines
from clusterhub.documents.writing import pdf_problem
from clusterhub.events.views.doors import event_for
from clusterhub.matchmaking.counting import figures_of
from clusterhub.matchmaking.day_floor import floor_of, slot_now
from clusterhub.matchmaking.figures import LEAST_ANSWERS, acceptance
from clusterhub.matchmaking.figures_shown import answer_rows, csv_rows, spread, tables
from clusterhub.matchmaking.models import Matchmaking
from clusterhub.matchmaking.operations.later import asked_later_at, is_half_a_year_later
from clusterhub.matchmaking.permissions import can_run_meetings, can_see_participants
from clusterhub.matchmaking.slot_words import day_of, hours_of


def _meetings_of(request, slug):
    event = event_for(request, slug, can_run_meetings)
    rows = Matchmaking.objects.filter(event=event).select_related("figures")
    matchmaking = rows.first()
    if matchmaking is None:
        raise Http404
    matchmaking.event = event
    matchmaking.sees_people = can_see_participants(request.user, event)
    return matchmaking


@never_cache
@require_safe
@login_required
def floor(request, slug):
    """One slot at a time: the one that is on, or one that was chosen."""
    matchmaking = _meetings_of(request, slug)
    slots = list(matchmaking.slots.order_by("starts_at"))
    zone = matchmaking.event.time_zone
    slot = _chosen(slots, request.GET.get("slot", "")) or slot_now(slots)
    seated = floor_of(matchmaking, [slot])[slot.pk] if slot else []
    context = {
        "event": matchmaking.event,
        "matchmaking": matchmaking,
        "slot": slot,
        "hours": hours_of(slot, zone) if slot else "",
        "choices": [(each.pk, f"{day_of(each, zone)}, {hours_of(each, zone)}") for each in slots],
        "seated": seated,
        "table_count": _table_count(slots),
        "problem": pdf_problem(),
    }
    return render(request, "matchmaking/day_floor.html", context)


def _chosen(slots, key):
    return next((each for each in slots if str(each.pk) == key), None)


def _table_count(slots):
    return max((slot.tables for slot in slots), default=0)


@never_cache
@require_safe
@login_required
def statistics(request, slug):
    matchmaking = _meetings_of(request, slug)
    facts, counted_at, is_kept = figures_of(matchmaking)
    context = {
        "event": matchmaking.event,
        "matchmaking": matchmaking,
        "facts": facts,
        "acceptance": acceptance(facts["requests"]),
        "tables": tables(facts),
        "spread": spread(facts),
        "outcomes": answer_rows(facts, "outcomes"),
        "later": answer_rows(facts, "later"),
        "later_at": asked_later_at(matchmaking.event),
        "is_later_enough": is_half_a_year_later(matchmaking.event),
        "counted_at": counted_at if is_kept else None,
        "least_answers": LEAST_ANSWERS,
    }
    return render(request, "matchmaking/day_statistics.html", context)


@never_cache
@require_safe
@login_required
def statistics_json(request, slug):
    matchmaking = _meetings_of(request, slug)
    facts, counted_at, is_kept = figures_of(matchmaking)
    return JsonResponse({"counted_at": counted_at, "is_kept": is_kept, **facts})


@never_cache
@require_safe
@login_required
def statistics_csv(request, slug):
    matchmaking = _meetings_of(request, slug)
    heads = [_("Group"), _("Key"), _("Name"), _("Number")]
    lines = csv_lines(heads, csv_rows(figures_of(matchmaking)[0]))
    response = HttpResponse("".join(lines), content_type="text/csv; charset=utf-8")
    file = f"{matchmaking.event.slug}-meetings.csv"
    response["Content-Disposition"] = f'attachment; filename="{file}"'
    return response
