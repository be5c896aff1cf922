from django.http import JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from clusterhub.directory import scopes
from clusterhub.directory.scope_pages import as_data, page_of_ecosystem, page_of_technology
from clusterhub.vocabularies.models import IndustrialEcosystem, Technology


@require_safe
def ecosystems(request):
    counts = scopes.everything(request.user).counts("ecosystem")["ecosystem"]
    rows = [(one, counts.get(one.pk, 0)) for one in IndustrialEcosystem.objects.all()]
    return render(request, "directory/ecosystems.html", {"rows": rows, "most": _most(rows)})


def _most(rows):
    """The largest number, the length of the longest bar."""
    return max((number or 0 for _one, number in rows), default=0)


@require_safe
def ecosystem(request, slug):
    one = get_object_or_404(IndustrialEcosystem, pk=slug)
    first = {"label": _("Industrial ecosystems"), "url": reverse("directory:ecosystems")}
    context = {
        "page": page_of_ecosystem(one, request.user),
        "title": str(one),
        "kicker": _("Industrial ecosystem"),
        "crumbs": [first],
        "events": one.events.visible_to(request.user).order_by("-starts_at")[:10],
        "ecosystem_calls": one.calls.visible_to(request.user).order_by("-created_at")[:10],
        "json_url": reverse("directory:ecosystem-json", args=[one.pk]),
    }
    return render(request, "directory/scope.html", context)


@require_safe
def ecosystem_json(request, slug):
    one = get_object_or_404(IndustrialEcosystem, pk=slug)
    data = as_data(page_of_ecosystem(one, request.user))
    return JsonResponse({"slug": one.pk, "name": one.name} | data)


@require_safe
def technologies(request):
    counts = scopes.technology_counts(request.user)
    rows = [(one, counts.get(one.pk, 0) if counts else None) for one in Technology.objects.all()]
    return render(request, "directory/technologies.html", {"rows": rows, "most": _most(rows)})


@require_safe
def technology(request, slug):
    one = get_object_or_404(Technology, pk=slug)
    context = {
        "page": page_of_technology(one, request.user),
        "title": str(one),
        "kicker": _("Technology"),
        "crumbs": [{"label": _("Technologies"), "url": reverse("directory:technologies")}],
        "json_url": reverse("directory:technology-json", args=[one.pk]),
    }
    return render(request, "directory/scope.html", context)


@require_safe
def technology_json(request, slug):
    one = get_object_or_404(Technology, pk=slug)
    data = as_data(page_of_technology(one, request.user))
    return JsonResponse({"slug": one.pk, "name": one.name} | data)
