"""The ideas of a lab as everybody reads them; who takes part posts, supports and joins."""

from django.contrib.auth.views import redirect_to_login
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clusterhub.labs.forms.ideas import IdeaForm, initial_of
from clusterhub.labs.models import Idea, IdeaPart, PartKind
from clusterhub.labs.operations.ideas import (
    change_idea,
    leave_idea,
    post_idea,
    take_part,
    withdraw_idea,
)
from clusterhub.labs.operations.refusals import LabRefusal
from clusterhub.labs.permissions import can_change_idea, can_post, is_own, works_on
from clusterhub.labs.saying import words_of
from clusterhub.labs.views.doors import METHODS, in_lab, tried
from clusterhub.web.desk import sent

PER_PAGE = 30


@require_safe
@in_lab
def ideas(request, door):
    shown = door.lab.ideas.shown().with_lines()
    mine = door.actor.person.ideas.filter(withdrawn_at=None) if door.actor.person else []
    context = door.context(
        page=Paginator(shown, PER_PAGE).get_page(request.GET.get("page")),
        mine=mine,
        can_run=door.actor.is_team,
    )
    return render(request, "labs/ideas.html", context)


@require_http_methods(METHODS)
@in_lab
def new(request, door):
    if not can_post(door.actor, door.lab):
        if door.lab.takes_ideas and not door.token:
            return redirect_to_login(request.path)
        return redirect(door.url("ideas"))
    return _written(request, door, None)


@require_http_methods(METHODS)
@in_lab
def edit(request, door, pk):
    found = _idea(door, pk)
    if not can_change_idea(door.actor, found):
        raise Http404
    return _written(request, door, found)


def _written(request, door, idea):
    form = IdeaForm(sent(request), initial=initial_of(idea) if idea else None)
    if form.is_valid():
        try:
            made = _save(door, idea, form.cleaned_data)
        except LabRefusal as refusal:
            form.add_error(None, words_of(refusal))
        else:
            return redirect(door.url("idea", made.pk))
    status = 422 if request.method == "POST" else 200
    context = door.context(form=form, idea=idea)
    return render(request, "labs/idea_edit.html", context, status=status)


def _save(door, idea, facts):
    if idea is None:
        return post_idea(door.lab, by=door.actor, **facts)
    return change_idea(idea, by=door.actor, **facts)


def _idea(door, pk):
    """Shown to everybody; what is hidden to its proposer and the team, what is withdrawn to nobody."""
    rows = Idea.objects.with_lines().filter(lab=door.lab, withdrawn_at=None)
    found = get_object_or_404(rows, pk=pk)
    found.lab = door.lab
    if found.is_shown or is_own(door.actor, found) or door.actor.is_team:
        return found
    raise Http404


@require_safe
@in_lab
def idea(request, door, pk):
    found, actor = _idea(door, pk), door.actor
    own = is_own(actor, found)
    parts = []
    if actor.sees_names:
        near = (
            "person__registration__organisation",
            "person__registration__country",
            "person__account",
        )
        parts = list(found.parts.select_related(*near))
    mine = None
    if actor.person:
        mine = IdeaPart.objects.filter(idea=found, person=actor.person).first()
    group = found.group
    context = door.context(
        idea=found,
        is_own=own,
        mine=mine,
        joined=[part for part in parts if part.kind == PartKind.JOIN],
        supporting=[part for part in parts if part.kind == PartKind.SUPPORT],
        can_change=can_change_idea(actor, found),
        can_answer=found.is_shown and not own,
        sees_board=group is not None and works_on(actor, group),
    )
    return render(request, "labs/idea.html", context)


@require_POST
@in_lab
def part(request, door, pk):
    found, answer = _idea(door, pk), request.POST.get("answer", "")
    if answer == "leave":
        tried(request, leave_idea, found, by=door.actor, done=_("Taken back."))
    elif answer in PartKind.values:
        words = _("You work on it.") if answer == PartKind.JOIN else _("You support it.")
        tried(request, take_part, found, kind=answer, by=door.actor, done=words)
    return redirect(door.url("idea", pk))


@require_POST
@in_lab
def withdrawal(request, door, pk):
    tried(request, withdraw_idea, _idea(door, pk), by=door.actor, done=_("Withdrawn."))
    return redirect(door.url("ideas"))
