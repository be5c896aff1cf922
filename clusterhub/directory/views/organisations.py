from django.core.paginator import Paginator
from django.http import JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from clusterhub.activity.doors import get_visible_or_404
from clusterhub.directory.forms import OrganisationFilters
from clusterhub.directory.models import Organisation
from clusterhub.directory.pages import organisation_page
from clusterhub.directory.permissions import can_edit_directory
from clusterhub.directory.shapes import (
    organisation_in_full,
    organisation_in_list,
    organisation_linked_data,
)
from clusterhub.directory.views.lists import countries_of, list_as_json, render_list
from clusterhub.vocabularies.models import IndustrialEcosystem
from clusterhub.web.parts import kept_offers

PER_PAGE = 25


@require_safe
def organisations(request):
    filters, page = _filtered(request)
    context = {"page": page, "filters": filters, "can_edit": can_edit_directory(request.user)}
    return render_list(request, "directory", "organisations", context)


@require_safe
def organisations_json(request):
    _filters, page = _filtered(request)
    return list_as_json(request, "organisations", page, organisation_in_list)


def _filtered(request):
    visible = Organisation.objects.visible_to(request.user)
    filters = OrganisationFilters(request.GET, **kept_offers(request, lambda: _offers(visible)))
    rows = filters.apply(visible).with_places().order_by("name", "pk")
    return filters, Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))


def _offers(organisations):
    ecosystems = [(each.slug, str(each)) for each in IndustrialEcosystem.objects.all()]
    return {"country": countries_of(organisations), "ecosystem": ecosystems}


@require_safe
def organisation(request, slug):
    page = organisation_page(_visible(request, slug), request.user)
    context = {
        "page": page,
        "organisation": page.organisation,
        "linked_data": organisation_linked_data(page),
        "can_edit": can_edit_directory(request.user),
    }
    return render(request, "directory/organisation.html", context)


@require_safe
def organisation_json(request, slug):
    page = organisation_page(_visible(request, slug), request.user)
    return JsonResponse(organisation_in_full(page))


def _visible(request, slug):
    rows = Organisation.objects.visible_to(request.user).with_places().select_related("parent")
    return get_visible_or_404(rows, slug=slug)
