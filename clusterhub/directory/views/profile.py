from django.http import JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from clusterhub.directory.models import Organisation, word_of_parent
from clusterhub.directory.moved import visible_or_moved
from clusterhub.directory.pages import organisation_page
from clusterhub.directory.permissions import can_edit_organisation
from clusterhub.directory.shapes import organisation_in_full, organisation_linked_data
from clusterhub.directory.views.doors import leading_on


@require_safe
@leading_on
def organisation(request, slug):
    organisation = _visible(request, slug)
    page = organisation_page(organisation, request.user)
    context = {
        "page": page,
        "organisation": organisation,
        "linked_data": organisation_linked_data(page),
        "can_edit": can_edit_organisation(request.user, organisation),
        "can_claim": organisation.is_listed and not organisation.has_keeper,
    }
    return render(request, "directory/organisation.html", context)


@require_safe
@leading_on
def organisation_json(request, slug):
    page = organisation_page(_visible(request, slug), request.user)
    return JsonResponse(organisation_in_full(page))


def _visible(request, slug):
    rows = Organisation.objects.visible_to(request.user).with_places().with_keeper()
    rows = rows.annotate(parent_word=word_of_parent())
    return visible_or_moved(rows.select_related("parent"), slug)
