"""The organiser's slots and tables: made by a pattern, changed and taken away by day."""

from itertools import groupby

from django.contrib import messages
from django.db.models import Count, Q
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from clusterhub.matchmaking.forms.desk import MOST_TABLES, PatternForm, TableNamesForm
from clusterhub.matchmaking.operations.setting_up import (
    MeetingsInTheWay,
    SlotsOverlap,
    TooManySlots,
    add_slots,
    name_tables,
    remove_slots,
    set_tables,
)
from clusterhub.matchmaking.scheduling_facts import Change
from clusterhub.matchmaking.slot_words import day_of, hours_of, slot_in_words
from clusterhub.matchmaking.views.desk_doors import run_by
from clusterhub.matchmaking.views.plan import repair_address
from clusterhub.web.desk import sent

PLACED = Q(meetings__cancelled_at=None, meetings__isnull=False)


@require_http_methods(["GET", "HEAD", "POST"])
@run_by
def slots(request, matchmaking):
    event = matchmaking.event
    form = PatternForm(sent(request), event=event)
    if form.is_valid() and _added(request, matchmaking, form):
        return redirect("matchmaking:desk-slots", event.slug)
    names = "\n".join(f"{row.number}: {row.name}" for row in matchmaking.table_names.all())
    context = {
        "event": event,
        "matchmaking": matchmaking,
        "form": form,
        "days": _by_day(matchmaking),
        "names_form": TableNamesForm(initial={"names": names}),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "matchmaking/desk_slots.html", context, status=status)


def _by_day(matchmaking):
    zone = matchmaking.event.time_zone
    rows = matchmaking.slots.annotate(held=Count("meetings", filter=PLACED)).order_by("starts_at")
    days = groupby(rows, key=lambda slot: day_of(slot, zone))
    return [(day, [(slot, hours_of(slot, zone)) for slot in found]) for day, found in days]


def _added(request, matchmaking, form):
    typed, zone = form.cleaned_data, matchmaking.event.time_zone
    try:
        made = add_slots(matchmaking, typed["hours"], tables=typed["tables"], by=request.user)
    except SlotsOverlap as refusal:
        words = _("%(new)s would be at the same time as %(known)s, which is there already.")
        names = {
            "new": slot_in_words(refusal.new, zone),
            "known": slot_in_words(refusal.known, zone),
        }
        form.add_error("starts", words % names)
        return False
    except TooManySlots as refusal:
        form.add_error("minutes", _("These are more than %d slots in all.") % refusal.most)
        return False
    count = len(made)
    words = ngettext("%d slot was made.", "%d slots were made.", count) % count
    if not typed["tables"]:
        words += " " + _("Without tables only people online or at a stand can meet in them.")
    messages.success(request, words)
    return True


@require_POST
@run_by
def change(request, matchmaking):
    """Other numbers of tables for the chosen slots, or none of these slots any more."""
    event = matchmaking.event
    keys = [key for key in request.POST.getlist("slot") if key.isascii() and key.isdigit()][:1000]
    chosen = list(matchmaking.slots.filter(pk__in=[int(key) for key in keys if len(key) < 19]))
    typed = request.POST.get("tables", "").strip()
    if not chosen:
        messages.error(request, _("Choose slots first."))
    elif "remove" in request.POST:
        change = Change(without=frozenset(slot.pk for slot in chosen))
        return _tried(request, remove_slots, matchmaking, chosen, change)
    elif typed.isascii() and typed.isdigit() and len(typed) < 6 and int(typed) <= MOST_TABLES:
        change = Change(tables={slot.pk: int(typed) for slot in chosen})
        return _tried(request, set_tables, matchmaking, chosen, change, tables=int(typed))
    else:
        messages.error(request, _("Tables are a number from 0 to %d.") % MOST_TABLES)
    return redirect("matchmaking:desk-slots", event.slug)


def _tried(request, operation, matchmaking, chosen, change, **facts):
    """Done, or the way to a repair that shows first who would have to move."""
    try:
        operation(matchmaking, chosen, by=request.user, **facts)
    except MeetingsInTheWay as refusal:
        words = ngettext(
            "%d meeting has its place there. This is what would happen; nothing is changed yet.",
            "%d meetings have their place there. This is what would happen; nothing is changed yet.",
            refusal.count,
        )
        messages.info(request, words % refusal.count)
        return redirect(repair_address(matchmaking, change))
    messages.success(request, _("Saved."))
    return redirect("matchmaking:desk-slots", matchmaking.event.slug)


@require_POST
@run_by
def tables(request, matchmaking):
    form = TableNamesForm(request.POST)
    if form.is_valid():
        name_tables(matchmaking, form.cleaned_data["names"], by=request.user)
        messages.success(request, _("Saved."))
    else:
        for words in form.errors["names"]:
            messages.error(request, words)
    return redirect("matchmaking:desk-slots", matchmaking.event.slug)
