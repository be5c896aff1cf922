"""The organiser makes schedules, puts them side by side, and publishes one."""

from functools import partial

from django.contrib import messages
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clusterhub.matchmaking.forms.schedules import ScheduleForm
from clusterhub.matchmaking.jobs import make_schedule
from clusterhub.matchmaking.meeting_lines import lines_of_moves, lines_without_time
from clusterhub.matchmaking.models import Mode
from clusterhub.matchmaking.moves import moves_of_result
from clusterhub.matchmaking.operations import scheduling
from clusterhub.matchmaking.operations.publishing import WorldMovedOn, publish
from clusterhub.matchmaking.schedule_shown import Shown, heat_of
from clusterhub.matchmaking.scheduling_facts import facts_of
from clusterhub.matchmaking.views.desk_doors import run_by
from clusterhub.web.desk import sent

MOST_COMPARED = 4


@require_http_methods(["GET", "HEAD", "POST"])
@run_by
def schedules(request, matchmaking):
    event = matchmaking.event
    form = ScheduleForm(sent(request))
    if form.is_valid() and (made := _asked(request, matchmaking, form)):
        return redirect("matchmaking:desk-schedule", event.slug, made.number)
    rows = matchmaking.schedules.select_related("made_by")
    context = {
        "event": event,
        "matchmaking": matchmaking,
        "form": form,
        "rows": [Shown(each) for each in rows],
        "is_direct": matchmaking.mode == Mode.DIRECT,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "matchmaking/desk_schedules.html", context, status=status)


def _asked(request, matchmaking, form):
    """The schedule to look at: the new one, or the one that somebody else has asked for."""
    try:
        row = scheduling.ask_for_schedule(matchmaking, options=form.options(), by=request.user)
    except scheduling.BeingMade as refusal:
        who = refusal.schedule.made_by or _("somebody")
        messages.info(request, _("%s has asked for this one a moment ago.") % who)
        return refusal.schedule
    except scheduling.NoSlotsToCome:
        form.add_error(None, _("There are no slots to come. Make slots first."))
    except scheduling.NobodyToMeet:
        form.add_error(None, _("No two people want to meet yet. It begins with requests."))
    else:
        transaction.on_commit(partial(make_schedule.enqueue, row.pk))
        return row


def _schedule(matchmaking, number):
    rows = matchmaking.schedules.select_related("made_by")
    found = get_object_or_404(rows, number=number)
    found.matchmaking = matchmaking
    return found


@require_safe
@run_by
def schedule(request, matchmaking, number):
    event = matchmaking.event
    shown = Shown(_schedule(matchmaking, number))
    context = {"event": event, "matchmaking": matchmaking, "shown": shown}
    context["is_published"] = matchmaking.published_id == shown.schedule.pk
    if request.htmx:
        if not shown.is_under_way:
            answer = render(request, "matchmaking/_desk_progress.html", context)
            answer["HX-Refresh"] = "true"
            return answer
        return render(request, "matchmaking/_desk_progress.html", context)
    if shown.is_made:
        slots = list(matchmaking.slots.all())
        facts = facts_of(matchmaking)
        moves = moves_of_result(facts, shown.result, shown.schedule.fingerprint)
        context |= {
            "heat": heat_of(shown.result["tables"], slots, event.time_zone),
            "moves": moves,
            "has_moved_on": shown.schedule.fingerprint != facts.fingerprint,
            "changes": lines_of_moves(moves, slots, event.time_zone),
            "missing": lines_without_time(moves.reasons),
            "fingerprint": facts.fingerprint,
        }
    return render(request, "matchmaking/desk_schedule.html", context)


@require_POST
@run_by
def publication(request, matchmaking, number):
    row = _schedule(matchmaking, number)
    shown, facts = Shown(row), facts_of(matchmaking)
    if not shown.is_made or request.POST.get("fingerprint") != facts.fingerprint:
        messages.error(
            request, _("Something has changed since you looked. This is what holds now.")
        )
        return redirect("matchmaking:desk-schedule", matchmaking.event.slug, number)
    moves = moves_of_result(facts, row.result, row.fingerprint)
    try:
        publish(row, moves=moves, fingerprint=facts.fingerprint, by=request.user)
    except WorldMovedOn:
        messages.error(
            request, _("Something has changed since you looked. This is what holds now.")
        )
    else:
        words = _("Published. %d people are told what is new for them.")
        messages.success(request, words % moves.people)
    return redirect("matchmaking:desk-schedule", matchmaking.event.slug, number)


@require_POST
@run_by
def stopping(request, matchmaking, number):
    scheduling.stop(_schedule(matchmaking, number))
    return redirect("matchmaking:desk-schedule", matchmaking.event.slug, number)


@require_POST
@run_by
def removal(request, matchmaking, number):
    try:
        scheduling.throw_away(_schedule(matchmaking, number), by=request.user)
        messages.success(request, _("Removed."))
    except scheduling.IsPublished:
        messages.error(request, _("People see this one, so it stays."))
    return redirect("matchmaking:desk-schedules", matchmaking.event.slug)


@require_safe
@run_by
def comparison(request, matchmaking):
    numbers = [each for each in request.GET.getlist("number") if each.isascii() and each.isdigit()]
    numbers = [int(each) for each in numbers if len(each) < 10][:MOST_COMPARED]
    rows = matchmaking.schedules.filter(number__in=numbers).order_by("number")
    shown = [each for each in map(Shown, rows) if each.is_made]
    slots = list(matchmaking.slots.all())
    zone = matchmaking.event.time_zone
    context = {
        "event": matchmaking.event,
        "matchmaking": matchmaking,
        "columns": [(each, heat_of(each.result["tables"], slots, zone)) for each in shown],
    }
    return render(request, "matchmaking/desk_comparison.html", context)
