"""What a profile said before: its steps, two of them side by side, and the way back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from clusterhub.directory.comparing import differences
from clusterhub.directory.field_words import words_for
from clusterhub.directory.models import Organisation, Revision
from clusterhub.directory.operations import ChangedMeanwhile
from clusterhub.directory.operations.restoring import restore_revision
from clusterhub.directory.permissions import can_read_history, can_restore
from clusterhub.directory.views.doors import organisation_for
from clusterhub.directory.views.printing import printed

PER_PAGE = 50


@login_required
@require_safe
def history(request, slug):
    organisation, page = _steps(request, slug)
    context = {
        "organisation": organisation,
        "page": page,
        "can_restore": can_restore(request.user, organisation),
        "newest": organisation.revisions.values_list("number", flat=True).first(),
        "rows": [
            {
                "revision": row,
                "changed": [words_for(name) for name in row.changed],
                "is_own": row.organisation_id == organisation.pk,
            }
            for row in page
        ],
    }
    return render(request, "directory/history/history.html", context)


@login_required
@require_safe
def history_json(request, slug):
    _organisation, page = _steps(request, slug)
    steps = [
        {
            "organisation": row.organisation.slug,
            "number": row.number,
            "at": row.at,
            "by": row.by_label,
            "change": row.change,
            "changed": row.changed,
            "restored_from": row.restored_from.number if row.restored_from else None,
            "record": row.record,
        }
        for row in page
    ]
    return JsonResponse({"count": page.paginator.count, "revisions": steps})


@login_required
@require_safe
def comparison(request, slug, older, newer):
    organisation, before, after = _two(request, slug, older, newer)
    rows = [
        {
            "words": words_for(each.name),
            "before": printed(each.name, each.before),
            "after": printed(each.name, each.after),
            "pieces": each.pieces,
        }
        for each in differences(before.record, after.record)
    ]
    context = {"organisation": organisation, "before": before, "after": after, "rows": rows}
    return render(request, "directory/history/comparison.html", context)


@login_required
@require_safe
def comparison_json(request, slug, older, newer):
    _organisation, before, after = _two(request, slug, older, newer)
    found = differences(before.record, after.record)
    rows = [{"field": each.name, "before": each.before, "after": each.after} for each in found]
    return JsonResponse({"older": older, "newer": newer, "differences": rows})


@login_required
@require_POST
def restoration(request, slug, number):
    organisation = organisation_for(request, slug, can_restore)
    revision = get_object_or_404(organisation.revisions, number=number)
    version = request.POST.get("version", "")
    try:
        restore_revision(
            revision, version=int(version) if version.isdecimal() else None, by=request.user
        )
    except ChangedMeanwhile:
        messages.error(request, _("Somebody else saved this profile meanwhile. Look again."))
    else:
        messages.success(request, _("Restored. What stood before is one step back."))
    return redirect("directory:history", slug)


def _steps(request, slug):
    """Of an organisation and of all that was merged into it, the latest first."""
    organisation = organisation_for(request, slug, can_read_history)
    both = Q(organisation=organisation) | Q(organisation__merged_into=organisation)
    rows = Revision.objects.filter(both).select_related("restored_from", "organisation")
    rows = rows.order_by("-at", "-pk")
    return organisation, Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))


def _two(request, slug, older, newer):
    organisation = _whose_history(request, slug)
    before, after = (
        get_object_or_404(organisation.revisions, number=number) for number in (older, newer)
    )
    return organisation, before, after


def _whose_history(request, slug):
    """Who reads the history of what is kept reads that of what was merged into it."""
    merged = Organisation.objects.filter(slug=slug).exclude(merged_into=None)
    if organisation := merged.select_related("merged_into").first():
        organisation_for(request, organisation.merged_into.slug, can_read_history)
        return organisation
    return organisation_for(request, slug, can_read_history)
