"""The board of a group, for its members and the team."""

from django.contrib import messages
from django.http import FileResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clusterhub.documents.file_kinds import MEGABYTE, MOST_MB, TYPES
from clusterhub.documents.refusals import BadFile
from clusterhub.funding.models import Call
from clusterhub.labs.board_history import history_of
from clusterhub.labs.forms.board import OutcomeForm, RoleForm, SectionForm, TaskForm
from clusterhub.labs.models import LabPerson
from clusterhub.labs.operations import board as changes
from clusterhub.labs.operations.files import add_file, remove_file
from clusterhub.labs.operations.outcomes import report_outcome
from clusterhub.labs.operations.refusals import LabRefusal, SectionChanged
from clusterhub.labs.saying import words_of
from clusterhub.labs.views.doors import METHODS, in_lab, number_of, tried, typed
from clusterhub.web.desk import sent

FOUND = 10
NEAR = ("registration__organisation", "account")


def _near(name):
    return [f"{name}__{each}" for each in NEAR]


@require_safe
@in_lab
def board(request, door, pk):
    return _board(request, door, door.board_or_404(pk))


def _board(request, door, group, **forms):
    """With the form that was refused, if one was."""
    members = list(LabPerson.objects.of_group(group).with_names().order_by("pk"))
    context = door.context(
        group=group,
        members=members,
        ideas=group.ideas.shown(),
        sections=group.sections.select_related(*_near("changed_by")),
        roles=group.roles.select_related(*_near("holder")),
        tasks=group.tasks.select_related(*_near("doer")),
        files=group.files.select_related(*_near("added_by")),
        outcomes=group.outcomes.select_related(*_near("said_by")),
        is_member=any(door.actor.person == each for each in members),
        most_mb=MOST_MB,
        role_form=forms.get("role_form") or RoleForm(auto_id="role_%s"),
        task_form=forms.get("task_form") or TaskForm(members=members, auto_id="task_%s"),
        outcome_form=forms.get("outcome_form") or OutcomeForm(auto_id="outcome_%s"),
    )
    return render(request, "labs/board.html", context, status=422 if forms else 200)


def _back(door, group, place=""):
    return redirect(door.url("board", group.pk) + (f"#{place}" if place else ""))


@require_http_methods(METHODS)
@in_lab
def section_new(request, door, pk):
    group = door.board_or_404(pk)
    form = SectionForm(sent(request))
    if form.is_valid():
        made = tried(request, changes.add_section, group, by=door.actor, **form.cleaned_data)
        return _back(door, group, f"section-{made.pk}" if made else "")
    status = 422 if request.method == "POST" else 200
    context = door.context(group=group, form=form)
    return render(request, "labs/section.html", context, status=status)


@require_http_methods(METHODS)
@in_lab
def section(request, door, pk, section):
    """Who saves what was written on an older version gets both, and her own to save again."""
    group = door.board_or_404(pk)
    found = get_object_or_404(group.sections.select_related(*_near("changed_by")), pk=section)
    found.group = group
    form = SectionForm(sent(request), initial={"title": found.title, "text": found.text})
    theirs = None
    if form.is_valid():
        version = number_of(request, "version")
        try:
            changes.save_section(found, version=version, by=door.actor, **form.cleaned_data)
            return _back(door, group, f"section-{found.pk}")
        except SectionChanged as refusal:
            theirs = found = refusal.now
        except LabRefusal as refusal:
            form.add_error(None, words_of(refusal))
    status = 409 if theirs else 422 if request.method == "POST" else 200
    context = door.context(group=group, form=form, section=found, theirs=theirs)
    return render(request, "labs/section.html", context, status=status)


@require_POST
@in_lab
def section_removal(request, door, pk, section):
    group = door.board_or_404(pk)
    found = get_object_or_404(group.sections, pk=section)
    version = number_of(request, "version")
    tried(
        request, changes.remove_section, found, version=version, by=door.actor, done=_("Removed.")
    )
    return _back(door, group)


@require_POST
@in_lab
def roles(request, door, pk):
    group = door.board_or_404(pk)
    form = RoleForm(request.POST, auto_id="role_%s")
    if not form.is_valid():
        return _board(request, door, group, role_form=form)
    tried(request, changes.add_role, group, by=door.actor, **form.cleaned_data)
    return _back(door, group, "roles")


@require_POST
@in_lab
def role(request, door, pk, role):
    group = door.board_or_404(pk)
    found = get_object_or_404(group.roles, pk=role)
    answers = {
        "take": changes.take_role,
        "back": changes.give_role_back,
        "remove": changes.remove_role,
    }
    if operation := answers.get(request.POST.get("answer", "")):
        tried(request, operation, found, by=door.actor)
    return _back(door, group, "roles")


@require_POST
@in_lab
def tasks(request, door, pk):
    group = door.board_or_404(pk)
    members = LabPerson.objects.of_group(group).with_names().order_by("pk")
    form = TaskForm(request.POST, members=members, auto_id="task_%s")
    if not form.is_valid():
        return _board(request, door, group, task_form=form)
    tried(request, changes.add_task, group, by=door.actor, **form.cleaned_data)
    return _back(door, group, "tasks")


@require_POST
@in_lab
def task(request, door, pk, task):
    group = door.board_or_404(pk)
    found = get_object_or_404(group.tasks, pk=task)
    is_done = request.POST.get("answer") == "done"
    tried(request, changes.finish_task, found, is_done=is_done, by=door.actor)
    return _back(door, group, "tasks")


@require_POST
@in_lab
def files(request, door, pk):
    group = door.board_or_404(pk)
    uploaded = request.FILES.get("file")
    if uploaded is None:
        messages.error(request, _("Choose a file first."))
    elif uploaded.size > MOST_MB * MEGABYTE:
        messages.error(request, _("The file is larger than %s MB.") % MOST_MB)
    else:
        facts = {"name": uploaded.name or "", "content": uploaded.read(), "by": door.actor}
        try:
            tried(request, add_file, group, **facts)
        except BadFile as refusal:
            messages.error(request, refusal.words)
    return _back(door, group, "files")


@require_safe
@in_lab
def file(request, door, pk, uid):
    """The bytes as they came, always to be saved and never shown within our pages."""
    row = get_object_or_404(door.board_or_404(pk).files, uid=uid)
    response = FileResponse(row.file.open("rb"), as_attachment=True, filename=row.name)
    response["Content-Type"] = TYPES[row.kind]
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


@require_POST
@in_lab
def file_removal(request, door, pk, uid):
    group = door.board_or_404(pk)
    row = get_object_or_404(group.files, uid=uid)
    tried(request, remove_file, row, by=door.actor, done=_("Removed."))
    return _back(door, group, "files")


@require_http_methods(METHODS)
@in_lab
def call(request, door, pk):
    """Which call the group aims at."""
    group = door.board_or_404(pk)
    if request.method == "POST":
        slug = typed(request, "call")
        chosen = get_object_or_404(Call.objects.public(), slug=slug) if slug else None
        tried(request, changes.aim_at, group, call=chosen, by=door.actor, done=_("Saved."))
        return _back(door, group)
    words = request.GET.get("q", "").replace("\x00", "").strip()[:100]
    calls = Call.objects.public().matching(words).with_list().by_deadline()[:FOUND] if words else []
    context = door.context(group=group, q=words, calls=calls)
    return render(request, "labs/call.html", context)


@require_POST
@in_lab
def outcomes(request, door, pk):
    group = door.board_or_404(pk)
    form = OutcomeForm(request.POST, auto_id="outcome_%s")
    if not form.is_valid():
        return _board(request, door, group, outcome_form=form)
    words = _("Reported. The team looks at it before everybody reads it.")
    tried(request, report_outcome, group, by=door.actor, done=words, **form.cleaned_data)
    return _back(door, group, "outcomes")


@require_safe
@in_lab
def history(request, door, pk):
    group = door.board_or_404(pk)
    context = door.context(group=group, entries=history_of(group))
    return render(request, "labs/history.html", context)
