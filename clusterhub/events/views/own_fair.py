"""What a visitor does at the fair by her own link: give a contact or not, book an expert."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from clusterhub.events.links import registration_of
from clusterhub.events.models import ExpertBooking, ExpertSlot
from clusterhub.events.operations.fair import answer_lead, book_expert, cancel_booking
from clusterhub.events.operations.fair_refusals import (
    NotComing,
    PersonBusy,
    SlotGone,
    TooManyBookings,
)
from clusterhub.events.views.fair import with_slots
from clusterhub.events.views.own import kept_from_others


def _own(token):
    registration = registration_of(token)
    if registration is None:
        raise Http404
    return registration


@require_POST
def lead(request, token, pk):
    found = get_object_or_404(_own(token).leads, pk=pk)
    agrees = request.POST.get("answer") == "yes"
    answer_lead(found, agrees=agrees)
    words = _("They have your contact now.") if agrees else _("They do not get your contact.")
    messages.success(request, words)
    return redirect("events:own-registration", token)


@never_cache
@require_http_methods(["GET", "HEAD"])
def experts(request, token):
    registration = _own(token)
    own = registration.bookings.filter(ended_at=None)
    context = {
        "registration": registration,
        "event": registration.event,
        "token": token,
        "experts": with_slots(registration.event),
        "own": set(own.values_list("slot", flat=True)),
        "bookings": own.select_related("slot__expert__person"),
        "may_book": registration.status == "confirmed",
    }
    return kept_from_others(render(request, "events/fair/own_experts.html", context))


@require_POST
def booking(request, token):
    registration = _own(token)
    slots = ExpertSlot.objects.filter(expert__event=registration.event_id)
    slot = get_object_or_404(slots, pk=_number(request.POST.get("slot")))
    try:
        book_expert(slot, registration=registration, words=request.POST.get("words", "")[:500])
        messages.success(request, _("Booked."))
    except SlotGone:
        messages.error(request, _("Somebody else was faster. Choose another one."))
    except PersonBusy:
        messages.error(request, _("You talk to another expert then."))
    except TooManyBookings as refusal:
        messages.error(request, _("You have %d bookings; give one back first.") % refusal.most)
    except NotComing:
        messages.error(request, _("Only who has a confirmed place books experts."))
    return redirect("events:own-experts", token)


def _number(text):
    text = text or ""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 18 else 0


@require_POST
def booking_end(request, token, pk):
    rows = ExpertBooking.objects.select_related("slot")
    cancel_booking(get_object_or_404(rows, registration=_own(token), pk=pk))
    messages.success(request, _("Given back."))
    return redirect("events:own-experts", token)
