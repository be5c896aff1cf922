"""Earlier versions of a text of a board: read, compared with what stands there now, brought back."""

from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from clusterhub.labs.operations.board import restore_section
from clusterhub.labs.text_changes import pieces_of
from clusterhub.labs.views.doors import METHODS, in_lab, number_of, tried

NEAR = ("registration__organisation", "account")


def _section(door, pk, section):
    group = door.board_or_404(pk)
    rows = group.sections.select_related(*(f"changed_by__{each}" for each in NEAR))
    found = get_object_or_404(rows, pk=section)
    found.group = group
    return found


def _earlier(section):
    return section.versions.select_related(*(f"written_by__{each}" for each in NEAR))


@require_safe
@in_lab
def versions(request, door, pk, section):
    found = _section(door, pk, section)
    context = door.context(group=found.group, section=found, versions=_earlier(found))
    return render(request, "labs/versions.html", context)


@require_http_methods(METHODS)
@in_lab
def version(request, door, pk, section, number):
    """What is different between it and what stands there now; a POST brings it back."""
    found = _section(door, pk, section)
    earlier = get_object_or_404(_earlier(found), number=number)
    if request.method == "POST":
        facts = {"number": number, "version": number_of(request, "version"), "by": door.actor}
        done = _("It stands there again. What it replaced is kept, too.")
        if tried(request, restore_section, found, done=done, **facts) is None:
            return redirect(door.url("version", pk, section, number))
        return redirect(door.url("board", pk) + f"#section-{section}")
    context = door.context(
        group=found.group,
        section=found,
        earlier=earlier,
        title=pieces_of(earlier.title, found.title),
        text=pieces_of(earlier.text, found.text),
    )
    return render(request, "labs/version.html", context)
