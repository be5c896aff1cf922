from django.http import JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from clusterhub.activity.doors import get_visible_or_404
from clusterhub.directory.models import Organisation
from clusterhub.directory.pages import organisation_page
from clusterhub.directory.permissions import can_edit_organisation
from clusterhub.directory.shapes import organisation_in_full, organisation_linked_data


@require_safe
def organisation(request, slug):
    page = organisation_page(_visible(request, slug), request.user)
    context = {
        "page": page,
        "organisation": page.organisation,
        "linked_data": organisation_linked_data(page),
        "can_edit": can_edit_organisation(request.user, page.organisation),
    }
    return render(request, "directory/organisation.html", context)


@require_safe
def organisation_json(request, slug):
    page = organisation_page(_visible(request, slug), request.user)
    return JsonResponse(organisation_in_full(page))


def _visible(request, slug):
    rows = Organisation.objects.visible_to(request.user).with_places().select_related("parent")
    return get_visible_or_404(rows, slug=slug)
