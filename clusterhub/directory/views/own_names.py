from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from clusterhub.directory.forms import OtherNameForm
from clusterhub.directory.operations.own_names import MOST_NAMES, add_own_name, remove_own_name
from clusterhub.directory.refusals import TooManyNames
from clusterhub.directory.views.attempts import still_there
from clusterhub.directory.views.doors import organisation_for
from clusterhub.web.desk import saved, sent


@login_required
def own_names(request, slug):
    organisation = organisation_for(request, slug)
    form = OtherNameForm(sent(request))
    too_many = _("An organisation has %d names at most. Remove one first.") % MOST_NAMES
    refusals = {TooManyNames: ("name", too_many)}
    if saved(request, form, add_own_name, organisation, refusals=refusals):
        return redirect("directory:own-names", slug)
    context = {"organisation": organisation, "form": form}
    context["rows"] = organisation.other_names.order_by("kind", "name")
    return render(request, "directory/profile/names.html", context)


@login_required
@require_POST
def own_name_removal(request, slug, pk):
    if row := still_there(request, organisation_for(request, slug).other_names, pk):
        remove_own_name(row, by=request.user)
    return redirect("directory:own-names", slug)
