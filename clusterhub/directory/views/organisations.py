from django.core.paginator import Paginator
from django.views.decorators.http import require_safe

from clusterhub.directory.forms import OrganisationFilters
from clusterhub.directory.models import Organisation
from clusterhub.directory.permissions import can_edit_directory
from clusterhub.directory.shapes import organisation_in_list
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
