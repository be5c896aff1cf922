from functools import wraps

from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from clusterhub.activity.doors import get_visible_or_404
from clusterhub.directory.models import Organisation
from clusterhub.directory.pages import organisation_page
from clusterhub.directory.permissions import can_edit_organisation
from clusterhub.directory.shapes import organisation_in_full, organisation_linked_data

# A merge can be undone: nobody is to be led astray for ever.
REMEMBER_REDIRECT = "private, max-age=600"


def _shown(view):
    """The view of one organisation; what was merged leads to what it was merged into."""

    @wraps(view)
    def found(request, slug):
        visible = Organisation.objects.visible_to(request.user)
        rows = visible.with_places().with_keeper().select_related("parent")
        organisation = rows.filter(slug=slug, merged_into=None).first()
        if organisation:
            return view(request, organisation)
        if kept := visible.filter(absorbed__slug=slug).first():
            response = redirect(request.resolver_match.view_name, kept.slug, permanent=True)
            response["Cache-Control"] = REMEMBER_REDIRECT
            return response
        return view(request, get_visible_or_404(rows, slug=slug))

    return found


@require_safe
@_shown
def organisation(request, organisation):
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
@_shown
def organisation_json(request, organisation):
    return JsonResponse(organisation_in_full(organisation_page(organisation, request.user)))
