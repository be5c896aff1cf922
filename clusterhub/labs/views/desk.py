"""The team's desk of a lab: begin, open, group, hide, confirm."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from clusterhub.events.views.doors import event_for
from clusterhub.labs.desk_state import groups_of, ideas_of, suggestions, to_decide
from clusterhub.labs.forms.desk import IntroForm
from clusterhub.labs.models import Lab, Outcome
from clusterhub.labs.operations import setting_up
from clusterhub.labs.operations.grouping import make_group, move_idea, name_group
from clusterhub.labs.operations.ideas import hide_idea, show_idea
from clusterhub.labs.operations.outcomes import decide_outcome
from clusterhub.labs.permissions import can_run_lab
from clusterhub.labs.views.doors import run_by_team, tried, typed


@never_cache
@require_safe
@login_required
def desk(request, slug):
    event = event_for(request, slug, can_run_lab)
    lab = Lab.objects.filter(event=event).first()
    if lab is None:
        return render(request, "labs/desk_beginning.html", {"event": event})
    lab.event = event
    ideas = ideas_of(lab)
    context = {
        "event": event,
        "lab": lab,
        "form": IntroForm(initial={"intro": lab.intro}),
        "ideas": ideas,
        "suggestions": suggestions(ideas),
        "groups": groups_of(lab),
        "to_decide": to_decide(lab),
    }
    return render(request, "labs/desk.html", context)


def _back(lab, place=""):
    address = redirect("labs:desk", lab.event.slug)
    address["Location"] += f"#{place}" if place else ""
    return address


@require_POST
@login_required
def beginning(request, slug):
    event = event_for(request, slug, can_run_lab)
    setting_up.begin_lab(event, by=request.user)
    return redirect("labs:desk", slug)


@require_POST
@run_by_team
def settings(request, lab):
    form = IntroForm(request.POST)
    if form.is_valid():
        done = _("Saved.")
        tried(
            request, setting_up.describe_lab, lab, by=request.user, done=done, **form.cleaned_data
        )
    else:
        messages.error(request, _("The text is too long."))
    return _back(lab)


@require_POST
@run_by_team
def opening(request, lab):
    if request.POST.get("answer") == "close":
        done = _("Closed. Groups work on.")
        tried(request, setting_up.close_lab, lab, by=request.user, done=done)
    else:
        done = _("Open. Everybody reads the ideas now.")
        tried(request, setting_up.open_lab, lab, by=request.user, done=done)
    return _back(lab)


@require_POST
@run_by_team
def groups(request, lab):
    chosen = list(lab.ideas.filter(pk__in=_numbers(request.POST.getlist("idea"))))
    title = typed(request, "title")[:150]
    tried(request, make_group, lab, chosen, title=title, by=request.user, done=_("A new group."))
    return _back(lab, "groups")


@require_POST
@run_by_team
def group(request, lab, pk):
    found = get_object_or_404(lab.groups, pk=pk)
    title = typed(request, "title")
    tried(request, name_group, found, title=title, by=request.user, done=_("Saved."))
    return _back(lab, "groups")


@require_POST
@run_by_team
def moving(request, lab, pk):
    idea, number = get_object_or_404(lab.ideas, pk=pk), request.POST.get("group", "")
    to = get_object_or_404(lab.groups, pk=_number(number)) if number else None
    tried(request, move_idea, idea, to=to, by=request.user, done=_("Saved."))
    return _back(lab, "ideas")


@require_POST
@run_by_team
def hiding(request, lab, pk):
    idea = get_object_or_404(lab.ideas, pk=pk)
    if request.POST.get("answer") == "show":
        tried(request, show_idea, idea, by=request.user, done=_("Everybody reads it again."))
    else:
        reason = typed(request, "reason")
        tried(request, hide_idea, idea, reason=reason, by=request.user, done=_("Hidden."))
    return _back(lab, "ideas")


@require_POST
@run_by_team
def outcome(request, lab, pk):
    found = get_object_or_404(Outcome.objects.select_related("group__lab"), group__lab=lab, pk=pk)
    is_confirmed = request.POST.get("answer") == "yes"
    tried(request, decide_outcome, found, is_confirmed=is_confirmed, by=request.user)
    return _back(lab, "outcomes")


def _numbers(typed):
    return [number for number in map(_number, typed[:500]) if number]


def _number(typed):
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 19 else 0
