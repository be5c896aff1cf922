"""A day of the programme by room: sessions are dragged, moved by keys, or by a form."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from clusterhub.clock.words import hour_in_words
from clusterhub.clock.zones import zone_info
from clusterhub.events.clashes import clashes
from clusterhub.events.forms.session import MoveForm
from clusterhub.events.operations import move_session
from clusterhub.events.programme_days import rows_by_day
from clusterhub.events.programme_grid import grid_of
from clusterhub.events.session_slots import slots_of
from clusterhub.events.views.doors import event_for
from clusterhub.web.desk import sent


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def grid(request, slug):
    event = event_for(request, slug)
    form = MoveForm(sent(request), event=event)
    said = ""
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        session = move_session(
            typed["session"],
            starts_at=typed["starts_at"],
            room=typed["room"],
            by=request.user,
        )
        said = _moved_words(session, event)
        if not request.htmx:
            messages.success(request, said)
            day = request.POST.get("shown", "")[:10]
            return redirect(f"{reverse('events:programme-grid', args=[event.slug])}?day={day}")
    context = {"event": event, "form": form, "said": said, **_day(request, event)}
    form.initial["starts_on"] = context["day"]
    name = "_grid" if request.htmx and request.method == "POST" else "grid"
    status = 422 if form.errors else 200
    # An answer to a key or a drag is shown whatever it says.
    status = 200 if request.htmx else status
    return render(request, f"events/programme/{name}.html", context, status=status)


def _moved_words(session, event):
    starts = session.starts_at.astimezone(zone_info(event.time_zone))
    facts = {"title": session.title, "hour": hour_in_words(starts), "room": session.room or "–"}
    return _("“%(title)s” is at %(hour)s now, in %(room)s.") % facts


def _day(request, event):
    zone = zone_info(event.time_zone)
    rows = [row for row in event.sessions.select_related("room", "track") if not row.cancelled_at]
    days = {day: each for day, each in rows_by_day(rows, zone) if day}
    event_day = event.starts_there.date()
    by_words = {day.isoformat(): day for day in [*days, event_day]}
    asked = request.GET.get("day") or request.POST.get("shown", "")
    day = by_words.get(asked, min(days, default=event_day))
    found = clashes(slots_of(event))
    shown = days.get(day, [])
    for row in shown:
        row.clash_count = len([clash for clash in found if clash.has(row.pk)])
    rooms = list(event.rooms.all())
    if not rooms or any(row.room is None for row in shown):
        rooms.append(None)
    return {
        "day": day,
        "days": sorted({*days, event_day}),
        "rooms": rooms,
        "rows": grid_of(day, shown, rooms, zone),
        "unplaced": [row for row in rows if row.starts_at is None],
        "clashes": found,
    }
