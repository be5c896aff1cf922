"""Who comes to one session, and who waits for it: for those who may see the people of the event."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from clusterhub.events.models import SessionPlace, WaitingEntry
from clusterhub.events.permissions import can_see_people
from clusterhub.events.views.doors import event_for

PAGE_SIZE = 100
WAITING_SHOWN = 100


@never_cache
@require_safe
@login_required
def session_people(request, slug, pk):
    event = event_for(request, slug, can_see_people)
    session = get_object_or_404(event.sessions.select_related("room", "pool"), pk=pk)
    seats = SessionPlace.objects.filter(session=session, ended_at=None)
    seats = seats.select_related("registration").order_by("registration__name", "pk")
    waiting = WaitingEntry.objects.unserved().filter(pool__session=session)
    context = {
        "event": event,
        "session": session,
        "page": Paginator(seats, PAGE_SIZE).get_page(request.GET.get("page")),
        "waiting": waiting.select_related("registration")[:WAITING_SHOWN],
    }
    return render(request, "events/programme/session_people.html", context)
