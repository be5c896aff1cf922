"""The organisers' side of the fair: who exhibits where, who gives advice when."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from clusterhub.events.forms.fair import (
    ExhibitorForm,
    ExpertForm,
    NewExhibitorForm,
    NewExpertForm,
    SlotsForm,
    StaffForm,
)
from clusterhub.events.models import ExhibitorStaff, ExpertSlot
from clusterhub.events.operations.fair import (
    add_slots,
    add_staff,
    remove_exhibitor,
    remove_expert,
    remove_slot,
    remove_staff,
    set_exhibitor,
    set_expert,
)
from clusterhub.events.operations.fair_refusals import (
    NotComing,
    SlotTaken,
    StandTaken,
)
from clusterhub.events.permissions import can_see_contacts
from clusterhub.events.views.doors import allow, event_for
from clusterhub.web.desk import sent

BOOKED = Q(slots__bookings__isnull=False, slots__bookings__ended_at=None)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def exhibitors(request, slug):
    event = event_for(request, slug)
    form = NewExhibitorForm(sent(request))
    if form.is_valid() and _set_exhibitor(request, event, form, **form.cleaned_data):
        return redirect("events:exhibitor-desk", slug)
    rows = event.exhibitors.select_related("organisation")
    context = {
        "event": event,
        "form": form,
        "rows": rows.annotate(asked=Count("leads", distinct=True)),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "events/fair/exhibitor_desk.html", context, status=status)


def _set_exhibitor(request, event, form, **facts):
    try:
        set_exhibitor(event, by=request.user, **facts)
    except StandTaken:
        form.add_error("stand", _("Another exhibitor has this stand."))
        return False
    messages.success(request, _("Saved."))
    return True


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def exhibitor(request, slug, pk):
    event = event_for(request, slug)
    found = get_object_or_404(event.exhibitors.select_related("organisation", "event"), pk=pk)
    typed = sent(request)
    is_staff = typed is not None and "email" in typed
    facts = {"stand": found.stand, "words": found.words, "url": found.url}
    form = ExhibitorForm(None if is_staff else typed, initial=facts)
    staff_form = StaffForm(typed if is_staff else None)
    if is_staff and staff_form.is_valid() and _added_staff(request, found, staff_form):
        return redirect("events:exhibitor-edit", slug, pk)
    if not is_staff and form.is_valid():
        facts = form.cleaned_data | {"organisation": found.organisation}
        if _set_exhibitor(request, event, form, **facts):
            return redirect("events:exhibitor-desk", slug)
    context = {
        "event": event,
        "exhibitor": found,
        "form": form,
        "staff_form": staff_form,
        "staff": found.staff.select_related("registration") if _sees(request, found) else [],
        "sees_staff": _sees(request, found),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "events/fair/exhibitor_edit.html", context, status=status)


def _sees(request, exhibitor):
    return can_see_contacts(request.user, exhibitor)


def _added_staff(request, exhibitor, form):
    """Who does not see people gets the same answer for every address."""
    is_known = True
    try:
        add_staff(exhibitor, email=form.cleaned_data["email"], by=request.user)
    except NotComing:
        is_known = False
    if not _sees(request, exhibitor):
        words = _("Kept. Whoever is registered with this address stands there from now on.")
        messages.success(request, words)
        return True
    if not is_known:
        form.add_error("email", _("Nobody is registered with this address."))
    return is_known


@require_POST
@login_required
def exhibitor_removal(request, slug, pk):
    event = event_for(request, slug)
    found = get_object_or_404(event.exhibitors.select_related("event", "organisation"), pk=pk)
    remove_exhibitor(found, by=request.user)
    messages.success(request, _("Removed."))
    return redirect("events:exhibitor-desk", slug)


@require_POST
@login_required
def staff_removal(request, slug, pk):
    event = event_for(request, slug)
    rows = ExhibitorStaff.objects.select_related("exhibitor__event")
    found = get_object_or_404(rows, exhibitor__event=event, pk=pk)
    allow(_sees(request, found.exhibitor))
    remove_staff(found, by=request.user)
    return redirect("events:exhibitor-edit", slug, found.exhibitor_id)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def experts(request, slug):
    event = event_for(request, slug)
    form = NewExpertForm(sent(request))
    if form.is_valid():
        made = set_expert(event, by=request.user, **form.cleaned_data)
        return redirect("events:expert-edit", slug, made.pk)
    rows = event.experts.select_related("person")
    counts = {"slot_count": Count("slots", distinct=True)}
    counts["booked"] = Count("slots", filter=BOOKED, distinct=True)
    context = {"event": event, "form": form, "rows": rows.annotate(**counts)}
    status = 422 if request.method == "POST" else 200
    return render(request, "events/fair/expert_desk.html", context, status=status)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def expert(request, slug, pk):
    event = event_for(request, slug)
    found = get_object_or_404(event.experts.select_related("person", "event"), pk=pk)
    typed = sent(request)
    is_slots = typed is not None and "minutes" in typed
    form = ExpertForm(
        None if is_slots else typed, initial={"words": found.words, "place": found.place}
    )
    slots_form = SlotsForm(typed if is_slots else None, event=event)
    if is_slots and slots_form.is_valid():
        made = add_slots(found, by=request.user, **slots_form.cleaned_data)
        messages.success(request, _("%d slots added.") % len(made))
        return redirect("events:expert-edit", slug, pk)
    if not is_slots and form.is_valid():
        set_expert(event, person=found.person, by=request.user, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("events:expert-desk", slug)
    context = {
        "event": event,
        "expert": found,
        "form": form,
        "slots_form": slots_form,
        "slots": _slots(found),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "events/fair/expert_edit.html", context, status=status)


def _slots(expert):
    """Each slot and who has booked it."""
    booked = {}
    rows = expert.slots.filter(bookings__ended_at=None, bookings__isnull=False)
    for slot in rows.values("pk", "bookings__registration__name", "bookings__words"):
        booked[slot["pk"]] = (slot["bookings__registration__name"], slot["bookings__words"])
    return [(slot, *booked.get(slot.pk, ("", ""))) for slot in expert.slots.all()]


@require_POST
@login_required
def expert_removal(request, slug, pk):
    event = event_for(request, slug)
    found = get_object_or_404(event.experts.select_related("event", "person"), pk=pk)
    try:
        remove_expert(found, by=request.user)
        messages.success(request, _("Removed."))
    except SlotTaken:
        messages.error(request, _("Somebody has booked a slot. Speak to that person first."))
    return redirect("events:expert-desk", slug)


@require_POST
@login_required
def slot_removal(request, slug, pk):
    event = event_for(request, slug)
    slot = get_object_or_404(ExpertSlot, expert__event=event, pk=pk)
    try:
        remove_slot(slot, by=request.user)
    except SlotTaken:
        messages.error(request, _("Somebody has booked it."))
    return redirect("events:expert-edit", slug, slot.expert_id)
