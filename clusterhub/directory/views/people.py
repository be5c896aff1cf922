from django.http import JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from clusterhub.activity.doors import get_visible_or_404
from clusterhub.directory.finding.listing import PER_PAGE, ShortPaginator
from clusterhub.directory.forms import PersonFilters
from clusterhub.directory.models import Person
from clusterhub.directory.pages import person_page
from clusterhub.directory.permissions import can_edit_directory
from clusterhub.directory.shapes import person_in_full, person_in_list, person_linked_data
from clusterhub.directory.views.lists import countries_of, list_as_json, render_list
from clusterhub.web.parts import kept_offers


@require_safe
def people(request):
    filters, page = _filtered(request)
    context = {"page": page, "filters": filters, "can_edit": can_edit_directory(request.user)}
    return render_list(request, "directory", "people", context)


@require_safe
def people_json(request):
    _filters, page = _filtered(request)
    return list_as_json(request, "people", page, person_in_list)


def _filtered(request):
    visible = Person.objects.visible_to(request.user)
    filters = PersonFilters(
        request.GET, country=kept_offers(request, lambda: countries_of(visible))
    )
    rows = filters.apply(visible).with_affiliations(request.user).order_by("name", "pk")
    return filters, ShortPaginator(rows, PER_PAGE).get_page(request.GET.get("page"))


@require_safe
def person(request, slug):
    page = person_page(_visible(request, slug), request.user)
    context = {
        "page": page,
        "person": page.person,
        "linked_data": person_linked_data(page),
        "can_edit": can_edit_directory(request.user),
    }
    return render(request, "directory/person.html", context)


@require_safe
def person_json(request, slug):
    return JsonResponse(person_in_full(person_page(_visible(request, slug), request.user)))


def _visible(request, slug):
    rows = Person.objects.visible_to(request.user).with_affiliations(request.user)
    return get_visible_or_404(rows, slug=slug)
