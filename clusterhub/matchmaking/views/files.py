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
from clusterhub.matchmaking.models import Meeting, PaperKind, TableName
from clusterhub.matchmaking.papers import person_html, title_of
from clusterhub.matchmaking.permissions import can_see_participants
from clusterhub.matchmaking.place_words import names_of_tables, who_in_words
from clusterhub.matchmaking.plan_rows import (
    A_FILE,
    calendar_of,
    heads_of_table,
    meetings_of,
    participants_of,
    table_rows,
)
from clusterhub.matchmaking.views.day_doors import by_own_link
from clusterhub.matchmaking.views.desk_doors import run_by


@require_safe
@run_by(may=can_see_participants)
def files(request, matchmaking):
    """What there is to take along."""
    names = list(participants_of(matchmaking).values_list("registration__name", flat=True))
    context = {
        "event": matchmaking.event,
        "matchmaking": matchmaking,
        "has_people": bool(names),
        "papers": _papers(matchmaking, names) if names else [],
        "problem": pdf_problem(),
    }
    return render(request, "matchmaking/desk_files.html", context)


def _papers(matchmaking, names):
    """[(kind, part, words, the one that is made or being made)]."""
    held = Meeting.objects.placed().filter(matchmaking=matchmaking)
    at_a_place = Q(table__isnull=False) | Q(stand__isnull=False)
    there = {
        PaperKind.TABLES: held.filter(at_a_place).exists(),
        PaperKind.FLOOR: held.exists(),
        PaperKind.SIGNS: matchmaking.slots.filter(tables__gt=0).exists(),
    }
    rows = [(PaperKind.PEOPLE, number, words) for number, words in _parts(names)]
    rows += [(kind, 0, kind.label) for kind, is_there in there.items() if is_there]
    known = matchmaking.papers.filter(language=get_language()).defer("content").order_by("pk")
    made = {(each.what, each.part): each for each in known}
    return [(kind, part, words, made.get((kind, part))) for kind, part, words in rows]


def _parts(names):
    """(number, words) of the files with everybody's paper."""
    chunks = [names[at : at + A_FILE] for at in range(0, len(names), A_FILE)]
    if len(chunks) == 1:
        return [(1, PaperKind.PEOPLE.label)]
    words = _("A page for each person, %(first)s – %(last)s")
    return [
        (number, words % {"first": chunk[0], "last": chunk[-1]})
        for number, chunk in enumerate(chunks, 1)
    ]


@require_safe
@run_by(may=can_see_participants)
def person_pdf(request, matchmaking, pk):
    """One page is drawn at once; all pages of an event by the worker, see `views.papers`."""
    participant = get_object_or_404(participants_of(matchmaking), pk=pk)
    if pdf_problem():
        raise Http404
    page = person_html(matchmaking, participant, get_language())
    return _sent(request, matchmaking, to_paper(page), f"person-{pk}.pdf", "application/pdf")


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
    body = _calendar(matchmaking, held, None, title_of(matchmaking))
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
    title = _("Meetings: %s") % title_of(participant.matchmaking)
    held = calendar_of(participant)
    body = _calendar(participant.matchmaking, held, participant, title, is_hers=bool(token))
    response = HttpResponse(body, content_type=lines.CONTENT_TYPE)
    response["Content-Disposition"] = f'inline; filename="{event.slug}-meetings.ics"'
    return response


def _calendar(matchmaking, meetings, participant, title, *, is_hers=False):
    names = names_of_tables(matchmaking.pk, TableName.objects)
    body = entries(meetings, participant, names, is_hers=is_hers)
    return document(body, PUBLISH, head=[f"X-WR-CALNAME:{lines.text(title)}"])


def _sent(request, matchmaking, body, name, content_type):
    verb = "took the plan of meetings of"
    record_activity(verb, matchmaking.event, by=request.user, file=name)
    response = HttpResponse(body, content_type=content_type)
    file = f"{matchmaking.event.slug}-meetings-{name}"
    response["Content-Disposition"] = f'attachment; filename="{file}"'
    return response
