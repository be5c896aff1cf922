from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from clusterhub.activity.operations import record_activity
from clusterhub.documents.writing import pdf_problem
from clusterhub.documents.writing.paper import can_print, to_paper
from clusterhub.events.badges import SHEETS, Badge, sheet_html
from clusterhub.events.consents import has_consented
from clusterhub.events.models import AttendanceMode, ConsentKey, Registration, RegistrationStatus
from clusterhub.events.permissions import can_use_door
from clusterhub.events.views.doors import event_for

A_FILE = 400  # Drawn in some four seconds, while one waits.


@never_cache
@require_safe
@login_required
def badges(request, slug):
    """What can be printed, and which names cannot."""
    event = event_for(request, slug, can_use_door)
    rows = _rows(event)
    problem = pdf_problem()
    starts = range(0, len(rows), A_FILE)
    context = {
        "event": event,
        "sheets": [(key, sheet.words) for key, sheet in SHEETS.items()],
        "count": len(rows),
        "parts": [
            (number + 1, start + 1, min(start + A_FILE, len(rows)))
            for number, start in enumerate(starts)
        ],
        "by_hand": [] if problem else [row["name"] for row in rows if not can_print(_all_of(row))],
        "problem": problem,
    }
    return render(request, "events/badges.html", context)


@never_cache
@require_safe
@login_required
def badges_pdf(request, slug):
    event = event_for(request, slug, can_use_door)
    sheet = SHEETS.get(request.GET.get("sheet", ""))
    part = request.GET.get("part", "1")
    if (
        sheet is None
        or not part.isascii()
        or not part.isdecimal()
        or len(part) > 6
        or pdf_problem()
    ):
        raise Http404
    start = (int(part) - 1) * A_FILE
    rows = _rows(event)[start : start + A_FILE] if start >= 0 else []
    if not rows:
        raise Http404
    record_activity("printed badges of", event, by=request.user, count=len(rows))
    wants = {name for name in ("organisation", "mode") if name in request.GET}
    page = sheet_html(
        sheet,
        [_badge(row, wants) for row in rows],
        title=" ".join(event.title.split()),
        language=get_language(),
    )
    response = HttpResponse(to_paper(page), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{event.slug}-badges-{int(part)}.pdf"'
    return response


def _rows(event):
    """Who is expected on site: her name, and where she is from if she agreed to have it printed."""
    people = Registration.objects.filter(
        event=event, status=RegistrationStatus.CONFIRMED, mode=AttendanceMode.ON_SITE
    )
    rows = list(people.order_by("name", "pk").values("pk", "name", "organisation_name", "mode"))
    agreed = has_consented([row["pk"] for row in rows], ConsentKey.BADGE)
    for row in rows:
        if row["pk"] not in agreed:
            row["organisation_name"] = ""
    return rows


def _badge(row, wants):
    return Badge(
        name=row["name"],
        organisation=row["organisation_name"] if "organisation" in wants else "",
        mode=str(AttendanceMode(row["mode"]).label) if "mode" in wants else "",
        is_by_hand=not can_print(row["name"]),
    )


def _all_of(row):
    return f"{row['name']} {row['organisation_name']}"
