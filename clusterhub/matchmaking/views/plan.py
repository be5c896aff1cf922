"""The plan that people see: slot by slot, with locks; and its repair, shown before it is done."""

from urllib.parse import urlencode

from django.contrib import messages
from django.db.models import Count
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clusterhub.matchmaking.change_typed import as_typed, change_of
from clusterhub.matchmaking.meeting_lines import NEAR, lines_of_moves, lines_without_time
from clusterhub.matchmaking.models import Meeting, Participant
from clusterhub.matchmaking.moves import moves_of_repair
from clusterhub.matchmaking.operations.publishing import WorldMovedOn, apply_repair, set_locked
from clusterhub.matchmaking.place_words import names_of_tables, place_in_words, who_in_words
from clusterhub.matchmaking.schedule_shown import heat_of
from clusterhub.matchmaking.scheduling_facts import facts_of
from clusterhub.matchmaking.slot_words import slot_in_words
from clusterhub.matchmaking.views.desk_doors import run_by

NEAR_PLACE = ("slot", "stand__organisation", *NEAR)


@require_safe
@run_by
def plan(request, matchmaking):
    event = matchmaking.event
    slots = list(matchmaking.slots.all())
    chosen = _chosen(slots, request.GET.get("slot", ""))
    context = {
        "event": event,
        "matchmaking": matchmaking,
        "heat": heat_of(_tables_in_use(matchmaking, slots), slots, event.time_zone),
        "chosen": chosen,
        "chosen_words": slot_in_words(chosen, event.time_zone) if chosen else "",
        "rows": _rows(matchmaking, chosen) if chosen else [],
        "locked": Meeting.objects.placed().filter(matchmaking=matchmaking, is_locked=True).count(),
    }
    return render(request, "matchmaking/desk_plan.html", context)


def _chosen(slots, typed):
    return next((slot for slot in slots if str(slot.pk) == typed), slots[0] if slots else None)


def _tables_in_use(matchmaking, slots):
    counts = Meeting.objects.placed().filter(matchmaking=matchmaking, table__isnull=False)
    used = dict(counts.order_by().values_list("slot").annotate(used=Count("pk")))
    return [[slot.pk, used.get(slot.pk, 0), slot.tables] for slot in slots]


def _rows(matchmaking, slot):
    names = names_of_tables(matchmaking.pk, matchmaking.table_names)
    held = Meeting.objects.placed().filter(slot=slot).select_related(*NEAR_PLACE)
    return [
        (each, who_in_words(each.a), who_in_words(each.b), place_in_words(each, names))
        for each in held.order_by("table", "pk")
    ]


@require_POST
@run_by
def locks(request, matchmaking):
    """Of the chosen meetings, or of all: locked or not."""
    keys = [key for key in request.POST.getlist("meeting") if key.isascii() and key.isdigit()]
    chosen = [int(key) for key in keys[:5000] if len(key) < 19]
    if "all" in request.POST:
        rows = Meeting.objects.placed().filter(matchmaking=matchmaking)
        chosen = list(rows.values_list("pk", flat=True))
    is_locked = request.POST.get("locked") == "1"
    count = set_locked(matchmaking, chosen, is_locked=is_locked, by=request.user)
    if is_locked:
        words = ngettext("%d meeting is locked.", "%d meetings are locked.", count)
    else:
        words = ngettext("%d meeting is free to move.", "%d meetings are free to move.", count)
    messages.success(request, words % count)
    slot = request.POST.get("slot", "")
    page = reverse("matchmaking:desk-plan", args=[matchmaking.event.slug])
    return redirect(f"{page}?slot={slot}" if slot.isascii() and slot.isdigit() else page)


@require_http_methods(["GET", "HEAD", "POST"])
@run_by
def repair(request, matchmaking):
    """What a repair would do, and whether it is done."""
    typed = request.POST if request.method == "POST" else request.GET
    change, is_still = change_of(matchmaking, typed), "still" in typed
    facts = facts_of(matchmaking, change=change)
    moves = moves_of_repair(facts, 0 if is_still else None)
    event, slots = matchmaking.event, list(matchmaking.slots.all())
    if request.method == "POST" and _done(request, matchmaking, change, facts, moves):
        return redirect("matchmaking:desk-plan", event.slug)
    context = {
        "event": event,
        "matchmaking": matchmaking,
        "moves": moves,
        "is_still": is_still,
        "changes": lines_of_moves(moves, slots, event.time_zone),
        "missing": lines_without_time(moves.reasons),
        "fingerprint": facts.fingerprint,
        "typed": as_typed(change),
        "wishes": _in_words(matchmaking, change, slots),
    }
    return render(request, "matchmaking/desk_repair.html", context)


def _done(request, matchmaking, change, facts, moves):
    if request.POST.get("fingerprint") == facts.fingerprint:
        try:
            apply_repair(
                matchmaking, change=change, moves=moves, fingerprint=facts.fingerprint,
                by=request.user,
            )  # fmt: skip
        except WorldMovedOn:
            pass
        else:
            words = _("Done. %d people are told what is new for them.") % moves.people
            messages.success(request, words)
            return True
    messages.error(request, _("Something has changed since you looked. This is what holds now."))
    return False


def _in_words(matchmaking, change, slots):
    """The change as sentences."""
    zone = matchmaking.event.time_zone
    by_key = {slot.pk: slot_in_words(slot, zone) for slot in slots}
    words = [
        ngettext("%(slot)s: %(n)d table", "%(slot)s: %(n)d tables", number)
        % {"slot": by_key[slot], "n": number}
        for slot, number in change.tables.items()
    ]
    words += [_("%s falls away") % by_key[slot] for slot in by_key if slot in change.without]
    people = Participant.objects.select_related("registration__organisation").in_bulk(change.away)
    for who, away in change.away.items():
        hours = "; ".join(by_key[slot] for slot in by_key if slot in away)
        names = {"who": who_in_words(people[who]), "hours": hours}
        words.append(_("%(who)s is away: %(hours)s") % names)
    return words


def repair_address(matchmaking, change):
    page = reverse("matchmaking:desk-repair", args=[matchmaking.event.slug])
    return f"{page}?{urlencode(as_typed(change))}"
