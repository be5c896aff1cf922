"""Exhibitors and experts of an event, for everybody."""

from django.db.models import Exists, OuterRef, Prefetch
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from clusterhub.activity.doors import get_visible_or_404
from clusterhub.events.admitting import own_registration
from clusterhub.events.links import token_of
from clusterhub.events.models import Event, Exhibitor, Expert, ExpertBooking, ExpertSlot, Fair
from clusterhub.events.permissions import can_edit_event, can_tend_stand
from clusterhub.web.addresses import absolute


def fair_of(request, slug):
    """The event, if it has a fair."""
    event = get_visible_or_404(Event.objects.visible_to(request.user), slug=slug)
    if not Fair.objects.filter(event=event).exists():
        raise Http404
    return event


@require_safe
def exhibitors(request, slug):
    event = fair_of(request, slug)
    context = {
        "event": event,
        "rows": event.exhibitors.select_related("organisation__country"),
        "can_edit": can_edit_event(request.user, event),
    }
    return render(request, "events/fair/exhibitors.html", context)


@require_safe
def exhibitors_json(request, slug):
    event = fair_of(request, slug)
    rows = event.exhibitors.select_related("organisation")
    base = event.get_absolute_url()
    shapes = [
        {
            "url": absolute(f"{base}exhibitors/{row.slug}/"),
            "organisation": _named(row.organisation),
            "stand": row.stand,
            "words": row.words,
            "website": row.url,
        }
        for row in rows
    ]
    return JsonResponse({"event": absolute(base), "exhibitors": shapes})


def _named(record):
    """Name, and the address of the page of what is listed."""
    listed = absolute(record.get_absolute_url()) if record.published_at else None
    return {"name": record.name, "url": listed}


@require_safe
def exhibitor(request, slug, stand):
    event = fair_of(request, slug)
    rows = Exhibitor.objects.select_related("organisation__country")
    found = get_object_or_404(rows, event=event, slug=stand)
    context = {
        "event": event,
        "exhibitor": found,
        "can_tend": can_tend_stand(request.user, found),
    }
    return render(request, "events/fair/exhibitor.html", context)


@require_safe
def experts(request, slug):
    event = fair_of(request, slug)
    own = own_registration(event, request.user)
    context = {
        "event": event,
        "experts": with_slots(event),
        "own_token": token_of(own) if own and own.status == "confirmed" else "",
        "bookings": _bookings_with(request.user, event),
        "can_edit": can_edit_event(request.user, event),
    }
    return render(request, "events/fair/experts.html", context)


def with_slots(event):
    """The experts of an event with their slots, each of which knows whether it is taken."""
    taken = ExpertBooking.objects.filter(slot=OuterRef("pk"), ended_at=None)
    slots = ExpertSlot.objects.annotate(is_taken=Exists(taken))
    rows = Expert.objects.filter(event=event).select_related("person__country")
    return rows.prefetch_related(Prefetch("slots", slots))


def _bookings_with(user, event):
    """Who comes to `user`, who is an expert at this event."""
    if not user.is_authenticated:
        return []
    rows = ExpertBooking.objects.filter(
        slot__expert__event=event, slot__expert__person__account=user, ended_at=None
    )
    return rows.select_related("slot", "registration").order_by("slot__starts_at")


@require_safe
def experts_json(request, slug):
    event = fair_of(request, slug)
    shapes = [
        {
            "person": _named(expert.person),
            "words": expert.words,
            "place": expert.place,
            "slots": [
                {"starts_at": s.starts_at, "ends_at": s.ends_at, "is_free": not s.is_taken}
                for s in expert.slots.all()
            ],
        }
        for expert in with_slots(event)
    ]
    return JsonResponse({"event": absolute(event.get_absolute_url()), "experts": shapes})
