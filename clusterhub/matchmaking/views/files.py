"""The plan to take along: for paper, for spreadsheets, for calendars. It has names, so the trail says
who took it."""

from functools import partial

from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from clusterhub.activity.operations import record_activity
from clusterhub.clock import content_lines as lines
from clusterhub.documents.tables import csv_lines
from clusterhub.documents.writing import pdf_problem
from clusterhub.documents.writing.paper import to_paper
from clusterhub.events.links import CALENDAR
from clusterhub.matchmaking.calendars import PUBLISH, document, entries
from clusterhub.matchmaking.models import Meeting, TableName
from clusterhub.matchmaking.permissions import can_see_participants
from clusterhub.matchmaking.place_words import names_of_tables, who_in_words
from clusterhub.matchmaking.plan_papers import sheets_html
from clusterhub.matchmaking.plan_rows import (
    A_FILE,
    calendar_of,
    heads_of_table,
    meetings_of,
    participants_of,
    sheets_of_people,
    sheets_of_tables,
    table_rows,
)
from clusterhub.matchmaking.views.day_doors import by_own_link
from clusterhub.matchmaking.views.desk_doors import run_by


@require_safe
@run_by(may=can_see_participants)
def files(request, matchmaking):
    """What there is to take along."""
    names = list(participants_of(matchmaking).values_list("registration__name", flat=True))
    held = Meeting.objects.placed().filter(matchmaking=matchmaking)
    at_a_place = Q(table__isnull=False) | Q(stand__isnull=False)
    context = {
        "event": matchmaking.event,
        "matchmaking": matchmaking,
        "parts": _parts(names),
        "has_some": held.exists(),
        "has_places": held.filter(at_a_place).exists(),
        "has_tables": matchmaking.slots.filter(tables__gt=0).exists(),
        "problem": pdf_problem(),
    }
    return render(request, "matchmaking/desk_files.html", context)


def _parts(names):
    """[(number, first name, last name)] of the files with everybody's paper."""
    chunks = [names[at : at + A_FILE] for at in range(0, len(names), A_FILE)]
    return [(number, chunk[0], chunk[-1]) for number, chunk in enumerate(chunks, 1)]


@require_safe
@run_by(may=can_see_participants)
def people_pdf(request, matchmaking):
    typed = request.GET.get("part", "1")
    number = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 7 else 0
    rows = list(participants_of(matchmaking)[max(0, number - 1) * A_FILE : number * A_FILE])
    return _people_paper(request, matchmaking, rows, f"people-{number}")


@require_safe
@run_by(may=can_see_participants)
def person_pdf(request, matchmaking, pk):
    rows = [get_object_or_404(participants_of(matchmaking), pk=pk)]
    return _people_paper(request, matchmaking, rows, f"person-{pk}")


def _people_paper(request, matchmaking, participants, name):
    sheets = sheets_of_people(matchmaking, participants, matchmaking.event.time_zone)
    return _paper(request, matchmaking, sheets, [_("When"), _("Where"), _("With whom")], name)


@require_safe
@run_by(may=can_see_participants)
def tables_pdf(request, matchmaking):
    sheets = sheets_of_tables(matchmaking, matchmaking.event.time_zone)
    return _paper(request, matchmaking, sheets, [_("When"), _("Who"), _("With whom")], "tables")


def _paper(request, matchmaking, sheets, heads, name):
    if not sheets or pdf_problem():
        raise Http404
    page = sheets_html(
        sheets, title=_title(matchmaking.event), heads=heads, empty=_("No meetings yet"),
        language=get_language(),
    )  # fmt: skip
    return _sent(request, matchmaking, to_paper(page), f"{name}.pdf", "application/pdf")


@require_safe
@run_by(may=can_see_participants)
def plan_csv(request, matchmaking):
    rows = table_rows(matchmaking, matchmaking.event.time_zone)
    body = "".join(csv_lines(heads_of_table(), rows))
    return _sent(request, matchmaking, body, "plan.csv", "text/csv; charset=utf-8")


@require_safe
@run_by(may=can_see_participants)
def plan_calendar(request, matchmaking):
    """All meetings with a time, as the organiser sees them."""
    held = [each for each in meetings_of(matchmaking) if each.slot]
    body = _calendar(matchmaking, held, None, _title(matchmaking.event))
    return _sent(request, matchmaking, body, "plan.ics", lines.CONTENT_TYPE)


@require_safe
@run_by(may=can_see_participants)
def person_calendar(request, matchmaking, pk):
    """Hers, without the secret of her own link."""
    participant = get_object_or_404(participants_of(matchmaking), pk=pk)
    body = _calendar(matchmaking, calendar_of(participant), participant, who_in_words(participant))
    return _sent(request, matchmaking, body, f"person-{pk}.ics", lines.CONTENT_TYPE)


@require_safe
@partial(by_own_link, purpose=CALENDAR)
def own_calendar(request, participant, token):
    """For her own calendar, which may ask again: what moved keeps its UID, what is off is taken out.
    Its address opens nothing else, and then no address in it does; older ones carry the whole token."""
    event = participant.registration.event
    title = _("Meetings: %s") % _title(event)
    held = calendar_of(participant)
    body = _calendar(participant.matchmaking, held, participant, title, is_hers=bool(token))
    response = HttpResponse(body, content_type=lines.CONTENT_TYPE)
    response["Content-Disposition"] = f'inline; filename="{event.slug}-meetings.ics"'
    return response


def _calendar(matchmaking, meetings, participant, title, *, is_hers=False):
    names = names_of_tables(matchmaking.pk, TableName.objects)
    body = entries(meetings, participant, names, is_hers=is_hers)
    return document(body, PUBLISH, head=[f"X-WR-CALNAME:{lines.text(title)}"])


def _title(event):
    return " ".join(event.title.split())


def _sent(request, matchmaking, body, name, content_type):
    verb = "took the plan of meetings of"
    record_activity(verb, matchmaking.event, by=request.user, file=name)
    response = HttpResponse(body, content_type=content_type)
    file = f"{matchmaking.event.slug}-meetings-{name}"
    response["Content-Disposition"] = f'attachment; filename="{file}"'
    return response
