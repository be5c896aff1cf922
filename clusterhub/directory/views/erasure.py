"""Taking everything along, and going for good."""

import csv

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from clusterhub.directory.forms.profile import ErasureForm
from clusterhub.directory.operations import erasing
from clusterhub.directory.permissions import can_manage_organisation, edits
from clusterhub.directory.taking_along import CSV_COLUMNS, as_json, as_row
from clusterhub.directory.views.doors import organisation_for
from clusterhub.documents.tables import safe_cell
from clusterhub.web.desk import sent


@login_required
@require_safe
def take_along_json(request, slug):
    organisation = organisation_for(request, slug, can_manage_organisation)
    is_own = edits(request.user, organisation)
    return _file(as_json(organisation, is_own=is_own), f"{slug}.json", "application/json")


@login_required
@require_safe
def take_along_csv(request, slug):
    organisation = organisation_for(request, slug, can_manage_organisation)
    response = _file("\ufeff", f"{slug}.csv", "text/csv; charset=utf-8")
    writer = csv.DictWriter(response, CSV_COLUMNS)
    writer.writeheader()
    row = as_row(organisation)
    writer.writerow({name: safe_cell(str(value)) for name, value in row.items()})
    return response


@login_required
def erasure(request, slug):
    organisation = organisation_for(request, slug, can_manage_organisation)
    form = ErasureForm(sent(request))
    if form.is_valid():
        try:
            is_named = erasing.erase_organisation(
                organisation, by=request.user, **form.cleaned_data
            )
        except erasing.NameNotTyped:
            form.add_error("name_typed", _("This is not its name."))
        else:
            messages.success(request, _left(is_named))
            return redirect("directory:organisations")
    context = {
        "organisation": organisation,
        "form": form,
        "named_by": erasing.named_by(organisation),
    }
    return render(request, "directory/profile/erasure.html", context)


def _left(is_named):
    if is_named:
        return _("Erased. Only the name is left, where published pages say it.")
    return _("Erased. Nothing of it is left.")


def _file(content, name, content_type):
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response
