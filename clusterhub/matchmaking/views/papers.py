"""Paper of a whole event: asked for with a button, made by the worker, taken from a page that says when
it is ready. It has names, so the trail says who took it."""

from functools import partial

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_POST, require_safe

from clusterhub.activity.operations import record_activity
from clusterhub.documents.writing import pdf_problem
from clusterhub.matchmaking.jobs import make_paper
from clusterhub.matchmaking.models import PaperKind
from clusterhub.matchmaking.operations.papers import ask_for_paper
from clusterhub.matchmaking.papers import stamp_of
from clusterhub.matchmaking.plan_rows import A_FILE, participants_of
from clusterhub.matchmaking.views.desk_doors import run_by

# With whole schedules of people on them; the others are for whoever runs the floor.
OF_PEOPLE = (PaperKind.PEOPLE, PaperKind.TABLES)


def _demand(matchmaking, what):
    if what in OF_PEOPLE and not matchmaking.sees_people:
        raise PermissionDenied


@require_POST
@run_by
def papers(request, matchmaking):
    what, part = request.POST.get("what", ""), _part(matchmaking, request.POST)
    if what not in PaperKind.values or part is None or pdf_problem():
        raise Http404
    _demand(matchmaking, what)
    paper, is_new = ask_for_paper(
        matchmaking, what=what, part=part, language=get_language(), by=request.user
    )
    if is_new:
        transaction.on_commit(partial(make_paper.enqueue, paper.pk))
    return redirect("matchmaking:desk-paper", matchmaking.event.slug, paper.pk)


def _part(matchmaking, posted):
    """A number of the people's papers; 0 of all others; None for one that is not there."""
    if posted.get("what") != PaperKind.PEOPLE:
        return 0
    typed = posted.get("part", "1")
    number = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 6 else 0
    count = participants_of(matchmaking).count()
    return number if 0 < number <= -(-count // A_FILE) else None


def _paper(matchmaking, pk):
    found = get_object_or_404(matchmaking.papers, pk=pk)
    _demand(matchmaking, found.what)
    return found


@require_safe
@run_by
def paper(request, matchmaking, pk):
    """Being made, ready, or failed; it looks again by itself, and by a link."""
    found = _paper(matchmaking, pk)
    context = {
        "event": matchmaking.event,
        "matchmaking": matchmaking,
        "paper": found,
        "is_old": found.is_ready and found.stamp != stamp_of(matchmaking),
    }
    name = "_desk_paper.html" if request.htmx else "desk_paper.html"
    return render(request, f"matchmaking/{name}", context)


@require_safe
@run_by
def paper_file(request, matchmaking, pk):
    found = _paper(matchmaking, pk)
    if not found.is_ready:
        raise Http404
    name = f"{found.name}.pdf"
    record_activity("took the plan of meetings of", matchmaking.event, by=request.user, file=name)
    response = HttpResponse(bytes(found.content), content_type="application/pdf")
    file = f"{matchmaking.event.slug}-meetings-{name}"
    response["Content-Disposition"] = f'attachment; filename="{file}"'
    return response
